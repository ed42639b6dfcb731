// Ways to forecast the rest of a log from its first part, for a backtest.
#pragma once

#include "engine/ensemble/backtest.h"
#include "engine/model/history.h"
#include "engine/random/stream.h"

namespace drawdown {

// Weeks of the first part (engine/demand/bootstrap.h), with the history's season, head count and trend.
[[nodiscard]] MakeForecast by_bootstrap(const History& settings, Seed seed);

// A population fitted to the first part (engine/demand/fit_population.h).
[[nodiscard]] MakeForecast by_population(Seed seed);

}  // namespace drawdown
