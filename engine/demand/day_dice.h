// Which of thirty-two days in a row something happens on, each with a chance of its own: one block of the generator
// throws for all of them.
//
//   const DayDice dice(seed, replication, purpose("access"), purpose("tie"));
//   Block bytes = dice.counter(block, user);
//   philox(std::span(&bytes, 1), dice.key());
//   dice.days(bytes, block, user, {.chances = chances, .most = 0.4, .factor = 1.3});      // a bit for each day
//
// A day has one byte of its block. It is compared with the chance's first eight bits; only if these are equal, on one
// day in 256, 44 more bits are drawn for it: the comparison is of 52 bits. A greater chance keeps all days of a smaller
// one, and adds some. Days on which nothing happens are passed over all at once.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "engine/random/blocks.h"
#include "engine/random/byte_lanes.h"
#include "engine/random/stream.h"
#include "engine/time/civil.h"

namespace drawdown {

inline constexpr std::int32_t block_days = 32;
inline constexpr std::uint32_t all_days = UINT32_MAX;

// The block that holds a day, and a block's first day: blocks are the same for every horizon.
[[nodiscard]] inline std::int32_t block_of(Day day) { return day.number >> 5; }
[[nodiscard]] inline std::int32_t first_of_block(std::int32_t block) { return block * block_days; }

class DayDice {
 public:
  DayDice(Seed seed, std::uint64_t replication, Purpose throws, Purpose ties)
      : key_{seed.value, throws.value}, ties_{seed.value, ties.value}, replication_(replication) {}

  [[nodiscard]] Block counter(std::int32_t block, std::uint64_t name) const {
    return {static_cast<std::uint64_t>(block), replication_, name, 0};
  }
  [[nodiscard]] const std::array<std::uint64_t, 2>& key() const { return key_; }

  // Day i has the chance factor · chances[i].
  struct Chances {
    const double* chances = nullptr;  // thirty-two
    double most = 1;                  // the greatest of them
    double factor = 1;
    std::uint32_t among = all_days;  // only these days are looked at
  };
  // The days on which it happens. `bytes` are the numbers of `counter(block, name)`.
  [[nodiscard]] std::uint32_t days(const Block& bytes, std::int32_t block, std::uint64_t name,
                                   const Chances& at) const {
    std::uint32_t days = 0;
    const double scale = at.factor * 256;
    const double limit = at.most * scale;
    const std::uint32_t not_above = limit >= 255 ? all_days : bytes_below(bytes, static_cast<std::uint32_t>(limit) + 1);
    for (std::uint32_t left = at.among & not_above; left != 0; left &= left - 1) {
      const auto day = static_cast<std::uint32_t>(std::countr_zero(left));
      const double chance = at.chances[day] * scale;
      const double thrown = byte_of(bytes, day);
      if (thrown < chance && (thrown + 1 <= chance || breaks_tie(block, name, day, chance - thrown))) {
        days |= 1U << day;
      }
    }
    return days;
  }

  // One chance for all days.
  struct Chance {
    explicit Chance(double chance)
        : whole(chance >= 1 ? 256 : static_cast<std::uint32_t>(chance * 256)), rest(chance * 256 - whole) {}
    std::uint32_t whole;  // bytes below it are below the chance
    double rest;          // of a byte that is equal to it, this share is
  };
  [[nodiscard]] std::uint32_t days(const Block& bytes, std::int32_t block, std::uint64_t name,
                                   const Chance& chance) const {
    if (chance.whole == 256) {
      return all_days;
    }
    std::uint32_t days = bytes_below(bytes, chance.whole);
    for (std::uint32_t ties = bytes_below(bytes, chance.whole + 1) & ~days; ties != 0; ties &= ties - 1) {
      const auto day = static_cast<std::uint32_t>(std::countr_zero(ties));
      days |= (breaks_tie(block, name, day, chance.rest) ? 1U : 0U) << day;
    }
    return days;
  }

 private:
  [[nodiscard]] bool breaks_tie(std::int32_t block, std::uint64_t name, std::uint32_t day, double chance) const {
    const Block more = philox({static_cast<std::uint64_t>(block), replication_, name, day}, ties_);
    return static_cast<double>(more[0] >> 20) < chance * 0x1p44;
  }

  std::array<std::uint64_t, 2> key_;
  std::array<std::uint64_t, 2> ties_;
  std::uint64_t replication_;
};

}  // namespace drawdown
