// Demand in tokens per civil day, without users: numbers that are given, or drawn for each day on its own.
//
// A day's demand falls due at the start of the civil day in the server's zone, as one result of the product `demand`,
// one token each. It is divisible: the pool pays what it has, and the rest is lost, or owed if the rules overdraw.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/quantity.h"

namespace drawdown {

// What its rows in the ledgers are called.
inline constexpr std::string_view series_product = "demand";
inline constexpr std::string_view series_user = "demand";

struct DailyDemand {
  // What a draw for the day goes by.
  double mean = 0;
  double sd = 0;          // normal, gamma
  double dispersion = 1;  // negative binomial: the variance is mean + mean² ÷ dispersion
  Tokens tokens;          // of a series that is given
};

struct TeamSeries {
  enum class Law : std::uint8_t { given, poisson, negative_binomial, normal, gamma, empirical };
  std::string team;
  Law law = Law::given;
  bool whole = true;                             // rounded to whole tokens; otherwise to micro-tokens
  std::vector<Tokens> values;                    // of an empirical one: as likely as they are often
  std::vector<std::optional<DailyDemand>> days;  // by civil day of the horizon; empty: there is none
};

struct Series {
  std::vector<TeamSeries> teams;  // their names differ
};

}  // namespace drawdown
