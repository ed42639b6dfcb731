#include "tools/drawdown/terminal/run_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/analysis/outlook.h"
#include "engine/analysis/tranches.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/chart.h"
#include "tools/drawdown/terminal/clock.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
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

class View {
 public:
  View(const RunView& run, const Screen& screen) : run_(run), screen_(screen), all_(total(run.curve)) {}

  [[nodiscard]] std::string text() const {
    // On a low screen the curve is worth more than air.
    const bool low = screen_.pictures && screen_.height < 28;
    const char* air = low ? "" : "\n";
    std::string out = fmt::format("{}{}{}{}{}", heading_of(run_.scenario, screen_), air,
                                  side_by_side(blocks(), screen_), air, facts());
    if (run_.curve.teams.size() > 1) {
      out += fmt::format("\n{}", table_lines(teams(), screen_));
    }
    if (run_.charge_back != nullptr) {
      out += fmt::format("\n{}", table_lines(costs(), screen_));
    }
    return fmt::format("{}\n{}", out, screen_.pictures ? picture(out) : table_lines(periods(), screen_));
  }

 private:
  [[nodiscard]] std::vector<Block> blocks() const {
    const Summary& s = run_.summary;
    const std::string currency = printable(run_.scenario.currency);
    Block tokens{"Tokens",
                 {{"bought", text_of(s.bought)},
                  {"consumed", text_of(s.consumed)},
                  {"expired", text_of(s.expired)},
                  {"left", text_of(s.remaining)},
                  {"owed", text_of(s.overdraft)}}};
    std::vector<std::string*> amounts;
    for (auto& line : tokens.lines) {
      amounts.push_back(&line.second);
    }
    align_points(amounts);
    Block money{currency.empty() ? "Money" : fmt::format("Money, {}", currency),
                {{"spent", text_of(s.spent)},
                 {"written off", text_of(s.written_off)},
                 {"per token bought", text_of(s.price_per_token_bought)},
                 {"per token consumed", text_of(s.price_per_token_consumed)}}};
    Block use{"Use",
              {{"sessions", text_of(s.sessions)},
               {"visits", text_of(s.visits)},
               {"charges", text_of(s.charges)},
               {"renewals", text_of(s.renewals)},
               {"free in grace", text_of(s.graced_visits)}}};
    return {std::move(tokens), std::move(money), std::move(use)};
  }

  [[nodiscard]] std::string fact(std::string_view label, const std::string& text) const {
    std::string lines = hanging(fmt::format(" {}", label), label_width, text, screen_.width - 1);
    return lines.insert(label.size() + 1, screen_.palette.reset).insert(1, screen_.palette.title);
  }

  [[nodiscard]] std::string facts() const {
    std::string out = fact("Refused", refusals());
    for (const auto& [label, text] :
         {std::pair("Covered", covered()), std::pair("Seats", seats()), std::pair("Results", results()),
          std::pair("Ordered", orders()), std::pair("By hand", by_hand())}) {
      out += text.empty() ? "" : fact(label, text);
    }
    out += fact("Expires", expiries()) + fact("Outlook", ahead());
    const Summary& s = run_.summary;
    if (s.sessions_outside > 0 || s.rejected_rows > 0) {
      std::string left_out =
          s.sessions_outside > 0 ? count_of(s.sessions_outside, "session") + " outside the horizon" : "";
      if (s.rejected_rows > 0) {
        left_out += (left_out.empty() ? "" : ", ") + count_of(s.rejected_rows, "bad row");
      }
      out += fact("Left out", left_out);
    }
    return out;
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
    if (run_.coverage == nullptr || run_.scenario.entitlements.empty()) {
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
    const Outlook next = outlook(all_, next_expiries(run_.outcome), run_.scenario.until);
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

  // A line per team; the busiest, if they are many.
  [[nodiscard]] std::vector<std::vector<std::string>> teams() const {
    constexpr std::size_t shown = 8;
    const auto consumed = [&](std::size_t team) {
      const auto& column = run_.curve.teams[team].consumed;
      return std::accumulate(column.begin(), column.end(), Tokens{});
    };
    std::vector<std::size_t> order(run_.curve.teams.size());
    std::iota(order.begin(), order.end(), 0);
    if (order.size() > shown) {
      std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return consumed(a) > consumed(b); });
    }
    std::vector<std::vector<std::string>> rows{
        {"Team", "Start", "Bought", "Consumed", "Expired", "Balance", "Refused"}};
    for (std::size_t i = 0; i < std::min(order.size(), shown); ++i) {
      rows.push_back(team_row(run_.curve.teams[order[i]]));
    }
    if (order.size() > shown) {
      rows.push_back({fmt::format("{} more in burn.csv", order.size() - shown), "", "", "", "", "", ""});
    }
    align_points(rows);
    return rows;
  }

