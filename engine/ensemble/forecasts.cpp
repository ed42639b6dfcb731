#include "engine/ensemble/forecasts.h"

#include <memory>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/demand/bootstrap.h"
#include "engine/demand/draw.h"
#include "engine/demand/fit_population.h"

namespace drawdown {

MakeForecast by_bootstrap(const History& settings, Seed seed) {
  return [settings, seed](const Scenario& rest, const SessionLog& past, Day from) -> DrawRest {
    History history = settings;
    history.from = from;
    history.until = rest.from;
    const auto bootstrap = std::make_shared<const Bootstrap>(rest, history, past);
    return [bootstrap, &rest, seed](std::uint64_t replication) {
      return trace_of(bootstrap->log(seed, replication), rest);
    };
  };
}

MakeForecast by_population(Seed seed) {
  return [seed](const Scenario& rest, const SessionLog& past, Day from) -> DrawRest {
    auto scenario = std::make_shared<Scenario>(rest);
    Demand demand;
    demand.seed = seed.value;
    demand.population = fit_population(rest, use_log(rest, past, from, rest.from));
    if (demand.population->groups.empty()) {
      throw InputError({rest.file}, "the log has no use before " + format(rest.from) + " to fit a population to");
    }
    scenario->demand = std::move(demand);
    const auto source = std::make_shared<const DemandSource>(*scenario);
    return [scenario, source](std::uint64_t replication) { return source->draw(replication); };
  };
}

}  // namespace drawdown
