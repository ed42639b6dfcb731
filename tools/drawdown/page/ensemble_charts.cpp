#include "tools/drawdown/page/ensemble_charts.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/ensemble/stress_tables.h"
#include "tools/drawdown/terminal/amounts.h"

namespace drawdown::program {
namespace {

constexpr std::size_t most_days = 1100;  // three years by day

}  // namespace

std::string percent_of(std::int64_t micro) { return percent_text(micro) + " %"; }

std::string with_interval(const Estimate& estimate) {
  const std::string low = percent_of(estimate.low);
  return fmt::format("{} (95 % interval {} to {})", percent_of(estimate.value), low.substr(0, low.size() - 2),
                     percent_of(estimate.high));
}

std::string mean_of(const Estimate& estimate) {
  constexpr std::int64_t few = 100 * micro_per_unit;
  const bool small = estimate.value < few && estimate.value > -few;
  return small ? text_of(Money{estimate.value}) : whole_text_of(Money{estimate.value});
}

void add_fan(Page& page, PageSection& section, const std::vector<StressCandidate>& candidates, const Stress& study,
             const std::vector<std::size_t>& places, std::vector<Mark> marks) {
  const std::size_t days = study.candidates[places.front()].balance().size();
  if (days == 0) {
    return;
  }
  const std::size_t every = std::max<std::size_t>(1, (days + most_days - 1) / most_days);
  page.tables.push_back(
      {"burn_quantiles.csv", "Balance and consumption by day", burn_quantile_table(candidates, study, places, every)});
  page.charts.push_back(
      {.kind = Chart::Kind::days,
       .id = "fan",
       .title = "Tokens left at the end of each day",
       .note = "In nine of ten replications the balance lies in the wide band, in eight of ten in the narrow one; half "
               "of them are above the line.",
       .table = "burn_quantiles.csv",
       .x = "date",
       .unit = "tokens",
       .choose = "candidate",
       .chosen = candidates[places.front()].name,
       .layers = {{.shape = Layer::Shape::band,
                   .label = "P5 to P95",
                   .value = {},
                   .low = "balance_p5",
                   .high = "balance_p95",
                   .hue = Hue::sky},
                  {.shape = Layer::Shape::band,
                   .label = "P10 to P90",
                   .value = {},
                   .low = "balance_p10",
                   .high = "balance_p90",
                   .hue = Hue::blue},
                  {.shape = Layer::Shape::line, .label = "median", .value = "balance_p50", .hue = Hue::blue}},
       .marks = std::move(marks)});
  section.charts.emplace_back("fan");
}

void add_odds(Page& page, const std::vector<StressCandidate>& candidates, const Stress& study) {
  const Scenario& scenario = *candidates.front().scenario;
  const bool any = std::any_of(scenario.tranches.begin(), scenario.tranches.end(),
                               [&](const Tranche& tranche) { return tranche.expires_at < scenario.end; });
  if (!any) {
    return;
  }
  page.tables.push_back({"tranche_odds.csv", "What may expire of each tranche", tranche_odds_table(candidates, study)});
  Chart odds{.kind = Chart::Kind::bars,
             .id = "odds",
             .title = "How likely some of a tranche expires unused",
             .note = "A share of the replications, with its 95 % interval.",
             .table = "tranche_odds.csv",
             .x = "tranche",
             .unit = "share",
             .choose = "candidate",
             .chosen = candidates.front().name,
             .layers = {{.shape = Layer::Shape::bar, .label = "probability", .value = "p_write_off", .hue = Hue::red},
                        {.shape = Layer::Shape::whisker,
                         .label = "95 % interval",
                         .value = {},
                         .low = "p_write_off_low",
                         .high = "p_write_off_high",
                         .hue = Hue::grey}}};
  Chart tokens{.kind = Chart::Kind::bars,
               .id = "loss",
               .title = "Tokens of each tranche that expire unused",
               .note = "On average, and from the median to what is exceeded in one of ten replications.",
               .table = "tranche_odds.csv",
               .x = "tranche",
               .unit = "tokens",
               .choose = "candidate",
               .chosen = candidates.front().name,
               .layers = {{.shape = Layer::Shape::bar, .label = "mean", .value = "expired", .hue = Hue::red},
                          {.shape = Layer::Shape::whisker,
                           .label = "P50 to P90",
                           .value = {},
                           .low = "expired_p50",
                           .high = "expired_p90",
                           .hue = Hue::grey}}};
  page.charts.push_back(std::move(odds));
  page.charts.push_back(std::move(tokens));
  page.sections.push_back({.heading = "What may expire", .charts = {"odds", "loss"}});
}

std::vector<Mark> listed_marks(const Scenario& scenario) {
  std::vector<Mark> marks;
  for (const Tranche& tranche : scenario.tranches) {
    if (tranche.bought >= scenario.from && tranche.bought < scenario.until && tranche.brings() > Tokens{}) {
      marks.push_back({Mark::Kind::arrival,
                       format(tranche.bought),
                       {},
                       fmt::format("{}: +{}", tranche.id, text_of(tranche.brings()))});
    }
    if (tranche.expires > scenario.from && tranche.expires < scenario.until) {
      marks.push_back({Mark::Kind::expiry, format(tranche.expires), {}, fmt::format("{} expires", tranche.id)});
    }
  }
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.at < b.at; });
  constexpr std::size_t most = 60;
  if (marks.size() > most) {
    marks.resize(most);
  }
  return marks;
}

Chart size_curve(const SizeCurve& curve) {
  return {.kind = Chart::Kind::curve,
          .id = curve.id,
          .title = curve.title,
          .note = "The band is the 95 % interval of the estimate.",
          .table = curve.table,
          .x = "size",
          .unit = curve.unit,
          .x_unit = curve.size_unit,
          .layers = {{.shape = Layer::Shape::band,
                      .label = "95 % interval",
                      .value = {},
                      .low = curve.column + "_low",
                      .high = curve.column + "_high",
                      .hue = curve.hue},
                     {.shape = Layer::Shape::line, .label = {}, .value = curve.column, .hue = curve.hue},
                     {.shape = Layer::Shape::dot, .label = "estimate", .value = curve.column, .hue = curve.hue}}};
}

Chart risk_cost_chart(const std::string& table, const std::string& currency) {
  return {.kind = Chart::Kind::curve,
          .id = "risk_cost",
          .title = "Expected cost against risk",
          .note = "A point for each size, the smallest on the right.",
          .table = table,
          .x = "p_dry",
          .unit = currency,
          .x_unit = "share of the replications in which the pool runs dry",
          .layers = {{.shape = Layer::Shape::line, .label = {}, .value = "cost", .hue = Hue::grey},
                     {.shape = Layer::Shape::dot, .label = "size", .value = "cost", .hue = Hue::purple}}};
}

}  // namespace drawdown::program
