// What would change the answer: the same question at other prices, with another demand, with other lifetimes.
//
//   const PlanChanges changes = plan_changes(scenario, study, options);
//   changes.rows[1].name;              // "demand", by 10 %
//   changes.rows[1].same;              // orders on the same days, of the same tiers
//   changes.turns[0].percent;          // from how much more demand on they are not
//
// A plan changes when an order is placed on another day, or reaches another tier: that quantities follow demand is no
// change of the answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/planning/plan_study.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

struct PlanChange {
  std::string name;            // "as planned", "prices", "demand", …
  std::optional<int> percent;  // more or less
  bool proven = false;
  std::optional<PurchasePlan> orders;  // the best then
  Money cost;                          // of these
  bool same = false;
  // What the plan as it is comes to then; none: it is not allowed, or something is refused that must not be.
  std::optional<Money> kept;
  Tokens kept_refused;  // on average, rounded down
};

// From how many percent on the answer is another, in one direction.
struct PlanTurn {
  std::string name;  // "demand", "all prices", "the price from 5000 tokens on"
  bool up = true;
  std::optional<int> percent;  // the least, of whole percents that were tried; none: not up to `tried`
  int tried = 0;
};

struct PlanChanges {
  std::vector<PlanChange> rows;  // "as planned" first: under a demand that is drawn, on fewer replications
  std::vector<PlanTurn> turns;   // of a demand that is known
  bool finished = false;
};

// There are orders, or none are needed.
[[nodiscard]] PlanChanges plan_changes(const Scenario& scenario, const PlanStudy& study,
                                       const PlanStudyOptions& options);

// By so many percent, at least −100; rounded to the micro-unit, halves up.
// `tier`: only the prices of that quantity.
[[nodiscard]] PurchaseProblem with_prices(PurchaseProblem problem, int percent,
                                          std::optional<Tokens> tier = std::nullopt);
[[nodiscard]] DemandPaths with_demand(DemandPaths paths, int percent);

}  // namespace drawdown
