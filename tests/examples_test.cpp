// The published examples of scenarios/examples, replayed: what their sources say is what follows.
#include "tests/examples.h"

#include <string>
#include <vector>

#include "engine/analysis/alerts.h"
#include "engine/analysis/charge_back.h"
#include "engine/analysis/coverage.h"
#include "engine/planning/usage_study.h"

using namespace drawdown;
using tests::Example;
using Rows = Example::Rows;

TEST_CASE("example 1: the second day is charged when the first day's 24 hours end") {
  const Example example("1-two-days");
  CHECK(example.charges() ==
        Rows{"2026-01-05 08:00 priscilla AutoCAD 7 open", "2026-01-06 08:00 priscilla AutoCAD 7 renewal"});
  CHECK(format(example.summary.consumed) == "14");
  CHECK(format(example.summary.remaining) == "86");
}

TEST_CASE("example 2: another version inside the window costs nothing") {
  const Example example("2-another-version");
  CHECK(example.trace.size() == 3);
  CHECK(example.charges() == Rows{"2026-01-05 09:00 maria AutoCAD 7 open"});
}

TEST_CASE("example 3: two products within one day are two charges") {
  const Example example("3-two-products");
  CHECK(example.charges() == Rows{"2026-01-05 08:00 tom AutoCAD 7 open", "2026-01-05 13:00 tom Revit 10 open"});
  CHECK(format(example.summary.consumed) == "17");
}

TEST_CASE("example 4: less than five minutes is free, five minutes is not") {
  const Example example("4-five-minutes");
  CHECK(example.charges() == Rows{"2026-01-05 10:00 ben AutoCAD 7 open"});
  CHECK(example.summary.graced_visits == 1);
  CHECK(format(example.summary.remaining) == "93");
}

TEST_CASE("example 5: a session that the balance cannot pay is refused, and the balance stays") {
  const Example example("5-not-enough");
  CHECK(example.charges().empty());
  REQUIRE(example.outcome.denials.size() == 1);
  const Denial& denial = example.outcome.denials[0];
  CHECK(example.local(denial.at) == "2026-01-05 09:00");
  CHECK(denial.kind == DenialKind::denied);
  CHECK(format(denial.tokens) == "7");
  CHECK(format(denial.available) == "6");
  CHECK(format(example.summary.remaining) == "6");
}

TEST_CASE("example 6: 260 working days of AutoCAD at $3 are 1,820 tokens and $5,460") {
  const Example example("6-a-working-year");
  CHECK(example.summary.charges == 260);
  CHECK(example.summary.renewals == 0);
  CHECK(format(example.summary.consumed) == "1820");
  CHECK(format(example.summary.spent) == "5460");
  CHECK(example.summary.denied_sessions == 0);
}

TEST_CASE("example 7: 10,000 bought and 8,000 used write 2,000 off, and make the used ones dearer") {
  const Example example("7-left-over");
  CHECK(format(example.summary.consumed) == "8000");
  CHECK(format(example.summary.expired) == "2000");
  CHECK(format(example.summary.written_off) == "4800");
  CHECK(format(*example.summary.price_per_token_bought) == "2.4");
  CHECK(format(*example.summary.price_per_token_consumed) == "3");
  REQUIRE(example.outcome.events.size() == 2);
  CHECK(example.local(example.outcome.events[1].at) == "2027-01-05 00:00");
}

TEST_CASE("example 8: past midnight, rolling windows charge once and the server's calendar days twice") {
  CHECK(Example("8-midnight-rolling").charges() == Rows{"2026-07-07 23:29 wei AutoCAD 7 open"});
  CHECK(Example("8-midnight-calendar").charges() ==
        Rows{"2026-07-07 23:29 wei AutoCAD 7 open", "2026-07-08 00:00 wei AutoCAD 7 renewal"});
}

TEST_CASE(
    "example 9: open and idle from hour 10 to hour 40 is charged again at hour 40, and at hour 24 if nobody notices") {
  CHECK(Example("9-idle").charges() ==
        Rows{"2026-01-05 08:00 noor AutoCAD 7 open", "2026-01-07 00:00 noor AutoCAD 7 open"});
  CHECK(Example("9-idle", {"rules.idle=none"}).charges() ==
        Rows{"2026-01-05 08:00 noor AutoCAD 7 open", "2026-01-06 08:00 noor AutoCAD 7 renewal"});
}

