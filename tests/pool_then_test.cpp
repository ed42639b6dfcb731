// The pool at a moment of an outcome, against what was drawn and refused at that moment, on random worlds.
#include "engine/analysis/pool_then.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "engine/replay/replay.h"
#include "tests/managed_worlds.h"
#include "tests/slow_build.h"
#include "tests/worlds.h"

using namespace drawdown;

namespace {

constexpr std::uint64_t worlds = slow_build ? 300 : 2'000;

// Whether drawing the charge from the pool, tranche by tranche, gives its draws and what is owed.
bool pays(const PoolThen& pool, const Charge& charge) {
  std::vector<std::pair<TrancheId, Tokens>> draws;
  Tokens wanted = charge.tokens;
  for (const TrancheThen& tranche : pool.tranches) {
    const Tokens part = std::min(wanted, tranche.remaining);
    if (part > Tokens{}) {
      draws.emplace_back(tranche.tranche, part);
    }
    wanted -= part;
  }
  std::vector<std::pair<TrancheId, Tokens>> drawn;
  for (const Draw& draw : charge.draws()) {
    drawn.emplace_back(draw.tranche, draw.tokens);
  }
  return draws == drawn && wanted == charge.overdraft;
}

bool is_sound(const Scenario& scenario, const PoolThen& pool, Instant now) {
  Tokens sum;
  bool sound = true;
  for (const TrancheThen& then : pool.tranches) {
    const Tranche& tranche = scenario.tranches[then.tranche.value];
    sum += then.remaining;
    sound &= (then.state == TrancheThen::State::expired) == (tranche.expires_at <= now);
    sound &= then.state == TrancheThen::State::usable || then.remaining == Tokens{};
    sound &= then.state != TrancheThen::State::not_yet || then.held == Tokens{};
    sound &= then.remaining + then.held <= tranche.brings();
  }
  return sound && sum == pool.available && (pool.owed == Tokens{} || pool.available == Tokens{});
}

}  // namespace

TEST_CASE("each charge and hold is drawn from the pool before it, in its order") {
  std::size_t rows = 0;
  std::size_t owing = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    const World world = random_world(seed);
    const Outcome outcome = replay(world.scenario, world.trace);
    for (const ChargeKind kind : {ChargeKind::open, ChargeKind::renewal}) {
      for (std::uint32_t row = 0; row < outcome.charges.sheet(kind).rows.size(); ++row, ++rows) {
        CAPTURE(row);
        const PoolThen pool = pool_before(world.scenario, world.trace, outcome, {kind, row});
        const Charge charge = outcome.charges.charge(kind, row);
        owing += pool.owed > Tokens{} ? 1U : 0U;
        CHECK(pays(pool, charge));
        CHECK(is_sound(world.scenario, pool, charge.at));
      }
    }
  }
  CHECK(rows > 5 * worlds);
  CHECK(owing > worlds / 10);
}

TEST_CASE("at each denial the pool has what the denial says, which is not enough") {
  std::size_t denials = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    const World world = random_world(seed);
    const Outcome outcome = replay(world.scenario, world.trace);
    for (std::size_t i = 0; i < outcome.denials.size(); ++i, ++denials) {
      CAPTURE(i);
      const Denial& denial = outcome.denials[i];
      const PoolThen pool = pool_at_denial(world.scenario, world.trace, outcome, i);
      CHECK(pool.available == denial.available);
      CHECK(pool.available < denial.tokens);
      CHECK(is_sound(world.scenario, pool, denial.at));
    }
  }
  CHECK(denials > worlds);
}

TEST_CASE(
    "in managed pools each charge and result is drawn from the pool before it, and each denial finds too little") {
  std::size_t results = 0;
  std::size_t refunds = 0;
  std::size_t denials = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    const World world = random_managed_world(seed);
    const Outcome outcome = replay(world.scenario, world.trace);
    const auto look_before = [&](ChargeKind kind, std::size_t row) {
      CAPTURE(row);
      const auto place = static_cast<std::uint32_t>(row);
      const PoolThen pool = pool_before(world.scenario, world.trace, outcome, {kind, place});
      CHECK((kind == ChargeKind::refund || pays(pool, outcome.charges.charge(kind, place))));
    };
    for (const ChargeKind kind : {ChargeKind::open, ChargeKind::renewal}) {
      const std::size_t rows = outcome.charges.sheet(kind).rows.size();
      for (std::size_t row = 0; row < rows; row += 1 + rows / 8) {
        look_before(kind, row);
      }
    }
    for (std::size_t row = 0; row < outcome.charges.results.size(); ++row) {
      look_before(outcome.charges.results[row].kind, row);
      ++(outcome.charges.results[row].kind == ChargeKind::result ? results : refunds);
    }
    for (std::size_t i = 0; i < outcome.denials.size(); i += 1 + outcome.denials.size() / 8, ++denials) {
      CAPTURE(i);
      const Denial& denial = outcome.denials[i];
      const PoolThen pool = pool_at_denial(world.scenario, world.trace, outcome, i);
      if (denial.reason == DenialReason::tokens) {
        CHECK(pool.available == denial.available);
        CHECK(pool.available < denial.tokens);
      }
    }
  }
  CHECK(results > worlds / 4);
  CHECK(refunds > worlds / 8);
  CHECK(denials > worlds);
}
