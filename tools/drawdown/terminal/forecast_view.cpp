#include "tools/drawdown/terminal/forecast_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "engine/ensemble/stress_answers.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// "12.3 (9.8-15.2)" of millionths.
std::string odds_text(const Estimate& estimate) {
  return fmt::format("{} ({}-{})", percent_text(estimate.value), percent_text(estimate.low),
                     percent_text(estimate.high));
}

std::string whole_text(std::int64_t micro) {
  const std::int64_t half = micro < 0 ? -micro_per_unit / 2 : micro_per_unit / 2;
  return text_of(Tokens{(micro + half) / micro_per_unit * micro_per_unit});
}

// Rounded up to one decimal, so that it is enough.
std::string rate_text(const Tokens& tokens) {
  constexpr std::int64_t tenth = micro_per_unit / 10;
  return text_of(Tokens{(tokens.micro + tenth - 1) / tenth * tenth});
}

class View {
 public:
  View(const ForecastView& view, const Screen& screen)
      : view_(view), scenario_(view.scenario), tally_(view.ahead.tally()), screen_(screen) {}

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(scenario_, screen_) + "\n" + paragraph(made());
    out += "\n" + table_lines(purchases(), screen_) + paragraph(dry());
    if (const Rows rows = tranches(); rows.size() > 1) {
      out += "\n" + table_lines(rows, screen_);
    }
    return out + "\n" + paragraph(price()) + advice();
  }

 private:
  static constexpr std::size_t most_rows = 10;

  [[nodiscard]] std::string paragraph(const std::string& text) const { return hanging("", 1, text, screen_.width - 1); }

  [[nodiscard]] std::string name_of(std::size_t tranche) const {
    return shortened(printable(scenario_.tranches[tranche].id), 16, !screen_.pictures);
  }

  [[nodiscard]] std::string made() const {
    if (view_.ahead.today == scenario_.until) {
      return "The log goes to the end of the horizon: there is nothing left to forecast.";
    }
    const char* how = view_.by == "demand" ? "the scenario's demand"
                      : view_.by == "fit"  ? "a population fitted to the log"
                                           : "weeks of the log";
    std::string text = fmt::format("As logged before {}; from then on {} of {}, seed {}.", format(view_.ahead.today),
                                   count_of(tally_.replications(), "replication"), how, scenario_.demand->seed);
    constexpr std::int32_t week = 7;  // longer than holidays that nobody would ask about
    if (view_.ahead.today - view_.log_ends >= week) {
      text += fmt::format(" Nothing is logged from {} on.", format(view_.log_ends));
    }
    return text;
  }

  [[nodiscard]] std::vector<std::string> row_before(const std::string& what, Day day, const std::string& tokens,
                                                    std::uint64_t dry) const {
    std::vector<std::string> row{what, format(day), tokens, odds_text(estimate_share(dry, tally_.replications()))};
    for (const int percent : {10, 50}) {
      const auto place = static_cast<std::size_t>(day - scenario_.from);
      row.push_back(place == 0 ? "-" : whole_text(tally_.balance()[place - 1].spread.quantile(percent)));
    }
    row.emplace_back();
    return row;
  }

  [[nodiscard]] Rows purchases() const {
    Rows rows{{"  Until", "Day", "Brings", "Dry before, %", "Left, P10", "P50", ""}};
    for (const PlannedPurchase& purchase : view_.ahead.purchases) {
      if (rows.size() > most_rows) {
        break;
      }
      const Tranche& tranche = scenario_.tranches[purchase.tranche];
      rows.push_back(
          row_before("  " + name_of(purchase.tranche), tranche.bought, text_of(tranche.brings()), purchase.dry_before));
    }
    rows.push_back(row_before("  the end", scenario_.until, "", tally_.dry()));
    return rows;
  }

  [[nodiscard]] std::string dry() const {
    std::string text;
    for (const int percent : {10, 50, 90}) {
      if (const Day day = tally_.dry_day(percent).value; day != never_day) {
        text += fmt::format("{}{} % by {}", text.empty() ? "Runs dry in " : ", ", percent, format(day));
      }
    }
    return text.empty() ? "In nine of ten courses the pool does not run dry." : text + ".";
  }

  [[nodiscard]] Rows tranches() const {
    Rows rows{{"  Tranche", "Expires", "Loses, %", "P50", "P90", "Act by", ""}};
    for (const ExtraUse& use : view_.ahead.extra_use) {
      if (rows.size() > most_rows) {
        break;
      }
      const Tranche& tranche = scenario_.tranches[use.tranche];
      const TrancheTally& tally = tally_.tranches()[use.tranche];
      const std::optional<Day> act = last_day_to_act(scenario_, tranche, tally);
      rows.push_back({"  " + name_of(use.tranche), format(tranche.expires),
                      odds_text(estimate_share(tally.with_loss, tally_.replications())), whole_text(use.lost_p50.micro),
                      whole_text(use.lost_p90.micro),
                      !act                       ? "-"
                      : *act < view_.ahead.today ? "too late"
                                                 : format(*act),
                      ""});
    }
    return rows;
  }

  [[nodiscard]] std::string price() const {
    const MeasureTally& price = tally_.price_consumed();
    if (price.mean.number() == 0) {
      return "Nobody consumes a token.";
    }
    const auto shown = [](std::int64_t micro) { return text_of(std::optional(Money{micro})); };
    return fmt::format("A consumed token of the horizon costs {} {} on average; {} to {} in eight of ten courses.",
                       shown(price.mean.estimate().value), printable(scenario_.currency),
                       shown(price.spread.quantile(10)), shown(price.spread.quantile(90)));
  }

  // What would avoid each loss that happens in at least one of ten courses.
  [[nodiscard]] std::string advice() const {
    std::string out;
    std::size_t told = 0;
    for (const ExtraUse& use : view_.ahead.extra_use) {
      if (use.lost_p90 <= Tokens{} || told == most_rows) {
        continue;
      }
      ++told;
      std::string text = fmt::format("To use up {}: ", name_of(use.tranche));
      const bool by_working_days = use.working_days > 0;
      const auto rate = [&](Tokens lost) {
        return rate_text(*(by_working_days ? use.per_working_day(lost) : use.per_day(lost)));
      };
      text += use.lost_p50 > Tokens{} ? fmt::format("{} more tokens a {} for P50, {} for P90", rate(use.lost_p50),
                                                    by_working_days ? "working day" : "day", rate(use.lost_p90))
                                      : fmt::format("{} more tokens a {} for P90", rate(use.lost_p90),
                                                    by_working_days ? "working day" : "day");
      out += paragraph(text + smaller(use.tranche) + ".");
    }
    return out;
  }

  [[nodiscard]] std::string smaller(std::size_t tranche) const {
    const auto& purchases = view_.ahead.purchases;
    const auto found = std::find_if(purchases.begin(), purchases.end(),
                                    [tranche](const PlannedPurchase& each) { return each.tranche == tranche; });
    if (found == purchases.end()) {
      return "; it is bought already";
    }
    if (!found->smaller) {
      return "; no smaller purchase would do";
    }
    return fmt::format("; or buy {} in place of {}: then {} expire on average, and {} % of the courses refuse more",
                       text_of(found->smaller->tokens), text_of(scenario_.tranches[tranche].tokens),
                       whole_text(found->smaller->expired.value), percent_text(found->smaller->p_worse.value));
  }

  const ForecastView& view_;
  const Scenario& scenario_;
  const CandidateTally& tally_;
  const Screen& screen_;
};

}  // namespace

std::string show(const ForecastView& view, const Screen& screen) { return View(view, screen).text(); }

}  // namespace drawdown::program
