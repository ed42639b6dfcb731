// Text with zeros after its end, so that wide loads at its last bytes are harmless.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace drawdown {

class TextBuffer {
 public:
  static constexpr std::size_t padding = 64;  // the widest step of a scan

  [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }

  // Room for `size` bytes to be written to; what they held before is lost. Call `resize` with what was written.
  [[nodiscard]] char* room(std::size_t size) {
    if (bytes_.size() < size + padding) {
      bytes_.resize(size + padding);
    }
    size_ = 0;
    return bytes_.data();
  }
  void resize(std::size_t size) {
    if (bytes_.size() < size + padding) {
      bytes_.resize(size + padding);
    }
    size_ = size;
    std::memset(bytes_.data() + size_, 0, padding);
  }
  void append(std::string_view more) {
    const std::size_t before = size_;
    resize(size_ + more.size());
    if (!more.empty()) {
      std::memcpy(bytes_.data() + before, more.data(), more.size());
    }
  }
  void clear() { resize(0); }
  // Leaves the last bytes only.
  void keep_from(std::size_t offset) {
    const std::size_t left = size_ - offset;
    std::memmove(bytes_.data(), bytes_.data() + offset, left);
    resize(left);
  }

 private:
  std::vector<char> bytes_ = std::vector<char>(padding);
  std::size_t size_ = 0;
};

}  // namespace drawdown
