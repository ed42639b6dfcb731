// Names to numbers in a few nanoseconds: a table of open addressing whose slots hold the name itself, if it is short.
//
//   NameTable users;
//   std::uint32_t user = users.find(name);           // NameTable::none if it is new
//   if (user == NameTable::none) user = users.add(name);
//
// Unlike `Names` it reads names in place, by wide loads: they must be readable for eight bytes from their start.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/check.h"

namespace drawdown {

class NameTable {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size() - 1); }
  [[nodiscard]] std::string_view operator[](std::uint32_t id) const {
    return std::string_view(letters_).substr(ends_[id], ends_[id + 1] - ends_[id]);
  }

  [[nodiscard]] std::uint32_t find(std::string_view name) const {
    const Key key = key_of(name);
    for (std::size_t i = place_of(key);; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.head == key.head && slot.tail == key.tail && slot.size == key.size &&
          (name.size() <= whole || (*this)[slot.id] == name)) [[likely]] {
        return slot.id;
      }
      if (slot.id == none) {
        return none;
      }
    }
  }

  // Tells the processor that `name` will soon be looked for.
  void prefetch(std::string_view name) const { __builtin_prefetch(&slots_[place_of(key_of(name))]); }

  // The name must be new.
  std::uint32_t add(std::string_view name) {
    check(size() < none - 1 && name.size() < none, "names of a kind are fewer, and shorter, than 2^32");
    const std::uint32_t id = size();
    letters_ += name;
    ends_.push_back(letters_.size());
    if (ends_.size() > slots_.size() / 3 * 2) {
      grow();
    }
    const Key key = key_of(name);
    put({key.head, key.tail, key.size, id});
    return id;
  }

 private:
  static constexpr std::size_t whole = 16;  // a key holds a name of up to so many bytes entirely

  struct Key {
    std::uint64_t head = 0;  // the first eight bytes
    std::uint64_t tail = 0;  // the last eight, if there are more than eight; a hash of all, if more than sixteen
    std::uint32_t size = 0;
  };
  // No name is as long as an empty slot says.
  struct Slot {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::uint32_t size = none;
    std::uint32_t id = none;
  };

  static std::uint64_t load(const char* p) {
    std::uint64_t word = 0;
    std::memcpy(&word, p, sizeof word);
    return word;
  }

  static Key key_of(std::string_view name) {
    const std::size_t n = name.size();
    Key key{0, 0, static_cast<std::uint32_t>(n)};
    if (n >= 8) {
      key.head = load(name.data());
      key.tail = n <= whole ? load(name.data() + n - 8) : std::hash<std::string_view>()(name);
    } else if (n > 0) {
      if constexpr (std::endian::native == std::endian::little) {
        key.head = load(name.data()) << (8 * (8 - n));
      } else {
        std::memcpy(&key.head, name.data(), n);
      }
    }
    return key;
  }

  [[nodiscard]] std::size_t place_of(const Key& key) const {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;  // 2^64 ÷ the golden ratio
    std::uint64_t h = (key.head ^ std::rotl(key.tail, 29)) * odd;
    h ^= (h >> 32) ^ key.size;
    return static_cast<std::size_t>((h * odd) >> 32) & mask_;
  }

  void put(const Slot& slot) {
    std::size_t i = place_of({slot.head, slot.tail, slot.size});
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
  std::string letters_;                  // all names, one after the other
  std::vector<std::size_t> ends_ = {0};  // name i is letters_[ends_[i], ends_[i + 1])
};

}  // namespace drawdown
