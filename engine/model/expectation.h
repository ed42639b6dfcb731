// What a scenario expects of its results: `written_off <= 500`, `p_dry < 0.02`, `dry.p10 >= 2026-11-01`.
//
//   const ParsedExpectation read = parse_expectation("written_off.p90 <= 500");
//   read.expectation->measure->name;          // "written_off"
//   read.expectation->bound;                  // 500'000'000 millionths
//   parse_expectation("writen_off <= 500").error;   // "there is no measure 'writen_off'; did you mean 'written_off'?"
//
// A measure is of one replay (`run`), or of many (`stress`). Of many, each replay has its own value, and the
// expectation is about their mean, or about the value that a share of them does not exceed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/time/civil.h"

namespace drawdown {

struct Measure {
  enum class Unit : std::uint8_t { count, tokens, money, share, date };
  std::string_view name;
  Unit unit = Unit::count;
  bool of_one = false;            // has a value after `run`, a key of summary.json
  bool of_each = false;           // of every replay of many: needs a statistic
  bool of_all = false;            // of many replays together: takes no statistic
  std::string_view meaning = {};  // of those that summary.json lacks
};

[[nodiscard]] std::span<const Measure> all_measures();
// Null if there is none.
[[nodiscard]] const Measure* find_measure(std::string_view name);

// What is looked at of many values. A date has no mean.
enum class Statistic : std::uint8_t { none, mean, p5, p10, p50, p90, p95, max };
// "mean", "p5", …; empty for none.
[[nodiscard]] std::string_view name_of(Statistic statistic);
// The share of all values that do not exceed it, in hundredths; of p5 … p95, and of the maximum 100.
[[nodiscard]] int percent_of(Statistic statistic);

struct Expectation {
  enum class Relation : std::uint8_t { less, at_most, more, at_least, equal, unequal };

  std::string text;  // as it is written
  const Measure* measure = nullptr;
  Statistic statistic = Statistic::none;
  Relation relation = Relation::less;
  std::int64_t bound = 0;  // millionths; of a date its day, or never_day
};

// Later than every day: what a date is if nothing happened.
inline constexpr Day never_day{INT32_MAX};

// One of the two.
struct ParsedExpectation {
  std::optional<Expectation> expectation;
  std::string error;
};
[[nodiscard]] ParsedExpectation parse_expectation(std::string_view text);

}  // namespace drawdown
