#include "tests/oracle/rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace drawdown::oracle {
namespace {

std::string time_text(std::int64_t at) { return format_utc({at}); }

std::string unit_text(const Scenario& scenario, const Trace& trace, std::size_t number) {
  const ChargeUnit& unit = trace.units[number];
  std::string text = trace.users[unit.user] + " " + scenario.products[unit.product.value].name;
  text += unit.version.value != 0 ? " version " + trace.versions[unit.version] : "";
  text += unit.machine.value != 0 ? " machine " + trace.machines[unit.machine] : "";
  text += unit.team.value != 0 ? " team " + trace.teams[unit.team] : "";
  return text;
}

std::string in_team(const Trace& trace, std::size_t team) {
  return team == 0 ? "" : " team " + trace.teams[TeamId(static_cast<std::uint32_t>(team))];
}

std::string charge_text(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const Charge& charge) {
  const char* kinds[] = {"charge", "renewal", "result", "refund"};
  std::string text = fmt::format("{} {} ", kinds[static_cast<std::size_t>(charge.kind)], time_text(charge.at));
  if (charge.kind == ChargeKind::open || charge.kind == ChargeKind::renewal) {
    text += fmt::format("until {} ", time_text(charge.until));
  }
  text += fmt::format("{}: {} =", unit_text(scenario, trace, charge.unit), format_micro(charge.tokens));
  for (const Draw& draw : charge.draws) {
    text += fmt::format(" {}:{}", outcome.tranches[draw.tranche].id, format_micro(draw.tokens));
  }
  if (charge.overdraft != 0) {
    text += fmt::format(" overdraft:{}", format_micro(charge.overdraft));
  }
  return text + (charge.draws.empty() && charge.overdraft == 0 ? " nothing" : "");
}

std::string denial_text(const Scenario& scenario, const Trace& trace, const Denial& denial) {
  const std::string text = fmt::format("{} {} {}", denial.cut_off ? "cut off" : "denied", time_text(denial.at),
                                       unit_text(scenario, trace, denial.unit));
  if (denial.reason == DenialReason::access) {
    return text + ": no access";
  }
  return text + fmt::format(": needs {}, has {}{}", format_micro(denial.tokens), format_micro(denial.available),
                            denial.reason == DenialReason::budget ? " of budget " + scenario.budgets[denial.cap].name
                                                                  : std::string());
}

// What is done by an adjustment or a policy names it.
std::string event_text(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const PoolEvent& event) {
  using Event = PoolEvent::Kind;
  const char* kinds[] = {"expired",   "arrived",         "moved",   "adjusted",
                         "paid debt", "paid adjustment", "ordered", "not ordered"};
  std::string text = fmt::format("{} {}", kinds[static_cast<std::size_t>(event.kind)], time_text(event.at));
  text += event.tranche == nothing ? "" : " " + outcome.tranches[event.tranche].id;
  text += in_team(trace, event.team);
  if (event.kind == Event::moved) {
    text += " to" + (event.to == 0 ? " no team" : in_team(trace, event.to));
  }
  text += ": " + format_micro(event.tokens);
  if (event.kind == Event::adjusted) {
    text += ", " + scenario.adjustments[event.source].reason;
  }
  if (event.kind == Event::ordered || event.kind == Event::not_ordered) {
    text += ", " + scenario.policies[event.source].name;
  }
  return text;
}

std::string balance_text(const Scenario& scenario, const Trace& trace, const Balance& b, std::size_t number) {
  std::string text =
      fmt::format("tranche {}: bought {}, consumed {}, expired {}, remaining {}", b.id, format_micro(b.bought),
                  format_micro(b.consumed), format_micro(b.expired), format_micro(b.remaining));
  text += b.adjusted == 0 ? "" : ", adjusted " + format_micro(b.adjusted);
  const bool bought_later = number >= scenario.tranches.size();
  const bool moved =
      !bought_later && scenario.tranches[number].team != trace.teams[TeamId(static_cast<std::uint32_t>(b.team))];
  text += moved ? ", moved to" + (b.team == 0 ? " no team" : in_team(trace, b.team)) : "";
  text += bought_later ? ", " + b.terms + in_team(trace, b.team) : "";
  return text + (b.left_out ? ", left out" : "");
}

bool same(const Outcome& expected, const Outcome& actual) {
  return expected.charges == actual.charges && expected.denials == actual.denials && expected.events == actual.events &&
         expected.tranches == actual.tranches && expected.overdraft == actual.overdraft &&
         expected.owed_for_adjustments == actual.owed_for_adjustments && expected.visits == actual.visits &&
         expected.graced_visits == actual.graced_visits && expected.denied_sessions == actual.denied_sessions &&
         expected.cut_offs == actual.cut_offs && expected.denied_results == actual.denied_results &&
         expected.unmatched_refunds == actual.unmatched_refunds;
}

}  // namespace

