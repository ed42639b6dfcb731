#include "tools/drawdown/run_results.h"

#include "engine/analysis/diary.h"
#include "engine/analysis/focus.h"
#include "engine/analysis/ledgers.h"
#include "engine/analysis/pool_events.h"
#include "engine/analysis/tranches.h"
#include "engine/report/csv.h"
#include "engine/report/icalendar.h"
#include "engine/report/json.h"
#include "tools/drawdown/inputs.h"

namespace drawdown::program {
namespace {

std::string calendar_of(const RunResults& results) {
  const Scenario& scenario = results.scenario;
  if (!scenario.reminders) {
    return {};
  }
  const std::vector<CalendarEvent> events =
      calendar_events(scenario, diary_of(scenario, results.trace, results.outcome, results.curve));
  return events.empty() ? std::string() : to_icalendar(diary_head(scenario), events);
}

}  // namespace

RunResults results_of(const Scenario& scenario, const ReadResult& read, const Outcome& outcome) {
  const Trace& trace = read.trace;
  BurnCurve curve = burn_curve(scenario, trace, outcome);
  const Summary summary = summarise(scenario, trace, outcome, curve.counts);
  std::vector<FiredAlert> alerts = fired_alerts(scenario, trace, outcome, curve);
  RunResults results{scenario, read, trace, outcome, std::move(curve), summary, {}, {}, std::move(alerts), {}, {}};
  if (!scenario.entitlements.empty() || !scenario.access.empty()) {
    results.coverage = coverage_of(scenario, trace, outcome);
  }
  results.contracts = contract_statement(scenario, outcome);
  if (scenario.charge_back) {
    results.charge_back = charge_back_of(scenario, trace, outcome);
  }
  results.verdicts = verdicts_of(scenario.expectations, "run", found_in(summary, scenario));
  return results;
}

void write(OutputFolder& folder, const RunResults& results, const Arguments& arguments) {
  const Scenario& scenario = results.scenario;
  const Trace& trace = results.trace;
  const Outcome& outcome = results.outcome;
  const std::optional<Coverage>& coverage = results.coverage;
  // Writes the file if it applies; one of an earlier run goes if it does not.
  const auto write_if = [&folder](bool applies, const char* name, const auto& text) {
    if (applies) {
      folder.file(name).write(text());
    } else {
      folder.leave_out(name);
    }
  };
  if (arguments.has("--no-charges")) {
    folder.leave_out("charges.csv");
  } else {
    write_charges(folder.file("charges.csv"), scenario, trace, outcome);
  }
  write_denials(folder.file("denials.csv"), scenario, trace, outcome);
  write_burn(folder.file("burn.csv"), trace, results.curve);
  folder.file("tranches.csv").write(to_csv(tranche_table(scenario, trace, outcome)));
  write_events(folder.file("events.csv"), scenario, trace, outcome);
  write_if(coverage.has_value(), "coverage.csv", [&] { return to_csv(coverage_table(scenario, trace, *coverage)); });
  write_if(coverage.has_value(), "seats.csv", [&] { return to_csv(seat_table(scenario, trace)); });
  write_if(!results.contracts.empty(), "contracts.csv",
           [&] { return to_csv(contract_table(scenario, results.contracts)); });
  write_if(!scenario.alerts.empty(), "alerts.csv",
           [&] { return to_csv(alert_table(scenario, trace, outcome, results.alerts)); });
  const std::string calendar = calendar_of(results);
  write_if(!calendar.empty(), "alerts.ics", [&] { return calendar; });
  write_if(results.charge_back.has_value(), "charge_back.csv",
           [&] { return to_csv(charge_back_table(scenario, *results.charge_back)); });
  if (arguments.has("--focus")) {
    write_focus(folder.file("focus.csv"), scenario, trace, outcome);
  } else {
    folder.leave_out("focus.csv");
  }
  write_rejected(folder, arguments, rejected_rows(scenario, results.read, scenario.idle_aware()));
  write_verdicts(folder, results.verdicts);
  folder.file("summary.json").write(to_json(summary_record(results.summary)));
  folder.commit();
}

}  // namespace drawdown::program
