#include "engine/planning/policy_search.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>
#include <utility>

#include "engine/base/check.h"
#include "engine/ensemble/parallel.h"
#include "engine/planning/policy_lattice.h"
#include "engine/planning/policy_run.h"

namespace drawdown {
namespace {

using Kind = AdaptivePolicy::Kind;

constexpr std::size_t paths_of_a_piece = 16;
constexpr std::size_t policies_of_a_batch = 256;
constexpr std::size_t most_followed = 16;  // points of the lattice whose neighbours are looked at
constexpr int most_rounds = 4;             // at one distance

struct Score {
  Wide cost = 0;
  std::size_t dry = 0;
  Wide refused = 0;

  Score& operator+=(const Score& other) {
    cost += other.cost;
    dry += other.dry;
    refused += other.refused;
    return *this;
  }
};

class Search {
 public:
  Search(const PolicyWorld& world, Kind kind, const std::vector<DayDemand>& paths, const PolicySearch& search)
      : world_(world), search_(search), lattice_(world, kind, paths, search), may_be_dry_(most_dry(paths.size())) {
    paths_.reserve(paths.size());
    for (const DayDemand& path : paths) {
      paths_.push_back(cumulative(path));
    }
    if (search_.total != nullptr) {
      *search_.total += paths.size() * std::min(lattice_.size(), search.most_tried);
    }
  }

  std::optional<FoundPolicy> best() {
    const bool exhaustive = lattice_.size() <= search_.most_tried;
    if (exhaustive) {
      try_all(lattice_.every({}));
    } else {
      LatticeDistance distance = lattice_.distance_for(search_.most_tried / 2);
      try_all(lattice_.every(distance));
      const std::size_t followed = points_to_follow(distance);
      for (; !distance.is_least() && !stopped_; distance = distance.half()) {
        refine(distance, followed);
      }
    }
    if (scores_.empty()) {
      return std::nullopt;
    }
    FoundPolicy found = best_so_far();
    found.exhaustive = exhaustive && !stopped_;
    return found;
  }

 private:
  [[nodiscard]] std::size_t most_dry(std::size_t paths) const {
    const std::optional<std::int64_t> risk =
        world_.problem().penalty ? search_.risk : std::optional<std::int64_t>(search_.risk.value_or(0));
    return risk ? static_cast<std::size_t>(Wide{static_cast<std::int64_t>(paths)} * *risk / micro_per_unit) : paths;
  }

  // As many as leave about as many trials for the refinement as the coarse lattice has taken.
  [[nodiscard]] std::size_t points_to_follow(LatticeDistance distance) const {
    std::size_t levels = 1;
    for (; !distance.is_least(); distance = distance.half()) {
      ++levels;
    }
    constexpr std::size_t neighbours = 8;
    return std::clamp<std::size_t>(search_.most_tried / 2 / (neighbours * levels), 1, most_followed);
  }

  // Ties go to the smaller parameters.
  [[nodiscard]] bool is_better(const std::pair<const LatticePoint, Score>& a,
                               const std::pair<const LatticePoint, Score>& b) const {
    const auto excess = [this](const Score& score) { return std::max(score.dry, may_be_dry_) - may_be_dry_; };
    if (excess(a.second) != excess(b.second)) {
      return excess(a.second) < excess(b.second);
    }
    if (excess(a.second) > 0 && a.second.refused != b.second.refused) {
      return a.second.refused < b.second.refused;
    }
    return a.second.cost != b.second.cost ? a.second.cost < b.second.cost : a.first < b.first;
  }

  [[nodiscard]] FoundPolicy best_so_far() const {
    const auto best = std::min_element(scores_.begin(), scores_.end(),
                                       [this](const auto& a, const auto& b) { return is_better(a, b); });
    FoundPolicy found;
    found.policy = lattice_.policy(best->first);
    found.finished = !stopped_;
    found.keeps_risk = best->second.dry <= may_be_dry_;
    found.resolution = lattice_.resolution();
    found.most = lattice_.most();
    found.tried = scores_.size();
    found.cost = best->second.cost;
    found.dry = best->second.dry;
    found.refused = best->second.refused;
    return found;
  }

  // The best points of which none is a neighbour of a better one.
  [[nodiscard]] std::vector<LatticePoint> peaks(LatticeDistance distance, std::size_t number) const {
    std::vector<const std::pair<const LatticePoint, Score>*> order;
    order.reserve(scores_.size());
    for (const auto& each : scores_) {
      order.push_back(&each);
    }
    std::sort(order.begin(), order.end(), [this](const auto* a, const auto* b) { return is_better(*a, *b); });
    std::vector<LatticePoint> peaks;
    for (auto each = order.begin(); each != order.end() && peaks.size() < number; ++each) {
      const LatticePoint point = (*each)->first;
      if (std::none_of(peaks.begin(), peaks.end(),
                       [&](const LatticePoint& peak) { return are_near(peak, point, distance); })) {
        peaks.push_back(point);
      }
    }
    return peaks;
  }

  // At half the distance.
  void refine(LatticeDistance distance, std::size_t followed) {
    for (int round = 0; round < most_rounds && !stopped_; ++round) {
      std::vector<LatticePoint> fresh;
      for (const LatticePoint& peak : peaks(distance, round == 0 ? followed : 1)) {
        for (const LatticePoint& point : lattice_.neighbours(peak, distance.half())) {
          if (!scores_.contains(point)) {
            fresh.push_back(point);
          }
        }
      }
      std::sort(fresh.begin(), fresh.end());
      fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
      if (fresh.empty()) {
        return;
      }
      try_all(fresh);
    }
  }

