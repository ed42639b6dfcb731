#include "tools/drawdown/terminal/stress_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// "12.3 ±0.4", of millionths.
std::string with_interval(const Estimate& estimate) {
  return fmt::format("{} ±{}", percent_text(estimate.value), percent_text((estimate.high - estimate.low) / 2));
}

std::string day_text(Day day) { return day == never_day ? "-" : format(day); }

// A mean of counts or tokens, of which the first decimal may matter.
std::string mean_text(const Mean& mean) {
  const std::int64_t value = mean.estimate().value;
  constexpr std::int64_t few = 100 * micro_per_unit;
  const std::int64_t step = value < few && value > -few ? micro_per_unit / 10 : micro_per_unit;
  const std::int64_t half = value < 0 ? -step / 2 : step / 2;
  return text_of(Tokens{(value + half) / step * step});
}

class View {
 public:
  View(const StressView& view, const Screen& screen)
      : view_(view), base_(*view.candidates.front().scenario), screen_(screen) {}

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(base_, screen_) + "\n";
    out += hanging("", 1, made(), screen_.width - 1) + "\n";
    out += table_lines(dry(), screen_) + "\n" + table_lines(money(), screen_) + "\n" + answers();
    if (const Rows rows = tranches(); rows.size() > 1) {
      out += "\n" + table_lines(rows, screen_);
    }
    return out;
  }

 private:
  static constexpr std::size_t most_rows = 40;

  [[nodiscard]] std::string made() const {
    std::string text = fmt::format("{} of {}, seed {}", count_of(view_.study.replications, "replication"),
                                   count_of(view_.candidates.size(), "candidate"), base_.demand->seed);
    text += view_.study.narrow_enough ? "; stopped as the intervals are narrow enough" : "";
    return text + "; ± is half a 95 % interval";
  }

  [[nodiscard]] std::string name_of(std::size_t i) const {
    return (i == view_.study.baseline && view_.candidates.size() > 1 ? "* " : "  ") +
           shortened(printable(view_.candidates[i].name), 20, !screen_.pictures);
  }

  template <class Row>
  void add_all(Rows& rows, const Row& row) const {
    for (std::size_t i = 0; i < std::min(view_.candidates.size(), most_rows); ++i) {
      rows.push_back(row(i, view_.study.candidates[i]));
    }
    if (view_.candidates.size() > most_rows) {
      rows.push_back({fmt::format("  {} more in stress.csv", view_.candidates.size() - most_rows)});
      rows.back().resize(rows.front().size());
    }
  }

  [[nodiscard]] Rows dry() const {
    const ReplicaMeasure service = service_measure(base_);
    Rows rows{{"  Runs dry", "%", "P10", "P50", "P90", "Served, %", ""}};
    add_all(rows, [&](std::size_t i, const CandidateTally& tally) -> std::vector<std::string> {
      return {name_of(i),
              with_interval(tally.p_dry()),
              day_text(tally.dry_day(10).value),
              day_text(tally.dry_day(50).value),
              day_text(tally.dry_day(90).value),
              with_interval(tally.of(service).mean.estimate()),
              ""};
    });
    return rows;
  }

  [[nodiscard]] Rows money() const {
    const std::string currency = printable(base_.currency);
    const bool series = service_measure(base_) == ReplicaMeasure::fill_rate;
    Rows rows{{"  On average", series ? "Short days" : "Refused days", "Expired", "Written off", "Cost, " + currency,
               "+/-", "±", ""}};
    add_all(rows, [&](std::size_t i, const CandidateTally& tally) -> std::vector<std::string> {
      const Estimate more = tally.of(ReplicaMeasure::cost).difference.estimate();
      const bool baseline = i == view_.study.baseline;
      return {name_of(i),
              mean_text(tally.of(series ? ReplicaMeasure::denied_results : ReplicaMeasure::refused_days).mean),
              mean_text(tally.of(ReplicaMeasure::expired).mean),
              whole_text_of(Money{tally.of(ReplicaMeasure::written_off).mean.estimate().value}),
              whole_text_of(Money{tally.of(ReplicaMeasure::cost).mean.estimate().value}),
              baseline ? "" : with_sign(whole_text_of(Money{more.value})),
              baseline ? "" : whole_text_of(Money{(more.high - more.low) / 2}),
              ""};
    });
    align_points(rows);
    return rows;
  }

  [[nodiscard]] std::string answers() const {
    std::string out;
    const StressPlan& plan = base_.stress;
    const bool sized = !plan.sizes.empty();
    const bool of_demand = plan.size_of.kind == SizeOf::Kind::demand;
    for (const StressAnswer& answer : view_.answers) {
      const auto name = [&](std::size_t i) { return printable(view_.candidates[i].name); };
      const char* which = !sized ? "First" : of_demand ? "Greatest factor" : "Smallest size";
      std::string text = fmt::format("{} that serves {} %: ", which, percent_text(plan.service_level));
      text += answer.enough ? name(*answer.enough) : "none of these";
      if (answer.enough && answer.surely_enough != answer.enough) {
        text += answer.surely_enough ? fmt::format(" (surely: {})", name(*answer.surely_enough))
                                     : " (surely: none of these)";
      }
      text += fmt::format("; least expected cost: {}", name(answer.cheapest));
      text += plan.penalty == Money{} ? ", as a refusal costs nothing (penalty)" : "";
      out += hanging("", 1, text, screen_.width - 1);
    }
    return out;
  }

  // Of the scenario as it is.
  [[nodiscard]] Rows tranches() const {
    constexpr std::size_t most = 12;
    Rows rows{{"  Tranche", "Expires", "Lost, %", "Tokens", "P50", "P90", "Act by", ""}};
    const CandidateTally& tally = view_.study.candidates.front();
    for (std::size_t i = 0; i < base_.tranches.size() && rows.size() <= most; ++i) {
      const Tranche& tranche = base_.tranches[i];
      const TrancheTally& each = tally.tranches()[i];
      if (tranche.expires_at >= base_.end) {
        continue;  // cannot expire in the study
      }
      const std::optional<Day> act = last_day_to_act(base_, tranche, each);
      rows.push_back({"  " + shortened(printable(tranche.id), 20, !screen_.pictures), format(tranche.expires),
                      with_interval(estimate_share(each.with_loss, view_.study.replications)), mean_text(each.expired),
                      text_of(Tokens{each.spread.quantile(50)}), text_of(Tokens{each.spread.quantile(90)}),
                      act ? format(*act) : "-", ""});
    }
    return rows;
  }

  const StressView& view_;
  const Scenario& base_;
  const Screen& screen_;
};

}  // namespace

std::string show(const StressView& view, const Screen& screen) { return View(view, screen).text(); }

}  // namespace drawdown::program
