// The break-even rule against hindsight, and hindsight against all that could have been done.
#include "engine/planning/online_rule.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "tests/dice.h"

using namespace drawdown;

namespace {

struct Course {
  std::vector<PricedUse> uses;
  Seat seat;
};

Course random_course(std::uint64_t seed) {
  Dice dice(seed);
  Course course;
  course.seat.price = Money{dice.between(1, 60) * 100'000};
  course.seat.share = dice.pick<std::int64_t>({0, 0, 0, 100'000, 250'000, 500'000, 900'000});
  course.seat.valid = Duration{dice.pick<std::int64_t>({1, 5, 20, 1'000'000})};
  const std::int64_t most = dice.pick<std::int64_t>({5, 30, 200});
  const bool even = dice.one_in(2);
  std::int64_t at = 0;
  for (std::int64_t i = dice.between(0, most); i > 0; --i) {
    at += dice.one_in(6) ? dice.between(0, 30) : dice.between(0, 2);
    course.uses.push_back({Instant{at}, {Wide{even ? 700'000 : dice.between(0, 3'000'000)} * 1'000'000}});
  }
  return course;
}

// What it costs to subscribe at the uses in `set`, and nowhere else.
OnlineCost cost_with(const Course& course, std::size_t set) {
  OnlineCost sum = 0;
  Instant valid_until{-1};
  for (std::size_t i = 0; i < course.uses.size(); ++i) {
    if ((set >> i & 1U) != 0) {
      sum += online_cost(course.seat.price);
      valid_until = std::max(valid_until, course.uses[i].at + course.seat.valid);
    }
    sum += course.uses[i].at < valid_until ? course.uses[i].cost.pico * course.seat.share
                                           : online_cost(course.uses[i].cost);
  }
  return sum;
}

}  // namespace

TEST_CASE("the rule never costs more than 2 less the share times hindsight, on twenty thousand random courses") {
  std::int64_t worst = 0;
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    CAPTURE(seed);
    const Course course = random_course(seed);
    const OnlineCost rule = rule_cost(course.uses, course.seat);
    const OnlineCost best = hindsight_cost(course.uses, course.seat);
    REQUIRE(rule >= best);
    REQUIRE(rule * micro_per_unit <= best * (2 * micro_per_unit - course.seat.share));
    if (best > 0 && course.seat.share == 0) {
      worst = std::max(worst, static_cast<std::int64_t>(rule * micro_per_unit / best));
    }
  }
  CHECK(worst > 1'800'000);
}

TEST_CASE("hindsight is the best of all times to subscribe") {
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    CAPTURE(seed);
    Course course = random_course(seed);
    course.uses.resize(std::min<std::size_t>(course.uses.size(), 9));
    std::optional<OnlineCost> least;
    for (std::size_t set = 0; set < (std::size_t{1} << course.uses.size()); ++set) {
      const OnlineCost cost = cost_with(course, set);
      least = least ? std::min(*least, cost) : cost;
    }
    CHECK(hindsight_cost(course.uses, course.seat) == *least);
  }
}

TEST_CASE("the adversary brings the rule as near to the bound as one likes") {
  for (const std::int64_t share : {0, 250'000, 600'000}) {
    for (const std::int64_t uses : {10, 100, 10'000}) {
      // Uses, each a small part of the break-even, until the rule has just subscribed: then they stop.
      const Seat seat{.price = Money::whole(1'000), .share = share};
      const Wide full = online_cost(seat.price) / (micro_per_unit - share);  // price ÷ (1 − share)
      std::vector<PricedUse> all;
      for (std::int64_t i = 0; i < uses; ++i) {
        all.push_back({Instant{i}, {divide_up(full, uses)}});
      }
      std::size_t seats = 0;
      const OnlineCost rule = rule_cost(all, seat, &seats);
      const OnlineCost best = hindsight_cost(all, seat);
      CHECK(seats == 1);
      const auto ratio = static_cast<std::int64_t>(rule * micro_per_unit / best);
      CHECK(ratio <= 2 * micro_per_unit - share);
      CHECK(ratio >= 2 * micro_per_unit - share - 2 * micro_per_unit / uses);
    }
  }
}

TEST_CASE("a year of AutoCAD: 109 days are paid in tokens, with the 110th comes the subscription") {
  const Seat seat{.price = Money::whole(2'310)};
  std::vector<PricedUse> days(200, {Instant{}, exact_cost(Tokens::whole(7), Money::whole(3))});
  CHECK(rounded(rule_cost(days, seat)) == Money::whole(109 * 21 + 2'310));
  CHECK(rounded(hindsight_cost(days, seat)) == Money::whole(2'310));
  days.resize(109);
  CHECK(rounded(rule_cost(days, seat)) == Money::whole(109 * 21));
  CHECK(rule_cost({}, seat) == 0);
}
