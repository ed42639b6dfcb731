#include "tests/plain_plan.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/base/wide.h"

namespace drawdown {
namespace {

struct Frontier {
  std::int64_t position = 0;
  std::int64_t paid = 0;
  std::int64_t refused = 0;
};

// Those that are not both behind and dearer than another. With one penalty for all tokens, what is refused is money,
// too.
void keep_undominated(std::vector<Frontier>& frontiers, std::int64_t penalty) {
  const auto costs = [&](const Frontier& one) {
    return static_cast<Wide>(one.paid) * 1'000'000 + static_cast<Wide>(one.refused) * penalty;
  };
  std::sort(frontiers.begin(), frontiers.end(), [&](const Frontier& a, const Frontier& b) {
    return a.position != b.position ? a.position > b.position : costs(a) < costs(b);
  });
  std::vector<Frontier> kept;
  for (const Frontier& one : frontiers) {
    if (kept.empty() || costs(one) < costs(kept.back())) {
      kept.push_back(one);
    }
  }
  frontiers = std::move(kept);
}

}  // namespace

std::optional<Money> plain_cheapest(const PurchaseProblem& problem, const DayDemand& demand) {
  std::vector<std::int64_t> positions{0};
  for (const Tokens use : demand) {
    positions.push_back(positions.back() + use.micro);
  }
  const std::int64_t end = positions.back();
  const std::int64_t penalty = problem.penalty.value_or(Money{}).micro;
  std::vector<Frontier> frontiers{{}};
  for (const OrderDay& day : problem.order_days) {
    const std::int64_t arrives = positions[day.arrives];
    const bool outlives = day.expires >= problem.days;
    const std::int64_t expires = outlives ? end : positions[day.expires];
    const OrderPrices& prices = problem.prices[day.prices];
    std::vector<Frontier> all = frontiers;
    for (const Frontier& from : frontiers) {
      Frontier begin = from;
      begin.position = std::max(from.position, arrives);
      begin.refused += begin.position - from.position;
      if ((begin.refused > 0 && !problem.penalty) || begin.position >= expires) {
        continue;
      }
      const std::int64_t enough = std::max(expires - begin.position, prices.tiers.back().quantity.micro);
      for (std::int64_t tokens = problem.multiple.micro; tokens < enough + problem.multiple.micro;
           tokens += problem.multiple.micro) {
        const std::optional<Money> price = prices.price_of({tokens});
        if (!price || tokens < problem.minimum.micro) {
          continue;
        }
        Frontier next = begin;
        const std::int64_t paid = price->micro + problem.order_cost.micro;
        next.paid += paid + (paid / 1'000'000 * day.interest + (paid % 1'000'000 * day.interest + 500'000) / 1'000'000);
        next.position = outlives ? begin.position + tokens : std::min(begin.position + tokens, expires);
        all.push_back(next);
      }
    }
    keep_undominated(all, penalty);
    frontiers = std::move(all);
  }
  std::optional<Money> best;
  for (const Frontier& one : frontiers) {
    const std::int64_t refused = one.refused + std::max<std::int64_t>(end - one.position, 0);
    if (refused == 0 || problem.penalty) {
      const Money left = cost({std::max<std::int64_t>(one.position - end, 0)}, problem.left_value);
      const Money total = Money{one.paid} + cost({refused}, Money{penalty}) - left;
      best = best ? std::min(*best, total) : total;
    }
  }
  return best;
}

}  // namespace drawdown
