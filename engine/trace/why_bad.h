// What is wrong with a row that is no session, in words.
#pragma once

#include <string>

#include "engine/trace/chunk_parser.h"
#include "engine/trace/csv_row.h"

namespace drawdown {

// The first reason to refuse the row; empty if there is none.
[[nodiscard]] std::string why_bad(const ReadPlan& plan, const CsvRow& row);

}  // namespace drawdown
