#include "engine/ensemble/forecast_tables.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/base/version.h"
#include "engine/ensemble/estimate_cells.h"
#include "engine/ensemble/stress_tables.h"
#include "engine/report/json.h"

namespace drawdown {
namespace {

using enum Cell::Kind;

Cell date(const std::optional<DayEstimate>& day) {
  return !day || day->value == never_day ? Cell() : Cell(format(day->value));
}

// The odds of running dry before a day, and what is left at the end of the day before it.
void add_before(std::vector<Cell>& cells, const Scenario& scenario, const Forecast& ahead, Day day) {
  const CandidateTally& tally = ahead.tally();
  add_estimate(cells, estimate_share(tally.dry_before(day), tally.replications()));
  for (const int percent : {10, 50, 90}) {
    cells.push_back(
        day > scenario.from
            ? Cell(Number{tally.balance()[static_cast<std::size_t>(day - scenario.from) - 1].spread.quantile(percent)})
            : Cell());
  }
}

}  // namespace

Table forecast_table(const Scenario& scenario, const Forecast& ahead) {
  Table table({{"event", text},
               {"date", text},
               {"tranche", text},
               {"team", text},
               {"tokens", amount},
               {"p_dry_before", amount},
               {"p_dry_before_low", amount},
               {"p_dry_before_high", amount},
               {"balance_before_p10", amount},
               {"balance_before_p50", amount},
               {"balance_before_p90", amount},
               {"smaller", amount},
               {"smaller_p_worse", amount},
               {"smaller_p_dry", amount},
               {"smaller_p_write_off", amount},
               {"smaller_expired", amount}});
  for (const PlannedPurchase& purchase : ahead.purchases) {
    const Tranche& tranche = scenario.tranches[purchase.tranche];
    std::vector<Cell> cells{"purchase", format(tranche.bought), tranche.id, tranche.team, tranche.brings()};
    add_before(cells, scenario, ahead, tranche.bought);
    if (const std::optional<SmallerPurchase>& smaller = purchase.smaller) {
      for (const std::int64_t each : {smaller->tokens.micro, smaller->p_worse.value, smaller->p_dry.value,
                                      smaller->p_write_off.value, smaller->expired.value}) {
        cells.emplace_back(Number{each});
      }
    }
    cells.resize(table.columns().size());
    table.add(std::move(cells));
  }
  std::vector<Cell> end{"end", format(scenario.until), Cell(), Cell(), Cell()};
  add_before(end, scenario, ahead, scenario.until);
  end.resize(table.columns().size());
  table.add(std::move(end));
  return table;
}

Table extra_use_table(const Scenario& scenario, const Forecast& ahead) {
  Table table({{"tranche", text},
               {"team", text},
               {"expires", text},
               {"days", count},
               {"working_days", count},
               {"lost_p50", amount},
               {"lost_p90", amount},
               {"per_day_p50", amount},
               {"per_day_p90", amount},
               {"per_working_day_p50", amount},
               {"per_working_day_p90", amount}});
  for (const ExtraUse& use : ahead.extra_use) {
    const Tranche& tranche = scenario.tranches[use.tranche];
    table.add({tranche.id, tranche.team, format(tranche.expires), static_cast<std::uint64_t>(use.days),
               static_cast<std::uint64_t>(use.working_days), use.lost_p50, use.lost_p90, use.per_day(use.lost_p50),
               use.per_day(use.lost_p90), use.per_working_day(use.lost_p50), use.per_working_day(use.lost_p90)});
  }
  return table;
}

std::string forecast_json(const Scenario& scenario, const Forecast& ahead, std::string_view by,
                          const ForecastOptions& options) {
  const CandidateTally& tally = ahead.tally();
  const Estimate dry = tally.p_dry();
  const MeasureTally& price = tally.price_consumed();
  const auto of_price = [&](auto value) { return price.mean.number() == 0 ? Cell() : Cell(Number{value()}); };
  const auto mean = [&](ReplicaMeasure measure) { return Cell(Number{tally.of(measure).mean.estimate().value}); };
  const Record record{{"scenario", scenario.name},
                      {"from", format(scenario.from)},
                      {"today", format(ahead.today)},
                      {"until", format(scenario.until)},
                      {"by", by},
                      {"seed", scenario.demand->seed},
                      {"replications", tally.replications()},
                      {"p_dry", Number{dry.value}},
                      {"p_dry_low", Number{dry.low}},
                      {"p_dry_high", Number{dry.high}},
                      {"dry_p10", date(tally.dry_day(10))},
                      {"dry_p50", date(tally.dry_day(50))},
                      {"dry_p90", date(tally.dry_day(90))},
                      {"consumed", mean(ReplicaMeasure::consumed)},
                      {"expired", mean(ReplicaMeasure::expired)},
                      {"written_off", mean(ReplicaMeasure::written_off)},
                      {"price_per_token_consumed", of_price([&] { return price.mean.estimate().value; })},
                      {"price_per_token_consumed_p10", of_price([&] { return price.spread.quantile(10); })},
                      {"price_per_token_consumed_p90", of_price([&] { return price.spread.quantile(90); })},
                      {"risk", Number{options.risk}},
                      {"version", version()}};
  return to_json(record, {{"ahead", to_json(forecast_table(scenario, ahead))},
                          {"tranches", to_json(tranche_odds_table(as_planned(scenario), ahead.study))},
                          {"extra_use", to_json(extra_use_table(scenario, ahead))}});
}

}  // namespace drawdown