  [[nodiscard]] std::vector<std::string> team_row(const TeamBurn& burn) const {
    const auto sum = [](const std::vector<Tokens>& column) {
      return std::accumulate(column.begin(), column.end(), Tokens{});
    };
    const std::string name = printable(run_.trace.teams[burn.team]);
    return {name.empty() ? "(default)" : name,
            text_of(burn.opening.front()),
            text_of(sum(burn.bought)),
            text_of(sum(burn.consumed)),
            text_of(sum(burn.expired)),
            text_of(burn.closing.back()),
            text_of(std::accumulate(burn.denied.begin(), burn.denied.end(), std::uint64_t{0}))};
  }

  // What is charged back, by each dimension: the dearest, if they are many; and what nobody bears.
  [[nodiscard]] std::vector<std::vector<std::string>> costs() const {
    std::vector<std::vector<std::string>> rows{{"Cost by", "", "Tokens", "Cost", "Write-off", "Total"}};
    const auto row = [&](std::string_view first, std::string_view second, const CostLine& line) {
      rows.push_back({printable(first), printable(second), text_of(line.tokens), text_of(line.cost),
                      text_of(line.write_off), text_of(line.total())});
    };
    for (const ChargeBackReport::Dimension& dimension : run_.charge_back->dimensions) {
      std::vector<CostLine> lines = dimension.lines;
      std::stable_sort(lines.begin(), lines.end(), [](const CostLine& a, const CostLine& b) {
        return std::pair(a.kind, b.total()) < std::pair(b.kind, a.total());
      });
      constexpr std::size_t shown = 5;
      std::size_t parts = 0;
      for (const CostLine& line : lines) {
        const bool is_part = line.kind == CostLine::Kind::part;
        parts += is_part ? 1 : 0;
        if (!is_part || parts <= shown) {
          row(&line == lines.data() ? dimension.name : "",
              !is_part             ? "(unallocated)"
              : line.value.empty() ? "(none)"
                                   : line.value,
              line);
        }
      }
      if (parts > shown) {
        rows.push_back({"", fmt::format("{} more in charge_back.csv", parts - shown), "", "", "", ""});
      }
    }
    row("all", fmt::format("write-off by {}", write_off_name(run_.scenario.charge_back->write_off)),
        run_.charge_back->whole);
    align_points(rows);
    return rows;
  }

  // The curve, as high as the lines above leave room for.
  [[nodiscard]] std::string picture(const std::string& above) const {
    constexpr std::size_t least = 5;
    constexpr std::size_t most = 10;
    const std::size_t taken = static_cast<std::size_t>(std::count(above.begin(), above.end(), '\n')) + 2 +
                              chart_frame(all_);  // an empty line, and the prompt
    std::size_t rows = screen_.height == 0 ? most : screen_.height - std::min(screen_.height, taken);
    rows = std::clamp(rows, least, most);
    return burn_chart(all_, run_.curve.from, rows - (rows % 2), screen_);
  }

  // The curve in figures: by month, or by week or day if it is short.
  [[nodiscard]] std::vector<std::vector<std::string>> periods() const {
    const std::size_t days = all_.days();
    const Period period = days > 92 ? Period::month : days > 21 ? Period::week : Period::day;
    const CoarseBurn coarse = coarsen(all_, run_.curve.from, period);
    const char* name = period == Period::month ? "Month" : period == Period::week ? "Week of" : "Day";
    std::vector<std::vector<std::string>> rows{
        {name, "Opening", "Bought", "Consumed", "Expired", "Closing", "Refused"}};
    for (std::size_t i = 0; i < coarse.starts.size(); ++i) {
      const TeamBurn& burn = coarse.burn;
      rows.push_back({format(coarse.starts[i]).substr(0, period == Period::month ? 7 : 10), text_of(burn.opening[i]),
                      text_of(burn.bought[i]), text_of(burn.consumed[i]), text_of(burn.expired[i]),
                      text_of(burn.closing[i]), text_of(burn.denied[i])});
    }
    align_points(rows);
    return rows;
  }

  const RunView& run_;
  const Screen& screen_;
  TeamBurn all_;
};

}  // namespace

std::string show(const RunView& run, const Screen& screen) { return View(run, screen).text(); }

}  // namespace drawdown::program
