#include "engine/planning/size_search.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/wide.h"
#include "engine/ensemble/parallel.h"
#include "engine/planning/size_grid.h"

namespace drawdown {
namespace {

constexpr std::uint64_t most_replications = 100;
constexpr std::uint64_t most_replays = 4'000;
constexpr int rounds = 3;

using Tried = std::map<Tokens, Wide>;  // the sum of costs by size

Tried::const_iterator cheapest_of(const Tried& tried) {
  return std::min_element(tried.begin(), tried.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
}

}  // namespace

Money ReplayTerms::cost_of(Tokens size, const SizeReplay& replay) const {
  const Money refused = by_day
                            ? Money{narrow(Wide{penalty.micro} * static_cast<Wide>(replay.refused_days), "penalties")}
                            : cost(replay.refused, penalty);
  return price_of_size(costs, size) + refused - cost(replay.left, left_value);
}

ReplayedSearch cheapest_in_replays(const SizeReplays& replays, const DrawReplication& draw, const ReplayTerms& terms,
                                   const std::set<Tokens>& starts, std::uint64_t replications, unsigned threads) {
  check(!starts.empty() && replications > 0, "a search begins with a size");
  const std::uint64_t used = std::min(replications, most_replications);
  const auto number = static_cast<std::size_t>(std::clamp<std::uint64_t>(most_replays / (rounds * used), 8, 200));
  Tried tried;
  std::set<Tokens> sizes = starts;
  sizes.merge(even_sizes(*starts.begin(), *starts.rbegin(), number, terms.costs));
  for (int round = 0; round < rounds; ++round) {
    std::vector<Tokens> fresh;
    std::copy_if(sizes.begin(), sizes.end(), std::back_inserter(fresh),
                 [&](Tokens size) { return !tried.contains(size); });
    std::vector<std::vector<Money>> costs(used);
    in_parallel(used, threads, [&](std::size_t i) {
      const Trace trace = draw(i + 1);
      const SizeReplays::Course course(replays, trace);
      for (const Tokens size : fresh) {
        costs[i].push_back(terms.cost_of(size, course.outcome(size)));
      }
    });
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      Wide& sum = tried[fresh[i]];
      for (const std::vector<Money>& each : costs) {
        sum += each[i].micro;
      }
    }
    const auto best = cheapest_of(tried);
    const Tokens low = best == tried.begin() ? best->first : std::prev(best)->first;
    const Tokens high = std::next(best) == tried.end() ? best->first : std::next(best)->first;
    sizes = even_sizes(low, high, number, terms.costs);
  }
  return {cheapest_of(tried)->first, tried.size(), used};
}

}  // namespace drawdown
