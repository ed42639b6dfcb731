// Random numbers for tests and benches: splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", 2014). The same numbers from the same seed on every compiler, which std's distributions do not promise.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace drawdown {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  // 0 … n − 1. The bias of the multiplication is far below what a test could see.
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(((next() >> 32U) * static_cast<std::uint64_t>(n)) >> 32U);
  }
  // low … high, both included; the range is below 2^32.
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  bool one_in(std::int64_t n) { return below(n) == 0; }

  template <class T>
  T pick(std::initializer_list<T> values) {
    return values.begin()[below(static_cast<std::int64_t>(values.size()))];
  }
  template <class T>
  const T& pick(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(below(static_cast<std::int64_t>(values.size())))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace drawdown
