// The course of a shock that many people share: a stationary first-order autoregression of the logarithm from week to
// week, of mean 1.
//
//   const ShockPath path(shock);
//   path.levels(seed, replication, first, last, levels);      // one for each week from Monday `first` on
//
// A week's level follows from the seed, the replication, the shock's name and the week alone: a longer simulation, or
// one that begins later, meets the same. To that end every 64th week since 1970 is drawn first, from one to the next,
// and those between two of them given both (the conditional distribution of a stationary Gaussian sequence of
// correlation ρ^|i − j|).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/model/population.h"
#include "engine/random/stream.h"

namespace drawdown {

// Weeks since Monday 1970-01-05; earlier days are in week −1.
[[nodiscard]] inline std::int32_t week_of(Day day) {
  const std::int32_t days = day.number - 4;
  return days >= 0 ? days / 7 : (days - 6) / 7;
}

class ShockPath {
 public:
  explicit ShockPath(const Shock& shock);

  // Of the weeks first … last; not before week −1.
  void levels(Seed seed, std::uint64_t replication, std::int32_t first, std::int32_t last,
              std::vector<double>& levels) const;

  [[nodiscard]] double sigma() const { return sigma_; }
  [[nodiscard]] double correlation() const { return rho_; }  // of the logarithms of one week and the next

 private:
  static constexpr int node_distance = 64;
  struct Step {
    double from_last = 0;
    double from_node = 0;
    double noise = 0;
  };

  std::uint64_t name_;
  double sigma_;
  double rho_;
  double node_rho_;                            // of one node and the next
  double node_noise_;                          // standard deviation of what is new
  std::array<Step, node_distance + 1> steps_;  // by the distance to the next node
};

}  // namespace drawdown
