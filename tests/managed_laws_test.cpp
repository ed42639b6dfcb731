// Laws of managed pools: what is never lost, and what must not change an outcome.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/analysis/burn.h"
#include "engine/replay/replay.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "tests/dice.h"
#include "tests/managed_worlds.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/rows.h"
#include "tests/slow_build.h"

using namespace drawdown;

namespace {

constexpr std::uint64_t worlds = slow_build ? 300 : 1'500;

oracle::Outcome outcome_of(const World& world) { return oracle::plain(replay(world.scenario, world.trace)); }

std::string difference(const World& world, const oracle::Outcome& expected, const oracle::Outcome& actual) {
  return oracle::difference(world.scenario, world.trace, expected, actual).value_or("");
}

// A policy for the default team that has whatever it needs to be valid, and buys nothing by itself.
PurchasePolicy quiet_policy() {
  PurchasePolicy policy;
  policy.name = "quiet";
  policy.quantity = Tokens::whole(1);
  policy.lifetime = {365, 0};
  policy.at = Tokens::whole(-1'000'000'000);  // no position is ever that low
  return policy;
}

ProductId add_probe(Scenario& scenario, Partial partial, Tokens rate, std::int64_t per) {
  scenario.products.push_back({"Probe", {{always, rate, per * micro_per_unit}}, partial});
  return ProductId(static_cast<std::uint32_t>(scenario.products.size() - 1));
}

// Charged per product and team, refunds too.
std::map<std::pair<std::size_t, std::size_t>, std::int64_t> charged(const World& world, const Outcome& outcome) {
  std::map<std::pair<std::size_t, std::size_t>, std::int64_t> sums;
  for (const Charge& charge : outcome.charges) {
    const ChargeUnit& unit = world.trace.units[charge.unit.value];
    sums[{unit.product.value, unit.team.value}] += charge.tokens.micro;
  }
  return sums;
}

}  // namespace

TEST_CASE("in every tranche, and on every day in every team and over all, what comes is what goes and stays") {
  std::size_t moved = 0;
  std::size_t adjusted = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    const World world = random_managed_world(seed);
    const Outcome outcome = replay(world.scenario, world.trace);
    std::map<std::uint32_t, std::int64_t> left;  // by team, less what it owes
    for (const TrancheBalance& tranche : outcome.balances) {
      CHECK(tranche.bought + tranche.adjusted == tranche.consumed + tranche.expired + tranche.remaining);
      left[tranche.team.value] += tranche.remaining.micro;
    }
    for (std::uint32_t team = 0; team < outcome.overdraft.size(); ++team) {
      left[team] -= outcome.overdraft[team].micro + outcome.owed_for_adjustments[team].micro;
    }
    const BurnCurve curve = burn_curve(world.scenario, world.trace, outcome);
    std::vector<Tokens> moved_on(curve.teams[0].days());
    std::int64_t consumed = 0;
    for (const TeamBurn& team : curve.teams) {
      for (std::size_t day = 0; day < team.days(); ++day) {
        CHECK(team.opening[day] + team.bought[day] + team.adjusted[day] + team.moved[day] - team.consumed[day] -
                  team.expired[day] ==
              team.closing[day]);
        CHECK((day == 0 || team.opening[day] == team.closing[day - 1]));
        moved_on[day] += team.moved[day];
        moved += team.moved[day] > Tokens{} ? 1U : 0U;
        adjusted += team.adjusted[day] != Tokens{} ? 1U : 0U;
        consumed += team.consumed[day].micro;
      }
      CHECK(team.closing.back().micro == left[team.team.value]);
      left.erase(team.team.value);
    }
    for (const auto& [team, tokens] : left) {
      CHECK(tokens == 0);
    }
    CHECK(std::count(moved_on.begin(), moved_on.end(), Tokens{}) == static_cast<std::ptrdiff_t>(moved_on.size()));
    std::int64_t all = 0;
    for (const auto& [key, tokens] : charged(world, outcome)) {
      all += tokens;
    }
    CHECK(consumed == all);
    const TeamBurn together = total(curve);
    for (std::size_t day = 0; day < together.days(); ++day) {
      CHECK(together.opening[day] + together.bought[day] + together.adjusted[day] - together.consumed[day] -
                together.expired[day] ==
            together.closing[day]);
    }
  }
  CHECK(moved > worlds / 10);
  CHECK(adjusted > worlds / 4);
}

