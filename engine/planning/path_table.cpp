#include "engine/planning/path_table.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/base/check.h"

namespace drawdown {
namespace {

constexpr std::size_t block_size = 128;  // paths whose frontiers stay in the fastest cache

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

struct PathTable::Block {
  std::array<std::int64_t, block_size> frontier;
  std::array<std::int64_t, block_size> all;
  std::array<std::int64_t, block_size> early;
};

PathTable::PathTable(const PurchaseProblem& problem, const DemandPaths& paths)
    : paths_(paths.size()), order_days_(problem.order_days.size()), useful_(order_days_) {
  std::vector<std::size_t> borders{problem.days};
  std::vector<Tranche> all;
  const auto add = [&](std::size_t arrives, std::size_t expires, std::size_t order_day, std::int64_t stock) {
    const std::size_t begin = std::min(arrives, problem.days);
    const std::size_t end = std::min(expires, problem.days);
    if (begin < end) {  // others pay for nothing
      all.push_back({begin, end, order_day, stock, expires < problem.days});
      borders.insert(borders.end(), {begin, end});
    }
  };
  for (const Stock& stock : problem.stock) {
    add(stock.arrives, stock.expires, order_days_, stock.tokens.micro);
  }
  for (std::size_t i = 0; i < order_days_; ++i) {
    add(problem.order_days[i].arrives, problem.order_days[i].expires, i, 0);
  }
  std::stable_sort(all.begin(), all.end(), [](const Tranche& a, const Tranche& b) {
    return a.expires != b.expires ? a.expires < b.expires : a.arrives < b.arrives;
  });
  in_line_ =
      std::is_sorted(all.begin(), all.end(), [](const Tranche& a, const Tranche& b) { return a.arrives < b.arrives; });
  tranches_ = std::move(all);

  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  const auto row_of = [&](std::size_t day) {
    return static_cast<std::size_t>(std::lower_bound(borders.begin(), borders.end(), day) - borders.begin());
  };
  ends_ = row_of(problem.days);
  positions_.resize(borders.size() * paths_);
  for (std::size_t path = 0; path < paths_; ++path) {
    check(paths[path].size() == problem.days, "a demand has the days of its problem");
    Tokens sum;
    std::size_t row = 0;
    for (std::size_t day = 0; day <= problem.days && row < borders.size(); ++day) {
      if (borders[row] == day) {
        positions_[row++ * paths_ + path] = sum.micro;
      }
      if (day < problem.days) {
        sum += paths[path][day];
      }
    }
  }
  for (Tranche& tranche : tranches_) {
    tranche.arrives = row_of(tranche.arrives);
    tranche.expires = row_of(tranche.expires);
    for (std::size_t path = 0; path < paths_ && tranche.order_day < order_days_; ++path) {
      std::int64_t& most = useful_[tranche.order_day];
      most = std::max(most, at(tranche.expires, path) - at(tranche.arrives, path));
    }
  }
}

void PathTable::serve(std::span<const std::int64_t> quantities, std::size_t first, std::size_t count,
                      Block& block) const {
  std::fill_n(block.all.begin(), count, 0);
  std::fill_n(block.early.begin(), count, 0);
  if (!in_line_) {
    serve_nested(quantities, first, count, block);
    return;
  }
  std::fill_n(block.frontier.begin(), count, 0);
  bool early = true;
  for (const Tranche& tranche : tranches_) {
    const std::int64_t most = quantity(tranche, quantities);
    if (early && !tranche.early) {
      block.early = block.all;
      early = false;
    }
    if (most == 0) {
      continue;
    }
    const std::int64_t* const arrives = &positions_[tranche.arrives * paths_ + first];
    const std::int64_t* const expires = &positions_[tranche.expires * paths_ + first];
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t begin = std::max(block.frontier[i], arrives[i]);
      const std::int64_t paid = std::min(most, std::max<std::int64_t>(expires[i] - begin, 0));
      block.frontier[i] = begin + paid;
      block.all[i] += paid;
    }
  }
  if (early) {
    block.early = block.all;
  }
}

PathTable::Served PathTable::served(std::span<const std::int64_t> quantities, std::size_t path) const {
  Block block;
  serve(quantities, path, 1, block);
  return {block.all[0], block.early[0]};
}

PathTable::Sums PathTable::sums(std::span<const std::int64_t> quantities) const {
  Sums sums;
  Block block;
  for (std::size_t first = 0; first < paths_; first += block_size) {
    const std::size_t count = std::min(block_size, paths_ - first);
    serve(quantities, first, count, block);
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t wanted = demand(first + i);
      sums.refused += wanted - block.all[i];
      sums.early_refused += wanted - block.early[i];
      sums.dry += wanted > block.all[i] ? 1U : 0U;
    }
  }
  return sums;
}

void PathTable::refused(std::span<const std::int64_t> quantities, std::span<std::int64_t> by_path,
                        std::span<std::int64_t> early_by_path) const {
  Block block;
  for (std::size_t first = 0; first < paths_; first += block_size) {
    const std::size_t count = std::min(block_size, paths_ - first);
    serve(quantities, first, count, block);
    for (std::size_t i = 0; i < count; ++i) {
      by_path[first + i] = demand(first + i) - block.all[i];
    }
    for (std::size_t i = 0; i < count && !early_by_path.empty(); ++i) {
      early_by_path[first + i] = demand(first + i) - block.early[i];
    }
  }
}

// The line is cut where tranches of these quantities arrive or expire; between two cuts all that matters is how much is
// left there to be paid.
void PathTable::serve_nested(std::span<const std::int64_t> quantities, std::size_t first, std::size_t count,
                             Block& block) const {
  std::vector<std::size_t> rows;
  for (const Tranche& tranche : tranches_) {
    if (quantity(tranche, quantities) > 0) {
      rows.insert(rows.end(), {tranche.arrives, tranche.expires});
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::vector<std::array<std::int64_t, block_size>> wanted(rows.empty() ? 0 : rows.size() - 1);
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    for (std::size_t i = 0; i < count; ++i) {
      wanted[k][i] = at(rows[k + 1], first + i) - at(rows[k], first + i);
    }
  }
  std::array<std::int64_t, block_size>& rest = block.frontier;
  for (const Tranche& tranche : tranches_) {
    const std::int64_t most = quantity(tranche, quantities);
    if (most == 0) {
      continue;
    }
    std::fill_n(rest.begin(), count, most);
    std::size_t k =
        static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), tranche.arrives) - rows.begin());
    for (; rows[k] < tranche.expires; ++k) {
      for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t paid = std::min(rest[i], wanted[k][i]);
        rest[i] -= paid;
        wanted[k][i] -= paid;
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      block.all[i] += most - rest[i];
      block.early[i] += tranche.early ? most - rest[i] : 0;
    }
  }
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
  std::size_t count = tranches_.size();
  while (early && count > 0 && !tranches_[count - 1].early) {
    --count;
  }
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
  std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
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

}  // namespace drawdown
