#include "engine/planning/path_table.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"

namespace drawdown {
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

}  // namespace drawdown