TEST_CASE("example 11: Mary has a subscription for AutoCAD, and only Revit draws tokens") {
  const Example example("11-mary");
  CHECK(example.charges() == Rows{"2026-01-05 08:30 mary Revit 10 open"});
  CHECK(example.summary.sessions == 2);
  CHECK(example.summary.covered_sessions == 1);
  const Coverage coverage = coverage_of(example.scenario, example.trace, example.outcome);
  CHECK(coverage.total.by[Coverage::by_subscription].sessions == 1);
  CHECK(coverage.total.by[Coverage::by_tokens].sessions == 1);
  CHECK(format(coverage.total.tokens) == "7");
  CHECK(Example("11-mary", {"entitlements.subscriptions[0].until=2026-01-05"}).summary.consumed == Tokens::whole(17));
}

TEST_CASE("example 12: the rule of 30 % with 90 days left tells of the pool that runs short, and not of the surplus") {
  const Example example("12-alerts");
  const auto& [scenario, trace, outcome, summary] = example;
  std::vector<std::string> told;
  for (const FiredAlert& row : fired_alerts(scenario, trace, outcome, burn_curve(scenario, trace, outcome))) {
    const std::string who = row.user ? trace.users[*row.user] : trace.teams[*row.team];
    told.push_back(format(row.day) + ' ' + scenario.alerts[row.alert].name + ' ' + who + ' ' + row.value);
  }
  // The studio's 4,780 tokens expire. What will be left is known as soon as there is a rate of 30 days, 440 tokens in
  // 22 working days: 9,560 less 440 × 335 ÷ 30.
  CHECK(format(summary.expired) == "4920");
  CHECK(format(outcome.balances[0].expired) == "4780");
  CHECK(told == Example::Rows{"2026-02-03 surplus studio 4646.666667", "2026-02-05 stock-out site 2026-04-06",
                              "2026-03-10 published rule site 29.5", "2026-06-26 buy a seat ada 3000",
                              "2026-06-26 buy a seat ben 3000", "2026-10-07 use or lose studio 60.4",
                              "2026-11-06 stock-out studio 2027-01-05", "2026-11-06 stock-out site 2027-01-05"});
}

TEST_CASE("example 13: two purchases pay Mary's second charge, and what expired is shared out by tokens") {
  const Example example("13-charge-back");
  CHECK(format(example.summary.spent) == "138");
  const ChargeBackReport report = charge_back_of(example.scenario, example.trace, example.outcome);
  CHECK(format(report.whole.cost) == "81");
  CHECK(format(report.whole.write_off) == "57");
  CHECK(format(report.whole.total()) == "138");
  REQUIRE(report.dimensions.size() == 4);
  Example::Rows lines;
  for (const CostLine& line : report.dimensions[1].lines) {
    lines.push_back(line.value + ' ' + format(line.cost) + " + " + format(line.write_off));
  }
  for (const CostLine& line : report.dimensions[3].lines) {
    lines.push_back(line.value + ' ' + format(line.cost) + " + " + format(line.write_off));
  }
  // 57 × 7/31, 10/31 and 14/31, to the millionth of a token and of a dollar.
  CHECK(lines == Example::Rows{"ann 21 + 12.870969", "bob 24 + 18.387096", "mary 36 + 25.741935", " 21 + 12.870969",
                               "CC-100 36 + 25.741935", "CC-200 24 + 18.387096"});
}

TEST_CASE("example 21: a heavy user, five days with two products, and two charges that need not have been") {
  const Example example("21-usage");
  CHECK(format(example.summary.consumed) == "427");
  CHECK(example.summary.renewals == 3);
  const UsageStudy study =
      study_usage(example.scenario, example.trace, example.outcome, {}, example.scenario.from, std::nullopt);
  REQUIRE(study.heavy.size() == 1);
  const UserProduct& heavy = study.report.rows[study.heavy[0]];
  CHECK(example.trace.users[heavy.user] == "hal");
  CHECK(format(yearly(heavy.sums.access_days, study.days_of_years)) == "173.809524");
  CHECK(study.report.days.size() == 5);
  Example::Rows avoidable;
  for (const AvoidableCharge& charge : study.report.avoidable) {
    avoidable.push_back(example.local(charge.at) + ' ' + example.unit(charge.unit) + ' ' + format(charge.tokens) + ' ' +
                        format(charge.cost));
  }
  CHECK(avoidable == Example::Rows{"2026-01-07 10:00 jon Revit 10 30", "2026-01-13 16:00 kim AutoCAD 7 21"});
  CHECK(study.products[0].renewals_used == std::vector<std::uint32_t>{360, 7200, 7560});
}
