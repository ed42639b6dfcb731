#include "tools/drawdown/terminal/charge_story.h"

#include <fmt/core.h>

#include <algorithm>
#include <variant>

#include "engine/base/check.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Kind = HistoryEvent::Kind;

constexpr std::size_t label_width = 11;

class Teller {
 public:
  Teller(const ExplainedRun& run, const Story& story, const Screen& screen)
      : run_(run),
        history_(story.part.history),
        event_(history_.events[story.event]),
        now_(date_of(run, event_)),
        pool_(story.pool),
        part_(story.part),
        screen_(screen) {}

  [[nodiscard]] std::string charge() const {
    const auto place = charge_of(event_);
    check(place.has_value(), "the story of a charge is told from its event");
    const Charge charge = run_.outcome.charges.charge(place->kind, place->row);
    const std::string number = std::to_string(run_.numbers.number_of(*place));
    const bool refund = charge.kind == ChargeKind::refund;
    const std::string_view what = charge.kind == ChargeKind::open      ? "at a visit's start"
                                  : charge.kind == ChargeKind::renewal ? "a renewal"
                                  : refund                             ? "a refund"
                                                                       : "for results";
    std::string out = fact(fmt::format("Charge {}", number),
                           fmt::format("{}, {}, {}", refund ? refund_text(run_, charge) : payment_text(run_, charge),
                                       what, run_.clock.full(charge.at)));
    out += fact("Who", name_of(run_, charge.unit));
    if (refund || charge.kind == ChargeKind::result) {
      out += fact("Why", refund ? "results are undone, the latest first" : "the product is charged per result",
                  "clause 5");
    } else {
      out += fact("Why", charge.kind == ChargeKind::open ? why_open(charge) : why_renewed());
      out += fact("Visit", visit_text());
      out += fact("Window", window_text(charge));
    }
    out += fact("Rate", rate_text(charge.unit, charge.at));
    return out + pool_lines(charge) + "\n" + day_lines(run_, part_, screen_);
  }

  [[nodiscard]] std::string denial() const {
    const Denial& denial = run_.outcome.denials[event_.denial];
    const bool cut_off = denial.kind == DenialKind::cut_off;
    std::string out = fact(fmt::format("Denial {}", std::uint64_t{event_.denial} + 1),
                           fmt::format("{}, {}, {}", lack_text(run_, denial), cut_off ? "a visit cut off" : "refused",
                                       run_.clock.full(denial.at)));
    out += fact("Who", name_of(run_, denial.unit));
    if (denial.reason == DenialReason::access) {
      out += fact("Why", "the user, or the product, may not use tokens", "clause 7");
      return out + "\n" + day_lines(run_, part_, screen_);
    }
    std::string why = event_.kind == Kind::result_denied ? "the product is charged per result (clause 5)"
                      : cut_off                          ? why_renewed()
                                                         : why_needed(denial.at);
    if (denial.reason == DenialReason::budget) {
      why += fmt::format("; the budget {} would be exceeded (clause 6)",
                         printable(run_.scenario.budgets[denial.cap].name));
    }
    out += fact("Why", why);
    if (event_.kind != Kind::result_denied) {
      out += cut_off ? fact("Visit", visit_text()) : fact("Session", session_text());
      out += fact("Lost", cut_off ? lost_by_cut_off() : lost_by_refusal());
    }
    out += fact("Rate", rate_text(denial.unit, denial.at));
    return out + pool_lines({}) + "\n" + day_lines(run_, part_, screen_);
  }

 private:
  // A hold is settled later than its charge is dated.
  static Instant date_of(const ExplainedRun& run, const HistoryEvent& event) {
    const auto place = charge_of(event);
    return place ? run.outcome.charges.charge(place->kind, place->row).at : event.at;
  }
  [[nodiscard]] std::string fact(std::string_view label, const std::string& text, std::string_view clause = "") const {
    const std::string whole = clause.empty() ? text : fmt::format("{} ({})", text, clause);
    std::string lines = hanging(fmt::format(" {}", label), label_width + 1, whole, screen_.width - 1);
    return lines.insert(label.size() + 1, screen_.palette.reset).insert(1, screen_.palette.title);
  }
  [[nodiscard]] std::string beside(Instant instant) const { return run_.clock.beside(instant, now_); }
  [[nodiscard]] std::string number_of(const HistoryWindow& window) const {
    return std::to_string(run_.numbers.number_of({window.kind, window.row}));
  }

