#include "engine/trace/sort_by_open.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// Seconds since the horizon's begin, and the place in the file.
struct Entry {
  std::uint32_t key;
  std::uint32_t place;
};

constexpr unsigned digit_bits =
    11;  // a year of seconds has 25 bits: three passes, with counters that fit a core's cache
constexpr std::uint32_t digit_mask = (1U << digit_bits) - 1;

// One pass of a radix sort: stable, by the digit at `shift`.
void scatter(const std::vector<Entry>& from, std::vector<Entry>& to, unsigned shift) {
  std::array<std::size_t, std::size_t{1} << digit_bits> next{};
  for (const Entry& entry : from) {
    ++next[(entry.key >> shift) & digit_mask];
  }
  std::size_t sum = 0;
  for (std::size_t& n : next) {
    sum += std::exchange(n, sum);
  }
  for (const Entry& entry : from) {
    to[next[(entry.key >> shift) & digit_mask]++] = entry;
  }
}

void permute(SessionColumn& column, const std::vector<Entry>& order) {
  SessionColumn::Values sorted(column.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    sorted[i] = column[order[i].place];
  }
  column = std::move(sorted);
}

}  // namespace

void sort_by_open(Trace& trace, std::uint32_t begin, std::uint32_t end) {
  check(trace.size() <= UINT32_MAX, "a trace has at most 2^32 sessions");
  std::vector<Entry> order(trace.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = {trace.open[i] - begin, static_cast<std::uint32_t>(i)};
  }
  {
    std::vector<Entry> other(order.size());
    const auto bits = static_cast<unsigned>(std::bit_width(end - begin));
    for (unsigned shift = 0; shift < bits; shift += digit_bits) {
      scatter(order, other, shift);
      std::swap(order, other);
    }
  }
  SessionColumn::Values open(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    open[i] = order[i].key + begin;
  }
  trace.open = std::move(open);
  permute(trace.close, order);
  permute(trace.unit, order);
}

}  // namespace drawdown
