// How large one purchase should be, on many courses of demand: the least expected cost and the least size that keeps a
// risk, both of all sizes there are, not of a grid.
//
//   const SizeSample sample(paths);
//   const SizeCosts costs{.prices = …, .penalty = *parse_money("9"), .multiple = Tokens::whole(100)};
//   sample.cheapest(costs);                        // the newsvendor's quantity, with tiers
//   sample.smallest(*parse_micro("0.05"), costs);  // refuses something on at most 5 % of the paths
//
// What a path costs is a line between the sizes at which a token's fate changes, and a tier's price jumps at its
// quantity. So the least of the sum is at one of these, or at the next multiple of orders beside it; all are looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/base/wide.h"
#include "engine/ensemble/estimate.h"
#include "engine/planning/size_path.h"

namespace drawdown {

struct SizeCosts {
  OrderPrices prices;           // all-units
  Money penalty = {};           // for each token that is refused
  Money left_value = {};        // of each that is left at the end; less than every price
  Tokens minimum = {};          // of an order
  Tokens multiple = Tokens{1};  // at least a micro-token
};

// The least size of an order that is not smaller: nothing, or at least the minimum, a multiple, and with a price.
[[nodiscard]] Tokens allowed_size(const SizeCosts& costs, Tokens size);

// That so many of all do; of one path alone there is no interval.
[[nodiscard]] Estimate share_of_paths(std::size_t dry, std::size_t all);

// What is paid for it; nothing for nothing. A smaller order than the first tier has that tier's price.
[[nodiscard]] Money price_of_size(const SizeCosts& costs, Tokens size);

struct SizeEstimates {
  Estimate p_dry;
  Estimate refused;
  Estimate expired;
  Estimate left;
  Estimate cost;             // price + penalty − value of what is left
  Estimate cost_difference;  // from another size, path by path
};

struct RiskSize {
  Tokens size;
  // The 95 % interval of the quantile, allowed sizes too. Empty: the paths are too few to bound it from above.
  Tokens low;
  std::optional<Tokens> high;
};

// The ranks of the values, from 1 on, between which the quantile of a share lies with 95 %: of the normal approximation
// of the binomial distribution (Conover, Practical Nonparametric Statistics, 1999, §3.2). `rank`: the least value that
// is exceeded by at most `risk` of all; 0: none is needed. `high` may be n + 1.
struct RiskRanks {
  std::uint64_t low = 0;
  std::uint64_t rank = 0;
  std::uint64_t high = 0;
};
[[nodiscard]] RiskRanks risk_ranks(std::int64_t risk, std::uint64_t n);  // 0 ≤ risk ≤ 1, in millionths

class SizeSample {
 public:
  explicit SizeSample(std::vector<SizePath> paths);  // at least one

  [[nodiscard]] const std::vector<SizePath>& paths() const { return paths_; }
  // What suffices on each path, ascending; those on which nothing does are left out.
  [[nodiscard]] const std::vector<Tokens>& enough() const { return enough_; }
  // Paths that refuse something at that size.
  [[nodiscard]] std::size_t dry(Tokens size) const;

  // In millionths of a micro-unit of money, summed over the paths, and not rounded.
  [[nodiscard]] Wide cost(const SizeCosts& costs, Tokens size) const;
  // Of all allowed sizes the one of the least cost; ties go to the smaller.
  [[nodiscard]] Tokens cheapest(const SizeCosts& costs) const;
  // The smallest allowed size; empty if more paths than that refuse something at any size.
  [[nodiscard]] std::optional<RiskSize> smallest(std::int64_t risk, const SizeCosts& costs) const;
  [[nodiscard]] SizeEstimates estimates(const SizeCosts& costs, Tokens size, Tokens other) const;

 private:
  // From this size on, until the next.
  struct Piece {
    Tokens from;
    Wide refused = 0;  // at `from`, on all paths
    Wide left = 0;
    std::int64_t serve = 0;  // paths on which a further token serves
    std::int64_t leave = 0;  // or is left
  };

  std::vector<SizePath> paths_;
  std::vector<Tokens> enough_;
  std::vector<Piece> pieces_;
};

}  // namespace drawdown
