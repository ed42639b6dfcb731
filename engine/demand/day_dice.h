// Which of sixteen days in a row something happens on, each with a chance of its own: one block of the generator
// throws for all sixteen.
//
//   const DayDice dice(seed, replication, purpose("access"), purpose("accesstie"));     // (names of eight letters)
//   dice.days(block, user, lanes, chances, 16 chances…)
//
// A day has 16 bits of its block. They are compared with the chance's first 16; only if these are equal, once in 65,536
// days, 32 more are drawn: the comparison is of 48 bits. A greater chance keeps all days of a smaller one, and adds
// some. Days on which nothing happens are passed over four at a time.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>

#include "engine/random/blocks.h"
#include "engine/random/stream.h"
#include "engine/time/civil.h"

namespace drawdown {

inline constexpr std::int32_t block_days = 16;

// The block that holds a day, and the day's place in it: blocks are the same for every horizon.
[[nodiscard]] inline std::int32_t block_of(Day day) { return day.number >> 4; }
[[nodiscard]] inline std::int32_t first_of_block(std::int32_t block) { return block * block_days; }

class DayDice {
 public:
  DayDice(Seed seed, std::uint64_t replication, Purpose throws, Purpose ties)
      : key_{seed.value, throws.value}, ties_{seed.value, ties.value}, replication_(replication) {}

  [[nodiscard]] Block counter(std::int32_t block, std::uint64_t name) const {
    return {static_cast<std::uint64_t>(block), replication_, name, 0};
  }
  [[nodiscard]] const std::array<std::uint64_t, 2>& key() const { return key_; }

  // The days on which it happens, a bit each. `lanes` are the numbers of `counter(block, name)`; day i has the chance
  // factor · chances[i], and `most` is the greatest of the chances.
  [[nodiscard]] std::uint32_t days(const Block& lanes, std::int32_t block, std::uint64_t name, const double* chances,
                                   double most, double factor) const {
    const double bound = most * factor * 65'536;
    std::uint32_t days = 0;
    for (std::uint32_t word = 0; word < lanes.size(); ++word) {
      // Lanes below a limit, and perhaps some at it: the borrow of a subtraction shows in the highest bit of each.
      constexpr std::uint64_t ones = 0x0001'0001'0001'0001;
      constexpr std::uint64_t highest = ones << 15;
      std::uint64_t candidates = highest;
      if (bound < 32'766) {
        const std::uint64_t limit = (static_cast<std::uint64_t>(bound) + 1) * ones;
        candidates = (lanes[word] - limit) & ~lanes[word] & highest;
      }
      for (; candidates != 0; candidates &= candidates - 1) {
        const auto lane = static_cast<std::uint32_t>(std::countr_zero(candidates)) / 16;
        const std::uint32_t day = word * 4 + lane;
        const double chance = chances[day] * factor * 65'536;
        const auto thrown = static_cast<double>((lanes[word] >> (16 * lane)) & 0xFFFF);
        if (thrown < chance && (thrown + 1 <= chance || breaks_tie(block, name, day, chance - thrown))) {
          days |= 1U << day;
        }
      }
    }
    return days;
  }

 private:
  [[nodiscard]] bool breaks_tie(std::int32_t block, std::uint64_t name, std::uint32_t day, double chance) const {
    const Block more = philox({static_cast<std::uint64_t>(block), replication_, name, day}, ties_);
    return static_cast<double>(more[0] >> 32) < chance * 0x1p32;
  }

  std::array<std::uint64_t, 2> key_;
  std::array<std::uint64_t, 2> ties_;
  std::uint64_t replication_;
};

}  // namespace drawdown
