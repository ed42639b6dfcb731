// A number for a name that stays the same everywhere and for ever, so that what is drawn for "mary" is hers, whoever
// else is on the list.
#pragma once

#include <cstdint>
#include <string_view>

namespace drawdown {

// Every bit of the result depends on every bit of the number: the last steps of SplitMix64 (Steele, Lea, Flood,
// OOPSLA 2014).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t number) {
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9U;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBU;
  return number ^ (number >> 31);
}

[[nodiscard]] constexpr std::uint64_t name_hash(std::string_view name) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a
  for (const char c : name) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  }
  return mix(hash);
}

// Of two names in this order.
[[nodiscard]] constexpr std::uint64_t name_hash(std::uint64_t first, std::uint64_t second) {
  return mix(first ^ mix(second + 0x9E3779B97F4A7C15U));
}

}  // namespace drawdown
