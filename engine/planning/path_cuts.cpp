#include <algorithm>
#include <array>
#include <limits>

#include "engine/planning/path_table.h"

namespace drawdown {
namespace {

constexpr std::int64_t nowhere = std::numeric_limits<std::int64_t>::max();

// Whether any bit between the two is set.
bool touches(const std::vector<std::uint64_t>& bits, std::size_t begin, std::size_t end) {
  const std::size_t last = (end - 1) / 64;
  for (std::size_t word = begin / 64; word <= last; ++word) {
    std::uint64_t here = bits[word];
    here &= word == begin / 64 ? ~std::uint64_t{0} << begin % 64 : ~std::uint64_t{0};
    here &= word == last ? ~std::uint64_t{0} >> (63 - (end - 1) % 64) : ~std::uint64_t{0};
    if (here != 0) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::size_t PathTable::counted(bool early) const {
  std::size_t count = tranches_.size();
  while (early && count > 0 && !tranches_[count - 1].early) {
    --count;
  }
  return count;
}

// From what is refused to the tranches that can reach it, from these to what they paid for instead, and so on: all of
// them are used up, or more could have been paid.
void PathTable::cut_nested(std::span<const std::int64_t> quantities, std::size_t path, bool early, Cut& cut) const {
  const std::size_t words = (ends_ + 63) / 64;  // a bit for what lies between two rows
  cut.borders.resize(ends_);
  for (std::size_t k = 0; k < ends_; ++k) {
    cut.borders[k] = at(k + 1, path) - at(k, path);
  }
  cut.demand = demand(path);
  cut.paid.assign(tranches_.size() * words, 0);
  const auto mark = [](std::uint64_t* bits, std::size_t k) { bits[k / 64] |= std::uint64_t{1} << k % 64; };
  for (std::size_t t = 0; t < tranches_.size(); ++t) {
    const Tranche& tranche = tranches_[t];
    std::int64_t rest = early && !tranche.early ? 0 : quantity(tranche, quantities);
    for (std::size_t k = tranche.arrives; k < tranche.expires && rest > 0; ++k) {
      if (const std::int64_t paid = std::min(rest, cut.borders[k]); paid > 0) {
        rest -= paid;
        cut.borders[k] -= paid;
        cut.demand -= paid;
        mark(&cut.paid[t * words], k);
      }
    }
  }
  cut.reached.assign(words, 0);
  for (std::size_t k = 0; k < ends_; ++k) {
    if (cut.borders[k] > 0) {
      mark(cut.reached.data(), k);
    }
  }
  std::vector<std::uint8_t> seen(tranches_.size());
  for (bool more = true; more;) {
    more = false;
    for (std::size_t t = 0; t < tranches_.size(); ++t) {
      const Tranche& tranche = tranches_[t];
      if (seen[t] != 0 || (early && !tranche.early) || !touches(cut.reached, tranche.arrives, tranche.expires)) {
        continue;
      }
      seen[t] = 1;
      more = true;
      for (std::size_t word = 0; word < words; ++word) {
        cut.reached[word] |= cut.paid[t * words + word];
      }
    }
  }
  for (std::size_t t = 0; t < tranches_.size(); ++t) {
    if (seen[t] != 0 && tranches_[t].order_day < order_days_) {
      cut.reaches[tranches_[t].order_day] = 1;
      cut.demand += quantities[tranches_[t].order_day];
    }
  }
}

void PathTable::cut(std::span<const std::int64_t> quantities, std::size_t path, bool early, Cut& cut) const {
  cut.reaches.assign(order_days_, 0);
  if (!in_line_) {
    cut_nested(quantities, path, early, cut);
    return;
  }
  const std::size_t count = counted(early);
  std::vector<std::int64_t>& paid = cut.borders;  // where each tranche begins and ends to pay
  paid.resize(2 * count);
  std::int64_t frontier = 0;
  std::int64_t served = 0;
  for (std::size_t t = 0; t < count; ++t) {
    const Tranche& tranche = tranches_[t];
    const std::int64_t begin = std::max(frontier, at(tranche.arrives, path));
    const std::int64_t most = std::max<std::int64_t>(at(tranche.expires, path) - begin, 0);
    frontier = begin + std::min(most, quantity(tranche, quantities));
    served += frontier - begin;
    paid[2 * t] = begin;
    paid[2 * t + 1] = frontier;
  }
  cut.demand = demand(path) - served;
  // Backwards: where what is reached by more tokens begins. A tranche reaches it if it has not expired by then.
  std::int64_t lowest = nowhere;
  std::int64_t next = demand(path);
  for (std::size_t t = count; t-- > 0;) {
    const Tranche& tranche = tranches_[t];
    if (paid[2 * t + 1] < next) {  // refused, until the next tranche arrives
      lowest = paid[2 * t + 1];
    }
    if (at(tranche.expires, path) > lowest) {
      if (paid[2 * t] < paid[2 * t + 1]) {
        lowest = paid[2 * t];
      }
      if (tranche.order_day < order_days_) {
        cut.reaches[tranche.order_day] = 1;
        cut.demand += quantities[tranche.order_day];
      }
    }
    next = paid[2 * t];
  }
}

// The same as `cut`, path beside path.
PathTable::CutSums PathTable::cut_sums(std::span<const std::int64_t> quantities, bool early) const {
  CutSums sums{0, std::vector<std::int64_t>(order_days_)};
  if (!in_line_) {
    Cut cut;
    for (std::size_t path = 0; path < paths_; ++path) {
      this->cut(quantities, path, early, cut);
      sums.demand += cut.demand;
      for (std::size_t i = 0; i < order_days_; ++i) {
        sums.reached[i] += cut.reaches[i];
      }
    }
    return sums;
  }
  const std::size_t count = counted(early);
  std::vector<std::array<std::int64_t, block_size>> begins(count);
  std::vector<std::array<std::int64_t, block_size>> ends(count);
  for (std::size_t first = 0; first < paths_; first += block_size) {
    const std::size_t size = std::min(block_size, paths_ - first);
    std::array<std::int64_t, block_size> frontier{};
    std::array<std::int64_t, block_size> served{};
    for (std::size_t t = 0; t < count; ++t) {
      const Tranche& tranche = tranches_[t];
      const std::int64_t most = quantity(tranche, quantities);
      const std::int64_t* const arrives = &positions_[tranche.arrives * paths_ + first];
      const std::int64_t* const expires = &positions_[tranche.expires * paths_ + first];
      for (std::size_t i = 0; i < size; ++i) {
        const std::int64_t begin = std::max(frontier[i], arrives[i]);
        const std::int64_t paid = std::min(most, std::max<std::int64_t>(expires[i] - begin, 0));
        begins[t][i] = begin;
        ends[t][i] = begin + paid;
        frontier[i] = begin + paid;
        served[i] += paid;
      }
    }
    std::array<std::int64_t, block_size> lowest;
    std::array<std::int64_t, block_size> next;
    for (std::size_t i = 0; i < size; ++i) {
      lowest[i] = nowhere;
      next[i] = demand(first + i);
      sums.demand += next[i] - served[i];
    }
    for (std::size_t t = count; t-- > 0;) {
      const Tranche& tranche = tranches_[t];
      const std::int64_t* const expires = &positions_[tranche.expires * paths_ + first];
      std::int64_t reached = 0;
      for (std::size_t i = 0; i < size; ++i) {
        const std::int64_t low = ends[t][i] < next[i] ? ends[t][i] : lowest[i];
        const bool reaches = expires[i] > low;
        lowest[i] = reaches && begins[t][i] < ends[t][i] ? begins[t][i] : low;
        next[i] = begins[t][i];
        reached += reaches ? 1 : 0;
      }
      if (tranche.order_day < order_days_) {
        sums.reached[tranche.order_day] += reached;
        sums.demand += static_cast<Wide>(reached) * quantities[tranche.order_day];
      }
    }
  }
  return sums;
}

}  // namespace drawdown
