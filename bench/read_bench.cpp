// How fast sessions are read from CSV: our reader by one and two threads, beside the reader that one would write for a
// script (lines, fields, maps), and beside a loop that only reads the file and counts its lines.
//
// The file has 67 bytes a row (user, product, open, close, machine), 5,000 users and 6 products, and is synthetic.
// DRAWDOWN_BENCH_ROWS sets its rows. The hash of what was read must be the same on all lines.
#include <benchmark/benchmark.h>

#include <malloc.h>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "engine/trace/read.h"
#include "engine/trace/sort_by_open.h"

// All memory is counted, to know the most that a read holds at once.
namespace counted {
std::atomic<std::int64_t> now{0};
std::atomic<std::int64_t> most{0};

void add(void* block) {
  const std::int64_t held = now += static_cast<std::int64_t>(malloc_usable_size(block));
  std::int64_t before = most;
  while (before < held && !most.compare_exchange_weak(before, held)) {
  }
}
void drop(void* block) { now -= static_cast<std::int64_t>(malloc_usable_size(block)); }
}  // namespace counted

void* operator new(std::size_t size) {
  void* const block = std::malloc(size);
  if (block == nullptr) {
    throw std::bad_alloc();
  }
  counted::add(block);
  return block;
}
void operator delete(void* block) noexcept {
  if (block != nullptr) {
    counted::drop(block);
    std::free(block);
  }
}
void operator delete(void* block, std::size_t) noexcept { operator delete(block); }

namespace {

using namespace drawdown;

constexpr const char* product_names[] = {"AutoCAD", "Inventor", "Civil", "Revit", "Fusion", "Maya"};
constexpr std::int64_t year_begin = 1767225600;  // 2026-01-01T00:00:00Z
constexpr std::int64_t year_seconds = 365 * 86400;

std::size_t rows_wanted() {
  const char* const rows = std::getenv("DRAWDOWN_BENCH_ROWS");
  return rows != nullptr ? std::strtoull(rows, nullptr, 10) : 20'000;
}

// A synthetic file, made anew by each run of the bench and deleted at its end.
class SampleFile {
 public:
  enum class Order { sorted, shuffled };

  SampleFile(const char* name, std::size_t rows, Order order)
      : path_(std::filesystem::temp_directory_path() / name), rows_(rows) {
    std::ofstream out(path_, std::ios::binary);
    out << "user,product,open,close,machine\n";
    std::string line;
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t place = order == Order::sorted ? i : static_cast<std::size_t>(draw() % rows);
      const auto open = year_begin + static_cast<std::int64_t>(place * static_cast<std::size_t>(year_seconds) / rows);
      line = "user" + std::to_string(10000 + draw() % 5000) + ',' + product_names[draw() % 6] + ',' +
             format_utc({open}) + ',' + format_utc({open + static_cast<std::int64_t>(60 + draw() % 9000)}) + ",WS-" +
             std::to_string(10000 + draw() % 5000);
      line.resize(66, '0');
      out << line << '\n';
    }
    bytes_ = static_cast<std::size_t>(out.tellp());
  }
  ~SampleFile() { std::filesystem::remove(path_); }
  SampleFile(const SampleFile&) = delete;
  SampleFile& operator=(const SampleFile&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  std::uint64_t draw() {  // xorshift: any spread will do
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    return random_ >> 11;
  }

  std::filesystem::path path_;
  std::size_t rows_;
  std::size_t bytes_ = 0;
  std::uint64_t random_ = 88172645463325252;
};

const SampleFile& sorted_file() {
  static const SampleFile file("drawdown_read_bench_sorted.csv", rows_wanted(), SampleFile::Order::sorted);
  return file;
}
const SampleFile& shuffled_file() {
  static const SampleFile file("drawdown_read_bench_shuffled.csv", rows_wanted(), SampleFile::Order::shuffled);
  return file;
}

// FNV-1a over words.
struct Hash {
  std::uint64_t value = 14695981039346656037U;
  void add(std::uint64_t word) { value = (value ^ word) * 1099511628211U; }
  [[nodiscard]] std::string hex() const {
    char text[20];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
    return text;
  }
};

void report(benchmark::State& state, const SampleFile& file, const Hash& hash, std::int64_t held_before) {
  state.SetItemsProcessed(static_cast<std::int64_t>(file.rows()) * static_cast<std::int64_t>(state.iterations()));
  state.SetBytesProcessed(static_cast<std::int64_t>(file.bytes()) * static_cast<std::int64_t>(state.iterations()));
  state.counters["peak_bytes_per_row"] =
      static_cast<double>(counted::most - held_before) / static_cast<double>(file.rows());
  state.SetLabel("hash " + hash.hex());
}

std::int64_t start_counting() {
  counted::most = counted::now.load();
  return counted::now;
}

void ours(benchmark::State& state, const SampleFile& file) {
  RateSheet products;
  for (const char* name : product_names) {
    products.push_back({name, {{always, Tokens::whole(1)}}});
  }
  const Zone utc;
  const TraceRequest request{.path = file.path(),
                             .products = products,
                             .zone = utc,
                             .begin = {year_begin},
                             .end = {year_begin + year_seconds},
                             .threads = static_cast<unsigned>(state.range(0))};
  Hash hash;
  const std::int64_t held = start_counting();
  for ([[maybe_unused]] auto _ : state) {
    const ReadResult read = read_trace(request);
    state.PauseTiming();
    hash = {};
    for (std::size_t i = 0; i < read.trace.size(); ++i) {
      hash.add(read.trace.open[i]);
      hash.add(read.trace.close[i]);
      hash.add(read.trace.unit[i]);
    }
    state.ResumeTiming();
  }
  report(state, file, hash, held);
}

// What a script does: a line at a time, cut at the commas, numbers by from_chars, names by maps.
class Script {
 public:
  explicit Script(const std::string& path) {
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      split(line);
      const std::uint32_t user =
          users_.try_emplace(fields_[0], static_cast<std::uint32_t>(users_.size())).first->second;
      const std::uint32_t product =
          products_.try_emplace(fields_[1], static_cast<std::uint32_t>(products_.size())).first->second;
      const std::uint64_t key = std::uint64_t{user} << 32 | product;
      open.push_back(seconds(fields_[2]));
      close.push_back(seconds(fields_[3]));
      unit.push_back(units_.try_emplace(key, static_cast<std::uint32_t>(units_.size())).first->second);
    }
  }