// Without policies: a continuous one sees the pool fall in between, and buys.
TEST_CASE("a refund of everything right after its result leaves all as it was, but for their two rows") {
  std::size_t refunded = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_managed_world(seed);
    world.scenario.policies.clear();
    const Partial partial = Dice(seed).pick({Partial::carry, Partial::up, Partial::exact});
    const ProductId probe = add_probe(world.scenario, partial, Tokens::whole(2), 3);
    rebuild(world);
    const oracle::Outcome before = outcome_of(world);
    Dice dice(seed);
    const std::int64_t length = world.scenario.end.seconds - world.scenario.begin.seconds;
    const std::int64_t at = world.sessions.empty() || dice.one_in(2) ? world.scenario.begin.seconds + dice.below(length)
                                                                     : dice.pick(world.sessions).open;
    const std::int64_t quantity = dice.pick({3, 4, 9}) * micro_per_unit;
    const std::string team = dice.pick({"", "UK"});
    world.results.push_back({"probing", probe.value, team, at, quantity});
    world.results.push_back({"probing", probe.value, team, at, -quantity});
    rebuild(world);
    oracle::Outcome after = outcome_of(world);
    const auto is_probe = [&](std::size_t unit) { return world.trace.units[unit].product == probe; };
    const auto rows = std::erase_if(after.charges, [&](const oracle::Charge& row) { return is_probe(row.unit); });
    const auto denied = std::erase_if(after.denials, [&](const oracle::Denial& row) { return is_probe(row.unit); });
    CHECK(rows + 2 * denied == 2);
    CHECK(after.denied_results == before.denied_results + denied);
    CHECK(after.unmatched_refunds == before.unmatched_refunds + denied);
    after.denied_results = before.denied_results;
    after.unmatched_refunds = before.unmatched_refunds;
    after.overdraft.resize(before.overdraft.size());  // the probe may be a team's only use
    after.owed_for_adjustments.resize(before.owed_for_adjustments.size());
    CHECK(difference(world, before, after) == "");
    refunded += rows / 2;
  }
  CHECK(refunded > worlds / 4);
}

TEST_CASE("a budget that is larger than everything changes nothing") {
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_managed_world(seed);
    const oracle::Outcome before = outcome_of(world);
    Budget budget;
    budget.name = "sky";
    budget.tokens = Tokens::whole(1'000'000'000'000);
    budget.each = Dice(seed).pick({Budget::Each::all, Budget::Each::user, Budget::Each::team, Budget::Each::product});
    world.scenario.budgets.push_back(budget);
    CHECK(difference(world, before, outcome_of(world)) == "");
  }
}

TEST_CASE("a policy that never finds its position low, or is never reviewed, changes nothing") {
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_managed_world(seed);
    const oracle::Outcome before = outcome_of(world);
    world.scenario.policies.push_back(quiet_policy());
    CHECK(difference(world, before, outcome_of(world)) == "");
    PurchasePolicy& policy = world.scenario.policies.back();
    policy.kind = PurchasePolicy::Kind::periodic;
    policy.up_to = Tokens::whole(1'000);
    policy.continuous = false;
    CHECK(difference(world, before, outcome_of(world)) == "");
  }
}

TEST_CASE("a transfer to the team that has the tranche changes nothing") {
  std::size_t tried = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_managed_world(seed);
    world.scenario.transfers.clear();
    const oracle::Outcome before = outcome_of(world);
    for (std::uint32_t i = 0; i < world.scenario.tranches.size(); ++i) {
      const Tranche& tranche = world.scenario.tranches[i];
      const Instant at = std::max(tranche.arrives_at, world.scenario.begin);
      if (at < std::min(tranche.expires_at, world.scenario.end)) {
        world.scenario.transfers.push_back({at, TrancheId(i), tranche.team});
        ++tried;
      }
    }
    CHECK(difference(world, before, outcome_of(world)) == "");
  }
  CHECK(tried > worlds);
}

TEST_CASE("renaming users changes nothing in a managed pool") {
  for (std::uint64_t seed = 1; seed <= worlds; seed += seed % 4 == 3 ? 2U : 1U) {  // those without entitlements
    CAPTURE(seed);
    World world = random_managed_world(seed);
    const oracle::Outcome before = outcome_of(world);
    const auto renamed = [](const std::string& name) { return fmt::format("{} née", '9' - name.back()); };
    for (WorldSession& session : world.sessions) {
      session.user = renamed(session.user);
    }
    for (WorldIdle& idle : world.idle) {
      idle.user = renamed(idle.user);
    }
    for (WorldResult& result : world.results) {
      result.user = renamed(result.user);
    }
    for (ListedUser& user : world.scenario.users) {
      user.id = renamed(user.id);
    }
    for (Budget& budget : world.scenario.budgets) {
      budget.user = budget.user ? std::optional(renamed(*budget.user)) : std::nullopt;
    }
    rebuild(world);
    CHECK(difference(world, before, outcome_of(world)) == "");
  }
}

