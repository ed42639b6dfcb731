// What the size of one order does, the others being given: two looks at all paths, and every size is known.
//
//   const SizeCurve curve(model, quantities, order_day);
//   curve.refused(quantity);        // micro-tokens, on the mean
//
// Paying is a maximum flow, and an order is one of its sources: each token of it saves a token of refusals, until it
// has saved as many as any number of them would.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/planning/node_bound.h"

namespace drawdown {

class SizeCurve {
 public:
  // What `quantities` say of the order day itself does not matter.
  SizeCurve(const ScheduleModel& model, Quantities quantities, std::size_t order_day);

  [[nodiscard]] double refused(std::int64_t quantity) const { return all_.refused(quantity); }
  [[nodiscard]] std::size_t dry(std::int64_t quantity) const;
  // Beyond what is paid: see RefusalPlanes::value.
  [[nodiscard]] double cost(std::int64_t quantity) const;

 private:
  struct Saved {
    std::vector<std::int64_t> most;  // that is saved; ascending
    std::vector<double> above;       // sums from there on
    double rest = 0;                 // refused in any case
    double paths = 1;

    Saved() = default;
    Saved(std::vector<std::int64_t> without, const std::vector<std::int64_t>& with);
    [[nodiscard]] double refused(std::int64_t quantity) const;
  };

  const RefusalPlanes* planes_;
  Saved all_;
  Saved early_;                       // of no paths if no value is put on what is left
  std::vector<std::int64_t> to_dry_;  // of paths that some size keeps from refusing anything: the least; ascending
  std::size_t dry_ = 0;               // other paths
  double late_ = 0;                   // tokens of the others that expire after the horizon
  bool is_late_;
};

}  // namespace drawdown