  void try_all(const std::vector<LatticePoint>& points) {
    for (std::size_t begin = 0; begin < points.size() && !stopped_; begin += policies_of_a_batch) {
      try_batch({points.begin() + static_cast<std::ptrdiff_t>(begin),
                 points.begin() + static_cast<std::ptrdiff_t>(std::min(points.size(), begin + policies_of_a_batch))});
    }
  }

  // Each piece of the paths under all policies, so that a path stays in the cache.
  void try_batch(const std::vector<LatticePoint>& points) {
    std::vector<AdaptivePolicy> policies;
    std::vector<const ReviewCalendar*> calendars;
    for (const LatticePoint& point : points) {
      policies.push_back(lattice_.policy(point));
      calendars.push_back(&calendar_of(policies.back()));
    }
    std::vector<Score> sums(points.size());
    std::mutex mutex;
    const std::size_t pieces = (paths_.size() + paths_of_a_piece - 1) / paths_of_a_piece;
    in_parallel(pieces, search_.threads, [&](std::size_t piece) {
      const std::size_t end = std::min(paths_.size(), (piece + 1) * paths_of_a_piece);
      PolicyRun run(world_);
      std::vector<Score> own(points.size());
      for (std::size_t path = piece * paths_of_a_piece; path < end; ++path) {
        if (search_.stop != nullptr && search_.stop->load(std::memory_order_relaxed)) {
          return;
        }
        for (std::size_t i = 0; i < points.size(); ++i) {
          const PlanCost cost = run(*calendars[i], policies[i], paths_[path]).cost;
          own[i] += {cost.total().micro, cost.refused > Tokens{} ? std::size_t{1} : 0, cost.refused.micro};
        }
        if (search_.done != nullptr) {
          *search_.done += points.size();
        }
      }
      const std::lock_guard lock(mutex);
      for (std::size_t i = 0; i < points.size(); ++i) {
        sums[i] += own[i];
      }
    });
    stopped_ = search_.stop != nullptr && search_.stop->load(std::memory_order_relaxed);
    for (std::size_t i = 0; i < points.size() && !stopped_; ++i) {
      scores_.emplace(points[i], sums[i]);
    }
  }

  const ReviewCalendar& calendar_of(const AdaptivePolicy& policy) {
    const std::pair key{policy.every, policy.on};
    const auto known = calendars_.find(key);
    return known != calendars_.end() ? known->second
                                     : calendars_.emplace(key, ReviewCalendar(world_, policy)).first->second;
  }

  const PolicyWorld& world_;
  const PolicySearch& search_;
  PolicyLattice lattice_;
  std::size_t may_be_dry_;
  std::vector<Cumulative> paths_;
  std::map<std::pair<std::size_t, std::size_t>, ReviewCalendar> calendars_;
  std::map<LatticePoint, Score> scores_;
  bool stopped_ = false;
};

}  // namespace

std::optional<FoundPolicy> best_policy(const PolicyWorld& world, AdaptivePolicy::Kind kind,
                                       const std::vector<DayDemand>& paths, const PolicySearch& search) {
  check(!paths.empty() && !world.problem().order_days.empty(), "a policy is tried on paths, and may order");
  return Search(world, kind, paths, search).best();
}

PolicyWorth worth_of(const PolicyWorld& world, const AdaptivePolicy& policy, const std::vector<DayDemand>& paths,
                     const std::optional<PurchasePlan>& fixed, unsigned threads) {
  check(!paths.empty(), "what a policy is worth is an average over paths");
  const ReviewCalendar calendar(world, policy);
  std::vector<PolicyOutcome> outcomes(paths.size());
  std::vector<Money> fixed_costs(fixed ? paths.size() : 0);
  const std::size_t pieces = (paths.size() + paths_of_a_piece - 1) / paths_of_a_piece;
  in_parallel(pieces, threads, [&](std::size_t piece) {
    PolicyRun run(world);
    const std::size_t end = std::min(paths.size(), (piece + 1) * paths_of_a_piece);
    for (std::size_t path = piece * paths_of_a_piece; path < end; ++path) {
      outcomes[path] = run(calendar, policy, cumulative(paths[path]));
      if (fixed) {
        fixed_costs[path] = cost_of(world.problem(), paths[path], *fixed).total();
      }
    }
  });
  Mean cost;
  Mean refused;
  Mean expired;
  Mean bought;
  Mean orders;
  Mean difference;
  std::uint64_t dry = 0;
  for (std::size_t path = 0; path < paths.size(); ++path) {
    const PlanCost& own = outcomes[path].cost;
    cost.add(own.total().micro);
    refused.add(own.refused.micro);
    expired.add(own.expired.micro);
    bought.add(own.bought.micro);
    orders.add(Tokens::whole(static_cast<std::int64_t>(outcomes[path].orders)).micro);
    dry += own.refused > Tokens{} ? 1U : 0U;
    if (fixed) {
      difference.add((own.total() - fixed_costs[path]).micro);
    }
  }
  PolicyWorth worth{cost.estimate(),    estimate_share(dry, paths.size()),
                    refused.estimate(), expired.estimate(),
                    bought.estimate(),  orders.estimate(),
                    std::nullopt};
  if (fixed) {
    worth.difference = difference.estimate();
  }
  return worth;
}

}  // namespace drawdown
