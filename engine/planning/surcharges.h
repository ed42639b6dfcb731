// Prices on what is limited: payments of a year with a budget, and orders if their number is limited. What is paid of
// them is given back on all that may be spent and ordered, so that a plan within its limits costs no more with them
// than without; and the cheapest plan without limits, but with surcharges, costs no more than the cheapest within them
// (Lagrange).
#pragma once

#include "engine/base/wide.h"
#include "engine/planning/cost_to_go.h"
#include "engine/planning/exact_plan.h"
#include "engine/planning/use_axis.h"

namespace drawdown {

// On all that may be spent and ordered.
[[nodiscard]] Wide refund(const PurchaseProblem& problem, const Surcharges& surcharges);

// Surcharges with which the bound is high, though perhaps not the highest; none if nothing is limited.
[[nodiscard]] Surcharges good_surcharges(const PurchaseProblem& problem, const UseAxis& axis,
                                         const ExactOptions& options);

}  // namespace drawdown
