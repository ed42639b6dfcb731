// A column that only grows: rows in chunks, so that a long run never copies what it has written, and never needs twice
// the memory while it grows.
//
//   Column<Row> rows;
//   rows.push_back({…});
//   rows[0];                    // constant time; rows never move
#pragma once

#include <bit>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace drawdown {

// Memory for one chunk of a column. `large` asks for large pages, and is aligned to them: they take one page fault
// where small ones take 512; on a virtual machine those would cost as much as the replay itself.
inline constexpr std::size_t chunk_bytes = std::size_t{1} << 21U;
struct FreeChunk {
  void operator()(void* chunk) const;
};
[[nodiscard]] std::unique_ptr<void, FreeChunk> allocate_chunk(bool large);

template <class T>
class Column {
  static_assert(std::is_trivially_copyable_v<T>, "a column holds plain rows");

 public:
  Column() = default;
  Column(Column&& other) noexcept { swap(other); }
  Column& operator=(Column&& other) noexcept {
    swap(other);
    return *this;
  }
  Column(const Column& other) {
    for (std::size_t i = 0; i < other.size(); ++i) {
      push_back(other[i]);
    }
  }
  Column& operator=(const Column& other) {
    if (this != &other) {
      Column copy(other);
      swap(copy);
    }
    return *this;
  }
  ~Column() = default;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  T& operator[](std::size_t i) { return chunks_[i >> chunk_bits][i & chunk_mask]; }
  const T& operator[](std::size_t i) const { return chunks_[i >> chunk_bits][i & chunk_mask]; }

  void push_back(const T& row) {
    if ((size_ & chunk_mask) == 0) [[unlikely]] {
      grow();
    }
    *next_++ = row;
    ++size_;
  }

 private:
  // The largest power of two of rows that fits a chunk.
  static constexpr std::size_t chunk_bits = static_cast<std::size_t>(std::bit_width(chunk_bytes / sizeof(T))) - 1;
  static constexpr std::size_t chunk_mask = (std::size_t{1} << chunk_bits) - 1;

  void grow() {
    owned_.push_back(allocate_chunk(!owned_.empty()));  // short runs stay in small pages
    next_ = static_cast<T*>(owned_.back().get());
    chunks_.push_back(next_);
  }
  void swap(Column& other) {
    std::swap(chunks_, other.chunks_);
    std::swap(owned_, other.owned_);
    std::swap(next_, other.next_);
    std::swap(size_, other.size_);
  }

  std::vector<T*> chunks_;
  std::vector<std::unique_ptr<void, FreeChunk>> owned_;
  T* next_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace drawdown
