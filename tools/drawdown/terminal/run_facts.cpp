#include "tools/drawdown/terminal/run_facts.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/analysis/outlook.h"
#include "engine/analysis/tranches.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/clock.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

constexpr std::size_t label_width = 11;  // "Refused", "Expires", "Outlook" and the space around

// An estimate, in three digits.
std::string rough(double tokens) {
  const int places = tokens >= 100 ? 0 : tokens >= 10 ? 1 : 2;
  return grouped(fmt::format("{:.{}f}", tokens, places));
}

// "2026-05-01 03:31 (UTC-04:00)": what the server's clock showed.
std::string clock_text(const Zone& server, Instant instant) {
  const std::string local = format_utc(instant + Duration{server.offset_at(instant)});
  return fmt::format("{} {} {}", local.substr(0, 10), local.substr(11, 5), offset_text(server, instant));
}

class Facts {
 public:
  Facts(const RunResults& run, const Screen& screen) : run_(run), screen_(screen) {}

  [[nodiscard]] std::string text() const {
    std::string out = fact("Refused", refusals());
    for (const auto& [label, text] :
         {std::pair("Covered", covered()), std::pair("Seats", seats()), std::pair("Results", results()),
          std::pair("Ordered", orders()), std::pair("By hand", by_hand()), std::pair("Alerts", alerts())}) {
      out += text.empty() ? "" : fact(label, text);
    }
    out += fact("Expires", expiries()) + fact("Outlook", ahead());
    const std::string none = left_out();
    return none.empty() ? out : out + fact("Left out", none);
  }

 private:
  [[nodiscard]] std::string fact(std::string_view label, const std::string& text) const {
    std::string lines = hanging(fmt::format(" {}", label), label_width, text, screen_.width - 1);
    return lines.insert(label.size() + 1, screen_.palette.reset).insert(1, screen_.palette.title);
  }

  [[nodiscard]] std::string left_out() const {
    const Summary& s = run_.summary;
    std::string text;
    for (const auto& [count, noun, where] : {std::tuple(s.sessions_outside, "session", " outside the horizon"),
                                             std::tuple(s.results_outside, "result", " outside the horizon"),
                                             std::tuple(s.rejected_rows, "bad row", "")}) {
      text += count > 0 ? (text.empty() ? "" : ", ") + count_of(count, noun) + where : "";
    }
    return text;
  }

  [[nodiscard]] std::string refusals() const {
    const Summary& s = run_.summary;
    if (s.denied_sessions == 0 && s.cut_offs == 0 && s.denied_results == 0) {
      return "nothing";
    }
    std::string text =
        fmt::format("{}, {} cut off", count_of(s.denied_sessions, "session"), count_of(s.cut_offs, "visit"));
    if (s.denied_results > 0) {
      text += ", " + count_of(s.denied_results, "result");
    }
    std::array<std::uint64_t, 3> by{};  // by DenialReason; attempts, and cut-offs
    for (const Denial& denial : run_.outcome.denials) {
      ++by[static_cast<std::size_t>(denial.reason)];
    }
    if (by[1] > 0 || by[2] > 0) {
      text += fmt::format("; {} for want of tokens, {} by budgets, {} by access", text_of(by[0]), text_of(by[1]),
                          text_of(by[2]));
    }
    return s.first_denial ? text.append("; first ").append(clock_text(run_.scenario.server(), *s.first_denial)) : text;
  }

  [[nodiscard]] std::string covered() const {
    if (!run_.coverage || run_.scenario.entitlements.empty()) {
      return {};
    }
    const Coverage& coverage = *run_.coverage;
    const Coverage::Use all = coverage.covered();
    if (all.sessions == 0) {
      return "no session";
    }
    std::string by;
    const auto add = [&](Coverage::Way way, const char* name) {
      if (const std::uint64_t sessions = coverage.total.by[way].sessions; sessions > 0) {
        by += fmt::format("{}{} by {}", by.empty() ? "" : ", ", text_of(sessions), name);
      }
    };
    add(Coverage::by_subscription, "subscription");
    add(Coverage::by_collection, "collection");
    add(Coverage::by_seat, "seat");
    return fmt::format("{} on {} of access: {}; tokens would have cost {}", count_of(all.sessions, "session"),
                       count_of(all.days, "day"), by, text_of(coverage.total.tokens));
  }

  [[nodiscard]] std::string seats() const {
    constexpr std::size_t shown = 4;
    std::string text;
    const std::vector<SeatReport> reports = seat_reports(run_.scenario, run_.trace);
    for (std::size_t i = 0; i < std::min(shown, reports.size()); ++i) {
      text += fmt::format("{}{}: at most {} of {}, {} refused", i > 0 ? "; " : "",
                          printable(run_.scenario.products[reports[i].product.value].name),
                          text_of(std::uint64_t{reports[i].use.peak}), text_of(reports[i].number),
                          text_of(reports[i].use.refused));
    }
    return reports.size() > shown ? text + fmt::format("; {} more in seats.csv", reports.size() - shown) : text;
  }

