// Many courses of demand, summed up once, so that a plan is looked at in a few steps a tranche, however many days there
// are; and what more of a tranche would have paid for.
//
//   const PathTable table(problem, paths);
//   table.served(quantities, path).all;       // micro-tokens of use that were paid
//
// A path's demand lies on a line, day after day. A tranche can pay between two positions, where it arrives and where it
// expires. Tranches in order of expiry, each paying the earliest that those before it have left, pay what they would
// have paid day by day. Where arrivals ascend as well, one position says what is left: the frontier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/wide.h"
#include "engine/planning/plan_outlook.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

using Quantities = std::vector<std::int64_t>;  // micro-tokens, by order day of the problem; 0: no order

class PathTable {
 public:
  PathTable(const PurchaseProblem& problem, const DemandPaths& paths);

  [[nodiscard]] std::size_t paths() const { return paths_; }
  [[nodiscard]] std::size_t order_days() const { return order_days_; }
  [[nodiscard]] std::int64_t demand(std::size_t path) const { return at(ends_, path); }
  // The most that tokens of the order day could pay on any path.
  [[nodiscard]] std::int64_t useful(std::size_t order_day) const { return useful_[order_day]; }

  struct Served {
    std::int64_t all = 0;    // micro-tokens of use that are paid
    std::int64_t early = 0;  // by tranches that expire within the horizon
  };
  [[nodiscard]] Served served(std::span<const std::int64_t> quantities, std::size_t path) const;

  struct Sums {
    Wide refused = 0;        // over the paths
    Wide early_refused = 0;  // if only tranches that expire within the horizon paid
    std::size_t dry = 0;     // paths on which anything is refused
  };
  [[nodiscard]] Sums sums(std::span<const std::int64_t> quantities) const;
  // By path; likewise if only tranches that expire within the horizon paid.
  void refused(std::span<const std::int64_t> quantities, std::span<std::int64_t> by_path,
               std::span<std::int64_t> early_by_path = {}) const;

  // The days that ask for most beyond what can reach them: whatever the quantities are, the path refuses at least
  // `demand` less the quantities of the order days that reach them; with those given, exactly that. `reaches` is by
  // order day. With `early` tranches that expire after the horizon do not count, and reach nothing.
  struct Cut {
    std::int64_t demand = 0;
    std::vector<char> reaches;
    std::vector<std::int64_t> borders;  // room to work in, and so are the others
    std::vector<std::uint64_t> reached;
    std::vector<std::uint64_t> paid;
  };
  void cut(std::span<const std::int64_t> quantities, std::size_t path, bool early, Cut& cut) const;
  // Of the cuts of all paths: the sum of their demands, and how many each order day reaches.
  struct CutSums {
    Wide demand = 0;
    std::vector<std::int64_t> reached;
  };
  [[nodiscard]] CutSums cut_sums(std::span<const std::int64_t> quantities, bool early) const;

 private:
  static constexpr std::size_t block_size = 128;  // paths whose frontiers stay in the fastest cache
  struct Tranche {
    std::size_t arrives;  // rows of positions_
    std::size_t expires;
    std::size_t order_day;  // or order_days_, of stock
    std::int64_t stock;
    bool early;  // expires within the horizon
  };
  [[nodiscard]] std::int64_t at(std::size_t row, std::size_t path) const { return positions_[row * paths_ + path]; }
  [[nodiscard]] std::int64_t quantity(const Tranche& tranche, std::span<const std::int64_t> quantities) const {
    return tranche.order_day < order_days_ ? quantities[tranche.order_day] : tranche.stock;
  }
  struct Block;
  void serve(std::span<const std::int64_t> quantities, std::size_t first, std::size_t count, Block& block) const;
  void serve_nested(std::span<const std::int64_t> quantities, std::size_t first, std::size_t count, Block& block) const;
  // Of the tranches in line, how many come first that count.
  [[nodiscard]] std::size_t counted(bool early) const;
  void cut_nested(std::span<const std::int64_t> quantities, std::size_t path, bool early, Cut& cut) const;

  std::size_t paths_;
  std::size_t order_days_;
  std::size_t ends_ = 0;                 // the row of the horizon's end
  std::vector<Tranche> tranches_;        // by expiry, then by arrival
  bool in_line_ = true;                  // arrivals ascend, too
  std::vector<std::int64_t> positions_;  // row by row, each by path
  std::vector<std::int64_t> useful_;
};

}  // namespace drawdown