// Where nothing is refused; what is refused under one of them may let others in.
TEST_CASE("results that are carried on, or charged exactly, never cost more than those that are rounded up") {
  std::size_t less = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_managed_world(seed);
    world.scenario.rules.when_empty = WhenEmpty::overdraft;
    world.scenario.budgets.clear();
    std::erase_if(world.results, [](const WorldResult& result) { return result.quantity < 0; });
    rebuild(world);
    const auto charged_with = [&](Partial partial) {
      for (Product& product : world.scenario.products) {
        product.per_result = product.per_result ? std::optional(partial) : std::nullopt;
        for (RateStep& rate : product.rates) {  // of one size, or what is carried grows with a step
          rate.per = product.rates.front().per;
          rate.tokens = product.per_result ? product.rates.front().tokens : rate.tokens;
        }
      }
      return charged(world, replay(world.scenario, world.trace));
    };
    auto carry = charged_with(Partial::carry);
    auto exact = charged_with(Partial::exact);
    for (const auto& [key, tokens] : charged_with(Partial::up)) {
      CHECK(carry[key] <= tokens);
      CHECK(exact[key] <= tokens);
      less += carry[key] < tokens ? 1U : 0U;
    }
  }
  CHECK(less > worlds / 10);
}

TEST_CASE("a contract's tokens, written as tranches of the same days, give the same ledger") {
  std::size_t tried = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_managed_world(seed);
    for (std::size_t i = world.scenario.tranches.size(); i-- > 0;) {
      const Tranche& tranche = world.scenario.tranches[i];
      if (tranche.rank != 0) {
        drop_tranche(world.scenario, i);  // a listed tranche has no rank
      }
    }
    for (Contract& contract : world.scenario.contracts) {
      contract.true_up.reset();
    }
    if (world.scenario.contracts.empty() || std::any_of(world.scenario.tranches.begin(), world.scenario.tranches.end(),
                                                        [](const Tranche& tranche) { return tranche.rank != 0; })) {
      continue;
    }
    const auto loaded = [](const World& from) {
      const std::string story = as_story(from);
      return load_scenario_text(story.substr(0, story.find("---\n")) + "usage: {sessions: s.csv, results: r.csv}\n",
                                "scenario.yaml", "");
    };
    const Scenario contracts = loaded(world);
    for (Tranche& tranche : world.scenario.tranches) {
      tranche.origin.kind =
          tranche.origin.kind == TrancheOrigin::Kind::contract ? TrancheOrigin::Kind::listed : tranche.origin.kind;
    }
    world.scenario.contracts.clear();
    const Scenario listed = loaded(world);
    REQUIRE(contracts.tranches.size() == listed.tranches.size());
    const auto ledger = [&](const Scenario& scenario) {
      Trace trace = world.trace;
      trace.user_zones = user_zones_of(trace, scenario);
      return oracle::plain(replay(scenario, trace));
    };
    CHECK(oracle::difference(listed, world.trace, ledger(contracts), ledger(listed)).value_or("") == "");
    ++tried;
  }
  CHECK(tried > worlds / 10);
}

// One team whose only tokens are ordered, and last: its position is what was ordered less what was charged.
TEST_CASE(
    "an order is placed when the position is at the reorder point or below, and brings it above, on order or not") {
  std::size_t orders = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_world(seed);
    Scenario& scenario = world.scenario;
    scenario.rules.grace = {0};
    scenario.rules.when_empty = WhenEmpty::overdraft;
    scenario.tranches.clear();
    scenario.users.clear();
    for (WorldSession& session : world.sessions) {
      session.team.clear();
    }
    PurchasePolicy policy = quiet_policy();
    policy.at = Tokens::whole(static_cast<std::int64_t>(seed % 9));
    policy.quantity = Tokens::whole(5 + static_cast<std::int64_t>(seed % 4));
    policy.lead_days = static_cast<std::int32_t>(seed % 5);
    policy.lifetime = {3'650, 0};
    scenario.policies = {policy};
    rebuild(world);
    const Outcome outcome = replay(scenario, world.trace);
    const auto charged_before = [&](Instant until, bool at_it_too) {
      std::int64_t sum = 0;
      for (const Charge& charge : outcome.charges) {
        sum += charge.at < until || (at_it_too && charge.at == until) ? charge.tokens.micro : 0;
      }
      return sum;
    };
    std::int64_t ordered = 0;
    for (const PoolEvent& event : outcome.events) {
      if (event.kind == PoolEvent::Kind::ordered) {
        CHECK(ordered - charged_before(event.at, true) <= policy.at.micro);
        ordered += event.tokens.micro;
        CHECK(ordered - charged_before(event.at, false) > policy.at.micro);
        CHECK(event.tokens.micro % policy.quantity.micro == 0);
        ++orders;
      }
    }
    CHECK(ordered - charged_before(scenario.end, true) > policy.at.micro);
  }
  CHECK(orders > 2 * worlds);
}
