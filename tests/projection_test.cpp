#include "engine/analysis/projection.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/wide.h"
#include "tests/dice.h"

using namespace drawdown;

namespace {

Tokens whole(std::int64_t tokens) { return Tokens::whole(tokens); }

// "80: 0 0" for the day on which it is empty and what is left of each.
std::string told(const std::vector<Supply>& supplies, const Pace& pace) {
  const Projection ahead = project(supplies, pace);
  std::string text = std::to_string(ahead.empty) + ':';
  for (const Tokens left : ahead.left) {
    text += ' ' + format(left);
  }
  return text;
}

// The same, day by day and not from border to border.
Projection day_by_day(const std::vector<Supply>& supplies, const Pace& pace) {
  std::vector<Wide> there(supplies.size(), 0);
  const auto sum = [&there] {
    Wide all = 0;
    for (const Wide amount : there) {
      all += amount;
    }
    return all;
  };
  const auto take = [&there](Wide wanted) {
    for (std::size_t i = 0; i < there.size(); ++i) {
      while (wanted > 0 && there[i] > 0) {
        const Wide part = wanted < there[i] ? wanted : there[i];
        there[i] -= part;
        wanted -= part;
      }
    }
    return wanted;
  };
  const Wide daily = pace.consumed < Tokens{} ? 0 : pace.consumed.micro;
  Wide debt = Wide{pace.owed.micro} * pace.days;
  Projection ahead;
  ahead.left.resize(supplies.size());
  for (std::size_t i = 0; i < supplies.size(); ++i) {
    there[i] = supplies[i].arrives == 0 ? Wide{supplies[i].tokens.micro} * pace.days : 0;
  }
  bool was_empty = false;
  for (std::int32_t day = 0; day < 200; ++day) {
    for (std::size_t i = 0; i < supplies.size(); ++i) {
      if (supplies[i].expires == day) {
        Wide micro = there[i] / pace.days;
        micro += micro * pace.days < there[i] ? 1 : 0;
        ahead.left[i] = {static_cast<std::int64_t>(micro)};
        there[i] = 0;
      }
    }
    for (const std::int32_t bought : pace.true_ups) {
      debt = bought == day ? 0 : debt;
    }
    for (std::size_t i = 0; i < supplies.size(); ++i) {
      if (supplies[i].arrives == day && day > 0) {
        there[i] = Wide{supplies[i].tokens.micro} * pace.days;
      }
    }
    debt = take(debt);
    if (!was_empty && (sum() == 0 || sum() < daily)) {
      was_empty = true;
      ahead.empty = day;
    }
    const Wide lacking = take(daily);
    debt += pace.overdraft ? lacking : 0;
  }
  return ahead;
}

}  // namespace

TEST_CASE("a tranche alone lasts as long as it has tokens, and what it has at its expiry is left") {
  CHECK(told({{whole(300), 0, 40}}, {whole(300), 30}) == "30: 0");
  CHECK(told({{whole(300), 0, 20}}, {whole(300), 30}) == "20: 100");
  CHECK(told({{whole(305), 0, 40}}, {whole(300), 30}) == "30: 0");          // in the middle of that day
  CHECK(told({{whole(100), 0, 10}}, {whole(100), 30}) == "10: 66.666667");  // rounded up
}

TEST_CASE("who consumes nothing, or gives more back, is left with everything at the expiry") {
  CHECK(told({{whole(300), 0, 40}}, {Tokens{}, 30}) == "40: 300");
  CHECK(told({{whole(300), 0, 40}}, {Tokens{} - whole(5), 30}) == "40: 300");
  CHECK(told({}, {whole(300), 30}) == "0:");
}

TEST_CASE("what expires at once expires with all it has, and pays nothing that is owed") {
  CHECK(told({{whole(300), 0, 0}, {whole(100), 0, 20}}, {whole(300), 30, false, whole(40), {}}) == "6: 300 0");
}

TEST_CASE("tranches are drawn in their order, and a later one does not help one that has expired") {
  // 10 a day. The second is not touched before the first is empty on day 30, and then has 10 days.
  CHECK(told({{whole(300), 0, 40}, {whole(500), 0, 40}}, {whole(300), 30}) == "40: 0 400");
  CHECK(told({{whole(500), 0, 40}, {whole(300), 0, 40}}, {whole(300), 30}) == "40: 100 300");
  // Drawn first and there from day 10 on: until then the other one is drawn.
  CHECK(told({{whole(100), 10, 40}, {whole(300), 0, 40}}, {whole(300), 30}) == "40: 0 0");
  CHECK(told({{whole(100), 10, 40}, {whole(300), 0, 15}}, {whole(300), 30}) == "20: 0 200");
}

TEST_CASE(
    "a pool is empty between the last of one tranche and the first of the next, but not at their common instant") {
  CHECK(told({{whole(100), 0, 40}, {whole(100), 20, 60}}, {whole(300), 30}) == "10: 0 0");
  CHECK(told({{whole(100), 0, 40}, {whole(100), 10, 60}}, {whole(300), 30}) == "20: 0 0");
  CHECK(told({{whole(200), 0, 10}, {whole(100), 10, 60}}, {whole(300), 30}) == "20: 100 0");
  CHECK(told({{whole(200), 0, 10}, {whole(100), 11, 60}}, {whole(300), 30}) == "10: 100 0");
}

TEST_CASE("what is owed is paid by what comes, and with an overdraft what is lacking is owed, until it is bought") {
  CHECK(told({{whole(100), 5, 60}}, {whole(300), 30, false, whole(40), {}}) == "0: 0");
  CHECK(told({{whole(100), 5, 8}}, {whole(300), 30, false, whole(40), {}}) == "0: 30");
  CHECK(told({{whole(100), 5, 8}}, {whole(300), 30, true, {}, {}}) == "0: 20");
  CHECK(told({{whole(100), 5, 8}}, {whole(300), 30, true, {}, {3}}) == "0: 50");
  CHECK(told({{whole(100), 5, 8}}, {whole(300), 30, true, {}, {5}}) == "0: 70");  // bought before it comes
}

TEST_CASE("a projection is what day by day would give, on random pools") {
  Dice dice(1);
  for (int round = 0; round < 3'000; ++round) {
    CAPTURE(round);
    std::vector<Supply> supplies;
    for (std::int64_t i = dice.below(6); i > 0; --i) {
      const auto arrives = static_cast<std::int32_t>(dice.one_in(2) ? 0 : dice.below(40));
      supplies.push_back({{dice.below(400'000'000)},
                          arrives,
                          arrives + static_cast<std::int32_t>(dice.between(arrives == 0 ? 0 : 1, 60))});
    }
    Pace pace{{dice.between(-10'000'000, 300'000'000)},
              static_cast<std::int32_t>(dice.between(1, 40)),
              dice.one_in(2),
              {dice.one_in(3) ? dice.below(90'000'000) : 0},
              {}};
    for (std::int64_t i = dice.below(3); i > 0; --i) {
      pace.true_ups.push_back(static_cast<std::int32_t>(dice.below(70)));
    }
    const Projection ahead = project(supplies, pace);
    const Projection slow = day_by_day(supplies, pace);
    CHECK(ahead.empty == slow.empty);
    CHECK(ahead.left == slow.left);
  }
}
