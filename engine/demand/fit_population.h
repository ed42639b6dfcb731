// A population that behaves like a log.
//
//   const UseLog log = use_log(scenario, past, from, until);
//   scenario.demand = Demand{.seed = 1, .population = fit_population(scenario, log)};
//
// Each group of the log becomes a group of as many people, whose habits are estimated product by product: how busy
// days are (fit_profile.h), what is opened together, and how people differ (fit_people.h), bursts (fit_bursts.h), what
// all share (fit_shocks.h), and what a day looks like (fit_shapes.h). Who is who is not kept: a person of the
// population is like any other of the group, with factors that every replication draws anew.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/demand/use_log.h"
#include "engine/model/population.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

// There is at least one session or request. Numbers are rounded as they are written
// (engine/scenario/population_yaml.h).
[[nodiscard]] Population fit_population(const Scenario& scenario, const UseLog& log);

// Four significant digits: more than any log of this kind holds.
[[nodiscard]] double sensible(double value);

}  // namespace drawdown
