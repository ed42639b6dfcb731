// A scenario: everything about a simulation but its sessions. Built by `load_scenario` (engine/scenario/load.h) and
// valid by construction: zones exist, days are in order, names are distinct.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/adjustment.h"
#include "engine/model/alert.h"
#include "engine/model/assign_plan.h"
#include "engine/model/budget.h"
#include "engine/model/charge_back.h"
#include "engine/model/contract.h"
#include "engine/model/demand.h"
#include "engine/model/entitlement.h"
#include "engine/model/expectation.h"
#include "engine/model/focus_names.h"
#include "engine/model/plan_task.h"
#include "engine/model/price_list.h"
#include "engine/model/purchase_policy.h"
#include "engine/model/rate_sheet.h"
#include "engine/model/stress_plan.h"
#include "engine/model/subscription_price.h"
#include "engine/model/tranche.h"
#include "engine/model/user.h"
#include "engine/rules/rules.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace drawdown {

struct Usage {
  std::string sessions;  // path as found: relative paths are resolved against the scenario's folder; may be empty
  std::string idle;      // likewise
  std::string results;   // likewise
  ZoneId zone;           // of instants without an offset

  // Whether a log is named; if not, the scenario has a demand.
  [[nodiscard]] bool given() const { return !sessions.empty() || !results.empty(); }
};

struct Scenario {
  std::string file;  // as given
  std::string name;
  std::string currency;
  Day from;   // the simulation runs over the civil days [from, until)
  Day until;  // in the server's zone
  Instant begin;
  Instant end;
  DayTable days;            // the civil days of the horizon in the server's zone
  std::vector<Zone> zones;  // 0 is the server's
  Rules rules;
  RateSheet products;
  std::vector<ListedUser> users;          // in the order of the list, then of the file of users
  std::vector<std::string> user_columns;  // further columns of that file
  std::vector<Tranche> tranches;          // in the order of the file; then those of contracts; then credits
  std::optional<PriceList> prices;
  std::vector<PurchasePolicy> policies;
  std::vector<Contract> contracts;
  std::vector<Transfer> transfers;
  std::vector<Adjustment> adjustments;
  std::vector<Budget> budgets;
  Entitlements entitlements;
  Access access;
  SubscriptionPrices subscription_prices;
  std::vector<Alert> alerts;
  std::optional<Reminders> reminders;  // if they are given, or there are alerts
  std::optional<ChargeBack> charge_back;
  FocusNames focus;
  Usage usage;
  std::optional<Demand> demand;
  StressPlan stress;
  std::optional<PlanTask> plan;
  AssignPlan assign;
  std::vector<Expectation> expectations;  // in the order of the file

  // Whether sessions are to be split into active spells.
  [[nodiscard]] bool idle_aware() const { return rules.idle.has_value() && !usage.idle.empty(); }
  [[nodiscard]] const Zone& server() const { return zones[0]; }
  // Every team that has or gets tokens, some more than once.
  [[nodiscard]] std::vector<std::string> pool_teams() const;
};

}  // namespace drawdown
