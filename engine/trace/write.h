// Writing sessions and results as files that read back as the same trace.
//
//   append_sessions_csv(trace, sheet, text);     // user,product,open,close, and what else the sessions have
//
// Names are written as they stand, also those that a spreadsheet would take for a formula ("=cmd"): this is a file for
// programs, and another name would be another user.
#pragma once

#include <string>
#include <string_view>

#include "engine/model/rate_sheet.h"
#include "engine/trace/results.h"
#include "engine/trace/trace.h"

namespace drawdown {

// Appends a header and a row for each session. Columns for version, machine and team are there if a session has one.
void append_sessions_csv(const Trace& trace, const RateSheet& products, std::string& text);

// Likewise of results (engine/trace/results.h); a column for teams is there if a result has one.
void append_results_csv(const ResultLog& log, const RateSheet& products, std::string& text);

// Appends a field by RFC 4180: in quotes only if it must be.
void append_csv_field(std::string_view field, std::string& text);

}  // namespace drawdown
