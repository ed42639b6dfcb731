// The log of a training centre over 2026, as scenarios/campus.csv holds it. Nobody in it exists.
//
// Courses of one or two weeks with twenty to thirty students each: all open the same product within minutes of nine
// o'clock, and nothing happens between courses.
#pragma once

#include <string>

#include "engine/random/stream.h"

namespace drawdown::synth {

[[nodiscard]] std::string campus_csv(Seed seed);

}  // namespace drawdown::synth
