// The engine held against the oracle on one world, and what is shown if they differ.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "engine/replay/replay.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/rows.h"
#include "tests/oracle/shrink.h"
#include "tests/worlds.h"

namespace drawdown {

// DRAWDOWN_WORLDS=500000 runs more; DRAWDOWN_FIRST_WORLD=77 starts elsewhere.
inline std::uint64_t setting(const char* name, std::uint64_t usual) {
  const char* text = std::getenv(name);
  return text == nullptr ? usual : std::strtoull(text, nullptr, 10);
}

// Empty if the engine and the oracle agree on the world, row by row.
inline std::optional<std::string> difference(const World& world, ReplayOptions options) {
  return oracle::difference(world.scenario, world.trace, oracle::replay(world.scenario, world.log, world.spans),
                            oracle::plain(replay(world.scenario, world.trace, options)));
}

// A smallest world on which they do not, as a story, and where they differ.
inline std::string shrunk(const World& world, ReplayOptions options) {
  const World small = oracle::shrink(world, [options](const World& w) { return difference(w, options).has_value(); });
  return as_story(small) + "---\n" + difference(small, options).value_or("");
}

}  // namespace drawdown