  // Why a visit that starts at the instant needs tokens.
  [[nodiscard]] std::string why_needed(Instant start) const {
    if (std::holds_alternative<VisitWindow>(run_.scenario.rules.window)) {
      return "a visit starts, and every visit is charged once (clause 2.3)";
    }
    const HistoryWindow* last = nullptr;
    for (const HistoryWindow& window : history_.windows) {
      last = window.at < start ? &window : last;
    }
    return last == nullptr
               ? "a visit starts, and none of its unit was charged before (clause 2.3)"
               : fmt::format("a visit starts, and the last window, that of charge {}, ended {} (clause 2.3)",
                             number_of(*last), beside(last->until));
  }
  [[nodiscard]] std::string why_open(const Charge& charge) const {
    const std::string grace = format(run_.scenario.rules.grace);
    return why_needed(charge.at) + (event_.at == charge.at
                                        ? "; there is no grace period (clause 2.4)"
                                        : fmt::format("; it lasted no less than {} (clause 2.4)", grace));
  }
  // Also why a renewal was due that could not be paid.
  [[nodiscard]] std::string why_renewed() const {
    const std::uint32_t ended = event_.kind == Kind::renewed ? event_.window - 1 : event_.window;
    const HistoryWindow& window = history_.windows[ended];
    std::string text = fmt::format("the window of charge {} ended {}", number_of(window), beside(window.until));
    text +=
        window.until < event_.at ? fmt::format(", before the hold was settled at {}", run_.clock.time(event_.at)) : "";
    return text + " while the visit went on (clause 2.5)";
  }

  [[nodiscard]] std::string visit_text() const {
    const HistoryVisit& visit = history_.visits[event_.visit];
    std::uint64_t sessions = 0;
    for (const HistoryEvent& event : history_.events) {
      sessions += event.visit == event_.visit && event.kind <= Kind::denied ? 1U : 0U;
    }
    return fmt::format("{} to {} ({}), {}{}", beside(visit.start), beside(visit.end), format(visit.end - visit.start),
                       count_of(sessions, run_.trace.session.empty() ? "session" : "spell"),
                       visit.cut_off ? ", cut off" : "");
  }
  [[nodiscard]] std::string session_text() const {
    const Instant open{run_.trace.open[event_.session]};
    const Instant close{run_.trace.close[event_.session]};
    return fmt::format("{}, {} to {} ({})", session_name(run_.trace, event_.session), beside(open), beside(close),
                       format(close - open));
  }
  [[nodiscard]] std::string window_text(const Charge& charge) const {
    return charge.until == charge.at ? "none: the visit is paid, however long it lasts"
                                     : fmt::format("{} to {} ({})", beside(charge.at), beside(charge.until),
                                                   format(charge.until - charge.at));
  }
  [[nodiscard]] std::string rate_text(UnitId unit, Instant at) const {
    const Product& product = run_.scenario.products[run_.trace.units[unit.value].product.value];
    const RateStep* step = product.rate_at(at);
    check(step != nullptr, "a product that is used has a rate");
    std::string text = tokens_text(step->tokens);
    if (product.per_result) {
      text += fmt::format(" for {} results", text_of(Tokens{step->per}));
    }
    return step->from == always ? text : text + fmt::format(", in force since {} (clause 2.7)", beside(step->from));
  }

  [[nodiscard]] std::string lost_by_cut_off() const {
    const Instant until = shut_out_of(history_, event_).until;
    return fmt::format("{}: the visit would go on until {}", format(until - event_.at), beside(until));
  }
  [[nodiscard]] std::string lost_by_refusal() const {
    const Instant close{run_.trace.close[event_.session]};
    for (const HistoryEvent& event : history_.events) {
      if (event.again && event.session == event_.session && event.kind != Kind::denied) {
        return fmt::format("{}: it was let in when it tried again at {}",
                           format(event.at - Instant{run_.trace.open[event_.session]}), beside(event.at));
      }
    }
    return close == event_.at ? "nothing: it closes at once"
                              : fmt::format("{}: it was not let in", format(close - event_.at));
  }

