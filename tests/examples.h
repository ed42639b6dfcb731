// A published example of scenarios/examples, replayed.
//
//   const Example example("1-two-days");
//   CHECK(example.charges() == Example::Rows{"2026-01-05 08:00 priscilla AutoCAD 7 open", …});
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/analysis/ledgers.h"
#include "engine/analysis/summary.h"
#include "engine/engine.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"

namespace drawdown::tests {

inline LoadOptions options_of(const std::vector<std::string>& overrides) {
  LoadOptions options;
  for (const std::string& text : overrides) {
    options.overrides.push_back(parse_override(text));
  }
  return options;
}

struct Example {
  using Rows = std::vector<std::string>;

  Scenario scenario;
  Trace trace;
  Outcome outcome;
  Summary summary;

  explicit Example(const std::string& name, const std::vector<std::string>& overrides = {})
      : scenario(load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/examples/" + name + ".yaml",
                               options_of(overrides))),
        trace(read_sessions(scenario).trace),
        outcome(replay(scenario, trace, {.audit = true})),
        summary(summarise(scenario, trace, outcome, burn_curve(scenario, trace, outcome).counts)) {
    CHECK(trace.outside == 0);
    CHECK(trace.results_outside == 0);
  }

  // "2026-01-05 08:00 priscilla AutoCAD 7 open", by the server's clock.
  [[nodiscard]] Rows charges() const {
    Rows rows;
    for (const Charge& charge : outcome.charges) {
      rows.push_back(local(charge.at) + ' ' + unit(charge.unit) + ' ' + format(charge.tokens) + ' ' +
                     std::string(charge_kind_name(charge.kind)));
    }
    return rows;
  }
  // "2026-01-05 09:00 mary AutoCAD 7 of 6 tokens".
  [[nodiscard]] Rows denials() const {
    Rows rows;
    for (const Denial& denial : outcome.denials) {
      rows.push_back(local(denial.at) + ' ' + unit(denial.unit) + ' ' + format(denial.tokens) + " of " +
                     format(denial.available) + ' ' + std::string(denial_reason_name(denial.reason)));
    }
    return rows;
  }

  [[nodiscard]] std::string unit(UnitId id) const {
    const ChargeUnit& unit = trace.units[id.value];
    return trace.users[unit.user] + ' ' + scenario.products[unit.product.value].name;
  }
  [[nodiscard]] std::string local(Instant instant) const {
    const Instant shown{instant.seconds + scenario.server().offset_at(instant)};
    std::string text = format_utc(shown).substr(0, 16);
    text[10] = ' ';
    return text;
  }
};

}  // namespace drawdown::tests
