#include "tools/drawdown/page/forecast_page.h"

#include <fmt/core.h>

#include <string>
#include <utility>

#include "engine/ensemble/forecast_tables.h"
#include "engine/ensemble/stress_answers.h"
#include "tools/drawdown/page/ensemble_charts.h"
#include "tools/drawdown/page/made.h"
#include "tools/drawdown/terminal/amounts.h"

namespace drawdown::program {
namespace {

class ForecastPage {
 public:
  ForecastPage(const ForecastResults& results, const Arguments& arguments)
      : results_(results),
        scenario_(results.scenario),
        ahead_(results.ahead),
        tally_(results.ahead.tally()),
        arguments_(arguments),
        planned_(as_planned(results.scenario)),
        page_(page_of("forecast", results.scenario)) {}

  Page made() {
    answer();
    figures();
    PageSection section{.heading = "Tokens left"};
    std::vector<Mark> marks = listed_marks(scenario_);
    marks.push_back({Mark::Kind::line, format(ahead_.today), {}, "today"});
    add_fan(page_, section, planned_, ahead_.study, {0}, std::move(marks));
    page_.sections.push_back(std::move(section));
    add_purchases();
    add_odds(page_, planned_, ahead_.study);
    add_extra_use();
    const char* how = results_.by == "demand" ? "the scenario's demand"
                      : results_.by == "fit"  ? "a population fitted to the log"
                                              : "weeks of the log, drawn at random";
    Record more{{"Today", format(ahead_.today)},
                {"From then on", fmt::format("{} of {}", count_of(tally_.replications(), "replication"), how)},
                {"Intervals", "95 %: Wilson's for shares, Student's t for means, order statistics for quantiles"}};
    page_.sections.push_back(made_section("forecast", arguments_, scenario_, std::move(more)));
    add_findings(page_, scenario_, arguments_);
    return std::move(page_);
  }

 private:
  void answer() {
    std::string dry = fmt::format("From {} on, the pool runs dry before {} in {} of the courses", format(ahead_.today),
                                  format(scenario_.until), with_interval(tally_.p_dry()));
    const Day half = tally_.dry_day(50).value;
    page_.answer.push_back(half == never_day ? dry + "."
                                             : fmt::format("{}, in half of them by {}.", dry, format(half)));
    for (const ExtraUse& use : ahead_.extra_use) {
      if (use.lost_p90 > Tokens{}) {
        page_.answer.push_back(loss(use));
      }
    }
    for (const PlannedPurchase& purchase : ahead_.purchases) {
      if (purchase.smaller) {
        const Tranche& tranche = scenario_.tranches[purchase.tranche];
        page_.answer.push_back(fmt::format(
            "Of {}, {} tokens would do in place of {}: then {} of the courses refuse more, and {} expire on average.",
            tranche.id, text_of(purchase.smaller->tokens), text_of(tranche.tokens),
            percent_of(purchase.smaller->p_worse.value), mean_of(purchase.smaller->expired)));
      }
    }
  }

  [[nodiscard]] std::string loss(const ExtraUse& use) const {
    const Tranche& tranche = scenario_.tranches[use.tranche];
    const TrancheTally& tally = tally_.tranches()[use.tranche];
    std::string text = fmt::format(
        "{} loses tokens on {} in {} of the courses, at most {} in nine of ten", tranche.id, format(tranche.expires),
        percent_of(estimate_share(tally.with_loss, tally_.replications()).value), text_of(use.lost_p90));
    if (const std::optional<Tokens> rate = use.per_working_day(use.lost_p90)) {
      constexpr std::int64_t tenth = micro_per_unit / 10;  // rounded up, so that it is enough
      text += fmt::format(": {} more a working day would use them up",
                          text_of(Tokens{(rate->micro + tenth - 1) / tenth * tenth}));
    }
    if (const std::optional<Day> act = last_day_to_act(scenario_, tranche, tally)) {
      text += *act < ahead_.today ? "; it is too late for all of them" : "; act by " + format(*act);
    }
    return text + ".";
  }

  void figures() {
    const MeasureTally& price = tally_.price_consumed();
    const auto mean = [&](ReplicaMeasure measure) { return mean_of(tally_.of(measure).mean.estimate()); };
    page_.figures = {{"Runs dry", percent_of(tally_.p_dry().value), {}, tally_.dry() > 0},
                     {"Consumed", mean(ReplicaMeasure::consumed), "tokens, mean"},
                     {"Expired", mean(ReplicaMeasure::expired), "tokens, mean"},
                     {"Left", mean(ReplicaMeasure::remaining), "tokens, mean"},
                     {"Written off", mean(ReplicaMeasure::written_off), scenario_.currency + ", mean"}};
    if (price.mean.number() > 0) {
      page_.figures.push_back({"Per token consumed", text_of(std::optional(Money{price.mean.estimate().value})),
                               scenario_.currency + ", mean"});
    }
  }

  void add_purchases() {
    page_.tables.push_back({"forecast.csv", "Before each purchase, and at the end", forecast_table(scenario_, ahead_)});
    page_.charts.push_back(
        {.kind = Chart::Kind::bars,
         .id = "dry_before",
         .title = "How likely the pool runs dry before each purchase, and before the end",
         .table = "forecast.csv",
         .x = "date",
         .unit = "share",
         .layers = {{.shape = Layer::Shape::bar, .label = "probability", .value = "p_dry_before", .hue = Hue::red},
                    {.shape = Layer::Shape::whisker,
                     .label = "95 % interval",
                     .value = {},
                     .low = "p_dry_before_low",
                     .high = "p_dry_before_high",
                     .hue = Hue::grey}}});
    page_.sections.push_back({.heading = "Running dry", .charts = {"dry_before"}});
  }

  void add_extra_use() {
    PageSection section{.heading = "What would avoid a loss"};
    page_.tables.push_back({"extra_use.csv", "Extra use", extra_use_table(scenario_, ahead_)});
    section.tables.emplace_back("extra_use.csv");
    if (!results_.verdicts.all.empty()) {
      page_.tables.push_back({"expectations.csv", "Expectations", verdict_table(results_.verdicts)});
      section.tables.emplace_back("expectations.csv");
    }
    page_.sections.push_back(std::move(section));
  }

  const ForecastResults& results_;
  const Scenario& scenario_;
  const Forecast& ahead_;
  const CandidateTally& tally_;
  const Arguments& arguments_;
  std::vector<StressCandidate> planned_;
  Page page_;
};

}  // namespace

Page forecast_page(const ForecastResults& results, const Arguments& arguments) {
  return ForecastPage(results, arguments).made();
}

}  // namespace drawdown::program
