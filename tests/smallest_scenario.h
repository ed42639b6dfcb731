// The smallest scenario, and what loading it says after a part of it is replaced.
//
//   CHECK(error_of(with_rate("-7")) == "a.yaml:5:12: rates.AutoCAD: must not be negative, found '-7'");
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/load.h"

namespace drawdown {

// The smallest scenario, in parts that tests replace. Its lines: 1 time_zone, 2 from, 3 until, 4 rates, 5 AutoCAD, 6
// pool, 7 tranches, 8 usage.
inline constexpr std::string_view smallest =
    "time_zone: America/New_York\n"
    "from: 2026-01-01\n"
    "until: 2027-01-01\n"
    "rates:\n"
    "  AutoCAD: 7\n"
    "pool: {lifetime: 365d,\n"
    "  tranches: []}\n"
    "usage: {sessions: s.csv}\n";

inline Scenario load(std::string_view yaml) { return load_scenario_text(yaml, "a.yaml", "dir"); }

inline std::string replaced(std::string_view yaml, std::string_view old, std::string_view fresh) {
  std::string text(yaml);
  const std::size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), fresh);
}

// The smallest scenario with one part replaced.
inline std::string with(std::string_view old, std::string_view fresh) { return replaced(smallest, old, fresh); }
inline std::string with_rules(std::string_view rules) {
  return std::string(smallest) + "rules: " + std::string(rules) + "\n";
}
inline std::string with_users(std::string_view users) {
  return std::string(smallest) + "users: " + std::string(users) + "\n";
}
inline std::string with_rate(std::string_view rate) { return with("AutoCAD: 7", "AutoCAD: " + std::string(rate)); }
inline std::string with_tranches(std::string_view tranches) { return with("[]", tranches); }

inline std::string error_of(std::string_view yaml) {
  try {
    (void)load(yaml);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

struct Bad {
  std::string yaml;
  std::string error;
};

inline void check_errors(const std::vector<Bad>& all) {
  for (const Bad& bad : all) {
    CAPTURE(bad.yaml);
    CHECK(error_of(bad.yaml) == bad.error);
  }
}

}  // namespace drawdown
