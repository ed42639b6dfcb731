#include "tools/drawdown/terminal/event_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <variant>

#include "engine/base/check.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Kind = HistoryEvent::Kind;

std::string tranche_name(const ExplainedRun& run, TrancheId tranche) {
  return printable(run.outcome.tranches[tranche.value].id);
}

// §2.6: the visit starts while the hold of the one before is not settled.
bool before_settling(const ExplainedRun& run, const UnitHistory& history, const HistoryEvent& event) {
  if (event.kind != Kind::takes_hold || event.visit == 0) {
    return false;
  }
  const HistoryVisit& last = history.visits[event.visit - 1];
  return last.row != nowhere && event.at < last.start + run.scenario.rules.grace;
}

class Words {
 public:
  Words(const ExplainedRun& run, const UnitHistory& history, const HistoryEvent& event)
      : run_(run), history_(history), event_(event) {}

  [[nodiscard]] std::string text() const {
    switch (event_.kind) {
      case Kind::joins_visit:
        return fmt::format("{} joins the visit, which goes on until {}", opening(), beside(event_.visit_end));
      case Kind::in_window:
        return in_window();
      case Kind::takes_hold:
        return fmt::format("{} {}; {}", opening(),
                           before_settling(run_, history_, event_)
                               ? "a visit of its own, for the last one's hold is not settled yet"
                               : "a visit starts",
                           held());
      case Kind::charged_at_once:
        return fmt::format("{} a visit starts; {}", opening(), charged());
      case Kind::denied:
        return fmt::format("{} refused, {}{}", opening(), lack(), next_attempt());
      case Kind::refused_with_session:
        return refused_with_session();
      case Kind::hold_charged:
        return fmt::format("the visit has lasted {}; {}", format(run_.scenario.rules.grace), charged());
      case Kind::hold_free:
        return given_back();
      case Kind::renewed:
        return fmt::format("{} and the visit goes on until {}; {}", window_end(), beside(event_.visit_end), charged());
      case Kind::cut_off:
        return fmt::format("{}, {}: the visit, which would go on until {}, is cut off", window_end(), lack(),
                           beside(shut_out_of(history_, event_).until));
      case Kind::window_ended:
        return event_.visit_end > event_.at
                   ? fmt::format("{}; the visit goes on free until {}", window_end(), beside(event_.visit_end))
                   : fmt::format("{} while nobody is there", window_end());
      case Kind::no_access:
        return "a session opens and is refused, " + lack();
      case Kind::result_charged:
        return fmt::format("results; charge {}: {}", number(), payment_text(run_, charge()));
      case Kind::result_refunded:
        return fmt::format("results are undone; charge {}: {}", number(), refund_text(run_, charge()));
      case Kind::result_denied:
        return "results are refused, " + lack();
    }
    return {};
  }

 private:
  [[nodiscard]] std::string beside(Instant instant) const { return run_.clock.beside(instant, event_.at); }

  // "session 12 opens until 17:00 (8h):"
  [[nodiscard]] std::string opening() const {
    const Instant open{run_.trace.open[event_.session]};
    const Instant close{run_.trace.close[event_.session]};
    const std::string name = session_name(run_.trace, event_.session);
    if (event_.again) {
      return fmt::format("{}, open until {}, tries again:", name, beside(close));
    }
    if (close == open) {
      return fmt::format("{} opens and closes:", name);
    }
    const std::string_view opens = run_.trace.session.empty()     ? "opens until"
                                   : run_.goes_on(event_.session) ? "is active again until"
                                                                  : "opens, active until";
    return fmt::format("{} {} {} ({}):", name, opens, beside(close), format(close - open));
  }

  [[nodiscard]] Charge charge() const { return run_.outcome.charges.charge(sheet_of(event_), event_.row); }
  // In charges.csv.
  [[nodiscard]] std::uint64_t number() const {
    const auto place = charge_of(event_);
    check(place.has_value(), "an event that charges has a charge");
    return run_.numbers.number_of(*place);
  }

  // "charge 3: 10 tokens from jan, paid until Tue 2026-01-06 09:00"
  [[nodiscard]] std::string charged() const {
    const Charge made = charge();
    std::string text = fmt::format("charge {}: {}", number(), payment_text(run_, made));
    if (made.at != event_.at) {
      text += fmt::format(", dated {}", beside(made.at));
    }
    return text + (std::holds_alternative<VisitWindow>(run_.scenario.rules.window)
                       ? ", for this visit"
                       : fmt::format(", paid until {}", beside(made.until)));
  }

  [[nodiscard]] std::string in_window() const {
    const HistoryWindow& window = history_.windows[event_.window];
    return fmt::format("{} a visit in the window of charge {}, paid until {}", opening(),
                       run_.numbers.number_of({window.kind, window.row}), beside(window.until));
  }

