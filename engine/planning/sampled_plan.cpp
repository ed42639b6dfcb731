#include "engine/planning/sampled_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/check.h"
#include "engine/ensemble/parallel.h"
#include "engine/planning/node_bound.h"
#include "engine/planning/plan_polish.h"

namespace drawdown {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::size_t nodes_a_round = 8;  // done at a time, whatever the number of threads
constexpr std::size_t root_rounds = 400;  // of planes
constexpr std::size_t node_rounds = 12;
constexpr std::size_t most_starts = 6;  // of plans that are made better step by step

// Of micro-units; far beyond what money has, all is one.
Money rounded_down(double cost) { return {static_cast<std::int64_t>(std::floor(std::clamp(cost, -9e18, 9e18)))}; }

class Search {
 public:
  Search(const PurchaseProblem& problem, const DemandPaths& paths, const SampledPlanOptions& options)
      : options_(options),
        table_(problem, paths),
        refusals_(problem, table_, most_dry(problem, paths.size(), options)),
        model_(model_of(problem, table_, refusals_)),
        polish_(model_, options.stop) {}

  SampledPlan run(const DemandPaths& paths);

 private:
  struct Node {
    NodeRanges ranges;
    double cost = 0;
    std::vector<std::size_t> planes;  // that are worth a try
  };
  struct Looked {
    NodeBound bound;
    Split split;
    bool ruled_out = false;
    Quantities rounded;
    PlanScore score;
  };

  static std::optional<std::size_t> most_dry(const PurchaseProblem& problem, std::size_t paths,
                                             const SampledPlanOptions& options) {
    if (!options.risk && problem.penalty) {
      return std::nullopt;
    }
    const Wide share = std::clamp<std::int64_t>(options.risk.value_or(0), 0, micro_per_unit);
    return static_cast<std::size_t>(share * static_cast<Wide>(paths) / micro_per_unit);
  }

  [[nodiscard]] bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }
  [[nodiscard]] bool found() const { return best_score_.allowed && best_score_.excess == 0; }
  // A bound above this is near enough.
  [[nodiscard]] double cutoff() const {
    if (!found()) {
      return infinite;
    }
    const double share = 0.9999 * static_cast<double>(options_.gap) / micro_per_unit;  // roundings must not show
    const double rounding = 8 + 6 * static_cast<double>(table_.order_days()) + 1e-9 * std::abs(best_score_.cost);
    return best_score_.cost - std::max(share * std::abs(best_score_.cost), rounding);
  }
  void offer(const Quantities& quantities, const PlanScore& score) {
    if (score.allowed && score.excess == 0 && (!found() || score.better_than(best_score_))) {
      best_ = quantities;
      best_score_ = score;
    }
  }
  void polish(std::vector<Quantities> starts);
  void look_at_everything();
  [[nodiscard]] Looked look(const Node& node) const;
  [[nodiscard]] Quantities most_promising(const std::vector<Looked>& looked);
  void take(const Node& node, Looked looked);
  [[nodiscard]] double lowest() const;
  void report() const;

  const SampledPlanOptions& options_;
  PathTable table_;
  RefusalPlanes refusals_;
  ScheduleModel model_;
  PlanPolish polish_;
  Quantities best_;
  PlanScore best_score_;
  std::vector<Plane> planes_;
  std::vector<Node> open_;    // a heap, the lowest bound on top
  double closed_ = infinite;  // the lowest bound of what was given up
  std::size_t nodes_ = 0;
  PlanScore polished_;  // the best rounded solution that was polished
};

void Search::polish(std::vector<Quantities> starts) {
  std::vector<PlanScore> scores(starts.size());
  in_parallel(starts.size(), options_.threads, [&](std::size_t i) {
    polish_.repair(starts[i]);
    scores[i] = polish_.improve(starts[i], 0, true);
  });
  for (std::size_t i = 0; i < starts.size(); ++i) {
    offer(starts[i], scores[i]);
  }
}

