#include "tools/drawdown/terminal/timeline.h"

#include <fmt/core.h>

#include <algorithm>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Kind = HistoryEvent::Kind;

constexpr std::size_t time_column = 3;
constexpr std::size_t clause_width = 5;  // "2.4" and the space around

// The text beside its label, and the clause at the right end of its first line.
std::string clause_line(std::string_view label, std::size_t indent, const EventWords& words, const Screen& screen) {
  const std::size_t width = screen.width - 1 - clause_width;
  std::string lines = hanging(label, indent, words.text, width);
  const std::size_t end = lines.find('\n');
  std::string clause(screen.palette.faint);
  clause.append(words.clause).append(screen.palette.reset);
  const std::size_t taken = display_width(std::string_view(lines).substr(0, end));
  lines.insert(end, std::string(taken < width + 2 ? width + 2 - taken : 1, ' ') + clause);
  return lines;
}

std::string titled(const std::string& text, const Screen& screen) {
  return fmt::format(" {}{}{}\n", screen.palette.title, text, screen.palette.reset);
}

// "a visit goes on since 08:00, paid until Tue 2026-01-06 08:00": where the unit stands when the shown span begins.
std::string standing_text(const ExplainedRun& run, const TimelinePart& part) {
  const Standing standing = standing_at(part.history, part.from);
  std::string text;
  if (standing.visit != nullptr && standing.visit->start < part.from) {
    text = fmt::format("a visit goes on since {}", run.clock.beside(standing.visit->start, part.from));
  }
  if (standing.window != nullptr && standing.window->at < part.from) {
    text +=
        fmt::format("{}paid until {}", text.empty() ? "" : ", ", run.clock.beside(standing.window->until, part.from));
  }
  return text;
}

}  // namespace

void TimelineTotals::add(const ExplainedRun& run, const HistoryEvent& event) {
  const bool opens = event.kind <= Kind::refused_with_session && !event.again && !run.goes_on(event.session);
  sessions += opens || event.kind == Kind::no_access ? 1U : 0U;
  visits +=
      event.kind == Kind::in_window || event.kind == Kind::takes_hold || event.kind == Kind::charged_at_once ? 1U : 0U;
  free_visits += event.kind == Kind::hold_free ? 1U : 0U;
  denied += event.kind == Kind::denied || event.kind == Kind::no_access || event.kind == Kind::result_denied ? 1U : 0U;
  cut_offs += event.kind == Kind::cut_off ? 1U : 0U;
  if (const auto place = charge_of(event)) {
    ++(event.kind == Kind::result_refunded ? refunds : charges);
    tokens += run.outcome.charges.charge(place->kind, place->row).tokens;
  }
}

std::string day_lines(const ExplainedRun& run, const TimelinePart& part, const Screen& screen) {
  std::size_t widest = 0;  // "09:00" or "09:00:30"
  for (const std::size_t place : part.shown) {
    widest = std::max(widest, run.clock.time(part.history.events[place].at).size());
  }
  const std::size_t indent = time_column + widest + 2;
  std::string out;
  std::string date;
  const std::string standing = standing_text(run, part);
  if (!standing.empty()) {
    date = run.clock.date(part.from);
    out += fmt::format(" {}\n", date);
    out += hanging(std::string(time_column, ' ') + run.clock.time(part.from), indent, standing, screen.width - 1);
  }
  for (const std::size_t place : part.shown) {
    const HistoryEvent& event = part.history.events[place];
    if (std::string next = run.clock.date(event.at); next != date) {
      date = std::move(next);
      out += fmt::format(" {}\n", date);
    }
    out += clause_line(std::string(time_column, ' ') + run.clock.time(event.at), indent,
                       in_words(run, part.history, event), screen);
  }
  return out;
}

std::string timeline(const ExplainedRun& run, const std::vector<TimelinePart>& parts, const Screen& screen) {
  std::string out;
  TimelineTotals totals;
  for (const TimelinePart& part : parts) {
    out += titled(name_of(run, part.unit), screen) + day_lines(run, part, screen) + "\n";
    for (const std::size_t place : part.shown) {
      totals.add(run, part.history.events[place]);
    }
  }
  std::string sum = fmt::format("{}, {}", count_of(totals.sessions, "session"), count_of(totals.visits, "visit"));
  sum += totals.free_visits > 0 ? fmt::format(" ({} free)", totals.free_visits) : "";
  sum += fmt::format(", {}", count_of(totals.charges, "charge"));
  sum += totals.refunds > 0 ? fmt::format(" less {}", count_of(totals.refunds, "refund")) : "";
  sum += fmt::format(" of {}", tokens_text(totals.tokens));
  sum += fmt::format("; {} refused, {}", count_of(totals.denied, "attempt"), count_of(totals.cut_offs, "cut-off"));
  out += hanging(" Total", 8, sum, screen.width - 1);
  const std::string hint =
      "Charges have the numbers of their rows in charges.csv. The numbers on the right are clauses of the rules; "
      "`drawdown manual` lists them.";
  return out + "\n" + hanging("", 1, hint, screen.width - 1);
}

}  // namespace drawdown::program