Outcome plain(const drawdown::Outcome& outcome) {
  Outcome out;
  for (const drawdown::Charge& charge : outcome.charges) {
    Charge row{charge.at.seconds,     charge.until.seconds, charge.unit.value, charge.kind, charge.tokens.micro, {},
               charge.overdraft.micro};
    for (const drawdown::Draw& draw : charge.draws()) {
      row.draws.push_back({draw.tranche.value, draw.tokens.micro});
    }
    out.charges.push_back(row);
  }
  for (const drawdown::Denial& denial : outcome.denials) {
    out.denials.push_back({denial.at.seconds, denial.unit.value, denial.kind == DenialKind::cut_off,
                           denial.tokens.micro, denial.available.micro, denial.reason, denial.cap});
  }
  for (const drawdown::PoolEvent& event : outcome.events) {
    out.events.push_back({event.at.seconds, event.tranche == no_tranche ? nothing : event.tranche.value, event.kind,
                          event.tokens.micro, event.team.value, event.to.value, event.source});
  }
  for (std::size_t i = 0; i < outcome.balances.size(); ++i) {
    const TrancheBalance& b = outcome.balances[i];
    const Tranche& tranche = outcome.tranches[i];
    const bool bought_later =
        tranche.origin.kind == TrancheOrigin::Kind::ordered || tranche.origin.kind == TrancheOrigin::Kind::true_up;
    out.tranches.push_back({tranche.id, bought_later ? terms_of(tranche) : "", b.left_out, b.bought.micro,
                            b.consumed.micro, b.expired.micro, b.remaining.micro, b.adjusted.micro, b.team.value});
  }
  for (const Tokens owed : outcome.overdraft) {
    out.overdraft.push_back(owed.micro);
  }
  for (const Tokens owed : outcome.owed_for_adjustments) {
    out.owed_for_adjustments.push_back(owed.micro);
  }
  out.denied_results = outcome.denied_results;
  out.unmatched_refunds = outcome.unmatched_refunds;
  out.visits = outcome.visits;
  out.graced_visits = outcome.graced_visits;
  out.denied_sessions = outcome.denied_sessions;
  out.cut_offs = outcome.cut_offs;
  return out;
}

std::vector<std::string> rows(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  std::vector<std::string> lines;
  for (const Charge& charge : outcome.charges) {
    lines.push_back(charge_text(scenario, trace, outcome, charge));
  }
  for (const Denial& denial : outcome.denials) {
    lines.push_back(denial_text(scenario, trace, denial));
  }
  for (const PoolEvent& event : outcome.events) {
    lines.push_back(event_text(scenario, trace, outcome, event));
  }
  for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
    lines.push_back(balance_text(scenario, trace, outcome.tranches[i], i));
  }
  for (std::uint32_t team = 0; team < outcome.overdraft.size(); ++team) {
    if (outcome.overdraft[team] != 0) {
      lines.push_back(fmt::format("owes {}{}", format_micro(outcome.overdraft[team]), in_team(trace, team)));
    }
    if (outcome.owed_for_adjustments[team] != 0) {
      lines.push_back(fmt::format("owes {}{} for adjustments", format_micro(outcome.owed_for_adjustments[team]),
                                  in_team(trace, team)));
    }
  }
  lines.push_back(fmt::format("visits {}, free {}, denied sessions {}, cut-offs {}", outcome.visits,
                              outcome.graced_visits, outcome.denied_sessions, outcome.cut_offs));
  if (outcome.denied_results + outcome.unmatched_refunds > 0) {
    lines.push_back(
        fmt::format("denied results {}, unmatched refunds {}", outcome.denied_results, outcome.unmatched_refunds));
  }
  return lines;
}

std::optional<std::string> difference(const Scenario& scenario, const Trace& trace, const Outcome& expected,
                                      const Outcome& actual) {
  if (same(expected, actual)) {
    return std::nullopt;
  }
  return line_diff(rows(scenario, trace, expected), rows(scenario, trace, actual));
}

std::string first_difference(const Scenario& scenario, const Trace& trace, const Outcome& expected,
                             const Outcome& actual) {
  if (same(expected, actual)) {
    return "";
  }
  const auto wanted = rows(scenario, trace, expected);
  const auto found = rows(scenario, trace, actual);
  std::size_t row = 0;
  while (row < wanted.size() && row < found.size() && wanted[row] == found[row]) {
    ++row;
  }
  return fmt::format("row {}: expected '{}', found '{}'", row + 1, row < wanted.size() ? wanted[row] : "nothing more",
                     row < found.size() ? found[row] : "nothing more");
}

std::string line_diff(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  // length[i][j]: of the longest common subsequence of expected[i …] and actual[j …].
  std::vector<std::vector<std::size_t>> length(expected.size() + 1, std::vector<std::size_t>(actual.size() + 1, 0));
  for (std::size_t i = expected.size(); i-- > 0;) {
    for (std::size_t j = actual.size(); j-- > 0;) {
      length[i][j] = expected[i] == actual[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  std::string text;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < expected.size() || j < actual.size()) {
    if (i < expected.size() && j < actual.size() && expected[i] == actual[j]) {
      text += "  " + expected[i] + "\n";
      ++i;
      ++j;
    } else if (j == actual.size() || (i < expected.size() && length[i + 1][j] >= length[i][j + 1])) {
      text += "- " + expected[i++] + "\n";
    } else {
      text += "+ " + actual[j++] + "\n";
    }
  }
  return text;
}

}  // namespace drawdown::oracle
