// What the scenario's alerts tell as the replay goes, and when.
//
//   const std::vector<FiredAlert> fired = fired_alerts(scenario, trace, outcome, curve);
//   fired[0].day; fired[0].words;                 // "empty on 2026-11-03, at 41.33 tokens a day, …"
//   to_csv(alert_table(scenario, trace, outcome, fired));
//
// Every condition is judged at the end of each civil day of the server, by what could be known then. It is told on the
// first day on which it holds, and again only after a day on which it did not.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/base/id.h"
#include "engine/pool/ledger.h"
#include "engine/replay/outcome.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"
#include "engine/time/civil.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct FiredAlert {
  std::size_t alert = 0;  // place in the scenario's alerts
  Day day;
  std::optional<Day> until;  // the first day on which it did not hold any more; none: it holds at the end
  std::optional<TeamId> team;
  TrancheId tranche = no_tranche;  // of `expiring` and `write_off`
  std::optional<UserId> user;      // of `dearer_than_subscription`
  std::optional<ProductId> product;
  std::string value;      // on that day: percent, tokens, a day or money, as the kind has it
  std::string threshold;  // likewise
  std::string words;
};

// By day, then by place of the alert, then by team; tranches in the order of the outcome, users by name.
[[nodiscard]] std::vector<FiredAlert> fired_alerts(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                                   const BurnCurve& curve);

// "share_left", …: as scenarios have it.
[[nodiscard]] std::string_view alert_word(Alert::When when);

// alerts.csv: date, until, alert, when, team, tranche, user, product, value, threshold, words.
[[nodiscard]] Table alert_table(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                const std::vector<FiredAlert>& fired);

}  // namespace drawdown
