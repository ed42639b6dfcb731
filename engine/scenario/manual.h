// The manual of the scenario format, of the sessions and of the results. scenarios/README.md is exactly this text: what
// it says about settings is written from their records, so it cannot go stale. After a change:
//
//   drawdown manual > scenarios/README.md
#pragma once

#include <string>

namespace drawdown {

// Markdown.
[[nodiscard]] std::string manual();

// Every setting with its type, bounds, default and meaning: the manual's reference alone.
[[nodiscard]] std::string settings_reference();

}  // namespace drawdown
