// Random numbers as a pure function of their name: a seed, what they are for, and up to three indices.
//
//   constexpr Purpose launches = purpose("launch");        // at most eight letters
//   Stream stream(Seed{2026}, launches, replication, user, day);
//   uniform(stream);                                       // engine/random/distributions.h
//
// Streams of different names are independent, and none depends on how much was drawn from another: what happens to one
// user on one day stays the same when users, days or threads are added. The generator is Philox4x64-10 of Salmon,
// Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC11, 2011): seed and purpose are its key, the
// indices three words of its counter, so two names never share a number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace drawdown {

struct Seed {
  std::uint64_t value = 0;
};

struct Purpose {
  std::uint64_t value = 0;
};

// The letters themselves are the number, so different names differ. A ninth letter does not compile.
consteval Purpose purpose(std::string_view name) {
  if (name.size() > 8) {
    throw "a purpose has at most eight letters";
  }
  Purpose result;
  for (const char c : name) {
    result.value = result.value << 8 | static_cast<unsigned char>(c);
  }
  return result;
}

// Four numbers for a counter and a key; every counter gives others.
[[nodiscard]] std::array<std::uint64_t, 4> philox(const std::array<std::uint64_t, 4>& counter,
                                                  const std::array<std::uint64_t, 2>& key);

class Stream {
 public:
  Stream(Seed seed, Purpose purpose, std::uint64_t i = 0, std::uint64_t j = 0, std::uint64_t k = 0)
      : key_{seed.value, purpose.value}, counter_{0, i, j, k} {}

  // The next 64 bits.
  std::uint64_t next() {
    if (used_ == block_.size()) {
      block_ = philox(counter_, key_);
      ++counter_[0];
      used_ = 0;
    }
    return block_[used_++];
  }

 private:
  std::array<std::uint64_t, 2> key_;
  std::array<std::uint64_t, 4> counter_;  // of the next block, and the indices
  std::array<std::uint64_t, 4> block_{};
  std::size_t used_ = 4;
};

}  // namespace drawdown
