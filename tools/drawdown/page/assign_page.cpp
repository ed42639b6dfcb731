#include "tools/drawdown/page/assign_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/planning/assignment_tables.h"
#include "tools/drawdown/page/ensemble_charts.h"
#include "tools/drawdown/page/made.h"
#include "tools/drawdown/terminal/amounts.h"

namespace drawdown::program {
namespace {

using enum Cell::Kind;

Table bills_table(const Assignment& all) {
  Table table({{"bill", text}, {"seats", amount}, {"tokens_cost", amount}, {"tokens", amount}, {"order", amount}});
  for (const auto& [name, bill] : {std::pair("as it is", &all.before), std::pair("assigned", &all.after)}) {
    table.add({name, bill->seats, bill->order.cost, bill->tokens, bill->order.tokens});
  }
  return table;
}

Table rule_table(const OnlineBills& bills) {
  Table table({{"who", text}, {"cost", amount}});
  for (const auto& [name, money] : {std::pair("nothing but tokens", bills.tokens), std::pair("as it is", bills.as_is),
                                    std::pair("break-even rule", bills.rule), std::pair("assigned", bills.assigned),
                                    std::pair("hindsight, by product", bills.hindsight)}) {
    table.add({name, money});
  }
  return table;
}

// Rows of assignment.csv whose saving is greatest, either way; an organisation may have very many others.
Table largest_savings(const Table& all) {
  constexpr std::size_t most = 100;
  const auto& columns = all.columns();
  const auto found =
      std::find_if(columns.begin(), columns.end(), [](const auto& each) { return each.name == "saving"; });
  const auto saving = static_cast<std::size_t>(found - columns.begin());
  const auto size_of = [&](std::size_t row) {
    return std::abs(parse_micro(all.rows()[row][saving].to_text()).value_or(0));
  };
  std::vector<std::size_t> order(all.rows().size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return size_of(a) > size_of(b); });
  Table table(columns);
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) {
    table.add(all.rows()[order[i]]);
  }
  return table;
}

std::vector<std::string> answer_of(const Scenario& scenario, const AssignmentStudy& study) {
  const Assignment& all = study.assignment;
  const Money saving = all.before.cost() - all.after.cost();
  const Money gap = all.after.cost() - all.bound;
  std::vector<std::string> answer{
      fmt::format("{} of {} change, which saves {} {}: {} in place of {}.", text_of(all.changes),
                  count_of(all.users.size(), "user"), text_of(saving), scenario.currency, text_of(all.after.cost()),
                  text_of(all.before.cost())),
      gap == Money{} ? std::string("Nothing costs less: proven.")
                     : fmt::format("Nothing costs more than {} {} less.", text_of(gap), scenario.currency)};
  if (study.judgement) {
    const Estimate judged = study.judgement->saving.estimate();
    answer.push_back(fmt::format("On {} that did not decide, it saves {} {} on average (95 % interval {} to {}).",
                                 count_of(study.replications, "replication"), whole_text_of(Money{judged.value}),
                                 scenario.currency, whole_text_of(Money{judged.low}),
                                 whole_text_of(Money{judged.high})));
  }
  answer.push_back(fmt::format("The break-even rule, which needs no forecast, would cost {} {}.",
                               text_of(study.bills.rule), scenario.currency));
  return answer;
}

Chart bars(const char* id, const char* title, const char* table, const char* x, const std::string& unit,
           std::vector<Layer> layers) {
  return {.kind = Chart::Kind::bars,
          .id = id,
          .title = title,
          .table = table,
          .x = x,
          .unit = unit,
          .layers = std::move(layers)};
}

}  // namespace

Page assign_page(const Scenario& scenario, const AssignmentStudy& study, const Arguments& arguments) {
  Page page = page_of("assign", scenario);
  const Assignment& all = study.assignment;
  page.answer = answer_of(scenario, study);
  page.figures = {{"Users", text_of(std::uint64_t{all.users.size()})},
                  {"Change", text_of(all.changes), "users"},
                  {"Cost as it is", text_of(all.before.cost()), scenario.currency},
                  {"Cost assigned", text_of(all.after.cost()), scenario.currency}};
  page.tables.push_back({"assignment_bills.csv", "Bills", bills_table(all)});
  page.tables.push_back({"assignment_largest.csv", "Users, those first with whom most is saved",
                         largest_savings(assignment_table(scenario, study))});
  page.tables.push_back({"online_bills.csv", "What each would cost", rule_table(study.bills)});
  page.charts.push_back(
      bars("bills", "What it costs", "assignment_bills.csv", "bill", scenario.currency,
           {{.shape = Layer::Shape::bar, .label = "subscriptions and places", .value = "seats", .hue = Hue::orange},
            {.shape = Layer::Shape::bar, .label = "tokens", .value = "tokens_cost", .hue = Hue::blue}}));
  page.sections.push_back({.heading = "Bills", .charts = {"bills"}});
  PageSection users{.heading = "Who gets what"};
  if (!page.table("assignment_largest.csv").table.rows().empty()) {
    Chart savings = bars("savings", "What is saved with each user", "assignment_largest.csv", "user", scenario.currency,
                         {{.shape = Layer::Shape::bar, .label = "saving", .value = "saving", .hue = Hue::green}});
    savings.most = 20;
    page.charts.push_back(std::move(savings));
    users.charts.emplace_back("savings");
    users.tables.emplace_back("assignment_largest.csv");
    page.sections.push_back(std::move(users));
  }
  page.charts.push_back(bars("rules", "Beside rules that know less, or more", "online_bills.csv", "who",
                             scenario.currency,
                             {{.shape = Layer::Shape::bar, .label = "cost", .value = "cost", .hue = Hue::purple}}));
  page.sections.push_back({.heading = "Without a forecast", .charts = {"rules"}});
  Record more{{"Decided on", study.replications == 0 ? std::string("one log, which says nothing about chance")
                                                     : count_of(study.replications, "replication")},
              {"Replayed", fmt::format("{} tokens, {} {}; predicted {} tokens, {}", text_of(study.replayed.tokens),
                                       text_of(study.replayed.cost()), scenario.currency,
                                       text_of(study.predicted.tokens), text_of(study.predicted.cost()))}};
  page.sections.push_back(made_section("assign", arguments, scenario, std::move(more)));
  add_findings(page, scenario, arguments);
  return page;
}

}  // namespace drawdown::program
