#include "engine/analysis/pool_events.h"

#include <array>
#include <cstddef>

#include "engine/report/csv.h"
#include "engine/time/instant.h"

namespace drawdown {
namespace {

// What caused an event.
std::string cause_of(const Scenario& scenario, const Outcome& outcome, const PoolEvent& event) {
  using Kind = PoolEvent::Kind;
  switch (event.kind) {
    case Kind::ordered:
    case Kind::not_ordered:
      return scenario.policies[event.source].name;
    case Kind::adjusted:
      return scenario.adjustments[event.source].reason;
    case Kind::arrived:
      return cause_of(scenario, outcome.tranches[event.tranche.value]);
    default:
      return {};
  }
}

}  // namespace

std::string_view event_name(PoolEvent::Kind kind) {
  constexpr std::array<std::string_view, 8> names{"expired",   "arrived",         "moved",   "adjusted",
                                                  "debt_paid", "adjustment_paid", "ordered", "not_ordered"};
  return names[static_cast<std::size_t>(kind)];
}

std::string cause_of(const Scenario& scenario, const Tranche& tranche) {
  using Kind = TrancheOrigin::Kind;
  const TrancheOrigin& origin = tranche.origin;
  const auto year = [&](std::string text) {
    text += " " + scenario.contracts[origin.source].id;
    return origin.year == 0 ? text : text + " year " + std::to_string(origin.year);
  };
  switch (origin.kind) {
    case Kind::listed:
      break;
    case Kind::contract:
      return year("contract");
    case Kind::true_up:
      return year("true-up");
    case Kind::ordered:
      return scenario.policies[origin.source].name;
    case Kind::credit:
      return scenario.adjustments[origin.source].reason;
  }
  return "listed";
}

void write_events(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  std::string rows;
  CsvWriter csv(rows);
  for (const char* name : {"at", "event", "tranche", "team", "to_team", "tokens", "rule"}) {
    csv.plain(name);
  }
  csv.end_row();
  for (const PoolEvent& event : outcome.events) {
    csv.plain(format_utc(event.at)).plain(event_name(event.kind));
    csv.text(event.tranche == no_tranche ? "" : outcome.tranches[event.tranche.value].id);
    csv.text(trace.teams[event.team]);
    csv.text(event.kind == PoolEvent::Kind::moved ? trace.teams[event.to] : "");
    csv.amount(event.tokens.micro).text(cause_of(scenario, outcome, event)).end_row();
    csv.spill(file);
  }
  file.write(rows);
}

}  // namespace drawdown
