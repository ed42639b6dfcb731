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

std::string charge_text(const Scenario& scenario, const Trace& trace, const Charge& charge) {
  std::string text =
      fmt::format("{} {} until {} {}: {} =", charge.renewal ? "renewal" : "charge", time_text(charge.at),
                  time_text(charge.until), unit_text(scenario, trace, charge.unit), format_micro(charge.tokens));
  for (const Draw& draw : charge.draws) {
    text += fmt::format(" {}:{}", scenario.tranches[draw.tranche].id, format_micro(draw.tokens));
  }
  if (charge.overdraft != 0) {
    text += fmt::format(" overdraft:{}", format_micro(charge.overdraft));
  }
  return text + (charge.draws.empty() && charge.overdraft == 0 ? " nothing" : "");
}

bool same(const Outcome& expected, const Outcome& actual) {
  return expected.charges == actual.charges && expected.denials == actual.denials && expected.events == actual.events &&
         expected.tranches == actual.tranches && expected.overdraft == actual.overdraft &&
         expected.visits == actual.visits && expected.graced_visits == actual.graced_visits &&
         expected.denied_sessions == actual.denied_sessions && expected.cut_offs == actual.cut_offs;
}

}  // namespace

Outcome plain(const drawdown::Outcome& outcome) {
  Outcome out;
  for (const drawdown::Charge& charge : outcome.charges) {
    Charge row{charge.at.seconds,     charge.until.seconds,
               charge.unit.value,     charge.kind == ChargeKind::renewal,
               charge.tokens.micro,   {},
               charge.overdraft.micro};
    for (const drawdown::Draw& draw : charge.draws()) {
      row.draws.push_back({draw.tranche.value, draw.tokens.micro});
    }
    out.charges.push_back(row);
  }
  for (const drawdown::Denial& denial : outcome.denials) {
    out.denials.push_back({denial.at.seconds, denial.unit.value, denial.kind == DenialKind::cut_off,
                           denial.tokens.micro, denial.available.micro});
  }
  for (const drawdown::PoolEvent& event : outcome.events) {
    if (event.kind == drawdown::PoolEvent::Kind::debt_paid) {
      continue;
    }
    out.events.push_back(
        {event.at.seconds, event.tranche.value, event.kind == drawdown::PoolEvent::Kind::expired, event.tokens.micro});
  }
  for (const TrancheBalance& b : outcome.balances) {
    out.tranches.push_back({b.left_out, b.bought.micro, b.consumed.micro, b.expired.micro, b.remaining.micro});
  }
  for (const Tokens owed : outcome.overdraft) {
    out.overdraft.push_back(owed.micro);
  }
  out.visits = outcome.visits;
  out.graced_visits = outcome.graced_visits;
  out.denied_sessions = outcome.denied_sessions;
  out.cut_offs = outcome.cut_offs;
  return out;
}

std::vector<std::string> rows(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  std::vector<std::string> lines;
  for (const Charge& charge : outcome.charges) {
    lines.push_back(charge_text(scenario, trace, charge));
  }
  for (const Denial& denial : outcome.denials) {
    lines.push_back(fmt::format("{} {} {}: needs {}, has {}", denial.cut_off ? "cut off" : "denied",
                                time_text(denial.at), unit_text(scenario, trace, denial.unit),
                                format_micro(denial.tokens), format_micro(denial.available)));
  }
  for (const PoolEvent& event : outcome.events) {
    lines.push_back(fmt::format("{} {} {}: {}", event.expired ? "expired" : "arrived", time_text(event.at),
                                scenario.tranches[event.tranche].id, format_micro(event.tokens)));
  }
  for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
    const Balance& b = outcome.tranches[i];
    lines.push_back(fmt::format("tranche {}: bought {}, consumed {}, expired {}, remaining {}{}",
                                scenario.tranches[i].id, format_micro(b.bought), format_micro(b.consumed),
                                format_micro(b.expired), format_micro(b.remaining), b.left_out ? ", left out" : ""));
  }
  for (std::uint32_t team = 0; team < outcome.overdraft.size(); ++team) {
    if (outcome.overdraft[team] != 0) {
      lines.push_back(fmt::format("owes {}{}", format_micro(outcome.overdraft[team]),
                                  team != 0 ? " team " + trace.teams[TeamId(team)] : ""));
    }
  }
  lines.push_back(fmt::format("visits {}, free {}, denied sessions {}, cut-offs {}", outcome.visits,
                              outcome.graced_visits, outcome.denied_sessions, outcome.cut_offs));
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
