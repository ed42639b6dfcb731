#include "engine/ensemble/stress_tables.h"

#include <array>
#include <cstddef>
#include <utility>

#include "engine/base/version.h"
#include "engine/ensemble/estimate_cells.h"
#include "engine/report/csv.h"
#include "engine/report/json.h"

namespace drawdown {
namespace {

using enum Cell::Kind;

Cell date(Day day) { return day == never_day ? Cell() : Cell(format(day)); }

// The measures of stress.csv, and whether their difference is there too.
constexpr std::array<std::pair<ReplicaMeasure, bool>, 7> chosen{{{ReplicaMeasure::service_level, true},
                                                                 {ReplicaMeasure::fill_rate, true},
                                                                 {ReplicaMeasure::denied_sessions, false},
                                                                 {ReplicaMeasure::refused_days, false},
                                                                 {ReplicaMeasure::expired, false},
                                                                 {ReplicaMeasure::written_off, true},
                                                                 {ReplicaMeasure::cost, true}}};
constexpr std::array percents{10, 50, 90};
constexpr std::array shown{5, 10, 50, 90, 95};  // of days

void add_days(std::vector<Cell>& cells, const std::optional<DayEstimate>& estimate) {
  if (!estimate) {
    cells.resize(cells.size() + 3);
    return;
  }
  for (const Day each : {estimate->value, estimate->low, estimate->high}) {
    cells.push_back(date(each));
  }
}

std::vector<Table::Column> stress_columns() {
  std::vector<Table::Column> columns{{"candidate", text}, {"size", amount}, {"replications", count}};
  add_estimate_columns(columns, "p_dry");
  for (const char* dry : {"dry_p", "dry_if_dry_p"}) {
    for (const int percent : percents) {
      add_estimate_columns(columns, dry + std::to_string(percent), text);
    }
  }
  for (const auto& [measure, difference] : chosen) {
    add_estimate_columns(columns, std::string(measure_of(measure).name));
  }
  add_estimate_columns(columns, "p_dry_difference");
  for (const auto& [measure, difference] : chosen) {
    if (difference) {
      add_estimate_columns(columns, std::string(measure_of(measure).name) + "_difference");
    }
  }
  return columns;
}

std::vector<Cell> start_of_row(const StressCandidate& candidate) { return {candidate.name, candidate.size}; }

}  // namespace

Table stress_table(const std::vector<StressCandidate>& candidates, const Stress& study) {
  Table table(stress_columns());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const CandidateTally& tally = study.candidates[i];
    std::vector<Cell> cells = start_of_row(candidates[i]);
    cells.emplace_back(tally.replications());
    add_estimate(cells, tally.p_dry());
    for (const int percent : percents) {
      add_days(cells, tally.dry_day(percent));
    }
    for (const int percent : percents) {
      add_days(cells, tally.dry_day_if_dry(percent));
    }
    for (const auto& [measure, difference] : chosen) {
      add_estimate(cells, tally.of(measure).mean.estimate());
    }
    add_estimate(cells, tally.p_dry_difference());
    for (const auto& [measure, difference] : chosen) {
      if (difference) {
        add_estimate(cells, tally.of(measure).difference.estimate());
      }
    }
    table.add(std::move(cells));
  }
  return table;
}

Table measure_table(const std::vector<StressCandidate>& candidates, const Stress& study) {
  std::vector<Table::Column> columns{{"candidate", text}, {"size", amount}, {"measure", text}};
  add_estimate_columns(columns, "mean");
  columns.push_back({"p5", amount});
  for (const int percent : percents) {
    add_estimate_columns(columns, "p" + std::to_string(percent));
  }
  columns.push_back({"p95", amount});
  columns.push_back({"max", amount});
  add_estimate_columns(columns, "difference");
  Table table(std::move(columns));
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t m = 0; m < replica_measures; ++m) {
      const auto measure = static_cast<ReplicaMeasure>(m);
      const MeasureTally& tally = study.candidates[i].of(measure);
      std::vector<Cell> cells = start_of_row(candidates[i]);
      cells.emplace_back(measure_of(measure).name);
      add_estimate(cells, tally.mean.estimate());
      cells.emplace_back(Number{tally.spread.quantile(5)});
      for (const int percent : percents) {
        const QuantileRanks ranks = quantile_ranks(percent, tally.spread.number());
        for (const std::uint64_t rank : {ranks.rank, ranks.low, ranks.high}) {
          cells.emplace_back(Number{tally.spread.at_rank(rank)});
        }
      }
      cells.emplace_back(Number{tally.spread.quantile(95)});
      cells.emplace_back(Number{tally.spread.quantile(100)});
      add_estimate(cells, tally.difference.estimate());
      table.add(std::move(cells));
    }
  }
  return table;
}

