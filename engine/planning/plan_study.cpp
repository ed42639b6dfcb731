#include "engine/planning/plan_study.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/wide.h"
#include "engine/ensemble/parallel.h"
#include "engine/planning/exact_plan.h"
#include "engine/planning/hindsight.h"
#include "engine/planning/policy_search.h"
#include "engine/planning/purchase_habits.h"

namespace drawdown {
namespace {

using Phase = PlanProgress::Phase;

constexpr std::size_t most_hindsights = 100;  // each is a search of its own
constexpr std::size_t most_replays = 100;
constexpr std::size_t batches = 5;
constexpr std::size_t least_in_batch = 20;  // of fewer, bounds are too low to say anything
constexpr std::size_t most_in_batch = 100;
constexpr std::size_t policy_paths = 100;  // that parameters are tried on
constexpr std::size_t policies_tried = 600;

bool is_set(const std::atomic<bool>* stop) { return stop != nullptr && *stop; }

// Tokens of the first year, on average: what somebody expects who knows the demand's mean.
Tokens first_year(const DayDemand& expected) {
  Tokens sum;
  for (std::size_t day = 0; day < std::min<std::size_t>(expected.size(), 365); ++day) {
    sum += expected[day];
  }
  return sum;
}

bool equal(const PlanCost& a, const PlanCost& b) {
  return a.price == b.price && a.order_costs == b.order_costs && a.interest == b.interest && a.penalty == b.penalty &&
         a.left_value == b.left_value && a.bought == b.bought && a.consumed == b.consumed && a.refused == b.refused &&
         a.expired == b.expired && a.left == b.left;
}

class Study {
 public:
  Study(const Scenario& scenario, const DrawTrace& draw, const PlanStudyOptions& options, PlanStudy& study)
      : scenario_(scenario), draw_(draw), options_(options), study_(study), problem_(study.plan.problem) {}

  void run() {
    begin(Phase::search, 0);
    const FoundPlan found =
        find_plan(problem_, study_.demand.paths, study_.demand.certain(), scenario_.plan->risk, options_);
    study_.orders = found.orders;
    study_.proven = found.proven;
    study_.cost = found.cost;
    study_.bound = found.bound;
    study_.dry = found.dry;
    if (study_.orders) {
      add_plan();
    }
    study_.finished = !is_set(options_.stop) && (!study_.orders || compare()) && !is_set(options_.stop);
  }

 private:
  void begin(Phase phase, std::uint64_t steps) const {
    if (options_.progress != nullptr) {
      options_.progress->begin(phase, steps);
    }
  }
  void step() const {
    if (options_.progress != nullptr) {
      ++options_.progress->done;
    }
  }

  void add_plan() {
    ComparedPlan& plan = study_.compared.emplace_back();
    plan.name = "plan";
    plan.costs = costs_on(problem_, study_.tried_on(), *study_.orders, options_.threads);
    plan.orders.assign(plan.costs.size(), study_.orders->size());
  }

  // False if it was told to stop.
  bool compare() {
    const DayDemand expected = mean_of(study_.demand.paths);
    begin(Phase::habits, habits.size());
    for (const Habit habit : habits) {
      add(ComparedPlan::Kind::habit, std::string(name_of(habit)), "",
          [&](const DayDemand& path) { return plan_by_habit(problem_, study_.plan.from, habit, expected, path); });
      step();
      if (is_set(options_.stop)) {
        return false;
      }
    }
    return (study_.demand.certain() || (look_at_large() && adapt(expected) && look_back())) && replay_it();
  }

  template <class Plan>
  void add(ComparedPlan::Kind kind, const std::string& name, const std::string& what, Plan plan) {
    const DemandPaths& paths = study_.tried_on();
    ComparedPlan added{kind, name, what, {}, {}};
    added.costs.resize(paths.size());
    added.orders.resize(paths.size());
    in_parallel(paths.size(), options_.threads, [&](std::size_t i) {
      const PurchasePlan orders = plan(paths[i]);
      added.costs[i] = cost_of(problem_, paths[i], orders);
      added.orders[i] = orders.size();
    });
    study_.compared.push_back(std::move(added));
  }