  [[nodiscard]] std::string held() const {
    const Charge hold = charge();
    if (hold.tokens == Tokens{}) {
      return "at a rate of 0 nothing is held";
    }
    if (hold.overdraft == hold.tokens) {
      return fmt::format("nothing is there to hold of {}", tokens_text(hold.tokens));
    }
    std::string text = fmt::format("{} {} held", tokens_text(hold.tokens - hold.overdraft),
                                   hold.tokens - hold.overdraft == Tokens::whole(1) ? "is" : "are");
    text += sources(hold, "from");
    return hold.overdraft > Tokens{} ? fmt::format("{}, {} are lacking", text, text_of(hold.overdraft)) : text;
  }

  // " from jan" or " (5 from jan, 2 from T2)".
  [[nodiscard]] std::string sources(const Charge& charge, std::string_view preposition) const {
    const auto draws = charge.draws();
    if (draws.size() == 1) {
      return fmt::format(" {} {}", preposition, tranche_name(run_, draws[0].tranche));
    }
    std::string text;
    for (const Draw& draw : draws) {
      text += fmt::format("{}{} {} {}", text.empty() ? " (" : ", ", text_of(draw.tokens), preposition,
                          tranche_name(run_, draw.tranche));
    }
    return text.empty() ? text : text + ")";
  }

  [[nodiscard]] std::string given_back() const {
    const HistoryVisit& visit = history_.visits[event_.visit];
    const Charge hold = charge();
    std::string text = fmt::format("the visit of {} lasted {}, less than {}: free", beside(visit.start),
                                   format(visit.end - visit.start), format(run_.scenario.rules.grace));
    const Tokens back = hold.tokens - hold.overdraft;
    if (back == Tokens{}) {
      return text;
    }
    text +=
        fmt::format(", {} {} back{}", tokens_text(back), back == Tokens::whole(1) ? "goes" : "go", sources(hold, "to"));
    for (const Draw& draw : hold.draws()) {
      if (run_.outcome.tranches[draw.tranche.value].expires_at <= event_.at) {
        text +=
            fmt::format("; {} has expired, so the {} expire", tranche_name(run_, draw.tranche), text_of(draw.tokens));
      }
    }
    return text;
  }

  [[nodiscard]] std::string lack() const { return lack_text(run_, run_.outcome.denials[event_.denial]); }

  [[nodiscard]] std::string next_attempt() const {
    const Instant later = event_.at + run_.scenario.rules.retry_after;
    const bool tries = run_.scenario.rules.when_empty == WhenEmpty::retry && later < run_.scenario.end &&
                       later.seconds < run_.trace.close[event_.session];
    return tries ? fmt::format("; tries again at {}", beside(later)) : "";
  }

  // Of a window that may have ended before its hold was settled.
  [[nodiscard]] std::string window_end() const {
    const std::uint32_t ended = event_.kind == Kind::renewed ? event_.window - 1 : event_.window;
    const Instant until = history_.windows[ended].until;
    return until < event_.at ? fmt::format("the window ended at {}", beside(until)) : "the window ends";
  }

  [[nodiscard]] std::string refused_with_session() const {
    const Denial& denial = run_.outcome.denials[event_.denial];
    return fmt::format("{} not let in, for it was {} {}", opening(),
                       denial.kind == DenialKind::denied ? "refused" : "cut off", beside(denial.at));
  }

  const ExplainedRun& run_;
  const UnitHistory& history_;
  const HistoryEvent& event_;
};

}  // namespace

EventWords in_words(const ExplainedRun& run, const UnitHistory& history, const HistoryEvent& event) {
  return {Words(run, history, event).text(), clause_of(run, history, event)};
}

std::string_view clause_of(const ExplainedRun& run, const UnitHistory& history, const HistoryEvent& event) {
  switch (event.kind) {
    case Kind::joins_visit:
      return "2.1";
    case Kind::in_window:
      return "2.2";
    case Kind::takes_hold:
      return before_settling(run, history, event) ? "2.6" : "2.3";
    case Kind::denied:
    case Kind::cut_off: {
      const bool by_budget = run.outcome.denials[event.denial].reason == DenialReason::budget;
      return by_budget ? "6" : event.kind == Kind::denied ? "2.3" : "2.5";
    }
    case Kind::no_access:
      return "7";
    case Kind::result_denied:
      return run.outcome.denials[event.denial].reason == DenialReason::access   ? "7"
             : run.outcome.denials[event.denial].reason == DenialReason::budget ? "6"
                                                                                : "5";
    case Kind::result_charged:
    case Kind::result_refunded:
      return "5";
    case Kind::refused_with_session:
      return run.outcome.denials[event.denial].kind == DenialKind::denied ? "2.3" : "2.5";
    case Kind::charged_at_once:
    case Kind::hold_charged:
    case Kind::hold_free:
      return "2.4";
    case Kind::renewed:
    case Kind::window_ended:
      return "2.5";
  }
  return "";
}