Table tranche_odds_table(const std::vector<StressCandidate>& candidates, const Stress& study) {
  std::vector<Table::Column> columns{{"candidate", text}, {"tranche", text},  {"team", text},        {"bought", text},
                                     {"expires", text},   {"tokens", amount}, {"unit_price", amount}};
  add_estimate_columns(columns, "p_write_off");
  add_estimate_columns(columns, "expired");
  columns.insert(columns.end(), {{"expired_p50", amount},
                                 {"expired_p90", amount},
                                 {"write_off", amount},
                                 {"write_off_p50", amount},
                                 {"write_off_p90", amount},
                                 {"remaining", amount},
                                 {"last_day_to_act", text}});
  Table table(std::move(columns));
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Scenario& scenario = *candidates[i].scenario;
    for (std::size_t t = 0; t < scenario.tranches.size(); ++t) {
      const Tranche& tranche = scenario.tranches[t];
      const TrancheTally& tally = study.candidates[i].tranches()[t];
      const auto money = [&](std::int64_t micro) {
        return tranche.unit_price ? Cell(cost(Tokens{micro}, *tranche.unit_price)) : Cell();
      };
      const Estimate expired = tally.expired.estimate();
      const std::int64_t p50 = tally.spread.quantile(50);
      const std::int64_t p90 = tally.spread.quantile(90);
      std::vector<Cell> cells{candidates[i].name,      tranche.id,       tranche.team,      format(tranche.bought),
                              format(tranche.expires), tranche.brings(), tranche.unit_price};
      add_estimate(cells, estimate_share(tally.with_loss, study.replications));
      add_estimate(cells, expired);
      const std::optional<Day> act = last_day_to_act(scenario, tranche, tally);
      for (Cell& cell :
           std::vector<Cell>{Number{p50}, Number{p90}, money(expired.value), money(p50), money(p90),
                             Number{tally.remaining.estimate().value}, act ? Cell(format(*act)) : Cell()}) {
        cells.push_back(std::move(cell));
      }
      table.add(std::move(cells));
    }
  }
  return table;
}

Table burn_quantile_table(const std::vector<StressCandidate>& candidates, const Stress& study,
                          const std::vector<std::size_t>& places, std::size_t every) {
  std::vector<Table::Column> columns{{"candidate", text}, {"date", text}};
  for (const char* what : {"balance", "consumed"}) {
    columns.push_back({std::string(what) + "_mean", amount});
    for (const int percent : shown) {
      columns.push_back({what + std::string("_p") + std::to_string(percent), amount});
    }
  }
  Table table(std::move(columns));
  for (const std::size_t i : places) {
    const CandidateTally& tally = study.candidates[i];
    for (std::size_t day = 0; day < tally.balance().size(); day += every) {
      std::vector<Cell> cells{candidates[i].name,
                              format(candidates[i].scenario->from + static_cast<std::int32_t>(day))};
      for (const DayTally* each : {&tally.balance()[day], &tally.consumed()[day]}) {
        cells.emplace_back(Number{each->mean.estimate().value});
        for (const int percent : shown) {
          cells.emplace_back(Number{each->spread.quantile(percent)});
        }
      }
      table.add(std::move(cells));
    }
  }
  return table;
}

void write_burn_quantiles(OutputFile& file, const std::vector<StressCandidate>& candidates, const Stress& study) {
  std::string rows;
  CsvWriter csv(rows);
  csv.plain("candidate").plain("date");
  for (const char* what : {"balance", "consumed"}) {
    csv.plain(std::string(what) + "_mean");
    for (const int percent : shown) {
      csv.plain(what + std::string("_p") + std::to_string(percent));
    }
  }
  csv.end_row();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const CandidateTally& tally = study.candidates[i];
    for (std::size_t day = 0; day < tally.balance().size(); ++day) {
      csv.text(candidates[i].name).plain(format(candidates[i].scenario->from + static_cast<std::int32_t>(day)));
      for (const DayTally* each : {&tally.balance()[day], &tally.consumed()[day]}) {
        csv.amount(each->mean.estimate().value);
        for (const int percent : shown) {
          csv.amount(each->spread.quantile(percent));
        }
      }
      csv.end_row();
      csv.spill(file);
    }
  }
  file.write(rows);
}

std::string stress_json(const std::vector<StressCandidate>& candidates, const Stress& study,
                        const std::vector<StressAnswer>& answers) {
  const Scenario& base = *candidates.front().scenario;
  const auto name_at = [&](const std::optional<std::size_t>& place) {
    return place ? Cell(candidates[*place].name) : Cell();
  };
  Table answered({{"variant", text}, {"enough", text}, {"surely_enough", text}, {"cheapest", text}});
  for (const StressAnswer& answer : answers) {
    answered.add(
        {answer.variant, name_at(answer.enough), name_at(answer.surely_enough), candidates[answer.cheapest].name});
  }
  const Record record{{"scenario", base.name},
                      {"from", format(base.from)},
                      {"until", format(base.until)},
                      {"seed", base.demand ? Cell(base.demand->seed) : Cell()},
                      {"replications", study.replications},
                      {"stopped_by", study.narrow_enough ? "half_width" : "replications"},
                      {"baseline", candidates[study.baseline].name},
                      {"service_level", Number{base.stress.service_level}},
                      {"service_measure", measure_of(service_measure(base)).name},
                      {"penalty", base.stress.penalty},
                      {"version", version()}};
  return to_json(record, {{"answers", to_json(answered)}, {"candidates", to_json(stress_table(candidates, study))}});
}

}  // namespace drawdown
