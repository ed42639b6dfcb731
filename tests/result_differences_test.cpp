#include "engine/analysis/result_differences.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "engine/replay/replay.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "tests/dice.h"

using namespace drawdown;

namespace {

// Ana's and Ben's renders, at 1 token for 10; parts are carried on.
struct Side {
  Side(const std::string& changes, const std::string& rows)
      : scenario(load_scenario_text("time_zone: UTC\nfrom: 2026-01-05\nuntil: 2026-01-15\n" + changes +
                                        (changes.find("rates:") == std::string::npos
                                             ? "rates: {Renders: {tokens: 1, per: 10}, Media: {tokens: 2, per: 1}}\n"
                                             : "") +
                                        "pool: {lifetime: 365d, tranches: [{bought: 2026-01-05, tokens: 20}]}\n"
                                        "usage: {results: r.csv}\n",
                                    "a.yaml", ".")),
        trace(with_results(
            scenario, no_sessions(scenario),
            read_results_text(results_request(scenario, scenario.products), "user,product,time,quantity\n" + rows).log,
            scenario.products)),
        outcome(replay(scenario, trace)),
        sessions(sessions_by_unit(trace)),
        rows_of(rows_by_unit(trace, outcome)),
        replayed{scenario, trace, sessions, outcome, rows_of, 0, {}} {}

  Scenario scenario;
  Trace trace;
  Outcome outcome;
  PlacesByUnit sessions;
  RowsByUnit rows_of;
  LogReplay replayed;
};

std::string rows_between(const std::string& one, const std::string& other, const std::string& rows) {
  const Side baseline(one, rows);
  const Side variant(other, rows);
  std::string text;
  for (const Difference& row :
       differences(baseline.trace, baseline.replayed, variant.replayed, baseline.scenario.days)) {
    text += baseline.trace.users[row.user] + " day " + std::to_string(row.day) + ": " + format(row.baseline) + " or " +
            format(row.variant) + ", " + std::string(reason_name(row.reason)) + '\n';
  }
  return text;
}

const std::string log =
    "ana,Renders,2026-01-05 09:00,25\nben,Renders,2026-01-06 09:00,25\nana,Renders,2026-01-07 09:00,-10\n";

}  // namespace

TEST_CASE("results that one variant refuses or charges at another rate differ, with the reason") {
  CHECK(rows_between("", "", log) == "");
  CHECK(rows_between("", "rates: {Renders: {tokens: 3, per: 10}, Media: {tokens: 2, per: 1}}\n", log) ==
        "ana day 0: 2 or 6, rate\nana day 2: -1 or -3, rate\nben day 1: 3 or 9, rate\n");
  CHECK(rows_between("", "access: {deny: [{user: ana}]}\n", log) ==
        "ana day 0: 2 or 0, access\nana day 2: -1 or 0, access\nben day 1: 3 or 2, moved\n");
  CHECK(rows_between("", "budgets: [{name: b, tokens: 2, each: user}]\n", log) == "ben day 1: 3 or 0, refused\n");
  CHECK(rows_between("", "rates: {Renders: {tokens: 1, per: 10, partial: up}, Media: {tokens: 2, per: 1}}\n", log) ==
        "ana day 0: 2 or 3, rate\n");
}

TEST_CASE("differences of results are all there are, whatever happens") {
  const std::vector<std::string> changes{
      "",
      "access: {only: [u0, u1]}\n",
      "budgets: [{name: b, tokens: 3, each: user}]\n",
      "rates: {Renders: {tokens: 1, per: 7, partial: exact}, Media: {tokens: 2, per: 1}}\n",
      "rates: {Renders: {tokens: 2, per: 10}, Media: {tokens: 0, per: 1}}\n",
      "rules: token-flex\n"};
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    std::string rows;
    for (std::int64_t i = dice.between(0, 30); i > 0; --i) {
      rows += "u" + std::to_string(dice.below(3)) + (dice.one_in(3) ? ",Media," : ",Renders,") +
              format(*parse_day("2026-01-05") + static_cast<std::int32_t>(dice.below(10))) + " 0" +
              std::to_string(dice.below(3)) + ":00," + (dice.one_in(4) ? "-" : "") +
              std::to_string(dice.between(1, 25)) + "\n";
    }
    const Side baseline(dice.pick(changes), rows);
    const Side variant(dice.pick(changes), rows);
    std::map<std::tuple<UserId, ProductId, std::int32_t>, std::int64_t> expected;
    for (const auto& [side, sign] : {std::pair(&baseline, -1), std::pair(&variant, +1)}) {
      for (const Charge& charge : side->outcome.charges) {
        const ChargeUnit& unit = side->trace.units[charge.unit.value];
        expected[{unit.user, unit.product, side->scenario.days.index_at(charge.at)}] += sign * charge.tokens.micro;
      }
    }
    std::erase_if(expected, [](const auto& cell) { return cell.second == 0; });
    std::map<std::tuple<UserId, ProductId, std::int32_t>, std::int64_t> actual;
    for (const Difference& row :
         differences(baseline.trace, baseline.replayed, variant.replayed, baseline.scenario.days)) {
      actual[{row.user, row.product, row.day}] = (row.variant - row.baseline).micro;
    }
    CHECK(actual == expected);
  }
}
