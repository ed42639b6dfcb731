// What a forecast looks like on the screen: each purchase, each tranche that may expire, and what would avoid it.
#pragma once

#include <string>
#include <string_view>

#include "engine/ensemble/forecast.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct ForecastView {
  const Scenario& scenario;
  const Forecast& ahead;
  std::string_view by;  // demand, bootstrap or fit
  Day log_ends;         // the day after the last that the log knows anything of
};

[[nodiscard]] std::string show(const ForecastView& view, const Screen& screen);

}  // namespace drawdown::program
