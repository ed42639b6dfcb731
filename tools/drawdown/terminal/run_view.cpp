#include "tools/drawdown/terminal/run_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/burn.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/chart.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/contract_view.h"
#include "tools/drawdown/terminal/cost_view.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/run_facts.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

class View {
 public:
  View(const RunResults& run, const Screen& screen) : run_(run), screen_(screen), all_(total(run.curve)) {}

  [[nodiscard]] std::string text() const {
    // On a low screen the curve is worth more than air.
    const bool low = screen_.pictures && screen_.height < 28;
    const char* air = low ? "" : "\n";
    std::string out = fmt::format("{}{}{}{}{}", heading_of(run_.scenario, screen_), air,
                                  side_by_side(blocks(), screen_), air, run_facts(run_, screen_));
    if (const std::string contracts = contract_lines(run_.scenario, run_.contracts, screen_); !contracts.empty()) {
      out += fmt::format("\n{}", contracts);
    }
    if (run_.curve.teams.size() > 1) {
      out += fmt::format("\n{}", table_lines(teams(), screen_));
    }
    if (run_.charge_back) {
      out += fmt::format("\n{}", cost_lines(run_.scenario, *run_.charge_back, screen_));
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
        {"Team", "Start", "Bought", "Consumed", "Expired", "By hand", "Balance", "Refused"}};
    for (std::size_t i = 0; i < std::min(order.size(), shown); ++i) {
      rows.push_back(team_row(run_.curve.teams[order[i]]));
    }
    if (order.size() > shown) {
      rows.emplace_back(rows[0].size());
      rows.back()[0] = fmt::format("{} more in burn.csv", order.size() - shown);
    }
    leave_out_by_hand(rows);
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
            with_sign(text_of(sum(burn.adjusted) + sum(burn.moved))),
            text_of(burn.closing.back()),
            text_of(std::accumulate(burn.denied.begin(), burn.denied.end(), std::uint64_t{0}))};
  }

  // Most runs have neither adjustments nor transfers.
  static void leave_out_by_hand(std::vector<std::vector<std::string>>& rows) {
    constexpr std::size_t by_hand = 5;
    const bool none = std::all_of(rows.begin() + 1, rows.end(),
                                  [](const auto& row) { return row[by_hand] == "0" || row[by_hand].empty(); });
    for (std::vector<std::string>& row : rows) {
      if (none) {
        row.erase(row.begin() + by_hand);
      }
    }
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
        {name, "Opening", "Bought", "Consumed", "Expired", "By hand", "Closing", "Refused"}};
    for (std::size_t i = 0; i < coarse.starts.size(); ++i) {
      const TeamBurn& burn = coarse.burn;
      rows.push_back({format(coarse.starts[i]).substr(0, period == Period::month ? 7 : 10), text_of(burn.opening[i]),
                      text_of(burn.bought[i]), text_of(burn.consumed[i]), text_of(burn.expired[i]),
                      with_sign(text_of(burn.adjusted[i] + burn.moved[i])), text_of(burn.closing[i]),
                      text_of(burn.denied[i])});
    }
    leave_out_by_hand(rows);
    align_points(rows);
    return rows;
  }

  const RunResults& run_;
  const Screen& screen_;
  TeamBurn all_;
};

}  // namespace

std::string show(const RunResults& run, const Screen& screen) { return View(run, screen).text(); }

}  // namespace drawdown::program
