#include "engine/analysis/contract_statement.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/replay/replay.h"
#include "engine/report/csv.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "tests/dice.h"

using namespace drawdown;

namespace {

// Contract years begin with the calendar's.
struct Estate {
  Scenario scenario;
  Outcome outcome;
  std::vector<YearStatement> years;

  Estate(const std::string& contract, const std::string& results, const std::string& sessions = "",
         const std::string& rest = "") {
    std::string yaml = "time_zone: UTC\nrules: {preset: token-flex, grace: 5m}\n";
    yaml += rest.find("until:") == std::string::npos ? "from: 2026-01-01\nuntil: 2028-06-01\n" : "";
    yaml += "rates: {AutoCAD: 7, Jobs: {tokens: 1, per: 1}}\nusage: {sessions: s.csv, results: r.csv}\n";
    yaml += rest + "pool:\n  tranches: []\n  contracts: [{id: eba, " + contract + "}]\n";
    scenario = load_scenario_text(yaml, "a.yaml", "dir");
    Trace trace = read_trace_text(session_request(scenario), "user,product,open,close\n" + sessions).trace;
    const ResultsRead read =
        read_results_text(results_request(scenario, scenario.products), "user,product,time,quantity\n" + results);
    trace = with_results(scenario, std::move(trace), read.log, scenario.products);
    outcome = replay(scenario, trace, {.audit = true});
    years = contract_statement(scenario, outcome);
  }
};

// "10 provisioned, 7 used, 3 left (3 expired); 5 multi-year, 2 used, 3 left"
std::string told(const YearStatement& year) {
  return format(year.provisioned) + " provisioned, " + format(year.consumed) + " used, " + format(year.remaining) +
         " left (" + format(year.expired) + " expired); " + format(year.multi_year_at_start) + " multi-year, " +
         format(year.multi_year_consumed) + " used, " + format(year.multi_year_remaining) + " left";
}

const std::string three_years = "from: 2026-01-01, until: 2028-04-01, annual: [10, 10], multi_year: 5";

}  // namespace

TEST_CASE("annual tokens expire with their year, and multi-year tokens go on to the next") {
  const Estate estate(three_years, "ann,Jobs,2026-03-01 12:00,12\nann,Jobs,2027-03-01 12:00,4\n");
  REQUIRE(estate.years.size() == 3);
  CHECK(told(estate.years[0]) == "10 provisioned, 10 used, 0 left (0 expired); 5 multi-year, 2 used, 3 left");
  CHECK(told(estate.years[1]) == "10 provisioned, 4 used, 6 left (6 expired); 3 multi-year, 0 used, 3 left");
  CHECK(told(estate.years[2]) == "0 provisioned, 0 used, 0 left (0 expired); 3 multi-year, 0 used, 3 left");
  CHECK(estate.years[1].multi_year_expired == Tokens{});
  CHECK(estate.years[2].multi_year_expired == Tokens::whole(3));
}

TEST_CASE("multi-year tokens may be drawn before those of the year") {
  const Estate estate(three_years + ", draw: multi_year", "ann,Jobs,2026-03-01 12:00,12\n");
  CHECK(told(estate.years[0]) == "10 provisioned, 7 used, 3 left (3 expired); 5 multi-year, 5 used, 0 left");
}

TEST_CASE("a hold that is settled in the next year counts in the year of its charge") {
  const Estate estate("from: 2026-01-01, until: 2028-01-01, multi_year: 50", "",
                      "ann,AutoCAD,2026-12-31 23:58,2027-01-01 00:10\n");
  // The day over which the hold goes is charged when it is settled, three minutes into the new year.
  CHECK(estate.years[0].multi_year_consumed == Tokens::whole(7));
  CHECK(estate.years[1].multi_year_consumed == Tokens::whole(7));
}

TEST_CASE("a refund goes back to the year that provided the tokens, but counts now for multi-year tokens") {
  const Estate estate(three_years, "ann,Jobs,2026-03-01 12:00,12\nann,Jobs,2027-03-01 12:00,-5\n");
  CHECK(told(estate.years[0]) == "10 provisioned, 7 used, 3 left (3 expired); 5 multi-year, 2 used, 3 left");
  CHECK(told(estate.years[1]) == "10 provisioned, 0 used, 10 left (10 expired); 3 multi-year, -2 used, 5 left");
}

TEST_CASE("what is owed is paid by the next year's tokens, or bought when the year ends") {
  const std::string used = "ann,Jobs,2026-03-01 12:00,18\nann,Jobs,2027-12-01 12:00,13\n";
  const Estate owing(three_years, used);
  CHECK(told(owing.years[1]) == "10 provisioned, 10 used, 0 left (0 expired); 0 multi-year, 0 used, 0 left");
  CHECK(owing.outcome.overdraft[0] == Tokens::whole(6));
  CHECK(owing.years[0].trued_up == Tokens{});

  const Estate bought(three_years + ", unit_price: 2, true_up: 2.20", used);
  CHECK(told(bought.years[1]) == "10 provisioned, 10 used, 0 left (0 expired); 0 multi-year, 0 used, 0 left");
  CHECK(bought.years[0].trued_up == Tokens::whole(3));
  CHECK(format(bought.years[0].true_up_cost) == "6.6");
  CHECK(format(bought.years[0].spent) == "36.6");
  CHECK(bought.years[1].trued_up == Tokens::whole(3));
  CHECK(format(bought.years[1].spent) == "26.6");
  CHECK(bought.outcome.overdraft[0] == Tokens{});
}

