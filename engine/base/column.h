// A column that only grows: rows in chunks, so that a long run never copies what it has written, and never needs twice
// the memory while it grows.
//
//   Column<Row> rows;
//   rows.push_back({…});
//   rows[0];                    // constant time; rows never move
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace drawdown {

template <class T>
class Column {
  static_assert(std::is_trivially_copyable_v<T>, "a column holds plain rows");

 public:
  Column() = default;
  Column(Column&&) noexcept = default;
  Column& operator=(Column&&) noexcept = default;
  Column(const Column& other) {
    for (std::size_t i = 0; i < other.size_; ++i) {
      push_back(other[i]);
    }
  }
  Column& operator=(const Column& other) {
    if (this != &other) {
      *this = Column(other);
    }
    return *this;
  }
  ~Column() = default;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  T& operator[](std::size_t i) { return chunks_[i >> chunk_bits][i & chunk_mask]; }
  const T& operator[](std::size_t i) const { return chunks_[i >> chunk_bits][i & chunk_mask]; }
  [[nodiscard]] const T& back() const { return (*this)[size_ - 1]; }

  void push_back(const T& row) {
    if (size_ == chunks_.size() << chunk_bits) [[unlikely]] {
      chunks_.push_back(std::make_unique_for_overwrite<T[]>(std::size_t{1} << chunk_bits));
    }
    (*this)[size_] = row;
    ++size_;
  }

 private:
  static constexpr std::size_t chunk_bits = 15;  // 32,768 rows: large enough to stream, small enough for small runs
  static constexpr std::size_t chunk_mask = (std::size_t{1} << chunk_bits) - 1;

  std::vector<std::unique_ptr<T[]>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace drawdown
