#include "tools/drawdown/page/run_answer.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/analysis/outlook.h"
#include "engine/analysis/tranches.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/clock.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

std::string whole(double tokens) { return grouped(fmt::format("{:.0f}", tokens)); }

std::string day_of(const Zone& server, Instant instant) {
  return format_utc(instant + Duration{server.offset_at(instant)}).substr(0, 10);
}

// "1,303 sessions refused, 5 visits cut off".
std::string refusals(const Summary& s) {
  std::string what;
  const auto add = [&what](std::uint64_t count, const char* noun, const char* verb) {
    what += count == 0 ? "" : (what.empty() ? "" : ", ") + count_of(count, noun) + verb;
  };
  add(s.denied_sessions, "session", " refused");
  add(s.cut_offs, "visit", " cut off");
  add(s.denied_results, "result", " refused");
  return what;
}

std::string lasting(const RunResults& results) {
  const Summary& s = results.summary;
  if (s.overdraft > Tokens{}) {
    return fmt::format("The pool does not last: {} tokens were used, {} more than there were, and are owed.",
                       text_of(s.consumed), text_of(s.overdraft));
  }
  const std::vector<Denial>& denials = results.outcome.denials;
  const auto lacked = std::find_if(denials.begin(), denials.end(),
                                   [](const Denial& denial) { return denial.reason == DenialReason::tokens; });
  if (lacked != denials.end()) {
    return fmt::format("The pool does not last: it ran short on {}. {}; {} of {} tokens were used.",
                       day_of(results.scenario.server(), lacked->at), refusals(s), text_of(s.consumed),
                       text_of(s.bought));
  }
  const std::string none = denials.empty() ? "nothing was refused"
                                           : "budgets and access rules apart (" + refusals(s) + ") nothing was refused";
  return fmt::format("The pool lasts: of {} tokens {} were used, {}, and {} are left.", text_of(s.bought),
                     text_of(s.consumed), none, text_of(s.remaining));
}

std::string write_off(const RunResults& results) {
  const Summary& s = results.summary;
  if (s.expired == Tokens{}) {
    return "No token expired unused.";
  }
  const std::string money = s.written_off > Money{} ? fmt::format(", for which {} {} were paid", text_of(s.written_off),
                                                                  results.scenario.currency)
                                                    : "";
  return fmt::format("{} tokens expired unused{}.", text_of(s.expired), money);
}

std::string ahead(const RunResults& results) {
  const Outlook next = outlook(total(results.curve), next_expiries(results.outcome), results.scenario.until);
  if (next.tokens_per_day <= 0 || results.summary.remaining == Tokens{}) {
    return {};
  }
  std::string text = fmt::format("At {} tokens a day, as in the last {}, what is left lasts ",
                                 whole(next.tokens_per_day), count_of(static_cast<std::uint64_t>(next.days), "day"));
  text += next.lasts_until ? fmt::format("until {}", format(*next.lasts_until)) : std::string("more than a century");
  return next.expiring < 0.5 ? text + "."
                             : text + fmt::format(", and {} of it expire before they are used.", whole(next.expiring));
}

// What to do by when.
std::string act(const RunResults& results) {
  constexpr std::size_t most = 3;
  const std::vector<Expiry> next = next_expiries(results.outcome);
  std::string text;
  for (std::size_t i = 0; i < std::min(most, next.size()); ++i) {
    text += fmt::format("{}{} of {} by {}", i == 0 ? "Use " : ", ", text_of(next[i].remaining),
                        results.outcome.tranches[next[i].tranche.value].id, format(next[i].on - 1));
  }
  return text.empty() ? text : text + ", or they are lost.";
}

}  // namespace

std::vector<std::string> run_answer(const RunResults& results) {
  std::vector<std::string> answer{lasting(results), write_off(results)};
  for (const std::string& more : {ahead(results), act(results)}) {
    if (!more.empty()) {
      answer.push_back(more);
    }
  }
  return answer;
}

std::vector<Figure> run_figures(const RunResults& results) {
  const Summary& s = results.summary;
  const std::string& currency = results.scenario.currency;
  std::vector<Figure> figures{{"Bought", text_of(s.bought), "tokens"},
                              {"Consumed", text_of(s.consumed), "tokens"},
                              {"Expired unused", text_of(s.expired), "tokens", s.expired > Tokens{}},
                              {"Left", text_of(s.remaining), "tokens"}};
  if (s.overdraft > Tokens{}) {
    figures.push_back({"Owed", text_of(s.overdraft), "tokens", true});
  }
  const std::uint64_t refused = s.denied_sessions + s.denied_results;
  figures.push_back(
      {"Refused", text_of(refused), s.denied_results > 0 ? "sessions, results" : "sessions", refused > 0});
  figures.push_back({"Spent", text_of(s.spent), currency});
  figures.push_back({"Written off", text_of(s.written_off), currency, s.written_off > Money{}});
  figures.push_back({"Per token consumed", text_of(s.price_per_token_consumed), currency});
  return figures;
}

}  // namespace drawdown::program
