// Populations: groups of people, how often they use which products, and when. What they do is drawn
// (engine/demand/population_source.h).
//
//   Use use{.product = autocad, .per = Use::Per::year, .rate = 110, .spread = 0.8};     // of people who are alike
//   use.season[6] = 0.7;                                                                // a quiet July
//   mean_chances(group, use, from, until);      // how likely one of them is to open it on each day, on average
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {

// Some of several names, each as likely as it is heavy.
struct Weighted {
  std::string name;
  double weight = 1;
};

// How long something lasts, or at which second of the day it begins.
struct Spans {
  // Between the first and the last, with as many values between one and the next as between any other two, evenly.
  // One: always that. Ascending; empty if it is log-normal.
  std::vector<std::int64_t> quantiles;  // seconds
  double median = 0;                    // seconds: half of the values lie below it, nine tenths below p90
  double p90 = 0;
  bool operator==(const Spans&) const = default;
};

// On for about `on` days, then off for about `off`: a chain of two states, day by day. 1 ⁄ on + 1 ⁄ off ≤ 1.
struct Bursts {
  double on = 1;
  double off = 1;
  [[nodiscard]] double share_on() const { return on / (on + off); }
};

// How many results one request asks for: Poisson, or with a `shape` k negative binomial, of the variance
// mean + mean² ⁄ k.
struct ResultCounts {
  double mean = 1;
  std::optional<double> shape;
};

// How the people of a group use a product.
struct Use {
  enum class Per : std::uint8_t { year, month, working_day };
  struct Along {
    ProductId product;  // another one that the group uses
    double chance = 0;
  };

  ProductId product;
  Per per = Per::year;
  double rate = 0;    // access days per year or month, or a chance for each working day; on average over the people
  double share = 1;   // of the people who use it at all; the others do not open it along with another product either
  double spread = 0;  // between those: standard deviation ⁄ mean
  std::optional<Bursts> bursts;
  std::array<double, 12> season{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  std::array<double, 7> weekdays{1, 1, 1, 1, 1, 0, 0};  // from Monday; 0 where nobody works
  std::optional<Day> from;                              // nobody opens it before this day,
  std::optional<Day> until;                             // or from this one on
  std::vector<Along> along;                             // what is opened too on a day on which this is

  double sessions_per_day = 1;  // on a day with access: 1 + Poisson
  Spans start;                  // seconds of the day
  Spans length;
  std::vector<Weighted> versions;  // empty: none is told
  double short_chance = 0;         // that a session is a short launch, which lasts less than short_length
  Duration short_length{300};
  double overnight = 0;                 // chance that the day's last session stays open until the next working morning
  std::optional<ResultCounts> results;  // of a product that is charged per result
};

struct Member {
  std::string id;
  std::optional<std::string> team;
  std::optional<Day> from;   // civil days of the group's zone; is there from the start of one
  std::optional<Day> until;  // to the start of the other
};

struct Group {
  std::string name;
  std::vector<Member> members;
  ZoneId zone;
  std::int32_t work_begins = 9 * 3600;  // seconds of the day
  std::int32_t work_ends = 17 * 3600;
  std::array<bool, 7> works{true, true, true, true, true, false, false};  // from Monday
  std::vector<Day> holidays;                                              // ascending; of all years that matter
  double spread = 0;               // between people, in all products alike: standard deviation ⁄ mean
  std::vector<Weighted> machines;  // of each; empty: none is told
  std::vector<Use> uses;           // of distinct products

  [[nodiscard]] bool is_holiday(Day day) const;
  [[nodiscard]] bool is_working(Day day) const {
    return works[static_cast<std::size_t>(weekday(day))] && !is_holiday(day);
  }
};

// A factor that the rates of many people share: log-normal with mean 1, constant from Monday to Sunday.
struct Shock {
  std::string name;
  double spread = 0;                  // standard deviation ⁄ mean
  double half_life_days = 7;          // after so many days, half of a deviation is left, on average
  std::vector<std::uint32_t> groups;  // places; empty: all
  std::vector<ProductId> products;    // empty: all
  [[nodiscard]] bool meets(std::uint32_t group, ProductId product) const;
};

struct Population {
  std::vector<Group> groups;
  std::vector<Shock> shocks;
};

// The chance that one of the group's people opens the product on each of the days [from, until), on average over the
// people, for those who are there. Rates per year and month are spread over the days of each calendar year or month by
// the factors of weekday and season; months keep their number of days, times the season's factor.
[[nodiscard]] std::vector<double> mean_chances(const Group& group, const Use& use, Day from, Day until);

}  // namespace drawdown
