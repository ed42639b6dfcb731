#include "tools/drawdown/page/plan_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/planning/plan_tables.h"
#include "tools/drawdown/page/ensemble_charts.h"
#include "tools/drawdown/page/made.h"
#include "tools/drawdown/terminal/amounts.h"

namespace drawdown::program {
namespace {

class PlanPage {
 public:
  PlanPage(const Scenario& scenario, const PlanStudy& study, const Arguments& arguments)
      : scenario_(scenario),
        study_(study),
        arguments_(arguments),
        drawn_(!study.demand.certain()),
        page_(page_of("plan", scenario)) {}

  Page made(const PlanChanges* changes) {
    answer();
    figures();
    add_schedule();
    add_compared();
    if (changes != nullptr) {
      page_.tables.push_back({"plan_changes.csv", "Planned again with other assumptions", changes_table(*changes)});
      page_.tables.push_back({"plan_turns.csv", "From where on the answer is another", turns_table(*changes)});
      page_.sections.push_back(
          {.heading = "What would change the answer", .tables = {"plan_changes.csv", "plan_turns.csv"}});
    }
    PageSection made = made_section("plan", arguments_, scenario_, record());
    made.text = study_.plan.notes;
    page_.sections.push_back(std::move(made));
    add_findings(page_, scenario_, arguments_);
    return std::move(page_);
  }

 private:
  [[nodiscard]] const ComparedPlan& own() const { return study_.compared.front(); }
  [[nodiscard]] const std::string& currency() const { return scenario_.currency; }

  [[nodiscard]] Tokens ordered() const {
    Tokens sum;
    for (const PlannedOrder& order : *study_.orders) {
      sum += order.tokens;
    }
    return sum;
  }

  void answer() {
    if (study_.orders->empty()) {
      page_.answer.emplace_back(
          "Buy nothing: what is there already is enough, or all that may be bought costs more than doing without.");
    } else {
      const std::vector<std::vector<Cell>> rows = plan_table(study_).rows();
      std::string first =
          fmt::format("Order {} tokens on {}", text_of(study_.orders->front().tokens), rows.front()[1].to_text());
      first += rows.size() > 1
                   ? fmt::format(", and {} more: {} tokens in all for {} {}.", count_of(rows.size() - 1, "order"),
                                 text_of(ordered()), text_of(own().costs.front().price), currency())
                   : fmt::format(" for {} {}.", text_of(own().costs.front().price), currency());
      page_.answer.push_back(std::move(first));
    }
    page_.answer.push_back(drawn_ ? fmt::format("All together it costs {} {} on average, on {} that it was not made "
                                                "from; on those that it was made from "
                                                "no fixed schedule costs less than {} (this one {}).",
                                                text_of(cost_figure(own()).value), currency(),
                                                count_of(study_.demand.tests.size(), "replication"),
                                                text_of(study_.bound), text_of(study_.cost))
                           : study_.proven
                               ? fmt::format("All together it costs {} {}; no plan that is allowed costs less: proven.",
                                             text_of(study_.cost), currency())
                               : fmt::format("All together it costs {} {}; no plan costs less than {}.",
                                             text_of(study_.cost), currency(), text_of(study_.bound)));
    const ComparedPlan* dearest = nullptr;
    for (const ComparedPlan& row : study_.compared) {
      if (row.kind == ComparedPlan::Kind::habit &&
          (dearest == nullptr || cost_figure(*dearest).value < cost_figure(row).value)) {
        dearest = &row;
      }
    }
    if (dearest != nullptr) {
      page_.answer.push_back(fmt::format("What people do costs up to {} {} more ({}).",
                                         text_of(difference_figure(study_, *dearest).value), currency(),
                                         dearest->name));
    }
  }

  void figures() {
    const auto mean = [&](auto PlanCost::*part) { return mean_amount(own(), part); };
    const std::uint64_t dry = dry_paths(own());
    page_.figures = {{"Cost", text_of(cost_figure(own()).value), currency() + (drawn_ ? ", mean" : "")},
                     {"Orders", text_of(std::uint64_t{study_.orders->size()})},
                     {"Ordered", text_of(ordered()), "tokens"},
                     {"Consumed", text_of(mean(&PlanCost::consumed)), "tokens"},
                     {"Refused", text_of(mean(&PlanCost::refused)), "tokens", mean(&PlanCost::refused) > Tokens{}},
                     {"Expired", text_of(mean(&PlanCost::expired)), "tokens", mean(&PlanCost::expired) > Tokens{}}};
    if (drawn_) {
      page_.figures.push_back({"Runs dry", percent_of(estimate_share(dry, own().costs.size()).value), {}, dry > 0});
    }
  }

