// The log of a practice of 120 people over 2026, as scenarios/office.csv holds it. Nobody in it exists.
//
// Three offices keep local hours and local holidays. One person in nine uses a product on most days, four in ten when a
// project needs it, the rest a few times a year. Versions change in spring; some launches are over within five minutes;
// now and then a product stays open overnight, or over a weekend.
#pragma once

#include <string>

#include "engine/random/stream.h"

namespace drawdown::synth {

[[nodiscard]] std::string office_csv(Seed seed);

}  // namespace drawdown::synth
