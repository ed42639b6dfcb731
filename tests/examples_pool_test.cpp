// The examples of pools as organisations run them: results, budgets, purchases, contracts, transfers and adjustments.
#include "engine/analysis/contract_statement.h"
#include "engine/analysis/pool_events.h"
#include "tests/examples.h"

using namespace drawdown;
using tests::Example;
using Rows = Example::Rows;

namespace {

// "2026-01-06 09:00 ordered top up-1 100", by the server's clock.
Rows events_of(const Example& example) {
  Rows rows;
  for (const PoolEvent& event : example.outcome.events) {
    const std::string tranche = event.tranche == no_tranche ? "-" : example.outcome.tranches[event.tranche.value].id;
    rows.push_back(example.local(event.at) + ' ' + std::string(event_name(event.kind)) + ' ' + tranche + ' ' +
                   format(event.tokens));
  }
  return rows;
}

}  // namespace

TEST_CASE("example 14: the contract years of the vendor's sample, to the token") {
  const Example example("14-token-flex-contract");
  const std::vector<YearStatement> years = contract_statement(example.scenario, example.outcome);
  REQUIRE(years.size() == 4);
  CHECK(format(years[0].provisioned) == "344000");
  CHECK(format(years[0].consumed) == "146226");
  CHECK(format(years[0].remaining) == "197774");
  CHECK(format(years[1].consumed) == "149799");
  CHECK(format(years[1].remaining) == "194201");
  CHECK(format(years[2].consumed) == "142073");
  CHECK(format(years[2].remaining) == "201927");
  CHECK(format(years[0].multi_year_at_start) == "25000");
  CHECK(format(years[0].multi_year_consumed) == "3217");
  CHECK(format(years[1].multi_year_at_start) == "21783");
  CHECK(years[3].provisioned == Tokens{});
  CHECK(format(years[3].multi_year_expired) == "21783");
  for (const YearStatement& year : years) {
    CHECK(year.simulated);
    CHECK(year.expired == year.remaining);
  }
  CHECK(format(example.scenario.contracts[0].years[3].from) == "2018-04-28");
  CHECK(example.summary.overdraft == Tokens{});
}

TEST_CASE("example 15: photos, jobs and minutes are charged in whole units, and a failed study comes back") {
  const Example example("15-per-result");
  CHECK(example.charges() ==
        Rows{"2026-01-05 09:00 ana Reality Capture 2 result", "2026-01-06 09:00 ana Reality Capture 1 result",
             "2026-01-06 10:00 ben Model Derivative 0.5 result", "2026-01-08 12:00 dee Generative Design 11 result",
             "2026-01-08 12:40 dee Generative Design -11 refund", "2026-02-09 11:00 cho Platform 1 result"});
  CHECK(format(example.summary.consumed) == "4.5");
  CHECK(example.summary.refunds == 1);
  CHECK(Example("15-per-result", {"rates.Platform.partial=up"}).summary.consumed == *parse_tokens("5.5"));
}

TEST_CASE("example 16: a user's budget refuses though the pool has plenty, and is new in the next month") {
  const Example example("16-budget");
  CHECK(example.charges() == Rows{"2026-01-05 09:00 ida Maya 6 open", "2026-01-06 10:00 ida 3ds Max 6 open",
                                  "2026-01-06 10:00 jon Maya 6 open", "2026-02-02 09:00 ida Maya 6 open"});
  CHECK(example.denials() == Rows{"2026-01-07 11:00 ida Maya 6 of 0 budget"});
  CHECK(format(example.summary.remaining) == "76");
}

TEST_CASE("example 17: a hundred tokens are ordered when 21 are left, and are there two days later") {
  const Example example("17-purchasing");
  CHECK(events_of(example) == Rows{"2026-01-05 00:00 arrived first 35", "2026-01-06 09:00 ordered top up-1 100",
                                   "2026-01-08 00:00 arrived top up-1 100", "2026-01-27 09:00 ordered top up-2 100",
                                   "2026-01-29 00:00 arrived top up-2 100"});
  CHECK(example.denials().empty());
  CHECK(format(example.summary.spent) == "705");
  CHECK(Example("17-purchasing", {"pool.purchasing[0].lead_time=10"}).summary.denied_sessions > 0);
}

TEST_CASE("example 18: a pack moves whole, and its users stay behind") {
  const Example example("18-transfer");
  CHECK(events_of(example) ==
        Rows{"2026-01-05 00:00 arrived ldn 20", "2026-01-05 00:00 arrived nyc 20", "2026-01-07 00:00 moved ldn 13"});
  CHECK(example.charges() == Rows{"2026-01-05 09:00 una AutoCAD 7 open", "2026-01-08 09:00 tom AutoCAD 7 open"});
  CHECK(example.denials() == Rows{"2026-01-08 09:30 una AutoCAD 7 of 0 tokens"});
  CHECK(format(example.outcome.balances[0].remaining) == "6");
  CHECK(format(example.outcome.balances[1].remaining) == "20");
}

TEST_CASE("example 19: what is taken and not there is owed, and what is given pays it first") {
  const Example example("19-adjustment");
  CHECK(events_of(example) == Rows{"2026-01-05 00:00 arrived pack 20", "2026-01-07 00:00 adjusted pack -13",
                                   "2026-01-07 00:00 adjusted - -27", "2026-01-09 00:00 adjusted A2 50",
                                   "2026-01-09 00:00 adjustment_paid A2 27"});
  CHECK(example.denials() == Rows{"2026-01-08 09:00 vic AutoCAD 7 of 0 tokens"});
  CHECK(format(example.summary.remaining) == "16");
  CHECK(format(example.summary.adjusted) == "10");
}
