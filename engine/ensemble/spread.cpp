#include "engine/ensemble/spread.h"

#include <algorithm>
#include <bit>

#include "engine/base/check.h"
#include "engine/ensemble/estimate.h"

namespace drawdown {
namespace {

// Never decreases with the value; the same for values of one class.
std::int64_t class_of(std::int64_t value) {
  constexpr int bits = 9;
  const std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const int width = static_cast<int>(std::bit_width(size));
  const int shift = std::max(0, width - bits - 1);
  const auto number = static_cast<std::int64_t>((static_cast<std::uint64_t>(shift) << bits) + (size >> shift));
  return value < 0 ? -number : number;
}

}  // namespace

void Spread::add(std::int64_t value) {
  ++number_;
  auto after = std::upper_bound(classes_.begin(), classes_.end(), value,
                                [](std::int64_t v, const Class& each) { return v < each.least; });
  const std::int64_t own = class_of(value);
  if (after != classes_.begin() && class_of(std::prev(after)->least) == own) {
    Class& found = *std::prev(after);
    found.greatest = std::max(found.greatest, value);
    ++found.count;
  } else if (after != classes_.end() && class_of(after->least) == own) {
    after->least = value;
    ++after->count;
  } else {
    classes_.insert(after, {value, value, 1});
  }
}

std::int64_t Spread::at_rank(std::uint64_t rank) const {
  check(rank >= 1 && rank <= number_, "a rank is one of the values");
  auto each = classes_.begin();
  while (rank > each->count) {
    rank -= each->count;
    ++each;
  }
  if (rank == 1) {
    return each->least;
  }
  // Of one sign or nearly so: their difference fits.
  return rank == each->count ? each->greatest : each->least + (each->greatest - each->least) / 2;
}

std::int64_t Spread::quantile(int percent) const { return at_rank(quantile_ranks(percent, number_).rank); }

}  // namespace drawdown