  // How far from best for all that can happen: the first half of the tests is fresh, the other gives the batches. Under
  // a risk the bounds of batches would be biased.
  bool look_at_large() {
    const DemandPaths& tests = study_.demand.tests;
    const std::size_t half = tests.size() / 2;
    const std::size_t batch = std::min<std::size_t>(half / batches, most_in_batch);
    if (risk() || batch < least_in_batch) {
      return true;
    }
    begin(Phase::gap, 0);
    const auto part = [&](std::size_t from, std::size_t count) {
      const auto first = tests.begin() + static_cast<std::ptrdiff_t>(from);
      return DemandPaths(first, first + static_cast<std::ptrdiff_t>(count));
    };
    std::vector<DemandPaths> parts;
    for (std::size_t i = 0; i < batches; ++i) {
      parts.push_back(part(half + i * batch, batch));
    }
    SampledPlanOptions how;
    how.threads = options_.threads;
    how.stop = options_.stop;
    study_.at_large = sampled_gap(problem_, parts, part(0, half), *study_.orders, how);
    return !is_set(options_.stop);
  }

  bool adapt(const DayDemand& expected) {
    using Kind = AdaptivePolicy::Kind;
    const PolicyWorld world(problem_, study_.plan.from, first_year(expected));
    const std::size_t tried = std::min(policy_paths, study_.demand.paths.size());
    const DemandPaths some(study_.demand.paths.begin(),
                           study_.demand.paths.begin() + static_cast<std::ptrdiff_t>(tried));
    PolicySearch search;
    search.most_tried = policies_tried;
    search.threads = options_.threads;
    search.stop = options_.stop;
    search.risk = risk();
    begin(Phase::policies, 0);
    for (const Kind kind : {Kind::reorder_point, Kind::order_up_to, Kind::periodic, Kind::yearly_share}) {
      const std::optional<FoundPolicy> found = best_policy(world, kind, some, search);
      if (!found || is_set(options_.stop)) {
        return false;
      }
      constexpr std::array names{"(s, nQ)", "(s, S)", "(R, S)", "share of the last year"};
      add(ComparedPlan::Kind::policy, names[static_cast<std::size_t>(kind)], describe(world, found->policy),
          [&](const DayDemand& path) { return plan_of(world, found->policy, path); });
      step();
    }
    return true;
  }

  // What somebody would pay who knew each replication before.
  bool look_back() {
    const std::size_t tried = std::min(most_hindsights, study_.demand.tests.size());
    const DemandPaths some(study_.demand.tests.begin(),
                           study_.demand.tests.begin() + static_cast<std::ptrdiff_t>(tried));
    begin(Phase::hindsight, 0);
    Hindsight hindsight = hindsight_of(problem_, some, {.threads = options_.threads, .stop = options_.stop});
    if (hindsight.open == 0 && hindsight.impossible == 0) {
      const char* name = risk() ? "hindsight, all served" : "hindsight";
      study_.compared.push_back({ComparedPlan::Kind::hindsight, name, "", std::move(hindsight.costs), {}});
    }
    return !is_set(options_.stop);
  }

  bool replay_it() {
    const std::size_t count = study_.demand.certain() ? 1 : std::min(most_replays, study_.demand.tests.size());
    const std::uint64_t before = study_.demand.certain() ? 0 : study_.demand.paths.size();
    std::vector<ReplayedPlan> replayed(count);
    begin(Phase::replays, count);
    in_parallel(count, options_.threads, [&](std::size_t i) {
      if (!is_set(options_.stop)) {
        replayed[i] = replay_plan(scenario_, study_.plan, *study_.orders, draw_(before + 1 + i));
        step();
      }
    });
    if (is_set(options_.stop)) {
      return false;
    }
    PlanReplays& replays = study_.replays;
    ComparedPlan row{ComparedPlan::Kind::replay, "plan, replayed", "", {}, {}};
    for (std::size_t i = 0; i < count; ++i) {
      const PlanCost& predicted = study_.compared.front().costs[i];
      const bool quiet = predicted.refused == Tokens{} && !replayed[i].refuses();
      ++replays.replays;
      replays.without_refusal += quiet ? 1U : 0U;
      replays.equal += quiet && equal(predicted, replayed[i].cost) ? 1U : 0U;
      row.costs.push_back(replayed[i].cost);
      replays.refused_days.add(static_cast<std::int64_t>(replayed[i].refused_days) * micro_per_unit);
    }
    row.orders.assign(count, study_.orders->size());
    study_.compared.insert(study_.compared.begin() + 1, std::move(row));
    return true;
  }

