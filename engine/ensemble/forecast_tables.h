// A forecast as result files; scenarios/README.md describes their columns.
//
//   out.file("forecast.csv").write(to_csv(forecast_table(scenario, ahead)));
#pragma once

#include <string>
#include <string_view>

#include "engine/ensemble/forecast.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

// A row per planned purchase, and one for the horizon's end.
[[nodiscard]] Table forecast_table(const Scenario& scenario, const Forecast& ahead);
// A row per tranche whose tokens may expire from today on.
[[nodiscard]] Table extra_use_table(const Scenario& scenario, const Forecast& ahead);

// forecast.json: what was forecast, and the rows of the tables. `by`: where the rest comes from.
[[nodiscard]] std::string forecast_json(const Scenario& scenario, const Forecast& ahead, std::string_view by,
                                        const ForecastOptions& options);

}  // namespace drawdown
