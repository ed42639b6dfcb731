// A number that stands for a name in the name of a stream, wherever the name stands in a list: adding a user, a team or
// a product changes nobody else's draws.
//
//   Stream stream(seed, launches, replication, name_key("mary"), day);
//
// FNV-1a (Fowler, Noll, Vo; RFC 9923), whose bits are then mixed as by SplitMix64 (Steele, Lea, Flood, "Fast splittable
// pseudorandom number generators", OOPSLA 2014): one key for one name, on every machine. Of a million names, two share
// a key with a probability of 3·10^-8.
#pragma once

#include <cstdint>
#include <string_view>

namespace drawdown {

[[nodiscard]] constexpr std::uint64_t name_key(std::string_view name) {
  std::uint64_t key = 0xCBF2'9CE4'8422'2325;
  for (const char c : name) {
    key = (key ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3;
  }
  key = (key ^ (key >> 30U)) * 0xBF58'476D'1CE4'E5B9;
  key = (key ^ (key >> 27U)) * 0x94D0'49BB'1331'11EB;
  return key ^ (key >> 31U);
}

}  // namespace drawdown
