// A small managed world whose costs are awkward: prices with many places, or none; debts that are paid late, by a
// true-up or never; refunds; tokens given, taken, moved and expired.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/dice.h"
#include "tests/managed_world.h"

namespace drawdown::tests {

inline void add_cost_tranches(ManagedWorld& world, Dice& dice) {
  const auto day = [&](std::int64_t low, std::int64_t high) {
    return format(*parse_day("2026-01-01") + static_cast<std::int32_t>(dice.between(low, high)));
  };
  const std::int64_t tranches = dice.between(1, 4);
  for (std::int64_t i = 0; i < tranches; ++i) {
    const std::string bought = day(-5, 40);
    world.tranche("T" + std::to_string(i + 1), bought, dice.between(1, 30), dice.one_in(3) ? "UK" : "",
                  format(*parse_day(bought) + static_cast<std::int32_t>(dice.between(6, 60))));
    if (!dice.one_in(4)) {
      world.scenario.tranches.back().unit_price = Money{dice.pick({2'400'000L, 333'333L, 1L, 0L, 1'999'999L})};
    }
  }
}

inline void manage_costs(ManagedWorld& world, Dice& dice) {
  Scenario& scenario = world.scenario;
  if (dice.one_in(3)) {
    Contract contract;
    contract.id = "eba";
    contract.years = {{*parse_day("2026-01-01"), *parse_day("2026-01-20"), world.at_start_of("2026-01-20"), {}, {}},
                      {*parse_day("2026-01-20"), *parse_day("2026-03-01"), world.at_start_of("2026-03-01"), {}, {}}};
    contract.true_up = parse_money("2.222222");
    scenario.contracts = {contract};
  }
  for (int i = 0; i < 2; ++i) {
    if (dice.one_in(3)) {
      const std::string on = "2026-01-1" + std::to_string(2 * i + 3);
      scenario.adjustments.push_back(
          {world.at_start_of(on), dice.one_in(3) ? "UK" : "", Tokens::whole(-dice.between(1, 12)), "by hand", {}});
    }
  }
  const Tranche& first = scenario.tranches[0];
  if (const Instant at = world.at_start_of("2026-01-17"); first.arrives_at <= at && at < first.expires_at) {
    if (dice.one_in(3)) {
      scenario.transfers.push_back({at, TrancheId(0), "UK"});
    }
    if (dice.one_in(3)) {
      scenario.adjustments.push_back({at, first.team, Tokens::whole(dice.between(1, 9)), "gift", TrancheId(0)});
    }
  }
}

inline void use_costly(ManagedWorld& world, Dice& dice) {
  const std::vector<std::string> users{"ann", "bob", "eve"};
  const std::vector<std::string> teams{"", "", "UK"};
  const std::int64_t begin = world.at_start_of("2026-01-01").seconds + 3600;
  std::int64_t at = begin;
  std::int64_t result_at = begin;
  const std::int64_t uses = dice.between(3, 30);
  for (std::int64_t i = 0; i < uses; ++i) {
    at += dice.between(0, 3) * 12 * 3600 + dice.pick({0, 0, 60, 3601});
    world.session(dice.pick(users), format_utc({at}), static_cast<int>(dice.between(1, 3000)), dice.pick(teams));
    result_at += dice.between(0, 3) * 12 * 3600 + dice.pick({0, 0, 60, 3601});
    world.result(dice.pick(users), format_utc({result_at}), dice.one_in(3) ? -dice.between(1, 90) : dice.between(1, 60),
                 dice.pick(teams));
  }
}

inline void fill_cost_world(ManagedWorld& world, std::uint64_t seed) {
  Dice dice(seed);
  Scenario& scenario = world.scenario;
  scenario.currency = "USD";
  scenario.rules.grace = Duration{dice.pick({0, 300, 7200})};
  scenario.rules.when_empty = dice.one_in(4) ? WhenEmpty::deny : WhenEmpty::overdraft;
  scenario.products[1].per_result = dice.pick({Partial::carry, Partial::up, Partial::exact});
  scenario.products[1].rates[0].tokens = Tokens{dice.pick({1'000'000L, 333'333L, 2'500'000L})};
  world.trace.teams.intern("UK");
  add_cost_tranches(world, dice);
  manage_costs(world, dice);
  use_costly(world, dice);
  scenario.user_columns = {"cost centre"};
  scenario.users = {{"ann", {}, {}, {"CC-1"}}, {"bob", {}, {}, {""}}};
  scenario.focus = {"Provider", "Publisher", "Issuer", "Account", "Service"};
  ChargeBack charge_back;
  charge_back.by = {{ChargeBack::Dimension::Kind::team, 0, "team"},
                    {ChargeBack::Dimension::Kind::user, 0, "user"},
                    {ChargeBack::Dimension::Kind::product, 0, "product"},
                    {ChargeBack::Dimension::Kind::column, 0, "cost centre"}};
  charge_back.write_off = static_cast<ChargeBack::WriteOff>(dice.below(4));
  scenario.charge_back = charge_back;
}

}  // namespace drawdown::tests
