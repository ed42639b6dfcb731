// Whether results are what the scenario expects.
//
//   const Verdicts verdicts = verdicts_of(scenario.expectations, "run", found_in(summary, scenario));
//   verdicts.failed();                        // how many; then the program's exit status is 3
//
// Comparisons are exact: a mean is a sum and a number of replications, and is never rounded before it is compared.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/summary.h"
#include "engine/base/wide.h"
#include "engine/model/expectation.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

// A value, as a quotient: millionths, or for a date days since 1970.
struct Found {
  Wide sum = 0;
  std::int64_t number = 1;  // more than 0
};
// What there is of it: nothing at all if results of this kind do not have it; a value that may not exist.
struct Answer {
  bool looked = false;
  std::optional<Found> value;
};

struct Verdict {
  enum class Result { passed, failed, not_checked };
  const Expectation* expectation = nullptr;
  Result result = Result::not_checked;
  std::string found;  // "612.4"; "2026-10-03"; "never"; "nothing"; why it is not checked
};

struct Verdicts {
  std::vector<Verdict> all;  // in the order of the scenario
  [[nodiscard]] std::size_t failed() const;
};

// `command`: who looked, for those that were not checked. The expectations must outlive the result.
[[nodiscard]] Verdicts verdicts_of(const std::vector<Expectation>& expectations, const std::string& command,
                                   const std::function<Answer(const Expectation&)>& find);

// In a summary.
[[nodiscard]] std::function<Answer(const Expectation&)> found_in(const Summary& summary, const Scenario& scenario);

// expectations.csv: expectation, found, result.
[[nodiscard]] Table verdict_table(const Verdicts& verdicts);
[[nodiscard]] const char* name_of(Verdict::Result result);

}  // namespace drawdown
