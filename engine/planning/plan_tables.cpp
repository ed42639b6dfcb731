#include "engine/planning/plan_tables.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/version.h"
#include "engine/planning/plan_days.h"
#include "engine/planning/plan_replay.h"
#include "engine/report/json.h"

namespace drawdown {
namespace {

using Kind = Cell::Kind;

std::string_view kind_word(ComparedPlan::Kind kind) {
  constexpr std::array words{"plan", "replay", "habit", "policy", "hindsight"};
  return words[static_cast<std::size_t>(kind)];
}

PlanFigure figure_of(const Mean& mean) {
  const Estimate estimate = mean.estimate();
  return {Money{estimate.value}, mean.number() > 1 ? std::optional(estimate) : std::nullopt};
}

void add_figure(std::vector<Cell>& row, const PlanFigure& figure) {
  row.emplace_back(figure.value);
  row.emplace_back(figure.interval ? Cell(Money{figure.interval->low}) : Cell());
  row.emplace_back(figure.interval ? Cell(Money{figure.interval->high}) : Cell());
}

// Of a list of columns that are all amounts.
std::vector<Table::Column> amounts(std::vector<Table::Column> columns, const std::vector<const char*>& names) {
  for (const char* name : names) {
    columns.push_back({name, Kind::amount});
  }
  return columns;
}

// What a day is on average, and how its sums spread.
class DaySums {
 public:
  explicit DaySums(std::size_t days)
      : demand(days), total(days), arrived(days), expired(days), refused(days), left(days), without(days) {}

  std::vector<Mean> demand;
  std::vector<std::vector<std::int64_t>> total;  // of demand up to the day's end, by path
  std::vector<Mean> arrived;
  std::vector<Mean> expired;
  std::vector<Mean> refused;
  std::vector<Mean> left;
  std::vector<Mean> without;  // left if nothing is ordered

