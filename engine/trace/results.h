// Results of products that are charged per result: who got how many, and when. Read from a CSV file with the columns
// user, product, time and quantity, and optionally team, by the same conventions as sessions (engine/trace/read.h).
//
//   const ResultsRead read = read_results({.path = "results.csv", .products = sheet, .zone = zone});
//   for (const LoggedResult& result : read.log.results) { read.log.users[result.user]; }
//
// A row is bad if a field that is needed is missing or unreadable, if its quantity is 0 or has more than six decimals,
// if its product is not on the rate sheet or is not charged per result, or for what makes any row of CSV bad.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/names.h"
#include "engine/trace/read.h"

namespace drawdown {

struct LoggedResult {
  std::int64_t at = 0;        // seconds since 1970
  UserId user;                // of ResultLog::users
  ProductId product;          // place in the rate sheet
  TeamId team;                // of ResultLog::teams
  std::int64_t quantity = 0;  // millionths; less than 0: a refund
  std::uint64_t line = 0;     // of the file
};

struct ResultLog {
  std::vector<LoggedResult> results;  // in the order of the file
  Names<UserTag> users;
  Names<TeamTag> teams;  // 0 is the empty name
};

struct ResultsRequest {
  std::string path;  // also what messages call the file
  const RateSheet& products;
  const Zone& zone;            // of instants without an offset
  bool skip_bad_rows = false;  // leave bad rows out and list them, instead of throwing
};

struct ResultsRead {
  ResultLog log;
  std::uint64_t rows = 0;
  std::vector<BadRow> rejected;  // with skip_bad_rows: all, in the order of the file
};

// Throws InputError as `read_trace` does.
[[nodiscard]] ResultsRead read_results(const ResultsRequest& request);
// The same from text in memory.
[[nodiscard]] ResultsRead read_results_text(const ResultsRequest& request, std::string_view text);

}  // namespace drawdown
