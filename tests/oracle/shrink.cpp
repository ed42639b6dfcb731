#include "tests/oracle/shrink.h"

#include <utility>
#include <vector>

#include "tests/managed_worlds.h"

namespace drawdown::oracle {
namespace {

using Change = std::function<bool(World&)>;  // false: there is nothing to change

template <class T>
bool erase_at(std::vector<T>& list, std::size_t i) {
  if (i >= list.size()) {
    return false;
  }
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
  return true;
}

void add_changes_of_management(const World& world, std::vector<Change>& list) {
  const Scenario& scenario = world.scenario;
  for (std::size_t i = world.results.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.results, i); });
  }
  for (std::size_t i = scenario.budgets.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.scenario.budgets, i); });
  }
  for (std::size_t i = scenario.policies.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.scenario.policies, i); });
  }
  for (std::size_t i = scenario.transfers.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.scenario.transfers, i); });
  }
  for (std::size_t i = scenario.adjustments.size(); i-- > 0;) {
    list.push_back([i](World& w) { return i < w.scenario.adjustments.size() && drop_adjustment(w.scenario, i); });
  }
  for (std::size_t i = scenario.contracts.size(); i-- > 0;) {
    list.push_back([i](World& w) { return i < w.scenario.contracts.size() && drop_contract(w.scenario, i); });
    list.push_back([i](World& w) {
      return i < w.scenario.contracts.size() && std::exchange(w.scenario.contracts[i].true_up, {}).has_value();
    });
  }
  list.push_back([](World& w) { return std::exchange(w.scenario.prices, std::nullopt).has_value(); });
  for (std::size_t i = 0; i < scenario.policies.size(); ++i) {
    list.push_back([i](World& w) {
      return i < w.scenario.policies.size() && std::exchange(w.scenario.policies[i].lead_days, 0) != 0;
    });
  }
  for (std::size_t i = 0; i < scenario.budgets.size(); ++i) {
    list.push_back([i](World& w) {
      return i < w.scenario.budgets.size() &&
             std::exchange(w.scenario.budgets[i].each, Budget::Each::all) != Budget::Each::all;
    });
  }
}

// Every single step that makes a world simpler.
std::vector<Change> changes(const World& world) {
  std::vector<Change> list;
  for (std::size_t i = world.sessions.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.sessions, i); });
  }
  for (std::size_t i = world.idle.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.idle, i); });
  }
  for (std::size_t i = world.scenario.tranches.size(); i-- > 0;) {
    list.push_back([i](World& w) { return drop_tranche(w.scenario, i); });
  }
  add_changes_of_management(world, list);
  for (std::size_t i = world.scenario.users.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.scenario.users, i); });
  }
  for (std::size_t i = world.scenario.entitlements.subscriptions.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.scenario.entitlements.subscriptions, i); });
  }
  for (std::size_t i = world.scenario.entitlements.collections.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.scenario.entitlements.collections, i); });
  }
  for (std::size_t i = world.scenario.entitlements.seats.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.scenario.entitlements.seats, i); });
  }
  for (std::size_t i = world.scenario.access.deny.size(); i-- > 0;) {
    list.push_back([i](World& w) { return erase_at(w.scenario.access.deny, i); });
  }
  list.push_back([](World& w) { return std::exchange(w.scenario.access.only, std::nullopt).has_value(); });
  for (std::size_t i = 0; i < world.scenario.products.size(); ++i) {
    list.push_back([i](World& w) {
      auto& rates = w.scenario.products[i].rates;
      const bool dated = rates.size() > 1 || rates[0].from != always;
      rates = {{always, rates[0].tokens, rates[0].per}};
      return dated;
    });
  }
  list.push_back([](World& w) { return std::exchange(w.scenario.rules.per_version, false); });
  list.push_back([](World& w) { return std::exchange(w.scenario.rules.per_machine, false); });
  list.push_back([](World& w) {
    return std::exchange(w.scenario.rules.consume, DrawOrder::soonest_expiry) != DrawOrder::soonest_expiry;
  });
  list.push_back(
      [](World& w) { return std::exchange(w.scenario.rules.when_empty, WhenEmpty::deny) != WhenEmpty::deny; });
  list.push_back([](World& w) { return !std::exchange(w.scenario.rules.renew, true); });
  return list;
}

}  // namespace

World shrink(World world, const std::function<bool(const World&)>& differs) {
  bool smaller = true;
  while (smaller) {
    smaller = false;
    for (const Change& change : changes(world)) {
      World candidate = world;
      if (!change(candidate)) {
        continue;
      }
      rebuild(candidate);
      if (differs(candidate)) {
        world = std::move(candidate);
        smaller = true;
      }
    }
  }
  return world;
}

}  // namespace drawdown::oracle
