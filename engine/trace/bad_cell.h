// What is wrong with a cell of a CSV file, in words: "the user is empty". Empty if nothing is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/model/rate_sheet.h"
#include "engine/time/zone.h"
#include "engine/trace/csv_row.h"

namespace drawdown {

// Quoted for a message: shortened, and with nothing that could spoil a terminal.
[[nodiscard]] std::string quoted_cell(std::string_view text);

// Of the row as a whole.
[[nodiscard]] std::string why_bad_quotes(const CsvRow& row);
[[nodiscard]] std::string why_too_many(std::size_t fields, std::size_t columns);
// The column `name` at `place`, from 0, is not among the row's fields.
[[nodiscard]] std::string why_too_few(std::size_t fields, std::string_view name, std::size_t place);

// Of the cell in the column `name`.
[[nodiscard]] std::string why_bad_name(std::string_view text, std::string_view name, bool required);
[[nodiscard]] std::string why_bad_product(const RateSheet& products, std::string_view name);
[[nodiscard]] std::string why_bad_instant(std::string_view text, std::string_view name, bool required,
                                          const Zone& zone);

// Whether the text is UTF-8 without NUL bytes: what a name must be.
[[nodiscard]] bool is_name(std::string_view text);

}  // namespace drawdown
