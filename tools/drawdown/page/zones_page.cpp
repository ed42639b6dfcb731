#include "tools/drawdown/page/zones_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/ensemble/server_zones_tables.h"
#include "tools/drawdown/page/made.h"
#include "tools/drawdown/terminal/amounts.h"

namespace drawdown::program {
namespace {

std::vector<std::string> answer_of(const Scenario& scenario, const ServerZones& study) {
  const ZoneBill& present = study.bills.front();
  const auto best = std::min_element(study.bills.begin(), study.bills.end(),
                                     [](const ZoneBill& a, const ZoneBill& b) { return a.tokens < b.tokens; });
  std::vector<std::string> answer;
  if (best->tokens == present.tokens) {
    answer.push_back(fmt::format("The clock stands well in {}: {} tokens, and no other zone needs fewer.",
                                 present.zone.name(), text_of(present.tokens)));
  } else {
    answer.push_back(fmt::format("With the clock in {}, {} tokens are charged; in {} it would be {}, {} fewer ({} {}).",
                                 present.zone.name(), text_of(present.tokens), best->zone.name(), text_of(best->tokens),
                                 text_of(present.tokens - best->tokens), text_of(present.cost - best->cost),
                                 scenario.currency));
  }
  answer.push_back(
      fmt::format("{} tokens are charged twice, as metering days end within working hours: were each user "
                  "metered by the own clock, it would be {}.",
                  text_of(present.extra), text_of(study.own_clocks)));
  return answer;
}

Chart matrix(const char* id, const char* title, const char* note, const char* column, const char* unit) {
  return {.kind = Chart::Kind::matrix,
          .id = id,
          .title = title,
          .note = note,
          .table = "offices.csv",
          .x = "zone",
          .y = "office",
          .unit = unit,
          .layers = {{.shape = Layer::Shape::bar, .label = title, .value = column}}};
}

}  // namespace

Page zones_page(const Scenario& scenario, const ServerZones& study, const Arguments& arguments) {
  Page page = page_of("zones", scenario);
  page.answer = answer_of(scenario, study);
  const ZoneBill& present = study.bills.front();
  page.figures = {{"Charged", text_of(present.tokens), "tokens"},
                  {"Charged twice", text_of(present.extra), "tokens", present.extra > Tokens{}},
                  {"Cost", text_of(present.cost), scenario.currency},
                  {"Refused", text_of(present.denied_sessions), "sessions", present.denied_sessions > 0}};
  page.tables.push_back({"zones.csv", "Clocks", zone_table(study)});
  page.tables.push_back({"offices.csv", "Offices under each clock", office_table(study)});
  page.charts.push_back({.kind = Chart::Kind::bars,
                         .id = "zones",
                         .title = "Tokens charged by where the clock stands",
                         .table = "zones.csv",
                         .x = "zone",
                         .unit = "tokens",
                         .layers = {{.shape = Layer::Shape::bar, .label = "tokens", .value = "tokens"}}});
  page.charts.push_back(matrix("extra", "Double charges, by clock and office",
                               "Tokens that an office pays more than if each user were metered by the own clock; the "
                               "clock's zone above, the office at the left.",
                               "extra_tokens", "tokens"));
  page.charts.push_back(matrix("straddling", "Sessions that are open when a metering day ends",
                               "Percent of the office's sessions.", "straddling_percent", "%"));
  page.sections.push_back({.heading = "Clocks", .charts = {"zones"}});
  page.sections.push_back({.heading = "Offices", .charts = {"extra", "straddling"}});
  page.sections.push_back(made_section(
      "zones", arguments, scenario,
      {{"What moves", "only the metering clock; the days simulated, purchases and expiries stay where they are"}}));
  add_findings(page, scenario, arguments);
  return page;
}

}  // namespace drawdown::program
