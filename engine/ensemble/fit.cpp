#include "engine/ensemble/fit.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/demand/draw.h"
#include "engine/demand/fit_population.h"
#include "engine/ensemble/daily_use.h"
#include "engine/ensemble/parallel.h"

namespace drawdown {
namespace {

// Of sorted values the smallest that at least such a share does not exceed.
double at_share(const std::vector<double>& sorted, std::size_t percent) {
  return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

std::vector<Margin> all_margins(const Population& population, const Scenario& scenario, const UseLog& log,
                                const Trace& trace) {
  std::vector<Margin> margins = token_margins(scenario, trace);
  const std::vector<Margin> of_people = margins_of(population, scenario, log);
  margins.insert(margins.end(), of_people.begin(), of_people.end());
  return margins;
}

}  // namespace

Fit fit_to(const Scenario& scenario, const SessionLog& log, const FitOptions& options) {
  const UseLog observed = use_log(scenario, log, options.from, options.until);
  Fit fit;
  fit.population = fit_population(scenario, observed);
  if (fit.population.groups.empty()) {
    throw InputError({scenario.file}, "the log has no use from " + format(options.from) + " to " +
                                          format(options.until - 1) + ", and so nothing to fit a population to");
  }
  Scenario same_days = without_limits(scenario, options.from, options.until);
  same_days.demand = Demand{};
  same_days.demand->seed = options.seed;
  same_days.demand->population = fit.population;
  const std::vector<Margin> margins = all_margins(fit.population, same_days, observed, trace_of(log, same_days));
  const DemandSource source(same_days);
  std::vector<std::vector<Margin>> drawn(options.replications);
  in_parallel(drawn.size(), options.threads, [&](std::size_t i) {
    const SessionLog replication = source.log(i + 1);
    drawn[i] =
        all_margins(fit.population, same_days,
                    use_log(scenario, fit.population, replication, options.from, options.until), source.draw(i + 1));
    if (options.done != nullptr) {
      ++*options.done;
    }
  });
  for (std::size_t i = 0; i < margins.size(); ++i) {
    std::vector<double> values;
    double total = 0;
    for (const std::vector<Margin>& each : drawn) {
      check(each.size() == margins.size() && each[i].name == margins[i].name, "every log has the same margins");
      values.push_back(each[i].value);
      total += values.back();
    }
    std::sort(values.begin(), values.end());
    fit.margins.push_back({margins[i].group, margins[i].about, margins[i].name, margins[i].value,
                           total / static_cast<double>(values.size()), at_share(values, 5), at_share(values, 95)});
  }
  return fit;
}

}  // namespace drawdown
