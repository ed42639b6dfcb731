// `expect`: what results should be.
#include <utility>

#include "engine/base/input_error.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {

std::vector<Expectation> read_expectations(const Section& root) {
  std::vector<Expectation> expectations;
  const SettingValue list = root["expect"];
  if (!list.given()) {
    return expectations;
  }
  for (const NamedPlace& line : list.names()) {
    ParsedExpectation read = parse_expectation(line.name);
    if (!read.expectation) {
      throw InputError(line.place, list.path() + ": " + read.error);
    }
    expectations.push_back(*std::move(read.expectation));
  }
  return expectations;
}

}  // namespace drawdown
