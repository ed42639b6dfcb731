// The parts of a scenario, each read from its section of the YAML. `load.cpp` puts them together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/load.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/section.h"

namespace drawdown {

class Distinct;
struct ScenarioSource;

// The zone's place in the scenario's list, where it is added if it is new.
ZoneId intern(std::vector<Zone>& zones, const Zone& zone);

// Each reads the key of its name from the whole scenario, and needs what is read above it: zones[0] and the horizon.
[[nodiscard]] Rules read_rules(const Section& root, std::vector<Zone>& zones);
// Needs the rate sheet too.
[[nodiscard]] std::optional<IdleRule> read_idle_rule(const Section& root, const RateSheet& products);
[[nodiscard]] RateSheet read_rates(const Section& root, const Zone& server, ScenarioPlaces& places);
// Needs the horizon and the rate sheet, to which a series adds its product.
[[nodiscard]] std::optional<Demand> read_demand(const Section& root, const std::string& folder, Scenario& scenario,
                                                ScenarioPlaces& places);
// Whether there is a `demand.series`, whose product needs no rate sheet.
[[nodiscard]] bool has_series(const Section& root);
// `demand.series`.
[[nodiscard]] Series read_series(const SettingValue& value, const std::string& folder, const Scenario& scenario);
// `users` and, found from the source's folder, `users_file`: the scenario's users and their columns.
void read_users(const Section& root, const ScenarioSource& source, Scenario& scenario, ScenarioPlaces& places);
// `demand.history`.
[[nodiscard]] History read_history_section(const SettingValue& value, const std::string& folder, Scenario& scenario);
// `demand.population`; adds the groups' zones.
[[nodiscard]] Population read_population(const SettingValue& value, Scenario& scenario);
// Tranches, prices, policies, contracts, transfers and adjustments.
void read_pool(const Section& root, Scenario& scenario, ScenarioPlaces& places);
// A part of it: `pool.purchasing`. `ids`: those of the tranches.
void read_purchasing(const Section& pool, Distinct& ids, Scenario& scenario);
[[nodiscard]] std::vector<Budget> read_budgets(const Section& root, const RateSheet& products);
[[nodiscard]] Entitlements read_entitlements(const Section& root, const RateSheet& products);
[[nodiscard]] Access read_access(const Section& root, const RateSheet& products);
// Needs the columns of users.
[[nodiscard]] std::optional<ChargeBack> read_charge_back(const Section& root,
                                                         const std::vector<std::string>& user_columns);
// Needs the scenario's name.
[[nodiscard]] FocusNames read_focus(const Section& root, const std::string& scenario_name);

[[nodiscard]] SubscriptionPrices read_subscription_prices(const Section& root, const RateSheet& products);
// `alerts` and `reminders`; needs the prices too.
void read_alerts(const Section& root, Scenario& scenario, ScenarioPlaces& places);
[[nodiscard]] std::vector<Expectation> read_expectations(const Section& root);
// Needs the tranches.
[[nodiscard]] StressPlan read_stress(const Section& root, const Scenario& scenario);

// Needs the pool.
[[nodiscard]] std::optional<PlanTask> read_plan(const Section& root, const Scenario& scenario);
[[nodiscard]] AssignPlan read_assign(const Section& root);

// A list of names of products on the rate sheet.
[[nodiscard]] ProductId read_product(const NamedPlace& name, const std::string& path, const RateSheet& products);
[[nodiscard]] std::vector<ProductId> read_products(const SettingValue& list, const RateSheet& products);

}  // namespace drawdown
