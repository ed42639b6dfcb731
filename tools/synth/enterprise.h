// The logs of an estate of 66 people over the first nine months of 2026, as scenarios/enterprise.csv and
// scenarios/enterprise_results.csv hold them. Nobody in them exists.
//
// Designers and a media team share an office. Some design every day, most when a project needs it; the media team comes
// and goes with its projects. Surveys are turned into models now and then, studies are started, and one in seven fails
// and is refunded.
#pragma once

#include <string>

#include "engine/random/stream.h"

namespace drawdown::synth {

[[nodiscard]] std::string enterprise_csv(Seed seed);
[[nodiscard]] std::string enterprise_results_csv(Seed seed);

}  // namespace drawdown::synth