  // Each tranche, and what it pays of the charge.
  [[nodiscard]] std::string pool_lines(const std::optional<Charge>& charge) const {
    std::string order = run_.scenario.rules.consume == DrawOrder::oldest   ? "oldest purchase first"
                        : run_.scenario.rules.consume == DrawOrder::newest ? "newest purchase first"
                                                                           : "soonest expiry first";
    std::string out =
        fact("Pool", pool_.tranches.empty()
                         ? std::string("no tranches")
                         : fmt::format("{} available; drawn {} (clause 3):", tokens_text(pool_.available), order));
    for (const TrancheThen& then : pool_.tranches) {
      out += hanging("", label_width + 3, tranche_text(then, charge), screen_.width - 1);
    }
    return pool_.owed > Tokens{}
               ? out + hanging("", label_width + 3, tokens_text(pool_.owed) + " owed", screen_.width - 1)
               : out;
  }
  [[nodiscard]] std::string tranche_text(const TrancheThen& then, const std::optional<Charge>& charge) const {
    const Tranche& tranche = run_.outcome.tranches[then.tranche.value];
    std::string text = printable(tranche.id) + ": ";
    switch (then.state) {
      case TrancheThen::State::not_yet:
        return text + fmt::format("not before {}", format(tranche.bought));
      case TrancheThen::State::expired:
        return text + fmt::format("expired {}", format(tranche.expires));
      case TrancheThen::State::usable:
        text += fmt::format("{} of {} left", text_of(then.remaining), text_of(tranche.tokens));
        text += then.held > Tokens{} ? fmt::format(" and {} held", text_of(then.held)) : "";
        text += fmt::format(", expires {}", format(tranche.expires));
    }
    if (charge) {
      for (const Draw& draw : charge->draws()) {
        text += draw.tranche == then.tranche ? fmt::format("; pays {}", text_of(draw.tokens)) : "";
      }
    }
    return text;
  }

  const ExplainedRun& run_;
  const UnitHistory& history_;
  const HistoryEvent& event_;
  Instant now_;  // of the charge or denial
  const PoolThen& pool_;
  const TimelinePart& part_;
  const Screen& screen_;
};

}  // namespace

std::string charge_story(const ExplainedRun& run, const Story& story, const Screen& screen) {
  return Teller(run, story, screen).charge();
}

std::string denial_story(const ExplainedRun& run, const Story& story, const Screen& screen) {
  return Teller(run, story, screen).denial();
}

namespace {

// The last window before an event: the charge that opened it, and its end, if the event does not lie inside it.
std::vector<std::size_t> window_before(const UnitHistory& history, std::size_t place) {
  const std::uint32_t inside = history.events[place].kind == Kind::in_window ? history.events[place].window : nowhere;
  std::size_t ended = place;
  while (inside == nowhere && ended > 0 && history.events[ended - 1].kind != Kind::window_ended &&
         history.events[ended - 1].kind != Kind::cut_off) {
    --ended;
  }
  if (ended == 0) {
    return {};
  }
  const std::uint32_t window = inside != nowhere ? inside : history.events[ended - 1].window;
  std::size_t opened = place;
  while (!charge_of(history.events[opened]) || history.events[opened].window != window) {
    --opened;
  }
  return inside != nowhere ? std::vector{opened} : std::vector{opened, ended - 1};
}

}  // namespace

std::vector<std::size_t> events_around(const UnitHistory& history, std::size_t place) {
  const HistoryEvent& event = history.events[place];
  if (event.session == nowhere) {
    return {place};
  }
  const bool refused = event.kind == Kind::denied;
  const auto belongs = [&](const HistoryEvent& other) {
    return refused ? other.session == event.session && other.kind <= Kind::denied
                   : other.visit == event.visit && other.kind != Kind::window_ended;
  };
  std::size_t first = 0;
  while (first < place && !belongs(history.events[first])) {
    ++first;
  }
  std::vector<std::size_t> places = window_before(history, first);
  for (std::size_t i = first; i < history.events.size(); ++i) {
    if (belongs(history.events[i]) && (refused || i <= place)) {
      places.push_back(i);
    }
  }
  return places;
}

}  // namespace drawdown::program
