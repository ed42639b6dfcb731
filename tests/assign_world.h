// Worlds for assignments: random ones of all rules, with prices; and small ones of day after day.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/planning/assignment_study.h"
#include "engine/scenario/load.h"
#include "tests/dice.h"
#include "tests/entitled_worlds.h"
#include "tests/worlds.h"

namespace drawdown {

struct AssignWorld {
  Scenario scenario;
  SessionLog log;
};

inline void add_prices(Scenario& scenario, Dice& dice) {
  const std::int64_t days = scenario.until - scenario.from;
  const auto price = [&] { return Money{dice.between(0, 60) * 365 * 1'000'000 / days + dice.between(0, 999'999)}; };
  for (std::uint32_t product = 0; product < scenario.products.size(); ++product) {
    if (!dice.one_in(4)) {
      scenario.subscription_prices.push_back({ProductId(product), {{first_day, price()}}});
    }
  }
  if (scenario.entitlements.collections.empty() && dice.one_in(2)) {
    scenario.entitlements.collections.push_back({"all", {}, {}, {}});
    for (std::uint32_t product = 0; product < scenario.products.size(); ++product) {
      scenario.entitlements.collections.back().products.push_back(ProductId(product));
    }
  }
  for (Collection& collection : scenario.entitlements.collections) {
    collection.price = dice.one_in(5) ? std::nullopt : std::optional(price());
  }
  if (dice.one_in(3)) {
    scenario.assign.token_price = Money{dice.between(0, 3'000'000)};
  } else {
    scenario.prices.emplace();
    std::int64_t unit = dice.between(1, 30) * 100'000;
    for (std::int64_t quantity = dice.between(0, 10); quantity < 150; quantity += dice.between(20, 90)) {
      scenario.prices->entries.push_back({Tokens::whole(quantity), Money{unit}, {}});
      unit -= dice.between(0, unit / 2);
    }
    scenario.prices->order_multiple = Tokens::whole(dice.pick<std::int64_t>({0, 0, 1, 10}));
    scenario.prices->minimum_order = Tokens::whole(dice.pick<std::int64_t>({0, 0, 25}));
  }
}

// Of any rules but a shared window; half of them with seats, without floating ones unless asked for.
inline AssignWorld random_assign_world(std::uint64_t seed, bool floating = false) {
  Dice dice(seed ^ 0xa5516eU);
  World world = dice.one_in(3) ? random_idle_world(seed) : random_world(seed);
  if (std::holds_alternative<SharedWindow>(world.scenario.rules.window)) {
    world.scenario.rules.window = CalendarWindow{};
  }
  SessionLog log;
  log.trace = world.log.size() > 0 ? world.log : world.trace;
  log.products = world.scenario.products;
  log.idle = world.spans;
  if (dice.one_in(2)) {
    add_entitlements(world, seed);
    if (!floating) {
      world.scenario.entitlements.seats.clear();
    }
  }
  add_prices(world.scenario, dice);
  return {std::move(world.scenario), std::move(log)};
}

// Days on which users open products, by the number of the day from the first on; every open costs a day's rate.
struct DayUse {
  std::string user;
  std::string product;
  std::int32_t day = 0;
};

inline AssignWorld day_world(const std::string& yaml, const std::vector<DayUse>& uses) {
  AssignWorld world{load_scenario_text("time_zone: Etc/UTC\nusage: {sessions: none.csv}\n" + yaml, "a.yaml", ""), {}};
  Trace& trace = world.log.trace;
  world.log.products = world.scenario.products;
  trace.teams.intern("");
  SessionRows rows;
  for (std::int32_t day = 0; day < world.scenario.until - world.scenario.from; ++day) {
    for (const DayUse& use : uses) {
      if (use.day != day) {
        continue;
      }
      ChargeUnit unit;
      unit.user = trace.users.intern(use.user);
      unit.product = *find_product(world.scenario.products, use.product);
      auto at = std::find(trace.units.begin(), trace.units.end(), unit);
      if (at == trace.units.end()) {
        at = trace.units.insert(at, unit);
      }
      const auto open = static_cast<std::uint32_t>((world.scenario.begin + Duration{day * 86'400 + 9 * 3'600}).seconds);
      rows.add(open, open + 3'600, static_cast<std::uint32_t>(at - trace.units.begin()));
    }
  }
  trace.rows = rows.open.size();
  trace.set(std::move(rows));
  trace.user_zones.resize(trace.users.size());
  return world;
}

}  // namespace drawdown
