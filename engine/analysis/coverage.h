// What sessions were let in by: entitlements, tokens, or nothing. By user and product, and by floating seats.
//
//   const Coverage coverage = coverage_of(scenario, trace, outcome);
//   coverage.total.by[Coverage::by_seat].sessions;     // of all users
//   coverage.total.tokens;                             // what the covered sessions would have cost
//   to_csv(coverage_table(scenario, trace, coverage));
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/replay/outcome.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct Coverage {
  // The answer that a session got at its open.
  enum Way : std::uint8_t { by_subscription, by_collection, by_seat, by_tokens, refused, ways };

  struct Use {
    std::uint64_t sessions = 0;
    std::uint64_t days = 0;  // civil days of the server on which such a session opened, for each user and product
  };
  struct Row {
    UserId user;
    ProductId product;
    std::array<Use, ways> by;
    Tokens tokens;  // what the sessions that entitlements cover would have cost: they alone, if nothing was refused
  };

  std::vector<Row> rows;  // of users and products with a session or a result; by name, then in the rate sheet's order
  Row total;              // of all of them

  // By subscription, collection or seat.
  [[nodiscard]] Use covered() const;
};

// Sessions that were refused count once, whether or not they got in later.
[[nodiscard]] Coverage coverage_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome);

// coverage.csv: user, product, sessions and access days by each way, covered_tokens.
[[nodiscard]] Table coverage_table(const Scenario& scenario, const Trace& trace, const Coverage& coverage);

// The floating seats of one product.
struct SeatReport {
  ProductId product;
  std::uint64_t number = 0;  // the most that were in force at once in the horizon
  SeatUse use;
};
[[nodiscard]] std::vector<SeatReport> seat_reports(const Scenario& scenario, const Trace& trace);

// seats.csv: product, number, peak, peak_at, granted, refused.
[[nodiscard]] Table seat_table(const Scenario& scenario, const Trace& trace);

}  // namespace drawdown