  void add_schedule() {
    page_.tables.push_back({"plan_days.csv", "The plan day by day", plan_days_table(study_)});
    PageSection section{.heading = "Schedule", .charts = {"schedule", "left"}};
    std::vector<Mark> marks;
    for (const PlannedOrder& order : *study_.orders) {
      const OrderDay& day = study_.plan.problem.order_days[order.order_day];
      marks.push_back({.kind = Mark::Kind::arrival,
                       .at = format(study_.plan.from + static_cast<std::int32_t>(day.arrives)),
                       .label = fmt::format("+{}", text_of(order.tokens))});
    }
    Chart schedule{
        .kind = Chart::Kind::days,
        .id = "schedule",
        .title = "What has come, against what has been asked for",
        .note = "Both summed from the first day on; what is there before it comes on it.",
        .table = "plan_days.csv",
        .x = "date",
        .unit = "tokens",
        .layers = {{.shape = Layer::Shape::step, .label = "come", .value = "arrived_total", .hue = Hue::blue},
                   {.shape = Layer::Shape::line, .label = "asked for", .value = "demand_total", .hue = Hue::orange}},
        .marks = marks};
    if (drawn_) {
      schedule.layers.insert(schedule.layers.begin(), {.shape = Layer::Shape::band,
                                                       .label = "asked for, P10 to P90",
                                                       .value = {},
                                                       .low = "demand_total_p10",
                                                       .high = "demand_total_p90",
                                                       .hue = Hue::orange});
    }
    page_.charts.push_back(std::move(schedule));
    page_.charts.push_back(
        {.kind = Chart::Kind::days,
         .id = "left",
         .title = drawn_ ? "Tokens left at the end of each day, on average" : "Tokens left at the end of each day",
         .table = "plan_days.csv",
         .x = "date",
         .unit = "tokens",
         .layers = {{.shape = Layer::Shape::area, .label = "left", .value = "left", .hue = Hue::blue},
                    {.shape = Layer::Shape::step,
                     .label = "if nothing is ordered",
                     .value = "left_without_orders",
                     .hue = Hue::grey}},
         .marks = std::move(marks)});
    if (!study_.orders->empty()) {
      page_.tables.push_back({"plan.csv", "Orders", plan_table(study_)});
      section.tables.emplace_back("plan.csv");
    }
    page_.sections.push_back(std::move(section));
  }

  void add_compared() {
    page_.tables.push_back({"plan_compared.csv", "The plan beside others", compared_table(study_)});
    Chart cost{
        .kind = Chart::Kind::bars,
        .id = "compared",
        .title = drawn_ ? "What each costs, on average" : "What each costs",
        .table = "plan_compared.csv",
        .x = "name",
        .unit = currency(),
        .layers = {{.shape = Layer::Shape::bar, .label = "price", .value = "price", .hue = Hue::blue},
                   {.shape = Layer::Shape::bar, .label = "cost of orders", .value = "order_costs", .hue = Hue::sky},
                   {.shape = Layer::Shape::bar, .label = "capital", .value = "interest", .hue = Hue::olive},
                   {.shape = Layer::Shape::bar, .label = "refusals", .value = "penalty", .hue = Hue::red}}};
    cost.note = "What is left in the end is worth something where the plan says so; it is not taken off here.";
    page_.charts.push_back(std::move(cost));
    page_.charts.push_back(
        {.kind = Chart::Kind::bars,
         .id = "fate",
         .title = "What becomes of the tokens",
         .table = "plan_compared.csv",
         .x = "name",
         .unit = "tokens",
         .layers = {{.shape = Layer::Shape::bar, .label = "consumed", .value = "consumed", .hue = Hue::blue},
                    {.shape = Layer::Shape::bar, .label = "left", .value = "left", .hue = Hue::sky},
                    {.shape = Layer::Shape::bar, .label = "expired", .value = "expired", .hue = Hue::red}}});
    page_.sections.push_back({.heading = "Beside what others do", .charts = {"compared", "fate"}});
  }

  // What plan.json has, but what stands elsewhere on the page.
  [[nodiscard]] Record record() const {
    Record facts;
    for (const auto& [key, cell] : plan_record(scenario_, study_)) {
      const bool elsewhere = key == "scenario" || key == "from" || key == "until" || key == "version" ||
                             key == "seed" || key == "currency";
      if (!elsewhere && !cell.to_text().empty()) {
        std::string name = key;
        std::replace(name.begin(), name.end(), '_', ' ');
        facts.emplace_back(name, cell);
      }
    }
    return facts;
  }

  const Scenario& scenario_;
  const PlanStudy& study_;
  const Arguments& arguments_;
  bool drawn_ = false;
  Page page_;
};

}  // namespace

Page plan_page(const Scenario& scenario, const PlanStudy& study, const PlanChanges* changes,
               const Arguments& arguments) {
  return PlanPage(scenario, study, arguments).made(changes);
}

}  // namespace drawdown::program
