// What the oracle waits for: one sorted set of events whose keys spell out the order of things at one instant.
#pragma once

#include <cstdint>
#include <set>
#include <tuple>

namespace drawdown::oracle {

// In their order at one instant; within a kind by `rank`.
enum Kind { true_up, expiry, arrival, transfer, adjustment, review, settling, renewal, result, retry, open };
inline constexpr const char* kind_names[] = {"true-up",  "expiry",  "arrival", "transfer", "adjustment", "review",
                                             "settling", "renewal", "result",  "retry",    "open"};

struct Event {
  std::int64_t at = 0;
  Kind kind = open;
  // Number of the contract; place in the list of tranches, transfers or adjustments; number of the hold; number of the
  // renewed charge in the order of making; place among the results; number of the denial; number of the spell. There is
  // one review at an instant, of all policies.
  std::size_t rank = 0;
  std::size_t what = 0;  // true-up: the year; renewal: the unit; retry: the spell
  friend bool operator<(const Event& a, const Event& b) {
    return std::tie(a.at, a.kind, a.rank, a.what) < std::tie(b.at, b.kind, b.rank, b.what);
  }
};

using Events = std::set<Event>;

}  // namespace drawdown::oracle