// The bound without any branching, and the first plans.
void Search::look_at_everything() {
  Node root{everything(model_), 0, {}};
  const std::size_t days = table_.order_days();
  std::vector<Quantities> starts{Quantities(days)};
  double wanted = 0;
  for (std::size_t path = 0; path < table_.paths(); ++path) {
    wanted += static_cast<double>(table_.demand(path)) / static_cast<double>(table_.paths());
  }
  // Orders at equal distances: what is wanted in equal parts, or each as large as its best price asks for.
  for (std::size_t orders = 1; orders <= std::min(days, most_starts); ++orders) {
    std::vector<double> parts(days);
    Quantities tiers(days);
    for (std::size_t k = 0; k < orders; ++k) {
      const std::size_t i = k * days / orders;
      parts[i] = wanted / static_cast<double>(orders);
      tiers[i] = model_.choices[i].pieces.empty() ? 0 : model_.choices[i].pieces.back().first;
    }
    starts.push_back(rounded_to_choices(model_, parts));
    starts.push_back(std::move(tiers));
  }
  polish(starts);
  BoundEffort effort{.cutoff = cutoff(),
                     .precision = 0,
                     .rounds = root_rounds,
                     .stop = options_.stop,
                     .around = found() ? &best_ : nullptr};
  effort.precision = found() ? 1e-5 * std::abs(best_score_.cost) : 1e-6 * model_.money_unit;
  ++nodes_;
  if (rules_out(model_, root.ranges)) {
    return;
  }
  NodeBound bound = bound_of(model_, root.ranges, {}, effort);
  root.cost = bound.cost;
  for (std::size_t k = 0; k < bound.planes.size(); ++k) {
    root.planes.push_back(k);
  }
  planes_ = std::move(bound.planes);
  std::erase_if(root.planes, [&](std::size_t k) { return bound.active[k] == 0; });
  if (!bound.point.empty()) {
    polish({rounded_to_choices(model_, bound.point)});
  }
  open_.push_back(std::move(root));
}

Search::Looked Search::look(const Node& node) const {
  Looked looked;
  if (rules_out(model_, node.ranges)) {
    looked.ruled_out = true;
    return looked;
  }
  if (node.ranges.low == node.ranges.high) {
    looked.rounded = node.ranges.low;
    looked.score = polish_.score(looked.rounded, 0);
    looked.ruled_out = !looked.score.allowed || looked.score.excess > 0;
    looked.bound.cost = looked.score.cost - 3 - 3 * static_cast<double>(looked.rounded.size());
    return looked;
  }
  std::vector<const Plane*> given;
  for (const std::size_t k : node.planes) {
    given.push_back(&planes_[k]);
  }
  BoundEffort effort{
      .cutoff = cutoff(), .precision = 0, .rounds = node_rounds, .stop = options_.stop, .around = nullptr};
  effort.precision = options_.gap > 0 && found()
                         ? 0.1 * static_cast<double>(options_.gap) / micro_per_unit * std::abs(best_score_.cost)
                         : 1e-9 * model_.money_unit;
  looked.bound = bound_of(model_, node.ranges, given, effort);
  std::vector<double> point = looked.bound.point;
  if (point.empty()) {
    for (std::size_t i = 0; i < node.ranges.low.size(); ++i) {
      point.push_back(static_cast<double>(node.ranges.low[i]));
    }
  } else {
    looked.rounded = rounded_to_choices(model_, point);
    looked.score = polish_.score(looked.rounded, 0);
  }
  looked.split = split_of(model_, node.ranges, point);
  return looked;
}

// The best rounded solution of a round, if it is better than all before it; empty if not.
Quantities Search::most_promising(const std::vector<Looked>& looked) {
  Quantities best;
  for (const Looked& one : looked) {
    if (!one.rounded.empty() && one.score.better_than(polished_)) {
      polished_ = one.score;
      best = one.rounded;
    }
  }
  return best;
}

void Search::take(const Node& node, Looked looked) {
  ++nodes_;
  if (!looked.rounded.empty()) {
    offer(looked.rounded, looked.score);
  }
  if (looked.ruled_out) {
    return;
  }
  const double cost = std::max(node.cost, looked.bound.cost);
  if (cost >= cutoff() || !looked.split.found) {
    closed_ = std::min(closed_, cost);
    return;
  }
  Node child{node.ranges, cost, {}};
  for (std::size_t k = 0; k < node.planes.size(); ++k) {
    if (looked.bound.active[k] != 0) {
      child.planes.push_back(node.planes[k]);
    }
  }
  for (std::size_t k = 0; k < looked.bound.planes.size(); ++k) {
    if (looked.bound.active[node.planes.size() + k] != 0) {
      child.planes.push_back(planes_.size());
      planes_.push_back(std::move(looked.bound.planes[k]));
    }
  }
  Node other = child;
  child.ranges.high[looked.split.order_day] = looked.split.low_end;
  other.ranges.low[looked.split.order_day] = looked.split.high_begin;
  open_.push_back(std::move(child));
  std::push_heap(open_.begin(), open_.end(), [](const Node& a, const Node& b) { return a.cost > b.cost; });
  open_.push_back(std::move(other));
  std::push_heap(open_.begin(), open_.end(), [](const Node& a, const Node& b) { return a.cost > b.cost; });
}

double Search::lowest() const { return open_.empty() ? closed_ : std::min(closed_, open_.front().cost); }

