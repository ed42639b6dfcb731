// Whether a person is in a burst of using a product, day by day: a stationary chain of two states, on for about `a`
// days and off for about `b`.
//
//   const BurstChain chain({.on = 8, .off = 30}, seed, replication);
//   chain.days_on(block, name);                     // of sixteen days, a bit each
//
// On each day the state is drawn afresh with probability 1 ⁄ a + 1 ⁄ b, on with probability a ⁄ (a + b), and else
// stays: that is the chain that leaves `on` with probability 1 ⁄ a and `off` with 1 ⁄ b. So a day's state follows from
// the last day on or before it on which it was drawn, wherever a simulation begins.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "engine/demand/day_dice.h"
#include "engine/model/population.h"

namespace drawdown {

class BurstChain {
 public:
  BurstChain(const Bursts& bursts, Seed seed, std::uint64_t replication)
      : renewals_(seed, replication, purpose("renew"), purpose("renewtie")),
        states_(seed, replication, purpose("state"), purpose("statetie")) {
    renewal_.fill(1 / bursts.on + 1 / bursts.off);
    on_.fill(bursts.share_on());
  }

  [[nodiscard]] std::uint32_t days_on(std::int32_t block, std::uint64_t name) const {
    const std::uint32_t renewed = happens(renewals_, renewal_, block, name);
    const std::uint32_t drawn = renewed == 0 ? 0 : happens(states_, on_, block, name);
    bool on = (renewed & 1U) == 0 && on_after(block - 1, name);
    std::uint32_t days = 0;
    for (std::uint32_t day = 0; day < block_days; ++day) {
      on = (renewed >> day & 1U) != 0 ? (drawn >> day & 1U) != 0 : on;
      days |= (on ? 1U : 0U) << day;
    }
    return days;
  }

 private:
  using Chances = std::array<double, block_days>;

  static std::uint32_t happens(const DayDice& dice, const Chances& chances, std::int32_t block, std::uint64_t name) {
    const Block lanes = philox(dice.counter(block, name), dice.key());
    return dice.days(lanes, block, name, chances.data(), chances[0], 1);
  }

  // The state at the end of a block; a few blocks back it has been drawn.
  [[nodiscard]] bool on_after(std::int32_t block, std::uint64_t name) const {
    for (;; --block) {
      if (const std::uint32_t renewed = happens(renewals_, renewal_, block, name); renewed != 0) {
        return (happens(states_, on_, block, name) >> (std::bit_width(renewed) - 1) & 1U) != 0;
      }
    }
  }

  DayDice renewals_;
  DayDice states_;
  Chances renewal_;
  Chances on_;
};

}  // namespace drawdown
