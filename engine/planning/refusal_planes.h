// Planes that no quantities get below: what refusals cost on the mean, and what must be there so that at most so many
// paths refuse anything.
//
//   const RefusalPlanes planes(problem, table, most_dry);
//   const Plane plane = planes.cost_at(quantities);     // meets the mean cost there, and is below it everywhere
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/planning/path_table.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

// Of a cost: it is at least `at_zero` − slopes × quantities, in micro-units of money. Of a need: slopes × quantities
// must be at least `at_zero`, in micro-tokens.
struct Plane {
  bool need = false;
  double at_zero = 0;
  std::vector<double> slopes;  // by order day, of a micro-token
};

class RefusalPlanes {
 public:
  // `most_dry`: on how many paths anything may be refused; none: on all.
  RefusalPlanes(const PurchaseProblem& problem, const PathTable& table, std::optional<std::size_t> most_dry);

  // What the quantities cost on the mean beyond what is paid: refusals, less the value of what is left; and on how many
  // paths anything is refused.
  struct Value {
    double cost = 0;
    std::size_t dry = 0;
    double refused = 0;  // micro-tokens, on the mean
  };
  [[nodiscard]] Value value(std::span<const std::int64_t> quantities) const;
  // The cost by what is refused on the mean, by what would be if only tranches that expire within the horizon paid, and
  // by the tokens of all that expire after it; micro-tokens.
  [[nodiscard]] double cost(double refused, double early_refused, double late) const {
    return penalty_ * refused - late_value_ * (late - (early_refused - refused));
  }
  [[nodiscard]] double late(std::span<const std::int64_t> quantities) const;

  // Below value().cost + late_value × late quantities wherever most_dry is kept.
  [[nodiscard]] Plane cost_at(std::span<const std::int64_t> quantities) const;
  // Needs of plans between `low` and `high` that these quantities do not meet; perhaps none, even if too many paths
  // refuse something. There are no more paths that refuse something even with `high` than may.
  [[nodiscard]] std::vector<Plane> needs_at(std::span<const std::int64_t> quantities, std::span<const std::int64_t> low,
                                            std::span<const std::int64_t> high) const;

  // Of a micro-token of an order that expires after the horizon.
  [[nodiscard]] double late_value() const { return late_value_; }
  // Of the stock that does.
  [[nodiscard]] double stock_value() const { return late_value_ * late_stock_; }
  [[nodiscard]] bool weighs_cost() const { return refusal_weight_ > 0 || early_weight_ > 0; }
  [[nodiscard]] const std::optional<std::size_t>& most_dry() const { return most_dry_; }

 private:
  struct Masked;
  const PathTable* table_;
  std::optional<std::size_t> most_dry_;
  std::int64_t multiple_;
  double penalty_ = 0;
  double late_value_ = 0;
  double late_stock_ = 0;   // micro-tokens
  std::vector<char> late_;  // by order day
  double refusal_weight_ = 0;
  double early_weight_ = 0;
};

}  // namespace drawdown