  [[nodiscard]] std::optional<std::int64_t> risk() const {
    return scenario_.plan->risk ? std::optional(scenario_.plan->risk->micro / 100) : std::nullopt;
  }

  const Scenario& scenario_;
  const DrawTrace& draw_;
  const PlanStudyOptions& options_;
  PlanStudy& study_;
  const PurchaseProblem& problem_;
};

FoundPlan search_known(const PurchaseProblem& problem, const DayDemand& demand, const PlanStudyOptions& options) {
  ExactOptions how;
  how.stop = options.stop;
  if (options.progress != nullptr) {
    options.progress->total = problem.order_days.size();
    how.best_micro = &options.progress->best_micro;
    how.order_days = &options.progress->done;
  }
  ExactPlan found = exact_plan(problem, demand, how);
  FoundPlan search;
  search.proven = found.proven;
  search.bound = found.lower_bound;
  if (found.feasible) {
    search.orders = std::move(found.plan);
    search.cost = found.cost.total();
    search.dry = found.cost.refused > Tokens{} ? 1 : 0;
  }
  return search;
}

FoundPlan search_sampled(const PurchaseProblem& problem, const DemandPaths& paths, std::optional<Percent> risk,
                         const PlanStudyOptions& options) {
  SampledPlanOptions how;
  how.threads = options.threads;
  how.stop = options.stop;
  if (risk) {
    how.risk = risk->micro / 100;
  }
  if (options.progress != nullptr) {
    how.progress = [&](const SampledProgress& now) {
      options.progress->done = now.nodes;
      options.progress->best_micro = now.cost ? now.cost->micro : PlanProgress::none;
      options.progress->bound_micro = now.bound.micro;
    };
  }
  SampledPlan found = sampled_plan(problem, paths, how);
  return {std::move(found.plan), found.finished(), found.cost, found.bound, found.dry};
}

}  // namespace

std::int64_t PlanStudy::gap() const {
  if (cost.micro <= 0 || cost <= bound) {
    return 0;
  }
  return narrow(divide_up(Wide{(cost - bound).micro} * micro_per_unit, cost.micro), "a gap");
}

void price_refusals(const Scenario& scenario, const ScenarioPlaces& places, const PlanDemand& demand,
                    PlanProblem& plan) {
  const PlanTask& task = *scenario.plan;
  if (!demand.certain() && !task.penalty && !task.refused_day && !task.risk) {
    throw InputError(places.plan,
                     "plan: missing key 'penalty', 'refused_day' or 'risk': the demand is not known, and nothing is "
                     "bought that serves all that may happen");
  }
  const bool used = std::any_of(demand.paths.begin(), demand.paths.end(), [](const DayDemand& path) {
    return std::any_of(path.begin(), path.end(), [](Tokens day) { return day > Tokens{}; });
  });
  if (!used) {
    throw InputError(places.plan,
                     "plan: nothing is used by " +
                         (task.team.empty() ? std::string("the default team") : "team '" + task.team + "'") +
                         " in the horizon; plan.team names another");
  }
  if (task.refused_day) {
    plan.problem.penalty = penalty_of_token(*task.refused_day, demand);
    if (!plan.problem.penalty) {
      throw InputError(places.plan, "plan.refused_day: the demand has no access days; use `penalty`, for each token");
    }
  }
  if (plan.problem.penalty && plan.problem.left_value > *plan.problem.penalty) {
    throw InputError(places.plan, "plan.left_value: must be at most what a refused token costs, " +
                                      format(*plan.problem.penalty) + ", found '" + format(task.left_value) + "'");
  }
  if (demand.refunds) {
    plan.notes.emplace_back(
        "Refunds are taken off the use of their day, or of later days; a replay gives them back to the tranche that "
        "paid.");
  }
}

FoundPlan find_plan(const PurchaseProblem& problem, const DemandPaths& paths, bool certain, std::optional<Percent> risk,
                    const PlanStudyOptions& options) {
  return certain ? search_known(problem, paths.front(), options) : search_sampled(problem, paths, risk, options);
}

PlanStudy study_plan(const Scenario& scenario, PlanProblem plan, PlanDemand demand, const DrawTrace& draw,
                     const PlanStudyOptions& options) {
  PlanStudy study;
  study.plan = std::move(plan);
  study.demand = std::move(demand);
  Study(scenario, draw, options, study).run();
  return study;
}

}  // namespace drawdown
