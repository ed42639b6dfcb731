// Where the bytes of a session file come from: a plain file, or the contents of a gzip or zstd archive.
//
//   const std::unique_ptr<ByteSource> source = open_source(path, progress);
//   const std::size_t n = source->read(buffer, capacity);     // less than `capacity` only at the end
//
// Truncated and corrupt archives throw InputError with the file's name. Archives of several members or frames, one
// after the other, are one text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace drawdown {

struct ReadProgress;

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills `to` with the next bytes, as many as there are up to `capacity`, and returns their number.
  [[nodiscard]] virtual std::size_t read(char* to, std::size_t capacity) = 0;
  // The size of the whole text; 0 if only reading will tell.
  [[nodiscard]] virtual std::uint64_t text_bytes() const { return 0; }

 protected:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
};

[[nodiscard]] std::unique_ptr<ByteSource> open_source(const std::string& path, ReadProgress* progress);

// The same over bytes in memory, which must outlive the source. `name` is what messages call them.
[[nodiscard]] std::unique_ptr<ByteSource> open_memory(std::string_view bytes, const std::string& name);

}  // namespace drawdown
