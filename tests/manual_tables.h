// What the manual says of a result file: the names in the first column of the tables of its section.
//
//   lines_of(place.text("out/plan.csv"))[0] == joined(documented("plan.csv"))
#pragma once

#include <string>
#include <vector>

namespace drawdown::tests {

// In the order of the manual. Fails the test that asks if there is no such section.
[[nodiscard]] std::vector<std::string> documented(const std::string& file);
// With commas between them, as in a file's first line.
[[nodiscard]] std::string joined(const std::vector<std::string>& names);

}  // namespace drawdown::tests
