// A population made from a log, and how well it fits: margins of the log beside those of replications of the
// population.
//
//   const Fit fit = fit_to(scenario, log, {.from = from, .until = until, .threads = 2});
//   fit.population;
//   for (const MarginFit& margin : fit.margins) { margin.observed; margin.low; margin.high; margin.fits(); }
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/ensemble/margins.h"
#include "engine/model/population.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/session_log.h"

namespace drawdown {

struct FitOptions {
  Day from;  // the log's days
  Day until;
  std::uint64_t seed = 1;
  std::uint64_t replications = 200;  // for the comparison
  unsigned threads = 1;
  std::atomic<std::uint64_t>* done = nullptr;  // replications that are done; another thread may look
};

struct MarginFit {
  std::string group;
  std::string about;
  std::string name;
  double observed = 0;
  double mean = 0;  // of the replications
  double low = 0;   // nine tenths of them lie from here …
  double high = 0;  // … to here
  [[nodiscard]] bool fits() const { return low <= observed && observed <= high; }
};

struct Fit {
  Population population;
  std::vector<MarginFit> margins;
};

// The log has the scenario's products. Throws InputError, with the scenario's file, if it has no use in these days. The
// result does not depend on the number of threads.
[[nodiscard]] Fit fit_to(const Scenario& scenario, const SessionLog& log, const FitOptions& options);

// The page: what was estimated, and every margin; Markdown.
[[nodiscard]] std::string fit_page(const Scenario& scenario, const Fit& fit, const FitOptions& options);

}  // namespace drawdown
