// Whether a person is in a burst of using a product, day by day: a stationary chain of two states, on for about `a`
// days and off for about `b`.
//
//   const BurstChain chain({.on = 8, .off = 30}, seed, replication);
//   bool on = chain.on_after(block - 1, name);            // at the end of the thirty-two days before
//   chain.days_on(bytes, block, name, on);                // of these thirty-two days, a bit each
//
// On each day the state is drawn afresh with probability 1 ⁄ a + 1 ⁄ b, on with probability a ⁄ (a + b), and else
// stays: that is the chain that leaves `on` with probability 1 ⁄ a and `off` with 1 ⁄ b. So a day's state follows from
// the last day on or before it on which it was drawn, wherever a simulation begins.
#pragma once

#include <cstdint>

#include "engine/demand/day_dice.h"
#include "engine/model/population.h"

namespace drawdown {

class BurstChain {
 public:
  BurstChain(const Bursts& bursts, Seed seed, std::uint64_t replication)
      : dice_(seed, replication, purpose("burst"), purpose("bursttie")),
        renewed_(1 / bursts.on + 1 / bursts.off),
        turned_on_(1 / bursts.off) {}

  [[nodiscard]] const DayDice& dice() const { return dice_; }

  // `bytes` are the numbers of dice().counter(block, name); `on`: the state before the block, and then at its end.
  [[nodiscard]] std::uint32_t days_on(const Block& bytes, std::int32_t block, std::uint64_t name, bool& on) const {
    const std::uint32_t turned_on = dice_.days(bytes, block, name, turned_on_);
    const std::uint32_t kept = ~dice_.days(bytes, block, name, renewed_);
    // A day is on if it is turned on, or is kept and the day before was on: as carries go through a sum.
    const std::uint32_t a = turned_on | kept;
    const std::uint64_t sum = std::uint64_t{a} + turned_on + (on ? 1 : 0);
    const auto days = static_cast<std::uint32_t>((sum ^ a ^ turned_on) >> 1);
    on = days >> (block_days - 1) != 0;
    return days;
  }

  // The state at the end of a block: as it was drawn on the last day on which it was, a few blocks back at most.
  [[nodiscard]] bool on_after(std::int32_t block, std::uint64_t name) const {
    for (;; --block) {
      const Block bytes = philox(dice_.counter(block, name), dice_.key());
      if (dice_.days(bytes, block, name, renewed_) != 0) {
        bool on = false;
        (void)days_on(bytes, block, name, on);
        return on;
      }
    }
  }

 private:
  DayDice dice_;
  DayDice::Chance renewed_;    // that a day's state is drawn afresh: off, or
  DayDice::Chance turned_on_;  // on, which is (1 ⁄ a + 1 ⁄ b) · a ⁄ (a + b)
};

}  // namespace drawdown
