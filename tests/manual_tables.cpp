#include "tests/manual_tables.h"

#include <doctest/doctest.h>

#include "engine/scenario/manual.h"
#include "tests/program.h"

namespace drawdown::tests {

std::vector<std::string> documented(const std::string& file) {
  const std::string text = manual();
  const std::string heading = "\n### " + file + "\n";
  const std::size_t begin = text.find(heading);
  REQUIRE(begin != std::string::npos);
  const std::size_t start = begin + heading.size();
  std::vector<std::string> names;
  for (const std::string& line : lines_of(text.substr(start, text.find("\n##", start) - start))) {
    if (!line.starts_with("| `")) {
      continue;
    }
    const std::string cell = line.substr(0, line.find(" |", 2));
    for (std::size_t at = cell.find('`'); at != std::string::npos; at = cell.find('`', at + 1)) {
      const std::size_t end = cell.find('`', at + 1);
      names.push_back(cell.substr(at + 1, end - at - 1));
      at = end;
    }
  }
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ",") + name;
  }
  return text;
}

}  // namespace drawdown::tests
