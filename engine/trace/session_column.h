// One number for each session of a trace. What is in it never changes, so traces of one log share their columns: a
// copy, or a part, is a few bytes.
//
//   SessionColumn open = {10, 20, 30};
//   const SessionColumn later = open.part(1, 3);      // 20, 30; no number is copied
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace drawdown {

class SessionColumn {
 public:
  using Values = std::vector<std::uint32_t>;

  SessionColumn() = default;
  // Implicit, so that a column is written as its numbers.
  SessionColumn(Values values)
      : values_(std::make_shared<const Values>(std::move(values))), data_(values_->data()), size_(values_->size()) {}
  SessionColumn(std::initializer_list<std::uint32_t> values) : SessionColumn(Values(values)) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::uint32_t operator[](std::size_t place) const { return data_[place]; }
  [[nodiscard]] const std::uint32_t* data() const { return data_; }
  [[nodiscard]] const std::uint32_t* begin() const { return data_; }
  [[nodiscard]] const std::uint32_t* end() const { return data_ + size_; }

  // The numbers of the places [first, last).
  [[nodiscard]] SessionColumn part(std::size_t first, std::size_t last) const {
    SessionColumn some = *this;
    some.data_ += first;
    some.size_ = last - first;
    return some;
  }
  // A copy to be changed.
  [[nodiscard]] Values values() const { return {begin(), end()}; }

 private:
  std::shared_ptr<const Values> values_;
  const std::uint32_t* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace drawdown