TEST_CASE("a year that ends with the simulation is trued up, and its tokens are still there") {
  const Estate estate(three_years + ", true_up: 2.20", "ann,Jobs,2026-03-01 12:00,18\nann,Jobs,2026-04-01 12:00,1\n",
                      "", "from: 2026-01-01\nuntil: 2027-01-01\n");
  CHECK(estate.years[0].trued_up == Tokens::whole(4));
  const Estate unused(three_years, "ann,Jobs,2026-03-01 12:00,8\n", "", "from: 2026-01-01\nuntil: 2027-01-01\n");
  CHECK(told(unused.years[0]) == "10 provisioned, 8 used, 2 left (0 expired); 5 multi-year, 0 used, 5 left");
  CHECK_FALSE(unused.years[1].simulated);
}

TEST_CASE("a debt that multi-year tokens pay counts in the year in which it is paid") {
  const Estate estate(three_years, "ann,Jobs,2026-03-01 12:00,17\nann,Jobs,2027-03-01 12:00,11\n", "", "");
  CHECK(estate.outcome.overdraft[0] == Tokens::whole(3));
  const Estate given(three_years + "}]\n  adjustments: [{day: 2027-05-01, tokens: 4, reason: r, tranche: eba-multi",
                     "ann,Jobs,2026-03-01 12:00,17\nann,Jobs,2027-03-01 12:00,11\n");
  CHECK(told(given.years[1]) == "10 provisioned, 10 used, 0 left (0 expired); 0 multi-year, 3 used, 1 left");
  CHECK(given.years[1].multi_year_adjusted == Tokens::whole(4));
  CHECK(given.years[1].adjusted == Tokens{});
}

TEST_CASE("what is settled after the simulation's end counts in its last year") {
  // The first visit is free and gives its 7 tokens back after the end; they pay what the second is charged.
  const Estate estate("from: 2026-01-01, until: 2028-01-01, multi_year: 7", "",
                      "ann,AutoCAD,2026-12-31 23:56,2026-12-31 23:57\nbob,AutoCAD,2026-12-31 23:57,2027-01-02 09:00\n",
                      "from: 2026-01-01\nuntil: 2027-01-01\n");
  CHECK(told(estate.years[0]) == "0 provisioned, 0 used, 0 left (0 expired); 7 multi-year, 7 used, 0 left");
  CHECK_FALSE(estate.years[1].simulated);
}

TEST_CASE("of a contract that the simulation enters and leaves half-way, the statement says what is known") {
  const Estate estate(three_years + ", unit_price: 2, remaining: {annual: 4, multi_year: 3}",
                      "ann,Jobs,2026-07-01 12:00,5\n", "", "from: 2026-06-01\nuntil: 2027-06-01\n");
  CHECK(to_csv(contract_table(estate.scenario, estate.years)) ==
        "contract,team,year,from,until,provisioned,used_before,consumed,adjusted,expired,remaining,"
        "multi_year_at_start,multi_year_consumed,multi_year_adjusted,multi_year_expired,multi_year_remaining,"
        "trued_up,true_up_cost,spent\n"
        "eba,,1,2026-01-01,2027-01-01,10,6,4,0,0,0,3,1,0,0,2,0,0,14\n"
        "eba,,2,2027-01-01,2028-01-01,10,0,0,0,0,10,2,0,0,0,2,0,0,20\n"
        "eba,,3,2028-01-01,2028-04-01,0,,,,,,,,,,,,,\n");
}

TEST_CASE("years add up, whatever happens") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    std::string results;
    std::string sessions;
    for (int i = 0; i < 40; ++i) {
      const std::string day = format(*parse_day("2026-01-01") + static_cast<std::int32_t>(dice.below(880)));
      results += "u" + std::to_string(dice.below(3)) + ",Jobs," + day + " 12:00," + (dice.below(3) == 0 ? "-" : "") +
                 std::to_string(1 + dice.below(9)) + "\n";
      const std::string other = format(*parse_day("2026-01-01") + static_cast<std::int32_t>(dice.below(880)));
      sessions += "u" + std::to_string(dice.below(3)) + ",AutoCAD," + other + " 23:57," + other + " 23:5" +
                  std::to_string(8 + dice.below(2)) + "\n";
    }
    const std::string adjusted = format(*parse_day("2026-01-01") + static_cast<std::int32_t>(dice.below(800)));
    std::string contract = "from: 2026-01-01, until: 2028-04-01, annual: [" + std::to_string(dice.below(90)) + ", " +
                           std::to_string(dice.below(90)) + "], multi_year: " + std::to_string(1 + dice.below(90)) +
                           (dice.below(2) == 0 ? ", true_up: 1" : "") +
                           (dice.below(2) == 0 ? ", draw: multi_year" : "") + "}]\n  adjustments: [{day: " + adjusted +
                           ", tokens: " + (dice.below(2) == 0 ? "-" : "") + std::to_string(1 + dice.below(50)) +
                           ", reason: r, tranche: eba-multi";
    const Estate estate(contract, results, sessions);  // that the sums are those of the tranches is checked inside
    for (const YearStatement& year : estate.years) {
      CHECK(year.provisioned + year.adjusted == year.used_before + year.consumed + year.remaining);
      CHECK(year.multi_year_at_start + year.multi_year_adjusted ==
            year.multi_year_consumed + year.multi_year_remaining);
    }
  }
}
