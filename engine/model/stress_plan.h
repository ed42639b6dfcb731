// How a scenario is put under stress: which sizes are tried, how often, and what is wanted of them.
//
//   parse_sizes("4000..8000/500").sizes;       // 4000, 4500, … 8000
//   parse_sizes("4000, 5000").sizes;
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/quantity.h"

namespace drawdown {

// What a size is the size of.
struct SizeOf {
  enum class Kind : std::uint8_t {
    all,      // the listed tranches together, each in proportion
    tranche,  // one of them
    demand,   // no pool at all, but a factor on demand
  };
  Kind kind = Kind::all;
  std::size_t tranche = 0;  // place in the scenario's tranches
};

struct StressPlan {
  std::vector<Tokens> sizes;  // ascending, distinct; may be empty
  SizeOf size_of;
  std::uint64_t replications = 1000;
  std::optional<std::int64_t> half_width;  // millionths
  std::int64_t service_level = 980'000;    // millionths
  Money penalty;                           // for each access day refused; of a series for each token
};

inline constexpr std::size_t most_sizes = 100;

// One of the two; the sizes as they are written.
struct ParsedSizes {
  std::vector<Tokens> sizes;
  std::string error;
};
// Numbers with commas between them, and ranges FROM..TO/STEP. More than 0, distinct, at most `most_sizes`.
[[nodiscard]] ParsedSizes parse_sizes(std::string_view text);

}  // namespace drawdown
