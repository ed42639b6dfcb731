#include "engine/ensemble/replicated_tables.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "engine/ensemble/estimate_cells.h"

namespace drawdown {
namespace {

using enum Cell::Kind;

// What a comparison calls its measures; all but the probability of running dry.
constexpr std::array<std::pair<std::string_view, ReplicaMeasure>, 11> measures{
    {{"sessions", ReplicaMeasure::sessions},
     {"charges", ReplicaMeasure::charges},
     {"denied_sessions", ReplicaMeasure::denied_sessions},
     {"cut_offs", ReplicaMeasure::cut_offs},
     {"denied_results", ReplicaMeasure::denied_results},
     {"refused_days", ReplicaMeasure::refused_days},
     {"tokens", ReplicaMeasure::consumed},
     {"expired", ReplicaMeasure::expired},
     {"cost", ReplicaMeasure::consumed_cost},
     {"written_off", ReplicaMeasure::written_off},
     {"total_cost", ReplicaMeasure::cost}}};

}  // namespace

Table replicated_table(const ReplicatedComparison& comparison) {
  std::vector<Table::Column> columns{{"variant", text}, {"replications", count}, {"measure", text}};
  for (const char* name : {"mean", "difference", "more", "less"}) {
    add_estimate_columns(columns, name);
  }
  Table table(std::move(columns));
  const std::uint64_t all = comparison.study.replications;
  for (const ReplicatedVariant& variant : comparison.variants) {
    const CandidateTally& own = comparison.tally(variant);
    const PairTally& than = comparison.difference(variant);
    const bool baseline = &variant == &comparison.variants.front();
    const auto add = [&](std::string_view measure, const Estimate& mean, const Mean& difference, std::uint64_t more,
                         std::uint64_t less) {
      std::vector<Cell> cells{variant.name, all, measure};
      add_estimate(cells, mean);
      add_estimate(cells, difference.estimate());
      if (baseline) {
        cells.resize(cells.size() + 6);
      } else {
        add_estimate(cells, estimate_share(more, all));
        add_estimate(cells, estimate_share(less, all));
      }
      table.add(std::move(cells));
    };
    for (const auto& [name, measure] : measures) {
      add(name, own.of(measure).mean.estimate(), than.difference(measure), than.more(measure), than.less(measure));
    }
    add("p_dry", own.p_dry(), than.dry_difference(), than.dry_only(), than.other_dry_only());
  }
  return table;
}

Table replicated_bridge_table(const ReplicatedComparison& comparison) {
  std::vector<Table::Column> columns{{"variant", text}, {"step", count}, {"change", text}};
  for (const char* name : {"tokens", "cost", "written_off"}) {
    add_estimate_columns(columns, name);
  }
  Table table(std::move(columns));
  for (const ReplicatedVariant& variant : comparison.variants) {
    std::uint64_t number = 0;
    for (const ReplicatedVariant::Step& step : variant.bridge) {
      const PairTally& effect = comparison.study.pairs[step.pair];
      std::vector<Cell> cells{variant.name, ++number, step.label};
      for (const ReplicaMeasure measure :
           {ReplicaMeasure::consumed, ReplicaMeasure::consumed_cost, ReplicaMeasure::written_off}) {
        add_estimate(cells, effect.difference(measure).estimate());
      }
      table.add(std::move(cells));
    }
  }
  return table;
}

}  // namespace drawdown
