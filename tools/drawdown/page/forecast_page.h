// The page of `drawdown forecast`: what is ahead of the log, what to buy and what to use up by when.
#pragma once

#include <string_view>

#include "engine/analysis/verdicts.h"
#include "engine/ensemble/forecast.h"
#include "engine/report/page.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

struct ForecastResults {
  const Scenario& scenario;
  const Forecast& ahead;
  std::string_view by;  // demand, bootstrap or fit
  const Verdicts& verdicts;
};

[[nodiscard]] Page forecast_page(const ForecastResults& results, const Arguments& arguments);

}  // namespace drawdown::program
