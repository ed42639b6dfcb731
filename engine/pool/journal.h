// The journal: every hold and every charge. It is the ledger that is reported, and also the queue that the loop reads:
// holds are settled, and rolling windows end, in the order of its rows.
//
// Sheets, each in order of time. `opens` has a row for every hold, written when the hold is taken and marked when it is
// settled: charged, or free. `renewals` has a row for every renewal, `results` one for every charge and refund of a
// per-result product. At one instant renewals come first, then results: both before the holds that are taken then.
//
//   for (const Charge& charge : journal) { … }       // all sheets merged; holds that turned out free are left out
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/column.h"
#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/instant.h"

namespace drawdown {

enum class ChargeKind : std::uint8_t { open, renewal, result, refund };
enum class RowState : std::uint32_t { held, charged, free };

// What one tranche pays of a charge.
struct Draw {
  TrancheId tranche;
  Tokens tokens;
};

// A charge as readers see it.
struct Charge {
  Instant at;
  Instant until;  // the end of the window that it opened; `at` if it opened none
  UnitId unit;
  ChargeKind kind = ChargeKind::open;
  Tokens tokens;     // of a refund less than 0, and so are its draws
  Tokens overdraft;  // tokens − the sum of the draws

  // Which tranches paid, in the order drawn. Valid as long as this charge and its journal.
  [[nodiscard]] std::span<const Draw> draws() const {
    return several.empty() ? std::span<const Draw>(&one, one.tokens.micro != 0 ? 1U : 0U) : several;
  }

  Draw one;                       // the draw, if there is at most one
  std::span<const Draw> several;  // all draws, if there are more
};

class Journal {
 public:
  static constexpr std::uint32_t payer_mask = (1U << 29U) - 1;
  struct Row {
    std::uint32_t at = 0;  // seconds since 1970
    std::uint32_t unit = 0;
    std::uint32_t amount = 0;  // a place in `amounts`
    RowState state : 2 = RowState::held;
    bool split : 1 = false;        // paid by other than exactly one tranche
    std::uint32_t payer : 29 = 0;  // a TrancheId, or a place in `splits_`
  };
  static_assert(sizeof(Row) == 16);

  struct Sheet {
    Column<Row> rows;
    Column<std::uint32_t> until;  // the end of the window that the row pays for; only if it is not at + window_length
  };
  Sheet opens;
  Sheet renewals;
  struct ResultRow {
    Instant at;
    UnitId unit;
    ChargeKind kind = ChargeKind::result;  // or refund
    Tokens tokens;
    std::vector<Draw> draws;
  };
  std::vector<ResultRow> results;
  std::optional<std::uint32_t> window_length;  // in seconds, if all windows are equally long
  std::vector<std::int64_t> amounts;           // micro-tokens: the distinct amounts that rows refer to

  [[nodiscard]] std::int64_t tokens(const Row& row) const { return amounts[row.amount]; }
  [[nodiscard]] std::uint32_t until(const Sheet& sheet, std::size_t row) const {
    return window_length ? sheet.rows[row].at + *window_length : sheet.until[row];
  }
  void add(Sheet& sheet, const Row& row, std::uint32_t until) {
    sheet.rows.push_back(row);
    if (!window_length) {
      sheet.until.push_back(until);
    }
  }

  // Writes who pays into the row; the draws may sum to less than its tokens, the rest is owed.
  void pay(Row& row, TrancheId all) const {
    row.split = false;
    row.payer = all.value & payer_mask;
  }
  void pay(Row& row, std::span<const Draw> draws);
  // The draws of a row that is split.
  [[nodiscard]] std::span<const Draw> split_draws(const Row& row) const {
    const Split& split = splits_[row.payer];
    return std::span(draws_).subspan(split.first, split.count);
  }

  // Of opens or renewals.
  [[nodiscard]] const Sheet& sheet(ChargeKind kind) const { return kind == ChargeKind::open ? opens : renewals; }
  // A row of a sheet as readers see it; of a hold, what would be charged. `result` and `refund` are of one sheet.
  [[nodiscard]] Charge charge(ChargeKind kind, std::size_t row) const;

  class Iterator;
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] std::size_t end() const { return opens.rows.size() + renewals.rows.size() + results.size(); }

 private:
  struct Split {
    std::uint32_t first = 0;  // in `draws_`
    std::uint32_t count = 0;
  };
  std::vector<Split> splits_;
  std::vector<Draw> draws_;
};

// Walks all sheets in order of `at`: renewals, then results, then opens; over charged rows only.
class Journal::Iterator {
 public:
  explicit Iterator(const Journal& journal) : journal_(&journal) { settle(); }
  Charge operator*() const;
  Iterator& operator++();
  // The charge's place in the sheet of its kind.
  [[nodiscard]] std::size_t row() const {
    return at_ == ChargeKind::open ? open_ : at_ == ChargeKind::renewal ? renewal_ : result_;
  }
  friend bool operator==(const Iterator& i, std::size_t end) { return i.open_ + i.renewal_ + i.result_ == end; }

 private:
  void settle();  // moves past rows that are no charges, and chooses the sheet

  const Journal* journal_;
  std::size_t open_ = 0;
  std::size_t renewal_ = 0;
  std::size_t result_ = 0;
  ChargeKind at_ = ChargeKind::open;
};

}  // namespace drawdown
