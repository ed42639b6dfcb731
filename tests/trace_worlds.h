// A small world for the tests of reading sessions: three products, a horizon of one year, and reads from text.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/read.h"

namespace drawdown::testing {

struct TraceWorld {
  RateSheet products = {{"AutoCAD", {{always, Tokens::whole(7)}}},
                        {"Revit", {{Instant{1782864000}, Tokens::whole(11)}}},  // from 2026-07-01 on
                        {"Navis, \"Manage\"", {{always, Tokens::whole(4)}}}};
  Zone zone = *Zone::find("America/New_York");
  Instant begin{1767225600};  // 2026-01-01T00:00:00Z
  Instant end{1798761600};    // 2027-01-01T00:00:00Z
  std::vector<ListedUser> users;
  std::vector<std::string> teams;
  bool per_version = false;
  bool per_machine = false;
  bool skip_bad_rows = true;

  [[nodiscard]] TraceRequest request(unsigned threads = 1) const {
    return {.path = "sessions.csv",
            .products = products,
            .zone = zone,
            .begin = begin,
            .end = end,
            .per_version = per_version,
            .per_machine = per_machine,
            .users = users,
            .teams = teams,
            .skip_bad_rows = skip_bad_rows,
            .threads = threads};
  }
  [[nodiscard]] ReadResult read(std::string_view text, unsigned threads = 1, ReadSizes sizes = {}) const {
    return read_trace_text(request(threads), text, sizes);
  }
  // Rows under the usual header.
  [[nodiscard]] ReadResult rows(std::initializer_list<std::string_view> lines) const {
    std::string text = "user,product,open,close\n";
    for (const std::string_view line : lines) {
      text += std::string(line) + '\n';
    }
    return read(text);
  }
};

// Everything in a result, as text: equal results have equal texts.
inline std::string in_words(const ReadResult& read) {
  const Trace& trace = read.trace;
  std::string text = std::to_string(trace.rows) + " rows, " + std::to_string(trace.outside) + " outside, " +
                     std::to_string(trace.rejected) + " rejected\n";
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const ChargeUnit& unit = trace.units[trace.unit[i]];
    text += std::to_string(trace.unit[i]) + ' ' + std::to_string(unit.user.value) + ' ' + trace.users[unit.user] +
            " on " + std::to_string(unit.product.value) + " of " + trace.teams[unit.team] + ' ' +
            trace.versions[unit.version] + ' ' + trace.machines[unit.machine] + ": " + std::to_string(trace.open[i]) +
            '-' + std::to_string(trace.close[i]) + '\n';
  }
  for (const ZoneId zone : trace.user_zones) {
    text += std::to_string(zone.value) + ' ';
  }
  for (const BadRow& bad : read.rejected) {
    text += std::to_string(bad.line) + ": " + bad.reason + " [" + bad.text + "]\n";
  }
  return text;
}

}  // namespace drawdown::testing
