// The published examples of scenarios/examples, replayed: what their sources say is what follows.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/analysis/charge_back.h"
#include "engine/analysis/coverage.h"
#include "engine/analysis/summary.h"
#include "engine/engine.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"

using namespace drawdown;

namespace {

LoadOptions options_of(const std::vector<std::string>& overrides) {
  LoadOptions options;
  for (const std::string& text : overrides) {
    options.overrides.push_back(parse_override(text));
  }
  return options;
}

struct Example {
  Scenario scenario;
  Trace trace;
  Outcome outcome;
  Summary summary;

  explicit Example(const std::string& name, const std::vector<std::string>& overrides = {})
      : scenario(load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/examples/" + name + ".yaml",
                               options_of(overrides))),
        trace(read_sessions(scenario).trace),
        outcome(replay(scenario, trace)),
        summary(summarise(scenario, trace, outcome, burn_curve(scenario, trace, outcome).counts)) {
    CHECK(trace.outside == 0);
  }

  // "2026-01-05 08:00 priscilla AutoCAD 7 open", by the server's clock.
  [[nodiscard]] std::vector<std::string> charges() const {
    std::vector<std::string> rows;
    for (const Charge& charge : outcome.charges) {
      const ChargeUnit& unit = trace.units[charge.unit.value];
      rows.push_back(local(charge.at) + ' ' + trace.users[unit.user] + ' ' +
                     scenario.products[unit.product.value].name + ' ' + format(charge.tokens) +
                     (charge.kind == ChargeKind::open ? " open" : " renewal"));
    }
    return rows;
  }

  [[nodiscard]] std::string local(Instant instant) const {
    const Instant shown{instant.seconds + scenario.server().offset_at(instant)};
    std::string text = format_utc(shown).substr(0, 16);
    text[10] = ' ';
    return text;
  }
};

using Rows = std::vector<std::string>;

}  // namespace

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

TEST_CASE("example 13: two purchases pay Mary's second charge, and what expired is shared out by tokens") {
  const Example example("13-charge-back");
  CHECK(format(example.summary.spent) == "138");
  const ChargeBackReport report = charge_back_of(example.scenario, example.trace, example.outcome);
  CHECK(format(report.whole.cost) == "81");
  CHECK(format(report.whole.write_off) == "57");
  CHECK(format(report.whole.total()) == "138");
  REQUIRE(report.dimensions.size() == 4);
  Rows lines;
  for (const CostLine& line : report.dimensions[1].lines) {
    lines.push_back(line.value + ' ' + format(line.cost) + " + " + format(line.write_off));
  }
  for (const CostLine& line : report.dimensions[3].lines) {
    lines.push_back(line.value + ' ' + format(line.cost) + " + " + format(line.write_off));
  }
  // 57 × 7/31, 10/31 and 14/31, to the millionth of a token and of a dollar.
  CHECK(lines == Rows{"ann 21 + 12.870969", "bob 24 + 18.387096", "mary 36 + 25.741935", " 21 + 12.870969",
                      "CC-100 36 + 25.741935", "CC-200 24 + 18.387096"});
}
