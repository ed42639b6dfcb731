#include "engine/trace/byte_source.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/trace/read.h"

namespace drawdown {
namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(const std::string& path, ReadProgress* progress) : path_(path), progress_(progress) {
    std::error_code no_size;
    if (std::filesystem::is_directory(path_, no_size)) {
      throw InputError({path_}, "is a folder; a file is needed");
    }
    errno = 0;
    file_.reset(std::fopen(path_.c_str(), "rb"));
    if (file_ == nullptr) {
      fail("cannot be opened");
    }
    std::setvbuf(file_.get(), nullptr, _IONBF, 0);  // callers read in large pieces
    const std::uintmax_t size = std::filesystem::file_size(path_, no_size);
    bytes_ = no_size ? 0 : size;
    if (progress_ != nullptr) {
      progress_->total = bytes_;
    }
  }

  std::uint64_t text_bytes() const override { return bytes_; }

  std::size_t read(char* to, std::size_t capacity) override {
    errno = 0;
    const std::size_t n = std::fread(to, 1, capacity, file_.get());
    if (n < capacity && std::ferror(file_.get()) != 0) {
      fail("cannot be read");
    }
    if (progress_ != nullptr) {
      progress_->bytes += n;
    }
    return n;
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  [[noreturn]] void fail(const char* what) const {
    throw InputError({path_}, std::string(what) + ": " + std::generic_category().message(errno));
  }

  std::string path_;
  ReadProgress* progress_;
  std::uint64_t bytes_ = 0;
  std::unique_ptr<std::FILE, Close> file_;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : rest_(bytes) {}

  std::size_t read(char* to, std::size_t capacity) override {
    const std::size_t n = std::min(capacity, rest_.size());
    if (n > 0) {
      std::memcpy(to, rest_.data(), n);
    }
    rest_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view rest_;
};

// The compressed bytes of an archive, a piece at a time; the first piece has been read already, to recognise it.
class Pieces {
 public:
  Pieces(std::unique_ptr<ByteSource> from, std::vector<char> first)
      : from_(std::move(from)), piece_(std::move(first)) {}

  // The bytes not consumed yet; more are fetched if there are none. Empty at the end of the file.
  std::string_view rest() {
    if (begin_ == piece_.size()) {
      piece_.resize(std::size_t{256} << 10);
      piece_.resize(from_->read(piece_.data(), piece_.size()));
      begin_ = 0;
    }
    return {piece_.data() + begin_, piece_.size() - begin_};
  }
  void consume(std::size_t n) { begin_ += n; }

 private:
  std::unique_ptr<ByteSource> from_;
  std::vector<char> piece_;
  std::size_t begin_ = 0;
};

class GzipSource final : public ByteSource {
 public:
  GzipSource(Pieces pieces, std::string name) : pieces_(std::move(pieces)), name_(std::move(name)) {
    if (inflateInit2(&stream_, 15 + 16) != Z_OK) {  // the largest window; gzip's own frame only
      throw std::bad_alloc();
    }
  }
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* to, std::size_t capacity) override {
    std::size_t done = 0;
    while (done < capacity) {
      const std::string_view input = pieces_.rest();
      if (input.empty()) {
        if (inside_member_) {
          throw InputError({name_}, "is a gzip archive that ends too early; it was probably not copied in full");
        }
        break;
      }
      done += inflate_some(input, to + done, capacity - done);
    }
    return done;
  }

 private:
  std::size_t inflate_some(std::string_view input, char* to, std::size_t capacity) {
    // One call never takes more than 1 GiB: zlib counts in 32 bits.
    constexpr std::size_t most = std::size_t{1} << 30;
    const auto in = static_cast<uInt>(std::min(input.size(), most));
    const auto out = static_cast<uInt>(std::min(capacity, most));
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));  // zlib's interface lacks const
    stream_.avail_in = in;
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = out;
    inside_member_ = true;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      inside_member_ = false;
      inflateReset(&stream_);
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      throw InputError({name_}, std::string("is a damaged gzip archive (") +
                                    (stream_.msg != nullptr ? stream_.msg : "unknown defect") + ")");
    }
    pieces_.consume(in - stream_.avail_in);
    return out - stream_.avail_out;
  }

  Pieces pieces_;
  std::string name_;
  z_stream stream_{};
  bool inside_member_ = false;
};

