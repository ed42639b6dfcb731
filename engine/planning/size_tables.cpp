#include "engine/planning/size_tables.h"

#include <cstddef>
#include <vector>

#include "engine/base/version.h"
#include "engine/ensemble/estimate_cells.h"
#include "engine/report/json.h"

namespace drawdown {
namespace {

using enum Cell::Kind;

// Nothing where a token has no price.
void add_money(std::vector<Cell>& cells, const SizeStudy& study, const Estimate& estimate) {
  if (study.priced) {
    add_estimate(cells, estimate);
  } else {
    cells.resize(cells.size() + 3);
  }
}

std::vector<Cell> first_cells(const SizeStudy& study, Tokens size) {
  const bool priced = study.priced && size > Tokens{};
  const Money price = price_of_size(study.costs, size);
  return {size, Cell(answer_word(study, size)), priced ? Cell(price_per_token(price, size)) : Cell(),
          study.priced ? Cell(price) : Cell()};
}

}  // namespace

std::string answer_word(const SizeStudy& study, Tokens size) {
  std::string word;
  const auto add = [&word](bool is, const char* name) {
    if (is) {
      word += (word.empty() ? "" : " ") + std::string(name);
    }
  };
  add(study.by_risk && study.by_risk->size == size, "risk");
  add(study.by_cost == size, "cost");
  add(study.as_is == size, "as_is");
  return word;
}

Table size_table(const SizeStudy& study) {
  std::vector<Table::Column> columns{{"size", amount}, {"answer", text}, {"unit_price", amount}, {"price", amount}};
  for (const char* name : {"p_dry", "refused", "expired", "left", "cost", "cost_difference"}) {
    add_estimate_columns(columns, name);
  }
  Table table(columns);
  for (const auto& [size, estimates] : study.curve) {
    std::vector<Cell> cells = first_cells(study, size);
    add_estimate(cells, estimates.p_dry);
    add_estimate(cells, estimates.refused);
    add_estimate(cells, estimates.expired);
    add_estimate(cells, estimates.left);
    add_money(cells, study, estimates.cost);
    add_money(cells, study, estimates.cost_difference);
    table.add(std::move(cells));
  }
  return table;
}

Table replayed_table(const SizeStudy& study) {
  std::vector<Table::Column> columns{{"size", amount}, {"answer", text}, {"unit_price", amount}, {"price", amount}};
  for (const char* name : {"p_dry", "refused", "refused_days", "expired", "left", "cost", "cost_difference"}) {
    add_estimate_columns(columns, name);
  }
  Table table(columns);
  for (const ReplayedSize& each : study.replayed) {
    std::vector<Cell> cells = first_cells(study, each.size);
    add_estimate(cells, each.p_dry);
    add_estimate(cells, each.refused);
    add_estimate(cells, each.refused_days);
    add_estimate(cells, each.expired);
    add_estimate(cells, each.left);
    add_money(cells, study, each.cost);
    add_money(cells, study, each.cost_difference);
    table.add(std::move(cells));
  }
  return table;
}

std::string size_json(const Scenario& scenario, const SizeStudy& study) {
  const Tranche& tranche = scenario.tranches[study.question.tranche];
  const auto& risk = study.by_risk;
  const auto& cheap = study.cheap;
  const Record record{{"scenario", scenario.name},
                      {"tranche", tranche.id},
                      {"bought", format(tranche.bought)},
                      {"expires", format(tranche.expires)},
                      {"demand", scenario.demand ? "replications" : "log"},
                      {"seed", scenario.demand ? Cell(scenario.demand->seed) : Cell()},
                      {"replications", study.question.replications},
                      {"asked_for", Number{study.demand.value}},
                      {"risk", Number{study.question.risk}},
                      {"penalty", study.question.penalty},
                      {"penalty_of", study.by_day ? "access_day" : "token"},
                      {"penalty_per_token", study.costs.penalty},
                      {"left_value", study.question.left_value},
                      {"size_by_risk", risk ? Cell(risk->size) : Cell()},
                      {"size_by_risk_low", risk ? Cell(risk->low) : Cell()},
                      {"size_by_risk_high", risk ? Cell(risk->high) : Cell()},
                      {"p_dry_at_all", Number{study.p_dry_at_all.value}},
                      {"size_by_cost", study.by_cost},
                      {"size_by_cost_on_day_totals", study.by_cost_days},
                      {"sizes_replayed_for_it", std::uint64_t{study.searched}},
                      {"in_replications", study.search_replications},
                      {"not_surely_dearer_from", cheap ? Cell(cheap->first) : Cell()},
                      {"not_surely_dearer_until", cheap ? Cell(cheap->second) : Cell()},
                      {"as_is", study.as_is},
                      {"version", version()}};
  Table tiers({{"quantity", amount}, {"unit_price", amount}});
  for (const OrderPrices::Tier& tier : study.costs.prices.tiers) {
    tiers.add({tier.quantity, tier.unit_price});
  }
  return to_json(record, {{"prices", to_json(tiers)},
                          {"replayed", to_json(replayed_table(study))},
                          {"curve", to_json(size_table(study))}});
}

}  // namespace drawdown