  std::vector<std::uint32_t> open;
  std::vector<std::uint32_t> close;
  std::vector<std::uint32_t> unit;

 private:
  void split(const std::string& line) {
    fields_.clear();
    std::size_t begin = 0;
    for (std::size_t comma = line.find(','); comma != std::string::npos; comma = line.find(',', begin)) {
      fields_.push_back(line.substr(begin, comma - begin));
      begin = comma + 1;
    }
    fields_.push_back(line.substr(begin));
  }
  static int number(const std::string& text, std::size_t at, std::size_t digits) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + digits, value);
    return value;
  }
  static std::uint32_t seconds(const std::string& text) {
    using namespace std::chrono;
    const sys_days day = year(number(text, 0, 4)) / number(text, 5, 2) / number(text, 8, 2);
    const auto of_day = number(text, 11, 2) * 3600 + number(text, 14, 2) * 60 + number(text, 17, 2);
    return static_cast<std::uint32_t>(day.time_since_epoch().count() * std::int64_t{86400} + of_day);
  }

  std::vector<std::string> fields_;
  std::unordered_map<std::string, std::uint32_t> users_;
  std::unordered_map<std::string, std::uint32_t> products_;
  std::unordered_map<std::uint64_t, std::uint32_t> units_;
};

void rival(benchmark::State& state, const SampleFile& file) {
  Hash hash;
  const std::int64_t held = start_counting();
  for ([[maybe_unused]] auto _ : state) {
    const Script script(file.path());
    state.PauseTiming();
    hash = {};
    for (std::size_t i = 0; i < script.open.size(); ++i) {
      hash.add(script.open[i]);
      hash.add(script.close[i]);
      hash.add(script.unit[i]);
    }
    state.ResumeTiming();
  }
  report(state, file, hash, held);
}

// The floor: the same bytes are read in the same pieces, and their lines counted.
void lines_only(benchmark::State& state, const SampleFile& file) {
  std::vector<char> piece(ReadSizes().chunk_bytes);
  std::ptrdiff_t lines = 0;
  for ([[maybe_unused]] auto _ : state) {
    std::FILE* const in = std::fopen(file.path().c_str(), "rb");
    std::setvbuf(in, nullptr, _IONBF, 0);
    for (std::size_t n = 1; n > 0;) {
      n = std::fread(piece.data(), 1, piece.size(), in);
      lines += std::count(piece.data(), piece.data() + n, '\n');
    }
    std::fclose(in);
  }
  benchmark::DoNotOptimize(lines);
  state.SetItemsProcessed(static_cast<std::int64_t>(file.rows()) * static_cast<std::int64_t>(state.iterations()));
  state.SetBytesProcessed(static_cast<std::int64_t>(file.bytes()) * static_cast<std::int64_t>(state.iterations()));
}

void read_sorted(benchmark::State& state) { ours(state, sorted_file()); }
void read_shuffled(benchmark::State& state) { ours(state, shuffled_file()); }
void script_sorted(benchmark::State& state) { rival(state, sorted_file()); }
void count_lines(benchmark::State& state) { lines_only(state, sorted_file()); }

BENCHMARK(read_sorted)
    ->Arg(1)
    ->Arg(2)
    ->ArgName("threads")
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(read_shuffled)
    ->Arg(1)
    ->Arg(2)
    ->ArgName("threads")
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(script_sorted)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(count_lines)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
