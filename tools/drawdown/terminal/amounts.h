// Amounts and counts as people read them: thousands apart, money rounded. The exact ones are in the files.
//
//   text_of(Tokens::whole(51'148));                    // "51,148"
//   with_sign(text_of(Tokens::whole(1'204)));          // "+1,204"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/quantity.h"

namespace drawdown::program {

[[nodiscard]] std::string text_of(Tokens tokens);
[[nodiscard]] std::string text_of(std::uint64_t count);
// With two decimals, or none.
[[nodiscard]] std::string text_of(Money money);
[[nodiscard]] std::string whole_text_of(Money money);
// A price, with four; "-" if there is none.
[[nodiscard]] std::string text_of(const std::optional<Money>& price);
// "3.2 %"; "-" if there is none.
[[nodiscard]] std::string text_of(const std::optional<Percent>& percent);

// "3.2", of millionths.
[[nodiscard]] std::string percent_text(std::int64_t micro);

// A difference: "+1,204", "-12", "0".
[[nodiscard]] std::string with_sign(const std::string& number);

// "1 session", "2 sessions".
[[nodiscard]] std::string count_of(std::uint64_t count, const std::string& noun);

// Fills decimals up with zeros, so that points stand below each other.
void align_points(const std::vector<std::string*>& amounts);
// The same for each column of a table, but the names in the first and the counts in the last; the first row is the
// head.
void align_points(std::vector<std::vector<std::string>>& rows);

}  // namespace drawdown::program