void Search::report() const {
  if (options_.progress) {
    SampledProgress progress;
    if (found()) {
      progress.cost = rounded_down(best_score_.cost + 1);
    }
    progress.bound = rounded_down(std::min(lowest(), found() ? best_score_.cost : infinite));
    progress.nodes = nodes_;
    progress.open = open_.size();
    options_.progress(progress);
  }
}

SampledPlan Search::run(const DemandPaths& paths) {
  const auto higher = [](const Node& a, const Node& b) { return a.cost > b.cost; };
  look_at_everything();
  report();
  SampledPlan result;
  while (!open_.empty()) {
    if (open_.front().cost >= cutoff()) {
      closed_ = std::min(closed_, open_.front().cost);
      open_.clear();
      break;
    }
    if (stopped() || nodes_ >= options_.nodes) {
      result.ending = stopped() ? SampledPlan::Ending::stopped : SampledPlan::Ending::nodes;
      break;
    }
    std::vector<Node> batch;
    while (!open_.empty() && batch.size() < nodes_a_round && open_.front().cost < cutoff()) {
      std::pop_heap(open_.begin(), open_.end(), higher);
      batch.push_back(std::move(open_.back()));
      open_.pop_back();
    }
    std::vector<Looked> looked(batch.size());
    in_parallel(batch.size(), options_.threads, [&](std::size_t i) { looked[i] = look(batch[i]); });
    const Quantities promising = most_promising(looked);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      take(batch[i], std::move(looked[i]));
    }
    if (!promising.empty()) {
      polish({promising});
    }
    report();
  }
  result.nodes = nodes_;
  result.planes = planes_.size();
  if (!found()) {
    if (result.finished()) {
      result.ending = SampledPlan::Ending::impossible;
    }
    if (const double bound = lowest(); bound < infinite) {
      result.bound = rounded_down(bound);
    }
    return result;
  }
  result.plan = plan_of(best_);
  check(is_allowed(*model_.problem, *result.plan), "a plan that was found is allowed");
  const PlanOutlook outlook = outlook_of(costs_on(*model_.problem, paths, *result.plan, options_.threads));
  const Wide sum = outlook.cost.sum();
  const auto count = static_cast<Wide>(paths.size());
  result.cost = Money{narrow(sum > 0 ? divide_up(sum, count) : sum / count, "money")};
  result.dry = outlook.dry;
  result.bound = std::min(result.cost, rounded_down(lowest()));
  return result;
}

}  // namespace

std::int64_t SampledPlan::gap() const {
  if (cost.micro <= 0) {
    return 0;
  }
  return narrow(divide_up(static_cast<Wide>((cost - bound).micro) * micro_per_unit, cost.micro), "gap");
}

bool is_bounded(const PurchaseProblem& problem) {
  if (problem.penalty && *problem.penalty < problem.left_value) {
    return false;
  }
  return std::all_of(problem.order_days.begin(), problem.order_days.end(), [&](const OrderDay& day) {
    const std::vector<OrderPrices::Tier>& tiers = problem.prices[day.prices].tiers;
    return day.expires < problem.days || std::all_of(tiers.begin(), tiers.end(), [&](const OrderPrices::Tier& tier) {
             const Wide paid = static_cast<Wide>(tier.unit_price.micro) * (micro_per_unit + day.interest);
             return paid >= static_cast<Wide>(problem.left_value.micro) * micro_per_unit;
           });
  });
}

SampledPlan sampled_plan(const PurchaseProblem& problem, const DemandPaths& paths, const SampledPlanOptions& options) {
  check(!paths.empty(), "a plan is made for at least one path");
  check(is_bounded(problem), "tokens are not worth more when they are left than when they are bought");
  return Search(problem, paths, options).run(paths);
}

SampledGap sampled_gap(const PurchaseProblem& problem, std::span<const DemandPaths> batches, const DemandPaths& fresh,
                       const PurchasePlan& plan, const SampledPlanOptions& options) {
  check(batches.size() >= 2, "an interval needs at least two batches");
  SampledGap gap;
  for (const DemandPaths& batch : batches) {
    const SampledPlan best = sampled_plan(problem, batch, options);
    gap.bound.add(best.bound.micro);
    gap.unfinished += best.finished() ? 0U : 1U;
  }
  for (const PlanCost& cost : costs_on(problem, fresh, plan, options.threads)) {
    gap.cost.add(cost.total().micro);
  }
  const Estimate bound = gap.bound.estimate();
  const Estimate cost = gap.cost.estimate();
  gap.gap = Money{std::max<std::int64_t>(cost.value - bound.value, 0)};
  gap.at_most = Money{std::max<std::int64_t>(cost.high - bound.low, 0)};
  return gap;
}

}  // namespace drawdown
