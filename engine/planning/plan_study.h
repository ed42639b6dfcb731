// The answer to a scenario's `plan`: what to buy and when, how good that is, and what others would do.
//
//   const PlanStudy study = study_plan(scenario, plan_problem(scenario, places), demand, draw, options);
//   study.orders;                   // the plan
//   study.cost, study.bound;        // no plan costs less than the bound
//   study.compared[1].name;         // "115 % a year"
//   study.replays.equal;            // replays whose cost is what the plan predicts, to the micro-unit
//
// Of a demand that is known the plan is the cheapest there is. Of one that is drawn it is the fixed schedule that is
// best on average over some replications; what it costs is judged on others, beside habits, policies that adapt and
// hindsight, all on the same ones.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/ensemble/estimate.h"
#include "engine/planning/plan_demand.h"
#include "engine/planning/plan_problem.h"
#include "engine/planning/plan_replay.h"
#include "engine/planning/purchase_problem.h"
#include "engine/planning/sampled_plan.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// Written while the study goes on; another thread may look.
struct PlanProgress {
  enum class Phase : std::uint8_t { demand, search, habits, gap, hindsight, policies, replays, changes };
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();

  std::atomic<Phase> phase{Phase::demand};
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  std::atomic<std::int64_t> best_micro{none};  // the cost of the best plan found so far
  std::atomic<std::int64_t> bound_micro{none};

  void begin(Phase next, std::uint64_t steps) {
    done = 0;
    total = steps;
    phase = next;
  }
};

struct PlanStudyOptions {
  unsigned threads = 1;
  const std::atomic<bool>* stop = nullptr;  // set: ends soon, with the best plan so far
  PlanProgress* progress = nullptr;
};

// A search that gives up, as it is too large, ends with what it has, too; then it is finished and not proven.

// One way to buy, and what it comes to on each replication on which it is tried.
struct ComparedPlan {
  enum class Kind : std::uint8_t { plan, replay, habit, policy, hindsight };
  Kind kind = Kind::plan;
  std::string name;
  std::string what;                 // of a policy: its parameters
  std::vector<PlanCost> costs;      // of the first ones, where it is not tried on all
  std::vector<std::size_t> orders;  // how many; empty: not known
};

struct PlanReplays {
  std::uint64_t replays = 0;
  std::uint64_t without_refusal = 0;  // neither on day totals nor in the replay
  std::uint64_t equal = 0;            // of these: all amounts are equal
  Mean refused_days;                  // access days
};

struct PlanStudy {
  PlanProblem plan;
  PlanDemand demand;
  std::optional<PurchasePlan> orders;  // none: no allowed plan does without refusals, or none was found
  bool finished = false;               // false: told to stop; then this is the best that was found
  bool proven = false;                 // nothing is cheaper, or by no more than was asked for; or nothing is possible
  // Of a known demand the plan's cost, otherwise its mean cost on the replications that it was made from.
  Money cost;
  Money bound;
  std::size_t dry = 0;                 // of these replications: on which something is refused
  std::vector<ComparedPlan> compared;  // the plan itself first, and its replays after it
  PlanReplays replays;
  // Of a demand that is drawn, without a risk, if there are enough tests: how far from best for all that can happen.
  std::optional<SampledGap> at_large;

  // On what the plan is tried: that of the log, or further replications.
  [[nodiscard]] const DemandPaths& tried_on() const { return demand.certain() ? demand.paths : demand.tests; }
  // (cost − bound) ÷ cost in millionths, rounded up; 0 for a cost of 0.
  [[nodiscard]] std::int64_t gap() const;
};

// The replication's trace; of a log its only one. Several threads may call it.
using DrawTrace = std::function<Trace(std::uint64_t replication)>;

// Completes the problem: what a refused token costs, where an access day is given. Throws InputError if refusals have
// no price and no limit although the demand is not known, or if there is no demand.
void price_refusals(const Scenario& scenario, const ScenarioPlaces& places, const PlanDemand& demand,
                    PlanProblem& plan);

// The problem's refusals are priced.
[[nodiscard]] PlanStudy study_plan(const Scenario& scenario, PlanProblem plan, PlanDemand demand, const DrawTrace& draw,
                                   const PlanStudyOptions& options);

// The plan that study_plan looks for, and nothing else: for other prices, or another demand.
struct FoundPlan {
  std::optional<PurchasePlan> orders;
  bool proven = false;  // the best, or near enough; without orders: there are none
  Money cost;
  Money bound;
  std::size_t dry = 0;
};
[[nodiscard]] FoundPlan find_plan(const PurchaseProblem& problem, const DemandPaths& paths, bool certain,
                                  std::optional<Percent> risk, const PlanStudyOptions& options);

}  // namespace drawdown
