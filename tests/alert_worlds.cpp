#include "tests/alert_worlds.h"

#include <algorithm>
#include <optional>
#include <string>

#include "tests/dice.h"

namespace drawdown {
namespace {

using When = Alert::When;

const char* const teams[] = {"", "UK", "SG"};

Day any_day(Dice& dice, Day from, Day until) { return from + static_cast<std::int32_t>(dice.below(until - from)); }

// A day of the horizon on which the tranche is usable, if there is one that is not skipped.
std::optional<Day> usable_day(Dice& dice, const Scenario& scenario, const Tranche& tranche) {
  const Day from = std::max(scenario.from, tranche.bought);
  const Day until = std::min(scenario.until, tranche.expires);
  if (from >= until) {
    return std::nullopt;
  }
  const Day day = any_day(dice, from, until);
  const Instant at = scenario.server().start_of(day);
  const bool there = tranche.arrives_at <= at && at < tranche.expires_at && scenario.begin <= at && at < scenario.end;
  return there ? std::optional(day) : std::nullopt;
}

void add_policy(World& world, Dice& dice) {
  PurchasePolicy policy;
  policy.name = "buy";
  policy.team = teams[dice.below(3)];
  policy.at = Tokens::whole(dice.below(15));
  policy.quantity = Tokens::whole(dice.between(5, 30));
  policy.lead_days = static_cast<std::int32_t>(dice.below(4));
  policy.lifetime = {static_cast<std::int32_t>(dice.between(1, 8)), 0};
  policy.orders = 5;
  world.scenario.policies.push_back(policy);
}

void add_contract(World& world, Dice& dice) {
  Scenario& scenario = world.scenario;
  Contract contract;
  contract.id = "eba";
  contract.team = teams[dice.below(3)];
  contract.from = any_day(dice, scenario.from, scenario.until);
  const auto length = static_cast<std::int32_t>(dice.between(1, 4));
  contract.until = contract.from + 3 * length;
  if (dice.one_in(2)) {
    contract.true_up = Money::whole(3);
  }
  for (std::uint32_t year = 1; year <= 3; ++year) {
    const Day from = contract.from + length * static_cast<std::int32_t>(year - 1);
    Tranche tranche;
    tranche.id = "eba-" + std::to_string(year);
    tranche.team = contract.team;
    tranche.bought = from;
    tranche.expires = from + length;
    tranche.tokens = Tokens::whole(dice.between(1, 20));
    tranche.unit_price = Money::whole(2);
    tranche.origin = {TrancheOrigin::Kind::contract, 0, year};
    contract.years.push_back({from, tranche.expires, scenario.server().start_of(tranche.expires), tranche.tokens,
                              TrancheId(static_cast<std::uint32_t>(scenario.tranches.size()))});
    scenario.tranches.push_back(tranche);
  }
  set_horizon(scenario);
  const bool serves = std::all_of(scenario.tranches.end() - 3, scenario.tranches.end(),
                                  [](const Tranche& t) { return t.arrives_at < t.expires_at; });
  if (serves) {
    scenario.contracts.push_back(contract);
  } else {
    scenario.tranches.resize(scenario.tranches.size() - 3);
  }
}

void add_by_hand(World& world, Dice& dice) {
  Scenario& scenario = world.scenario;
  for (std::uint32_t id = 0; id < scenario.tranches.size(); ++id) {
    if (const auto day = usable_day(dice, scenario, scenario.tranches[id]); day && dice.one_in(3)) {
      scenario.transfers.push_back({scenario.server().start_of(*day), TrancheId(id), teams[dice.below(3)]});
    }
    if (const auto day = usable_day(dice, scenario, scenario.tranches[id]); day && dice.one_in(3)) {
      const Tokens tokens = Tokens::whole(dice.pick({-9, -2, 3, 11}));
      scenario.adjustments.push_back({scenario.server().start_of(*day), "", tokens, "by hand", TrancheId(id)});
    }
  }
}

void add_alerts(Scenario& scenario, Dice& dice) {
  for (int i = 0; i < 8; ++i) {
    Alert alert;
    alert.name = "alert " + std::to_string(i);
    alert.when = static_cast<When>(i < 5 ? i : dice.below(5));
    if (dice.one_in(3)) {
      alert.team = dice.pick({"", "UK", "nobody"});
    }
    alert.below = Percent::whole(dice.between(1, 100));
    if (dice.one_in(2)) {
      alert.days_left = static_cast<std::int32_t>(dice.below(4));
    }
    if (dice.one_in(2)) {
      alert.left = Tokens::whole(dice.below(12));
    } else {
      alert.left_share = Percent::whole(dice.below(100));
    }
    alert.days = static_cast<std::int32_t>(dice.between(1, 6));
    if (dice.one_in(2)) {
      alert.day = any_day(dice, scenario.from, scenario.until + 4);
    }
    alert.more_than = Tokens{dice.below(10'000'000)};
    alert.trailing = static_cast<std::int32_t>(dice.between(1, 3));
    if (dice.one_in(2)) {
      alert.product = ProductId(0);
    }
    scenario.alerts.push_back(alert);
  }
  scenario.subscription_prices = {
      {ProductId(0),
       {{scenario.from - 5, Money::whole(dice.between(5, 40))},
        {any_day(dice, scenario.from, scenario.until), Money::whole(dice.between(5, 40))}}}};
  if (scenario.products.size() > 1) {
    scenario.subscription_prices.push_back({ProductId(1), {{first_day, Money::whole(dice.between(5, 40))}}});
  }
  scenario.reminders =
      Reminders{static_cast<std::int32_t>(dice.below(4)), static_cast<std::int32_t>(dice.between(1, 3))};
}

}  // namespace

void rebuild_with_teams(World& world) {
  rebuild(world);
  for (const char* team : teams) {
    world.trace.teams.intern(team);
  }
}

World alert_world(std::uint64_t seed) {
  World world = random_world(seed);
  Dice dice(seed + 17);
  for (Tranche& tranche : world.scenario.tranches) {
    if (dice.one_in(2)) {
      tranche.unit_price = Money::whole(dice.between(1, 3));
    }
  }
  if (dice.one_in(2)) {
    add_policy(world, dice);
  }
  if (dice.one_in(3)) {
    add_contract(world, dice);
  }
  if (dice.one_in(2)) {
    add_by_hand(world, dice);
  }
  add_alerts(world.scenario, dice);
  rebuild_with_teams(world);
  return world;
}

}  // namespace drawdown