  void add(const PlanStudy& study, const DayDemand& path) {
    const std::vector<PlanDay> days = plan_days(study.plan.problem, path, *study.orders);
    const std::vector<PlanDay> bare = plan_days(study.plan.problem, path, {});
    Tokens sum;
    for (std::size_t day = 0; day < days.size(); ++day) {
      sum += path[day];
      demand[day].add(path[day].micro);
      total[day].push_back(sum.micro);
      arrived[day].add(days[day].arrived.micro);
      expired[day].add(days[day].expired.micro);
      refused[day].add(days[day].refused.micro);
      left[day].add(days[day].left.micro);
      without[day].add(bare[day].left.micro);
    }
  }
};

Tokens tokens_of(const Mean& mean) { return {mean.estimate().value}; }

// The value that so many percent do not exceed.
Tokens at_percent(std::vector<std::int64_t>& values, int percent) {
  const std::uint64_t rank = quantile_ranks(percent, values.size()).rank;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(values.begin(), at, values.end());
  return {*at};
}

std::string log_of(const Scenario& scenario) {
  return std::filesystem::path(scenario.usage.sessions.empty() ? scenario.usage.results : scenario.usage.sessions)
      .filename()
      .string();
}

Cell yes_no(bool value) { return value ? "yes" : "no"; }

}  // namespace

PlanFigure cost_figure(const ComparedPlan& row) {
  Mean mean;
  for (const PlanCost& cost : row.costs) {
    mean.add(cost.total().micro);
  }
  return figure_of(mean);
}

PlanFigure difference_figure(const PlanStudy& study, const ComparedPlan& row) {
  const std::vector<PlanCost>& plan = study.compared.front().costs;
  Mean mean;
  for (std::size_t i = 0; i < row.costs.size(); ++i) {
    mean.add((row.costs[i].total() - plan[i].total()).micro);
  }
  return figure_of(mean);
}

const ComparedPlan* best_policy_of(const PlanStudy& study) {
  const ComparedPlan* best = nullptr;
  for (const ComparedPlan& row : study.compared) {
    if (row.kind == ComparedPlan::Kind::policy &&
        (best == nullptr || cost_figure(row).value < cost_figure(*best).value)) {
      best = &row;
    }
  }
  return best;
}

std::uint64_t dry_paths(const ComparedPlan& row) {
  return static_cast<std::uint64_t>(
      std::count_if(row.costs.begin(), row.costs.end(), [](const PlanCost& cost) { return cost.refused > Tokens{}; }));
}

Table plan_table(const PlanStudy& study) {
  Table table({{"order", Kind::count},
               {"ordered", Kind::text},
               {"there", Kind::text},
               {"expires", Kind::text},
               {"tokens", Kind::amount},
               {"tier", Kind::amount},
               {"unit_price", Kind::amount},
               {"price", Kind::amount},
               {"order_cost", Kind::amount},
               {"paid", Kind::amount},
               {"paid_total", Kind::amount},
               {"tokens_total", Kind::amount}});
  const PurchaseProblem& problem = study.plan.problem;
  Money paid_total;
  Tokens tokens_total;
  std::uint64_t number = 0;
  for (const PlannedOrder& order : *study.orders) {
    const OrderDay& day = problem.order_days[order.order_day];
    const OrderPrices& prices = problem.prices[day.prices];
    const Money price = *prices.price_of(order.tokens);
    const auto above =
        std::upper_bound(prices.tiers.begin(), prices.tiers.end(), order.tokens,
                         [](Tokens tokens, const OrderPrices::Tier& tier) { return tokens < tier.quantity; });
    paid_total += price + problem.order_cost;
    tokens_total += order.tokens;
    table.add({++number, format(day.day), format(study.plan.from + static_cast<std::int32_t>(day.arrives)),
               format(study.plan.from + static_cast<std::int32_t>(day.expires)), order.tokens,
               std::prev(above)->quantity, price_per_token(price, order.tokens), price, problem.order_cost,
               price + problem.order_cost, paid_total, tokens_total});
  }
  return table;
}

Table compared_table(const PlanStudy& study) {
  Table table(
      amounts({{"name", Kind::text}, {"kind", Kind::text}, {"parameters", Kind::text}, {"paths", Kind::count}},
              {"cost",        "cost_low", "cost_high", "difference", "difference_low", "difference_high", "price",
               "order_costs", "interest", "penalty",   "left_value", "bought",         "consumed",        "refused",
               "expired",     "left",     "orders",    "p_dry",      "p_dry_low",      "p_dry_high"}));
  for (const ComparedPlan& row : study.compared) {
    std::vector<Cell> cells{row.name, kind_word(row.kind), row.what.empty() ? Cell() : Cell(row.what),
                            std::uint64_t{row.costs.size()}};
    add_figure(cells, cost_figure(row));
    add_figure(cells, difference_figure(study, row));
    for (const auto part :
         {&PlanCost::price, &PlanCost::order_costs, &PlanCost::interest, &PlanCost::penalty, &PlanCost::left_value}) {
      cells.emplace_back(mean_amount(row, part));
    }
    for (const auto part :
         {&PlanCost::bought, &PlanCost::consumed, &PlanCost::refused, &PlanCost::expired, &PlanCost::left}) {
      cells.emplace_back(mean_amount(row, part));
    }
    Mean orders;
    for (const std::size_t number : row.orders) {
      orders.add(Tokens::whole(static_cast<std::int64_t>(number)).micro);
    }
    cells.push_back(row.orders.empty() ? Cell() : Cell(Tokens{orders.estimate().value}));
    const Estimate dry = estimate_share(dry_paths(row), row.costs.size());
    cells.emplace_back(Tokens{dry.value});
    const bool drawn = !study.demand.certain();
    cells.push_back(drawn ? Cell(Tokens{dry.low}) : Cell());
    cells.push_back(drawn ? Cell(Tokens{dry.high}) : Cell());
    table.add(std::move(cells));
  }
  return table;
}

Table plan_days_table(const PlanStudy& study) {
  Table table(
      amounts({{"date", Kind::text}}, {"demand", "demand_total", "demand_total_p10", "demand_total_p90", "arrived",
                                       "arrived_total", "expired", "refused", "left", "left_without_orders"}));
  DaySums sums(study.plan.problem.days);
  for (const DayDemand& path : study.tried_on()) {
    sums.add(study, path);
  }
  Tokens arrived;
  for (std::size_t day = 0; day < sums.demand.size(); ++day) {
    Mean total;
    for (const std::int64_t each : sums.total[day]) {
      total.add(each);
    }
    arrived += tokens_of(sums.arrived[day]);
    const bool drawn = !study.demand.certain();
    table.add({format(study.plan.from + static_cast<std::int32_t>(day)), tokens_of(sums.demand[day]), tokens_of(total),
               drawn ? Cell(at_percent(sums.total[day], 10)) : Cell(),
               drawn ? Cell(at_percent(sums.total[day], 90)) : Cell(), tokens_of(sums.arrived[day]), arrived,
               tokens_of(sums.expired[day]), tokens_of(sums.refused[day]), tokens_of(sums.left[day]),
               tokens_of(sums.without[day])});
  }
  return table;
}

Table changes_table(const PlanChanges& changes) {
  Table table({{"change", Kind::text},
               {"percent", Kind::amount},
               {"cost", Kind::amount},
               {"orders", Kind::count},
               {"tokens", Kind::amount},
               {"first_order", Kind::amount},
               {"same_plan", Kind::text},
               {"cost_if_kept", Kind::amount},
               {"refused_if_kept", Kind::amount},
               {"proven", Kind::text}});
  for (const PlanChange& row : changes.rows) {
    Tokens tokens;
    if (row.orders) {
      for (const PlannedOrder& order : *row.orders) {
        tokens += order.tokens;
      }
    }
    const bool any = row.orders && !row.orders->empty();
    table.add({row.name, row.percent ? Cell(Percent::whole(*row.percent)) : Cell(),
               row.orders ? Cell(row.cost) : Cell(), row.orders ? Cell(std::uint64_t{row.orders->size()}) : Cell(),
               row.orders ? Cell(tokens) : Cell(), any ? Cell(row.orders->front().tokens) : Cell(), yes_no(row.same),
               row.kept, row.kept_refused, yes_no(row.proven)});
  }
  return table;
}

Table turns_table(const PlanChanges& changes) {
  Table table(
      {{"change", Kind::text}, {"direction", Kind::text}, {"percent", Kind::amount}, {"tried_to", Kind::amount}});
  for (const PlanTurn& turn : changes.turns) {
    table.add({turn.name, turn.up ? "more" : "less", turn.percent ? Cell(Percent::whole(*turn.percent)) : Cell(),
               Percent::whole(turn.up ? turn.tried : -turn.tried)});
  }
  return table;
}

Record plan_record(const Scenario& scenario, const PlanStudy& study) {
  const bool drawn = !study.demand.certain();
  const PlanTask& task = *scenario.plan;
  const bool any = study.orders.has_value();
  const auto used = [&](const DemandPaths& paths) {
    Mean mean;
    for (const DayDemand& path : paths) {
      Tokens sum;
      for (const Tokens day : path) {
        sum += day;
      }
      mean.add(sum.micro);
    }
    return Tokens{mean.estimate().value};
  };
  Tokens stock;
  for (const Stock& each : study.plan.problem.stock) {
    stock += each.tokens;
  }
  Record record{
      {"scenario", scenario.name},
      {"from", format(scenario.from)},
      {"until", format(scenario.until)},
      {"team", study.plan.team},
      {"currency", scenario.currency},
      {"demand", drawn ? "drawn" : "known"},
      {"seed", scenario.demand ? Cell(scenario.demand->seed) : Cell()},
      {"replications", drawn ? Cell(std::uint64_t{study.demand.paths.size()}) : Cell()},
      {"tests", drawn ? Cell(std::uint64_t{study.demand.tests.size()}) : Cell()},
      {"demand_tokens", used(study.tried_on())},
      {"stock", stock},
      {"log", drawn || scenario.demand ? Cell() : Cell(log_of(scenario))},
      {"order_days", std::uint64_t{study.plan.problem.order_days.size()}},
      {"minimum_order", study.plan.problem.minimum},
      {"order_multiple", study.plan.problem.multiple},
      {"lead_time", Tokens::whole(task.lead_days)},
      {"order_cost", task.order_cost},
      {"capital_cost", task.capital_cost},
      {"left_value", task.left_value},
      {"penalty_per_token", study.plan.problem.penalty},
      {"refused_day", task.refused_day},
      {"risk", task.risk},
      {"most_orders", task.most_orders},
      {"result", any            ? "plan"
                 : study.proven ? "impossible"
                                : "nothing found"},
      {"finished", yes_no(study.finished)},
      {"proven", yes_no(study.proven)},
      {"cost", any ? Cell(study.cost) : Cell()},
      {"bound", study.proven || any ? Cell(study.bound) : Cell()},
      {"gap", any ? Cell(Tokens{study.gap()}) : Cell()},
      {"gap_at_large", study.at_large ? Cell(study.at_large->gap) : Cell()},
      {"gap_at_large_at_most", study.at_large ? Cell(study.at_large->at_most) : Cell()},
      {"dry", any ? Cell(std::uint64_t{study.dry}) : Cell()},
      {"replays", study.replays.replays},
      {"replays_without_refusal", study.replays.without_refusal},
      {"replays_equal", study.replays.equal},
      {"refused_days", study.replays.replays > 0 ? Cell(Tokens{study.replays.refused_days.estimate().value}) : Cell()}};
  std::optional<Day> dry_without;
  if (!drawn) {
    if (const auto day = first_refusal(study.plan.problem, study.demand.paths.front(), {})) {
      dry_without = study.plan.from + static_cast<std::int32_t>(*day);
    }
  }
  record.emplace_back("dry_without_orders", dry_without ? Cell(format(*dry_without)) : Cell());
  record.emplace_back("version", version());
  return record;
}

std::string plan_json(const Scenario& scenario, const PlanStudy& study, const PlanChanges* changes) {
  Table notes({{"note", Kind::text}});
  for (const std::string& note : study.plan.notes) {
    notes.add({note});
  }
  std::vector<std::pair<std::string, std::string>> lists{{"notes", to_json(notes)}};
  if (study.orders) {
    lists.emplace_back("orders", to_json(plan_table(study)));
    lists.emplace_back("compared", to_json(compared_table(study)));
  }
  if (changes != nullptr) {
    lists.emplace_back("changes", to_json(changes_table(*changes)));
    lists.emplace_back("turns", to_json(turns_table(*changes)));
  }
  return to_json(plan_record(scenario, study), lists);
}

}  // namespace drawdown
