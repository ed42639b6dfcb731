// Who has a seat, one after the other: of stays with a gain each, those that together gain the most over what the seats
// cost that they need. At any time a seat serves one stay.
//
//   const SeatFlow flow(365, {{0, 90, gain, 0}, {100, 200, gain, 1}}, price);
//   flow.chosen();                  // places of stays
//   flow.price(100, 200);           // what time on a seat is worth in these days
//
// As many seats as are needed at once suffice to serve stays in sequence (interval partitioning), so the question is a
// flow of seats through the days, from its beginning to its end, by stays or idle: of the greatest gain, seat by seat,
// along the path that gains the most, until a path gains no more than a seat costs (Arkin and Silverberg, "Scheduling
// jobs with fixed start and end times", Discrete Applied Mathematics 18, 1987; potentials of Edmonds and Karp). The
// potentials are prices of days: they sum to no more than a seat costs, stays that are chosen gain at least their
// days' prices, and others at most: so no choice is better, and the prices bound what any choice gains.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/wide.h"

namespace drawdown {

struct Stay {
  std::size_t from = 0;  // day
  std::size_t until = 0;
  Wide gain = 0;  // more than 0
};

class SeatFlow {
 public:
  // from < until ≤ days for every stay; `price` of a seat over all days.
  SeatFlow(std::size_t days, std::vector<Stay> stays, Wide price);

  [[nodiscard]] const std::vector<std::size_t>& chosen() const { return chosen_; }  // ascending
  // Of days [from, until); of all of them at most the price of a seat.
  [[nodiscard]] Wide price(std::size_t from, std::size_t until) const { return value_[until] - value_[from]; }

 private:
  // All stays of the same days, the greatest gain first; the first ones are taken.
  struct Lane {
    std::size_t from = 0;
    std::size_t until = 0;
    std::vector<std::size_t> stays;
    std::size_t taken = 0;
  };
  [[nodiscard]] std::vector<Wide> losses_from(std::size_t source, std::vector<std::size_t>& before) const;
  void count_seats_that_go(Wide price);

  std::size_t days_;
  std::vector<Stay> stays_;
  std::vector<Lane> lanes_;
  std::vector<std::vector<std::size_t>> lanes_from_;   // by day
  std::vector<std::vector<std::size_t>> lanes_until_;  // by day
  std::vector<std::uint32_t> idle_;                    // seats by day
  std::vector<Wide> value_;                            // by day: the most that a path from the first to it gains
  std::vector<std::size_t> chosen_;
};

// For each stay the number of its seat, from 0: as few seats as are needed at once.
[[nodiscard]] std::vector<std::size_t> seat_numbers(std::span<const Stay> stays);

}  // namespace drawdown
