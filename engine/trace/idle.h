// Idle spans: when a user had a product open without using it. Read from a CSV file with the columns user, product,
// from and to, and optionally machine, by the same conventions as sessions (engine/trace/read.h).
//
//   const IdleRead read = read_idle({.path = "idle.csv", .products = sheet, .zone = zone});
//   for (const IdleSpan& span : read.idle.spans) { read.idle.users[span.user]; }
//
// A row is bad if a field that is needed is missing or unreadable, if it ends before it begins, if its product is not
// on the rate sheet, or for what makes any row of CSV bad. A user without sessions is no error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/names.h"
#include "engine/trace/read.h"

namespace drawdown {

// [from, to), in seconds since 1970, bounded by what 32 bits hold.
struct IdleSpan {
  static constexpr std::uint32_t endless = UINT32_MAX;  // in place of a missing `to`: until the horizon ends

  UserId user;        // of IdleSpans::users
  ProductId product;  // place in the rate sheet
  MachineId machine;  // of IdleSpans::machines; 0: on whichever machine
  std::uint32_t from = 0;
  std::uint32_t to = endless;
};

struct IdleSpans {
  std::vector<IdleSpan> spans;  // in the order of the file
  Names<UserTag> users;
  Names<MachineTag> machines;  // 0 is the empty name

  // Whether sessions must be told apart by machine.
  [[nodiscard]] bool per_machine() const { return machines.size() > 1; }
};

struct IdleRequest {
  std::string path;  // also what messages call the file
  const RateSheet& products;
  const Zone& zone;            // of instants without an offset
  bool skip_bad_rows = false;  // leave bad rows out and list them, instead of throwing
};

struct IdleRead {
  IdleSpans idle;
  std::uint64_t rows = 0;
  std::vector<BadRow> rejected;  // with skip_bad_rows: all, in the order of the file
};

// Throws InputError as `read_trace` does.
[[nodiscard]] IdleRead read_idle(const IdleRequest& request);
// The same from text in memory.
[[nodiscard]] IdleRead read_idle_text(const IdleRequest& request, std::string_view text);

}  // namespace drawdown
