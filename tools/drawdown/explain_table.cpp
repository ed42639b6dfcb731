#include "tools/drawdown/explain_table.h"

#include "engine/analysis/ledgers.h"
#include "engine/time/civil.h"

namespace drawdown::program {
namespace {

using enum Cell::Kind;

// Rows of result files are numbered from 1.
Cell number(std::uint32_t place) { return place == nowhere ? Cell() : Cell(std::uint64_t{place} + 1); }
Cell named(const std::string& name) { return name.empty() ? Cell() : Cell(name); }

// How often its session has tried by then; nothing for events of no session's own.
Cell attempt(const ExplainedRun& run, const HistoryEvent& event) {
  if (event.kind > HistoryEvent::Kind::denied) {
    return {};
  }
  const Duration waited = event.at - Instant{run.trace.open[event.session]};
  return event.again ? static_cast<std::uint64_t>(waited.seconds / run.scenario.rules.retry_after.seconds) + 1
                     : std::uint64_t{1};
}

std::vector<Cell> row_of(const ExplainedRun& run, const TimelinePart& part, const HistoryEvent& event) {
  const ChargeUnit& unit = run.trace.units[part.unit.value];
  const EventWords words = in_words(run, part.history, event);
  std::vector<Cell> row{format_utc(event.at),
                        run.trace.users[unit.user],
                        run.scenario.products[unit.product.value].name,
                        named(run.trace.versions[unit.version]),
                        named(run.trace.machines[unit.machine]),
                        named(run.trace.teams[unit.team]),
                        name_of(event.kind),
                        words.clause,
                        words.text,
                        Cell(),
                        Cell(),
                        Cell()};
  if (event.session != nowhere) {
    const std::size_t place = row.size() - 3;
    row[place] = session_number(run.trace, event.session);
    row[place + 1] = format_utc({run.trace.open[event.session]});
    row[place + 2] = format_utc({run.trace.close[event.session]});
  }
  row.push_back(attempt(run, event));
  const bool in_visit = event.visit != nowhere;
  row.emplace_back(in_visit ? Cell(format_utc(part.history.visits[event.visit].start)) : Cell());
  row.emplace_back(in_visit ? Cell(format_utc(part.history.visits[event.visit].end)) : Cell());
  const HistoryWindow* window = event.window != nowhere ? &part.history.windows[event.window] : nullptr;
  row.emplace_back(window != nullptr ? Cell(format_utc(window->at)) : Cell());
  row.emplace_back(window != nullptr ? Cell(format_utc(window->until)) : Cell());
  const auto charge = charge_of(event);
  row.emplace_back(charge ? Cell(run.numbers.number_of(*charge)) : Cell());
  row.push_back(number(event.denial));
  if (event.denial != nowhere && event.kind != HistoryEvent::Kind::refused_with_session) {
    const Denial& denial = run.outcome.denials[event.denial];
    row.insert(row.end(), {denial.tokens, Cell(), denial.available});
  } else if (event.row != nowhere) {
    const Charge paid = run.outcome.charges.charge(sheet_of(event), event.row);
    row.insert(row.end(), {paid.tokens, payers_of(run.outcome, paid), Cell()});
  } else {
    row.insert(row.end(), {Cell(), Cell(), Cell()});
  }
  return row;
}

}  // namespace

Table event_table(const ExplainedRun& run, const std::vector<TimelinePart>& parts) {
  Table table({{"at", text},           {"user", text},        {"product", text},   {"version", text},
               {"machine", text},      {"team", text},        {"event", text},     {"clause", text},
               {"words", text},        {"session", count},    {"open", text},      {"close", text},
               {"attempt", count},     {"visit_start", text}, {"visit_end", text}, {"window_from", text},
               {"window_until", text}, {"charge", count},     {"denial", count},   {"tokens", amount},
               {"tranches", text},     {"available", amount}});
  for (const TimelinePart& part : parts) {
    for (const std::size_t place : part.shown) {
      table.add(row_of(run, part, part.history.events[place]));
    }
  }
  return table;
}

Table pool_table(const Outcome& outcome, const PoolThen& pool) {
  Table table({{"tranche", text},
               {"state", text},
               {"arrives", text},
               {"expires", text},
               {"remaining", amount},
               {"held", amount}});
  for (const TrancheThen& then : pool.tranches) {
    const Tranche& tranche = outcome.tranches[then.tranche.value];
    table.add({tranche.id,
               then.state == TrancheThen::State::usable    ? "usable"
               : then.state == TrancheThen::State::expired ? "expired"
                                                           : "not_yet",
               format(tranche.bought), format(tranche.expires), then.remaining, then.held});
  }
  return table;
}

}  // namespace drawdown::program
