// Contract years, histories and differences on random worlds whose pools are managed.
#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "engine/analysis/contract_statement.h"
#include "engine/analysis/differences.h"
#include "engine/analysis/history.h"
#include "engine/replay/replay.h"
#include "tests/dice.h"
#include "tests/managed_worlds.h"
#include "tests/slow_build.h"

using namespace drawdown;

namespace {

constexpr std::uint64_t worlds = slow_build ? 150 : 1500;

// The same estate under other limits, rules, rates and purchases.
Scenario changed(const Scenario& scenario, std::uint64_t seed) {
  Scenario other = scenario;
  Dice dice(seed);
  if (dice.one_in(2)) {
    other.budgets.clear();
  }
  if (dice.one_in(3)) {
    other.rules.when_empty = WhenEmpty::overdraft;
  }
  if (dice.one_in(3)) {
    for (Product& product : other.products) {
      product.rates.back().tokens += Tokens::whole(1);
    }
  }
  if (dice.one_in(3)) {
    for (Tranche& tranche : other.tranches) {
      tranche.tokens += tranche.origin.kind == TrancheOrigin::Kind::listed ? Tokens::whole(30) : Tokens{};
    }
  }
  return other;
}

using Sums = std::map<std::tuple<UserId, ProductId, std::int32_t>, std::int64_t>;

void add(Sums& sums, const World& world, const Outcome& outcome, int sign) {
  for (const Charge& charge : outcome.charges) {
    const ChargeUnit& unit = world.trace.units[charge.unit.value];
    const auto day = static_cast<std::int32_t>(world.scenario.days.index_at(charge.at));
    sums[{unit.user, unit.product, day}] += sign * charge.tokens.micro;
  }
}

}  // namespace

TEST_CASE("contract years of managed worlds add up, and every unit's history can be told") {
  std::uint64_t years = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    const World world = random_managed_world(seed);
    const Outcome outcome = replay(world.scenario, world.trace);
    for (const YearStatement& year : contract_statement(world.scenario, outcome)) {
      years += year.simulated ? 1 : 0;
      CHECK((!year.simulated || year.provisioned + year.adjusted == year.used_before + year.consumed + year.remaining));
    }
    const PlacesByUnit sessions = sessions_by_unit(world.trace);
    const RowsByUnit rows = rows_by_unit(world.trace, outcome);
    std::uint64_t visits = 0;
    for (std::uint32_t unit = 0; unit < world.trace.units.size(); ++unit) {
      visits += history_of({world.scenario, world.trace, sessions, outcome, rows}, UnitId(unit)).visits.size();
    }
    CHECK(visits == outcome.visits);
  }
  CHECK(years > worlds / 10);
}

TEST_CASE("the differences of managed worlds are those of their ledgers, day by day") {
  std::uint64_t found = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    const World world = random_managed_world(seed);
    if (!world.trace.session.empty() || !world.trace.among.empty()) {
      continue;  // the trace is the log only if nothing was taken out or split
    }
    const Scenario other = changed(world.scenario, seed);
    const Outcome ours = replay(world.scenario, world.trace);
    const Outcome theirs = replay(other, world.trace);
    const PlacesByUnit sessions = sessions_by_unit(world.trace);
    const RowsByUnit our_rows = rows_by_unit(world.trace, ours);
    const RowsByUnit their_rows = rows_by_unit(world.trace, theirs);
    Sums expected;
    add(expected, world, ours, -1);
    add(expected, world, theirs, 1);
    std::erase_if(expected, [](const auto& sum) { return sum.second == 0; });
    Sums told;
    for (const Difference& row : differences(world.trace, {world.scenario, world.trace, sessions, ours, our_rows},
                                             {other, world.trace, sessions, theirs, their_rows}, world.scenario.days)) {
      told[{row.user, row.product, static_cast<std::int32_t>(row.day)}] = (row.variant - row.baseline).micro;
    }
    CHECK(told == expected);
    found += told.size();
  }
  CHECK(found > worlds);
}
