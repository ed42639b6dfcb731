// What each team, user, product … costs: its tokens at the prices of the tranches that paid, and its share of what
// expired.
//
//   const ChargeBackReport report = charge_back_of(scenario, trace, outcome);     // as scenario.charge_back says
//   report.whole.total();                                                         // of everybody
//   for (const CostLine& line : report.dimensions[0].lines) { line.value; line.total(); }
//
// The lines of each dimension sum to the whole, to the token and to the micro-unit: money is rounded by largest
// remainders (engine/base/shares.h). The whole is that of the other results: `tokens` is `consumed` of the summary,
// `owed` its `overdraft` without what is owed for adjustments, `cost` that of a comparison, `expired` and `write_off`
// `expired` and `written_off`. Tokens that nobody has paid are at the price of the latest purchase.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/model/charge_back.h"
#include "engine/replay/outcome.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct CostLine {
  enum class Kind : std::uint8_t { part, unallocated, all };
  Kind kind = Kind::part;
  std::string value;  // of a part: the team, the user …
  Tokens tokens;      // charged, less what was refunded
  Tokens owed;        // of these: nobody has paid them at the end
  Money cost;
  Tokens expired;  // a share of them
  Money write_off;

  [[nodiscard]] Money total() const { return cost + write_off; }
};

struct ChargeBackReport {
  struct Dimension {
    std::string name;
    // A part for everyone who was charged: products in the order of the rate sheet, others by name; then, if there is
    // any, what nobody bears.
    std::vector<CostLine> lines;
  };
  CostLine whole;
  std::vector<Dimension> dimensions;
};

[[nodiscard]] ChargeBackReport charge_back_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome);

// "team", "tranche", "equal", "none".
[[nodiscard]] std::string_view write_off_name(ChargeBack::WriteOff key);

// charge_back.csv: dimension, value, line, tokens, owed, cost, expired, write_off, total, write_off_by. The whole
// first.
[[nodiscard]] Table charge_back_table(const Scenario& scenario, const ChargeBackReport& report);

}  // namespace drawdown
