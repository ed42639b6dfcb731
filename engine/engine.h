// The whole main job: a scenario and its sessions in, what followed out.
//
//   const drawdown::Scenario scenario = drawdown::load_scenario("scenarios/office.yaml");
//   const drawdown::Trace trace = drawdown::read_sessions(scenario).trace;
//   const drawdown::Outcome outcome = drawdown::replay(scenario, trace);
//   for (const drawdown::Charge& charge : outcome.charges) { … }
//
// engine/README.md is the map of the rooms.
#pragma once

#include "engine/replay/replay.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