std::string_view name_of(HistoryEvent::Kind kind) {
  switch (kind) {
    case Kind::joins_visit:
      return "joins_visit";
    case Kind::in_window:
      return "in_window";
    case Kind::takes_hold:
      return "takes_hold";
    case Kind::charged_at_once:
      return "charged_at_once";
    case Kind::denied:
      return "denied";
    case Kind::refused_with_session:
      return "refused_with_session";
    case Kind::hold_charged:
      return "hold_charged";
    case Kind::hold_free:
      return "hold_free";
    case Kind::renewed:
      return "renewed";
    case Kind::cut_off:
      return "cut_off";
    case Kind::window_ended:
      return "window_ended";
    case Kind::no_access:
      return "no_access";
    case Kind::result_charged:
      return "result_charged";
    case Kind::result_refunded:
      return "result_refunded";
    case Kind::result_denied:
      return "result_denied";
  }
  return "";
}

ChargeKind sheet_of(const HistoryEvent& event) {
  return event.kind == Kind::renewed           ? ChargeKind::renewal
         : event.kind == Kind::result_charged  ? ChargeKind::result
         : event.kind == Kind::result_refunded ? ChargeKind::refund
                                               : ChargeKind::open;
}

std::optional<ChargePlace> charge_of(const HistoryEvent& event) {
  switch (event.kind) {
    case Kind::charged_at_once:
    case Kind::hold_charged:
    case Kind::renewed:
    case Kind::result_charged:
    case Kind::result_refunded:
      return ChargePlace{sheet_of(event), event.row};
    default:
      return std::nullopt;
  }
}

std::string name_of(const ExplainedRun& run, UnitId id) {
  const ChargeUnit& unit = run.trace.units[id.value];
  std::string name = fmt::format("{}, {}", run.trace.users[unit.user], run.scenario.products[unit.product.value].name);
  const auto add = [&](std::string_view what, const std::string& which) {
    name += which.empty() ? "" : fmt::format(", {} {}", what, which);
  };
  add("version", run.trace.versions[unit.version]);
  add("machine", run.trace.machines[unit.machine]);
  add("team", run.trace.teams[unit.team]);
  return printable(name);
}

std::vector<bool> later_spells_of(const Trace& trace) {
  std::vector<bool> later(trace.session.empty() ? 0 : trace.size());
  std::vector<bool> begun(trace.split_sessions);
  for (std::size_t entry = 0; entry < later.size(); ++entry) {
    later[entry] = begun[trace.session[entry]];
    begun[trace.session[entry]] = true;
  }
  return later;
}

std::uint64_t session_number(const Trace& trace, std::uint32_t entry) {
  return std::uint64_t{trace.session.empty() ? entry : trace.session[entry]} + 1;
}

std::string session_name(const Trace& trace, std::uint32_t entry) {
  return fmt::format("session {}", session_number(trace, entry));
}

const HistoryShutOut& shut_out_of(const UnitHistory& history, const HistoryEvent& event) {
  auto found = std::lower_bound(history.shut_outs.begin(), history.shut_outs.end(), event.at,
                                [](const HistoryShutOut& shut_out, Instant at) { return shut_out.from < at; });
  while (found != history.shut_outs.end() && found->denial != event.denial) {
    ++found;
  }
  check(found != history.shut_outs.end(), "who is not let in is shut out");
  return *found;
}

std::string tokens_text(Tokens tokens) {
  return fmt::format("{} token{}", text_of(tokens), tokens == Tokens::whole(1) ? "" : "s");
}

std::string lack_text(const ExplainedRun& run, const Denial& denial) {
  switch (denial.reason) {
    case DenialReason::tokens:
      break;
    case DenialReason::budget:
      return fmt::format("{} needed and {} left of the budget {}", tokens_text(denial.tokens),
                         text_of(denial.available), printable(run.scenario.budgets[denial.cap].name));
    case DenialReason::access:
      return "for want of access to tokens";
  }
  return fmt::format("{} needed and {} available", tokens_text(denial.tokens), text_of(denial.available));
}

std::string refund_text(const ExplainedRun& run, const Charge& refund) {
  std::string text;
  for (const Draw& draw : refund.draws()) {
    text += fmt::format("{}{} to {}", text.empty() ? "" : ", ", text_of(Tokens{} - draw.tokens),
                        tranche_name(run, draw.tranche));
  }
  if (refund.overdraft < Tokens{}) {
    text += fmt::format("{}{} no longer owed", text.empty() ? "" : ", ", text_of(Tokens{} - refund.overdraft));
  }
  return fmt::format("{} back ({})", tokens_text(Tokens{} - refund.tokens), text);
}

std::string payment_text(const ExplainedRun& run, const Charge& charge) {
  const auto draws = charge.draws();
  std::string text = tokens_text(charge.tokens);
  if (draws.size() == 1 && charge.overdraft == Tokens{}) {
    return fmt::format("{} from {}", text, tranche_name(run, draws[0].tranche));
  }
  if (draws.empty()) {
    return charge.overdraft > Tokens{} ? text + ", owed" : text;
  }
  std::string parts;
  for (const Draw& draw : draws) {
    parts +=
        fmt::format("{}{} from {}", parts.empty() ? "" : ", ", text_of(draw.tokens), tranche_name(run, draw.tranche));
  }
  parts += charge.overdraft > Tokens{} ? fmt::format(", {} owed", text_of(charge.overdraft)) : "";
  return fmt::format("{} ({})", text, parts);
}

}  // namespace drawdown::program
