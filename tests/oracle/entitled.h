// The oracle's own view of entitlements and access: plain searches, session by session.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"
#include "tests/oracle/oracle.h"

namespace drawdown::oracle {

enum class Way { subscription, collection, seat, tokens, access };

struct Refused {
  std::int64_t at = 0;
  std::size_t unit = 0;  // of the log
};

struct Entitled {
  Trace reaching;                         // the log, without what needs no tokens or may have none
  std::vector<Way> ways;                  // by session of the log
  std::vector<Refused> sessions;          // by access control, in order of time
  std::vector<Refused> results;           // likewise
  std::uint64_t refunds = 0;              // of results that it refused
  std::map<ProductId, std::size_t> peak;  // of seats in use
  std::map<ProductId, std::size_t> seat_refusals;
  std::map<std::string, std::uint64_t> seen;
};

// Adds what access control refuses. `units`: by the log's unit, the one that the rules charge.
void add_refused(const Entitled& sorted, const std::vector<std::size_t>& units, Outcome& outcome);

[[nodiscard]] Entitled entitled(const Scenario& scenario, const Trace& log);

}  // namespace drawdown::oracle
