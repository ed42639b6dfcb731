// Many names' numbers at once, for loops in which calls one by one would wait for each other.
//
//   counters[i] = {block, replication, user, day};
//   philox(counters, {seed, purpose("access").value});      // in place of each counter, its four numbers
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace drawdown {

using Block = std::array<std::uint64_t, 4>;

// The same numbers as `philox` of one counter (engine/random/stream.h).
void philox(std::span<Block> counters, const std::array<std::uint64_t, 2>& key);

}  // namespace drawdown
