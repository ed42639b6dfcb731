// The places of all commas, newlines and quotes in a text, found many bytes at a time: the skeleton of a CSV file.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace drawdown {

class Separators {
 public:
  // `text` must be readable for 64 bytes beyond its end, and be shorter than 4 GiB.
  void find(std::string_view text);

  [[nodiscard]] std::uint32_t size() const { return size_; }
  // Ascending offsets into the text; data()[-1] is 2^32 − 1, the place just before it.
  [[nodiscard]] const std::uint32_t* data() const { return places_.get() + 1; }

 private:
  std::unique_ptr<std::uint32_t[]> places_;
  std::size_t capacity_ = 0;
  std::uint32_t size_ = 0;
};

}  // namespace drawdown