class ZstdSource final : public ByteSource {
 public:
  ZstdSource(Pieces pieces, std::string name)
      : pieces_(std::move(pieces)), name_(std::move(name)), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) {
      throw std::bad_alloc();
    }
  }

  std::size_t read(char* to, std::size_t capacity) override {
    ZSTD_outBuffer out{to, capacity, 0};
    while (out.pos < out.size) {
      const std::string_view input = pieces_.rest();
      const std::size_t before = out.pos;
      ZSTD_inBuffer in{input.data(), input.size(), 0};
      if (input.empty() && !inside_frame_) {
        break;
      }
      const std::size_t status = ZSTD_decompressStream(stream_.get(), &out, &in);
      if (ZSTD_isError(status) != 0) {
        throw InputError({name_}, std::string("is a damaged zstd archive (") + ZSTD_getErrorName(status) + ")");
      }
      pieces_.consume(in.pos);
      inside_frame_ = status != 0;
      if (input.empty() && inside_frame_ && out.pos == before) {
        throw InputError({name_}, "is a zstd archive that ends too early; it was probably not copied in full");
      }
    }
    return out.pos;
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };

  Pieces pieces_;
  std::string name_;
  std::unique_ptr<ZSTD_DStream, Free> stream_;
  bool inside_frame_ = false;
};

// Bytes that were read already, then the others.
class Rejoined final : public ByteSource {
 public:
  Rejoined(std::vector<char> first, std::unique_ptr<ByteSource> others)
      : first_(std::move(first)), others_(std::move(others)) {}

  std::size_t read(char* to, std::size_t capacity) override {
    const std::size_t n = std::min(capacity, first_.size() - begin_);
    if (n > 0) {
      std::memcpy(to, first_.data() + begin_, n);
      begin_ += n;
    }
    return n < capacity ? n + others_->read(to + n, capacity - n) : n;
  }

  std::uint64_t text_bytes() const override { return others_->text_bytes(); }

 private:
  std::vector<char> first_;
  std::size_t begin_ = 0;
  std::unique_ptr<ByteSource> others_;
};

std::unique_ptr<ByteSource> recognised(std::unique_ptr<ByteSource> bytes, const std::string& name) {
  std::vector<char> first(4);
  first.resize(bytes->read(first.data(), first.size()));
  const std::string_view magic(first.data(), first.size());
  const auto is_skippable = [&] {  // a zstd frame of user data, which may come before the others
    return magic.size() == 4 && (static_cast<unsigned char>(magic[0]) & 0xF0) == 0x50 &&
           magic.substr(1) == "\x2A\x4D\x18";
  };
  if (magic.substr(0, 2) == "\x1F\x8B") {
    return std::make_unique<GzipSource>(Pieces(std::move(bytes), std::move(first)), name);
  }
  if (magic == "\x28\xB5\x2F\xFD" || is_skippable()) {
    return std::make_unique<ZstdSource>(Pieces(std::move(bytes), std::move(first)), name);
  }
  return std::make_unique<Rejoined>(std::move(first), std::move(bytes));
}

}  // namespace

std::unique_ptr<ByteSource> open_source(const std::string& path, ReadProgress* progress) {
  return recognised(std::make_unique<FileSource>(path, progress), path);
}

std::unique_ptr<ByteSource> open_memory(std::string_view bytes, const std::string& name) {
  return recognised(std::make_unique<MemorySource>(bytes), name);
}

}  // namespace drawdown