  [[nodiscard]] std::string results() const {
    const Summary& s = run_.summary;
    if (s.results == 0 && s.refunds == 0 && run_.trace.results.empty()) {
      return {};
    }
    std::string text =
        fmt::format("{} of {}", count_of(s.results, "charge"), count_of(run_.trace.results.size(), "row"));
    text += s.refunds > 0 ? ", " + count_of(s.refunds, "refund") : "";
    return s.unmatched_refunds > 0 ? text + fmt::format(" ({} of more than was used)", text_of(s.unmatched_refunds))
                                   : text;
  }

  [[nodiscard]] std::string orders() const {
    std::uint64_t placed = 0;
    std::uint64_t not_placed = 0;
    Tokens tokens;
    Money price;
    for (const PoolEvent& event : run_.outcome.events) {
      not_placed += event.kind == PoolEvent::Kind::not_ordered ? 1 : 0;
      if (event.kind == PoolEvent::Kind::ordered) {
        ++placed;
        tokens += event.tokens;
        price += cost(event.tokens, run_.outcome.tranches[event.tranche.value].unit_price.value_or(Money{}));
      }
    }
    if (run_.scenario.policies.empty()) {
      return {};
    }
    std::string text =
        placed == 0 ? "nothing" : fmt::format("{} of {} tokens in all", count_of(placed, "order"), text_of(tokens));
    text += price > Money{} ? fmt::format(" for {} {}", text_of(price), printable(run_.scenario.currency)) : "";
    return not_placed > 0 ? text + fmt::format("; {} times a policy had no budget or orders left", text_of(not_placed))
                          : text;
  }

  [[nodiscard]] std::string by_hand() const {
    Tokens given;
    Tokens taken;
    std::uint64_t moved = 0;
    for (const PoolEvent& event : run_.outcome.events) {
      if (event.kind == PoolEvent::Kind::adjusted) {
        (event.tokens > Tokens{} ? given : taken) += event.tokens;
      }
      moved += event.kind == PoolEvent::Kind::moved ? 1 : 0;
    }
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (given > Tokens{}) {
      add(text_of(given) + " tokens given");
    }
    if (taken < Tokens{}) {
      add(text_of(Tokens{} - taken) + " tokens taken");
    }
    if (moved > 0) {
      add(count_of(moved, "move") + " to another team");
    }
    return text;
  }

  // One line each.
  [[nodiscard]] std::string alerts() const {
    constexpr std::size_t shown = 4;
    if (run_.alerts.empty()) {
      return run_.scenario.alerts.empty() ? "" : "none";
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, run_.alerts.size()); ++i) {
      const std::string line = alert_line(run_.alerts[i]);
      text += (i > 0 ? "\n" : "") + shortened(line, screen_.width - 1 - label_width, !screen_.pictures);
    }
    return run_.alerts.size() > shown ? text + fmt::format("\n{} more in alerts.csv", run_.alerts.size() - shown)
                                      : text;
  }

  [[nodiscard]] std::string alert_line(const FiredAlert& told) const {
    const std::string about = told.user                    ? run_.trace.users[*told.user]
                              : told.tranche != no_tranche ? run_.outcome.tranches[told.tranche.value].id
                              : told.team                  ? run_.trace.teams[*told.team]
                                                           : std::string();
    return printable(fmt::format("{} {}{}: {}", format(told.day), run_.scenario.alerts[told.alert].name,
                                 about.empty() ? "" : " (" + about + ')', told.words));
  }

  [[nodiscard]] std::string expiries() const {
    constexpr std::size_t shown = 4;
    const std::vector<Expiry> next = next_expiries(run_.outcome);
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, next.size()); ++i) {
      text += fmt::format("{}{} of {} on {}", i > 0 ? ", " : "", text_of(next[i].remaining),
                          printable(run_.outcome.tranches[next[i].tranche.value].id), format(next[i].on));
    }
    if (next.size() > shown) {
      text += fmt::format(", then {} more", next.size() - shown);
    }
    return text.empty() ? "nothing is left to expire" : text;
  }

  [[nodiscard]] std::string ahead() const {
    const Outlook next = outlook(total(run_.curve), next_expiries(run_.outcome), run_.scenario.until);
    const std::string rate = fmt::format("{} a day in the last {}", rough(next.tokens_per_day),
                                         count_of(static_cast<std::uint64_t>(next.days), "day"));
    if (next.tokens_per_day <= 0) {
      return rate;
    }
    if (run_.summary.remaining == Tokens{}) {
      return rate + "; nothing is left for more";
    }
    std::string text = rate;
    text += next.lasts_until ? ": the rest lasts until " + format(*next.lasts_until)
                             : ": the rest lasts more than a century";
    if (next.expiring >= 0.5) {
      text += fmt::format(", {} expire unused", rough(next.expiring));
    }
    return text;
  }

  const RunResults& run_;
  const Screen& screen_;
};

}  // namespace

std::string run_facts(const RunResults& run, const Screen& screen) { return Facts(run, screen).text(); }

}  // namespace drawdown::program
