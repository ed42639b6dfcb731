// The scenarios of the folder scenarios/ are read without a complaint, and show what their comments say.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "engine/analysis/contract_statement.h"
#include "engine/analysis/coverage.h"
#include "engine/demand/draw.h"
#include "engine/replay/replay.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"

using namespace drawdown;

namespace {

const std::string folder = DRAWDOWN_SOURCE_DIR "/scenarios/";

struct Run {
  Scenario scenario;
  Trace trace;
  Outcome outcome;
};

Run run(const std::string& name) {
  Run result;
  result.scenario = load_scenario(folder + name);
  result.trace = read_sessions(result.scenario).trace;
  result.outcome = replay(result.scenario, result.trace);
  return result;
}

std::set<std::string> days_of_denials(const Run& run) {
  std::set<std::string> days;
  for (const Denial& denial : run.outcome.denials) {
    days.insert(format(run.scenario.server().day_at(denial.at)));
  }
  return days;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("every session of the shipped logs is read") {
  for (const char* name : {"office.yaml", "campus.yaml", "enterprise.yaml"}) {
    CAPTURE(name);
    const Run r = run(name);
    CHECK(r.trace.rows > 3000);
    CHECK(r.trace.size() + r.trace.refused.size() + (r.trace.covered ? r.trace.covered->covers.size() : 0) ==
          r.trace.rows);
    CHECK(r.trace.outside == 0);
    CHECK(r.trace.results_outside == 0);
    CHECK(r.trace.rejected == 0);
  }
}

TEST_CASE("the office writes tokens off on 1 May and turns people away until the next order is booked") {
  const Run r = run("office.yaml");
  CHECK(r.outcome.balances[0].expired > Tokens::whole(500));
  CHECK(r.outcome.balances[0].expired < Tokens::whole(5000));
  CHECK(r.outcome.balances[1].expired == Tokens{});
  CHECK(r.outcome.balances[1].remaining > Tokens{});
  CHECK(r.outcome.denied_sessions > 20);
  const std::set<std::string> days = days_of_denials(r);
  CHECK(*days.begin() == "2026-05-01");
  CHECK(*days.rbegin() <= "2026-05-04");
}

TEST_CASE("the campus runs dry in the week of two courses, and in no other") {
  const Run r = run("campus.yaml");
  CHECK(r.outcome.denied_sessions > 20);
  const std::set<std::string> days = days_of_denials(r);
  CHECK(*days.begin() > "2026-10-19");
  CHECK(*days.rbegin() == "2026-10-23");
}

TEST_CASE("the estate is trued up on 31 March, orders three times, and refuses by budgets and access alone") {
  const Run r = run("enterprise.yaml");
  const std::vector<YearStatement> years = contract_statement(r.scenario, r.outcome);
  REQUIRE(years.size() == 3);
  CHECK(years[0].remaining == Tokens{});
  CHECK(years[0].multi_year_remaining == Tokens{});
  CHECK(years[0].trued_up > Tokens{});
  CHECK(years[1].remaining > Tokens::whole(5000));
  CHECK(years[1].adjusted == Tokens::whole(120));
  CHECK_FALSE(years[2].simulated);
  const auto count = [&](PoolEvent::Kind kind) {
    return std::count_if(r.outcome.events.begin(), r.outcome.events.end(),
                         [kind](const PoolEvent& event) { return event.kind == kind; });
  };
  CHECK(count(PoolEvent::Kind::ordered) == 3);
  CHECK(count(PoolEvent::Kind::moved) == 1);
  std::set<DenialReason> reasons;
  for (const Denial& denial : r.outcome.denials) {
    reasons.insert(denial.reason);
  }
  CHECK(reasons == std::set{DenialReason::budget, DenialReason::access});
  CHECK(std::count_if(r.outcome.charges.results.begin(), r.outcome.charges.results.end(),
                      [](const auto& row) { return row.kind == ChargeKind::refund; }) > 3);
  const Coverage coverage = coverage_of(r.scenario, r.trace, r.outcome);
  for (const Coverage::Way way : {Coverage::by_subscription, Coverage::by_collection, Coverage::by_seat}) {
    CHECK(coverage.total.by[way].sessions > 100);
  }
}

TEST_CASE("next year's office has the whole log of this one to draw from, and more people") {
  const Scenario scenario = load_scenario(folder + "office-next-year.yaml");
  const DemandSource source(scenario);
  std::set<std::uint32_t> users;
  const Trace trace = source.draw(7);
  CHECK(trace.size() > 9000);
  for (const std::uint32_t unit : trace.unit) {
    users.insert(trace.units[unit].user.value);
  }
  CHECK(users.size() > 110);
  CHECK(replay(scenario, trace).charges.opens.rows.size() > 5000);
}

TEST_CASE("the rate sheet can be pasted into a scenario, and the shipped scenarios agree with it") {
  const std::string pasted = "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2027-01-01\n" + text_of(folder + "rates.yaml") +
                             "pool: {lifetime: 365d, tranches: []}\nusage: {sessions: none.csv}\n";
  const RateSheet sheet = load_scenario_text(pasted, "pasted.yaml", folder).products;
  CHECK(sheet.size() == 13);
  for (const char* name : {"office.yaml", "campus.yaml", "enterprise.yaml"}) {
    const Scenario scenario = load_scenario(folder + name);
    for (const Product& product : scenario.products) {
      CAPTURE(product.name);
      if (product.per_result) {
        continue;  // the sheet has rates per window
      }
      const auto listed =
          std::find_if(sheet.begin(), sheet.end(), [&](const Product& row) { return row.name == product.name; });
      REQUIRE(listed != sheet.end());
      for (const Instant instant : {scenario.begin, scenario.end}) {
        CHECK(listed->rate_at(instant)->tokens == product.rate_at(instant)->tokens);
      }
    }
  }
}
