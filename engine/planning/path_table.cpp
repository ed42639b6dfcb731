#include "engine/planning/path_table.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/base/check.h"

namespace drawdown {
namespace {

constexpr std::size_t block_size = 128;  // paths whose frontiers stay in the fastest cache

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
    std::vector<Span> left;
    for (std::size_t i = 0; i < count; ++i) {
      Served served;
      static_cast<void>(serve_nested(quantities, first + i, false, served, left));
      block.all[i] = served.all;
      block.early[i] = served.early;
    }
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

void PathTable::refused(std::span<const std::int64_t> quantities, std::span<std::int64_t> by_path) const {
  Block block;
  for (std::size_t first = 0; first < paths_; first += block_size) {
    const std::size_t count = std::min(block_size, paths_ - first);
    serve(quantities, first, count, block);
    for (std::size_t i = 0; i < count; ++i) {
      by_path[first + i] = demand(first + i) - block.all[i];
    }
  }
}

// What each tranche pays, as spans of positions; `left` is what none pays.
std::vector<PathTable::Span> PathTable::serve_nested(std::span<const std::int64_t> quantities, std::size_t path,
                                                     bool early, Served& served, std::vector<Span>& left) const {
  std::vector<Span> paid;
  std::vector<Span> next;
  left.assign(1, {0, demand(path), 0});
  for (std::size_t t = 0; t < tranches_.size(); ++t) {
    const Tranche& tranche = tranches_[t];
    std::int64_t rest = quantity(tranche, quantities);
    if (rest == 0 || (early && !tranche.early)) {
      continue;
    }
    const std::int64_t arrives = at(tranche.arrives, path);
    const std::int64_t expires = at(tranche.expires, path);
    next.clear();
    for (const Span& span : left) {
      const std::int64_t begin = std::max(span.begin, arrives);
      const std::int64_t end = std::min({span.end, expires, begin + std::min(rest, span.end - span.begin)});
      if (begin >= end) {
        next.push_back(span);
        continue;
      }
      paid.push_back({begin, end, t});
      rest -= end - begin;
      served.all += end - begin;
      served.early += tranche.early ? end - begin : 0;
      if (span.begin < begin) {
        next.push_back({span.begin, begin, 0});
      }
      if (end < span.end) {
        next.push_back({end, span.end, 0});
      }
    }
    left.swap(next);
  }
  return paid;
}

// From what is refused to the tranches that can reach it, from these to what they paid for instead, and so on: all of
// them are used up, or more could have been paid.
void PathTable::cut_nested(std::span<const std::int64_t> quantities, std::size_t path, bool early, Cut& cut) const {
  Served served;
  std::vector<Span> reached;
  const std::vector<Span> paid = serve_nested(quantities, path, early, served, reached);
  std::erase_if(reached, [](const Span& span) { return span.begin == span.end; });
  std::vector<std::uint8_t> seen(tranches_.size());
  for (std::size_t from = 0; from < reached.size(); ++from) {
    for (std::size_t t = 0; t < tranches_.size(); ++t) {
      const Tranche& tranche = tranches_[t];
      const std::int64_t begin = std::max(at(tranche.arrives, path), reached[from].begin);
      if (seen[t] != 0 || (early && !tranche.early) ||
          begin >= std::min(at(tranche.expires, path), reached[from].end)) {
        continue;
      }
      seen[t] = 1;
      std::copy_if(paid.begin(), paid.end(), std::back_inserter(reached),
                   [&](const Span& span) { return span.tranche == t; });
    }
  }
  cut.demand = demand(path) - served.all;
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
