#include "tools/drawdown/page/size_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/planning/size_tables.h"
#include "tools/drawdown/page/ensemble_charts.h"
#include "tools/drawdown/page/made.h"
#include "tools/drawdown/terminal/amounts.h"

namespace drawdown::program {
namespace {

std::vector<Mark> answers(const SizeStudy& study) {
  std::vector<Mark> marks{{.kind = Mark::Kind::line, .at = format(study.as_is), .label = "as it is"}};
  if (study.by_risk) {
    marks.push_back({.kind = Mark::Kind::line, .at = format(study.by_risk->size), .label = "by risk"});
  }
  if (study.by_cost) {
    marks.push_back({.kind = Mark::Kind::line, .at = format(*study.by_cost), .label = "by cost"});
  }
  return marks;
}

Chart curve(const std::string& column, const char* title, const std::string& unit, Hue hue, std::vector<Mark> marks) {
  Chart chart = size_curve({.id = column,
                            .title = title,
                            .table = "size.csv",
                            .column = column,
                            .unit = unit,
                            .size_unit = "tokens",
                            .hue = hue});
  chart.marks = std::move(marks);
  return chart;
}

std::vector<std::string> answer_of(const Scenario& scenario, const SizeStudy& study) {
  const std::string& id = scenario.tranches[study.question.tranche].id;
  std::vector<std::string> answer;
  const auto replayed = [&](Tokens size) {
    const auto found = std::find_if(study.replayed.begin(), study.replayed.end(),
                                    [&](const ReplayedSize& each) { return each.size == size; });
    return found == study.replayed.end() ? nullptr : &*found;
  };
  const std::string risk = percent_of(study.question.risk);
  answer.push_back(study.by_risk
                       ? fmt::format("{} tokens of {} run dry in at most {} of the replications; it is {} now.",
                                     text_of(study.by_risk->size), id, risk, text_of(study.as_is))
                       : fmt::format("No size of {} keeps running dry to {} of the replications.", id, risk));
  if (study.by_cost) {
    const ReplayedSize* best = replayed(*study.by_cost);
    answer.push_back(best == nullptr ? fmt::format("{} tokens cost least.", text_of(*study.by_cost))
                                     : fmt::format("{} tokens cost least: {} {} on average, {} than now.",
                                                   text_of(*study.by_cost), mean_of(best->cost), scenario.currency,
                                                   best->cost_difference.value <= 0
                                                       ? text_of(Money{-best->cost_difference.value}) + " less"
                                                       : text_of(Money{best->cost_difference.value}) + " more"));
  }
  if (study.cheap) {
    answer.push_back(fmt::format("From {} to {} tokens no size is surely dearer.", text_of(study.cheap->first),
                                 text_of(study.cheap->second)));
  }
  return answer;
}

}  // namespace

Page size_page(const Scenario& scenario, const SizeStudy& study, const Arguments& arguments) {
  Page page = page_of("size", scenario);
  page.answer = answer_of(scenario, study);
  page.figures = {{"As it is", text_of(study.as_is), "tokens"}};
  if (study.by_risk) {
    page.figures.push_back({"By risk", text_of(study.by_risk->size), "tokens"});
  }
  if (study.by_cost) {
    page.figures.push_back({"By cost", text_of(*study.by_cost), "tokens"});
  }
  page.figures.push_back({"Asked for", mean_of(study.demand), "tokens, mean"});
  page.tables.push_back({"size.csv", "Sizes", size_table(study)});
  page.tables.push_back({"size_replayed.csv", "The answers, replayed", replayed_table(study)});
  PageSection section{.heading = "Risk and cost"};
  if (study.priced) {
    page.charts.push_back(curve("cost", "Expected cost by size", scenario.currency, Hue::blue, answers(study)));
  }
  page.charts.push_back(curve("p_dry", "How likely each size runs dry", "share", Hue::red, answers(study)));
  if (study.priced) {
    page.charts.push_back(risk_cost_chart("size.csv", scenario.currency));
  }
  page.charts.push_back(
      {.kind = Chart::Kind::curve,
       .id = "left",
       .title = "Tokens that nobody uses, by size",
       .note = "On average: left when the simulation ends, and expired before.",
       .table = "size.csv",
       .x = "size",
       .unit = "tokens",
       .x_unit = "tokens",
       .layers = {{.shape = Layer::Shape::line, .label = "left in the end", .value = "left", .hue = Hue::blue},
                  {.shape = Layer::Shape::line, .label = "expired", .value = "expired", .hue = Hue::red}},
       .marks = answers(study)});
  for (const Chart& chart : page.charts) {
    section.charts.push_back(chart.id);
  }
  section.tables = {"size_replayed.csv"};
  page.sections.push_back(std::move(section));
  page.sections.push_back(
      made_section("size", arguments, scenario,
                   {{"Replications", study.question.replications},
                    {"Risk", percent_of(study.question.risk)},
                    {"Penalty", fmt::format("{} {} of each {}", text_of(study.question.penalty), scenario.currency,
                                            study.by_day ? "refused access day" : "refused token")},
                    {"Intervals", "95 %: Wilson's for shares, Student's t for means"}}));
  add_findings(page, scenario, arguments);
  return page;
}

}  // namespace drawdown::program
