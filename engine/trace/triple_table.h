// Triples of ids to dense ids, in the order of first appearance: how charge units are numbered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/check.h"

namespace drawdown {

class TripleTable {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;
  static constexpr std::uint32_t most = 4'000'000'000;

  struct Triple {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
    bool operator==(const Triple&) const = default;
  };

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(triples_.size()); }
  [[nodiscard]] const Triple& operator[](std::uint32_t id) const { return triples_[id]; }

  std::uint32_t intern(const Triple& triple) {
    for (std::size_t i = place_of(triple);; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.id == none) [[unlikely]] {
        return add(triple);
      }
      if (slot.triple == triple) {
        return slot.id;
      }
    }
  }

 private:
  struct Slot {
    Triple triple;
    std::uint32_t id = none;
  };

  [[nodiscard]] std::size_t place_of(const Triple& triple) const {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;  // 2^64 ÷ the golden ratio
    std::uint64_t h = ((std::uint64_t{triple.a} << 32) | triple.b) * odd;
    h = (h ^ (h >> 32) ^ triple.c) * odd;
    return static_cast<std::size_t>(h >> 32) & mask_;
  }

  std::uint32_t add(const Triple& triple) {
    check(size() < most, "there are fewer charge units than 4 billion");
    const std::uint32_t id = size();
    triples_.push_back(triple);
    if (triples_.size() > slots_.size() / 2) {
      grow();
    }
    put({triple, id});
    return id;
  }

  void put(const Slot& slot) {
    std::size_t i = place_of(slot.triple);
    while (slots_[i].id != none) {
      i = (i + 1) & mask_;
    }
    slots_[i] = slot;
  }

  void grow() {
    const std::vector<Slot> old = std::move(slots_);
    slots_.assign(old.size() * 2, Slot{});
    mask_ = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.id != none) {
        put(slot);
      }
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::size_t mask_ = 63;
  std::vector<Triple> triples_;
};

}  // namespace drawdown
