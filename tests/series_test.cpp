// Demand by series: what the YAML says, what is drawn, and how the pool pays for it.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "engine/analysis/ledgers.h"
#include "engine/analysis/pool_then.h"
#include "engine/trace/write.h"
#include "tests/dice.h"
#include "tests/series_world.h"

using namespace drawdown;
using tests::Course;
using tests::course_of;
using tests::series_scenario;
using tests::SeriesFiles;
using tests::SeriesYaml;
using tests::Workplace;

namespace {

// "2026-01-05 UK 12", a line for each day that has a demand.
std::vector<std::string> days_of(const Scenario& scenario, std::uint64_t replication) {
  const Trace trace = DemandSource(scenario).draw(replication);
  std::vector<std::string> lines;
  for (const UsedResult& result : trace.results) {
    const std::string& team = trace.teams[trace.units[result.unit].team];
    lines.push_back(format(scenario.server().day_at(Instant{result.at})) + " " + (team.empty() ? "-" : team) + " " +
                    format_micro(result.quantity));
  }
  return lines;
}

std::vector<std::string> of_team(const std::vector<std::string>& lines, const std::string& team) {
  std::vector<std::string> own;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(own),
               [&](const std::string& line) { return tests::contains(line, " " + team + " "); });
  return own;
}

std::vector<std::string> told(const Scenario& scenario, std::uint64_t replication) {
  const Trace trace = DemandSource(scenario).draw(replication);
  const Outcome outcome = replay(scenario, trace, {.audit = true});
  std::vector<std::string> lines;
  for (const Charge& charge : outcome.charges) {
    lines.push_back(format_utc(charge.at).substr(0, 10) + " " + format(charge.tokens) + " = " +
                    payers_of(outcome, charge));
  }
  for (const Denial& denial : outcome.denials) {
    lines.push_back(format_utc(denial.at).substr(0, 10) + " lacks " + format(denial.tokens) + " of " +
                    format(denial.available) + " " + std::string(denial_reason_name(denial.reason)));
  }
  return lines;
}

}  // namespace

TEST_CASE("a series that is given is what its file says, by day and team, within the horizon and on its weekdays") {
  const SeriesFiles files;
  files.put("daily.csv",
            "Date,Team,Tokens\n"
            "2026-01-02,,7\n"
            "2026-01-02,UK,0.5\n"
            "2025-12-31,,100\n"
            "2026-01-11,,100\n"
            "2026-01-03,,0\n"
            "2026-01-05,,3\n"
            "2026-01-04,UK,2\n");
  const std::vector<std::string> all{"2026-01-02 - 7", "2026-01-02 UK 0.5", "2026-01-04 UK 2", "2026-01-05 - 3"};
  CHECK(days_of(files.load({.series = "{file: daily.csv}"}), 1) == all);
  CHECK(days_of(files.load({.series = "{file: daily.csv}", .seed = "2"}), 9) == all);
  CHECK(days_of(files.load({.series = "{file: daily.csv, weekdays: [monday, friday]}"}), 1) ==
        std::vector<std::string>{"2026-01-02 - 7", "2026-01-02 UK 0.5", "2026-01-05 - 3"});
  CHECK(days_of(files.load({.series = "{file: daily.csv, team: US, weekdays: [monday]}"}), 1) ==
        std::vector<std::string>{"2026-01-05 US 3"});
}

TEST_CASE("parameters are constant, by month, or by day, and a day without them has no demand") {
  const SeriesFiles files;
  files.put("means.csv", "date,mean,sd\n2026-01-03,50,0\n2026-01-05,70.25,0\n");
  // Without a deviation what is drawn is the mean.
  CHECK(days_of(files.load({.series = "{distribution: normal, file: means.csv}"}), 1) ==
        std::vector<std::string>{"2026-01-03 - 50", "2026-01-05 - 70"});
  CHECK(days_of(files.load({.series = "{distribution: gamma, file: means.csv, round: micro}"}), 1) ==
        std::vector<std::string>{"2026-01-03 - 50", "2026-01-05 - 70.25"});
  const std::vector<std::string> months = days_of(
      series_scenario({.series = "{distribution: normal, mean: [1, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], sd: 0, "
                                 "weekdays: [sunday]}",
                       .until = "2026-02-10"}),
      1);
  CHECK(months == std::vector<std::string>{"2026-01-04 - 1", "2026-01-11 - 1", "2026-01-18 - 1", "2026-01-25 - 1",
                                           "2026-02-01 - 3", "2026-02-08 - 3"});
  files.put("past.csv", "date,tokens\n2025-01-01,4\n2025-01-02,4\n2025-01-03,0.25\n");
  const std::vector<std::string> drawn =
      days_of(files.load({.series = "{distribution: empirical, file: past.csv}"}), 1);
  std::set<std::string> values;
  for (const std::string& line : drawn) {
    values.insert(line.substr(13));
  }
  CHECK(drawn.size() == 10);
  CHECK(values == std::set<std::string>{"0.25", "4"});
}

TEST_CASE("a replication depends on nothing but its seed and number") {
  const SeriesYaml yaml{.series = "{distribution: poisson, mean: 12}"};
  const Scenario scenario = series_scenario(yaml);
  const std::vector<std::string> third = days_of(scenario, 3);
  CHECK(third != days_of(scenario, 4));
  const DemandSource source(scenario);
  (void)source.draw(900);
  CHECK(source.draw(3).results.size() == third.size());
  CHECK(days_of(scenario, 3) == third);
  SeriesYaml other = yaml;
  other.seed = "2";
  CHECK(days_of(series_scenario(other), 3) != third);
  // A longer horizon begins alike.
  other = yaml;
  other.until = "2026-02-01";
  const std::vector<std::string> longer = days_of(series_scenario(other), 3);
  REQUIRE(longer.size() > third.size());
  CHECK(std::equal(third.begin(), third.end(), longer.begin()));
}

TEST_CASE("adding a team, also before another, changes no other team's days") {
  const std::string uk = "{team: UK, distribution: gamma, mean: 30, sd: 12, round: micro}";
  const std::string us = "{team: US, distribution: negative_binomial, mean: 5, dispersion: 2}";
  const std::vector<std::string> alone = days_of(series_scenario({.series = uk}), 5);
  const std::vector<std::string> both = days_of(series_scenario({.series = "[" + us + ", " + uk + "]"}), 5);
  CHECK(alone.size() == 10);
  CHECK(of_team(both, "UK") == alone);
  CHECK(both.size() > alone.size());
}

TEST_CASE("threads that share a source draw what one would") {
  const Scenario scenario = series_scenario({.series = "{distribution: gamma, mean: 30, sd: 12, round: micro}"});
  const DemandSource source(scenario);
  std::vector<std::int64_t> sums(64);
  const auto draw = [&](std::size_t first, std::size_t step) {
    for (std::size_t i = first; i < sums.size(); i += step) {
      for (const UsedResult& result : source.draw(i + 1).results) {
        sums[i] += result.quantity;
      }
    }
  };
  draw(0, 1);
  const std::vector<std::int64_t> alone = std::exchange(sums, std::vector<std::int64_t>(64));
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < 3; ++i) {
    threads.emplace_back(draw, i, 3);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(sums == alone);
}

TEST_CASE("a civil day that clocks skip has no demand, and the others begin when their days begin") {
  // Samoa had no 30 December 2011.
  const Scenario scenario = load_scenario_text(
      "time_zone: Pacific/Apia\nfrom: 2011-12-28\nuntil: 2012-01-02\npool: {tranches: []}\n"
      "demand: {series: {distribution: normal, mean: 5, sd: 0}}\n",
      "a.yaml", "dir");
  const Trace trace = DemandSource(scenario).draw(1);
  std::vector<std::string> instants;
  for (const UsedResult& result : trace.results) {
    instants.push_back(format_utc(Instant{result.at}));
  }
  CHECK(instants == std::vector<std::string>{"2011-12-28T10:00:00Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z",
                                             "2011-12-31T10:00:00Z"});
}

TEST_CASE("a day's demand takes what the pool has, from several tranches, and the rest is lost") {
  const SeriesFiles files;
  files.put("daily.csv", "date,tokens\n2026-01-01,4\n2026-01-02,10\n2026-01-03,5\n2026-01-05,2\n2026-01-06,9\n");
  const SeriesYaml yaml{.series = "{file: daily.csv}",
                        .tranches =
                            "[{id: a, bought: 2026-01-01, expires: 2026-01-06, tokens: 6}, {id: b, bought: "
                            "2026-01-02, expires: 2026-01-07, tokens: 5}, {id: c, bought: 2026-01-05, expires: "
                            "2026-01-06, tokens: 3}]"};
  CHECK(told(files.load(yaml), 1) == std::vector<std::string>{"2026-01-01 4 = a:4", "2026-01-02 7 = a:2;b:5",
                                                              "2026-01-05 2 = c:2", "2026-01-02 lacks 3 of 0 tokens",
                                                              "2026-01-03 lacks 5 of 0 tokens",
                                                              "2026-01-06 lacks 9 of 0 tokens"});
  SeriesYaml overdraft = yaml;
  overdraft.rules = "{preset: flex, when_empty: overdraft}";
  CHECK(told(files.load(overdraft), 1) ==
        std::vector<std::string>{"2026-01-01 4 = a:4", "2026-01-02 10 = a:2;b:5;overdraft:3",
                                 "2026-01-03 5 = overdraft:5", "2026-01-05 2 = overdraft:2",
                                 "2026-01-06 9 = overdraft:9"});
}

TEST_CASE("what a budget leaves of a day's demand is consumed, also where the pool owes") {
  const SeriesFiles files;
  files.put("daily.csv", "date,tokens,team\n2026-01-01,4,\n2026-01-02,4.5,\n2026-01-02,1,UK\n2026-01-03,2,\n");
  SeriesYaml yaml{
      .series = "{file: daily.csv}",
      .tranches = "[{id: a, bought: 2026-01-01, tokens: 50}, {id: u, bought: 2026-01-01, tokens: 50, team: UK}]",
      .more = "budgets: [{name: all, tokens: 7.25, products: [demand]}]"};
  const std::vector<std::string> capped{"2026-01-01 4 = a:4", "2026-01-02 3.25 = a:3.25",
                                        "2026-01-02 lacks 1.25 of 0 budget", "2026-01-02 lacks 1 of 0 budget",
                                        "2026-01-03 lacks 2 of 0 budget"};
  CHECK(told(files.load(yaml), 1) == capped);
  yaml.rules = "{preset: flex, when_empty: overdraft}";
  CHECK(told(files.load(yaml), 1) == capped);
}

TEST_CASE("results of a divisible product are divided at any rate, to what is left") {
  // Three tokens for seven: of five tokens 11.833333 results are paid, which cost 5.071428; one less of the millionths
  // that are too many.
  const Workplace files;
  files.put("r.csv",
            "user,product,time,quantity\nmary,Render,2026-01-02T00:00:00Z,20\n"
            "mary,Render,2026-01-03T00:00:00Z,-20\nmary,Render,2026-01-04T00:00:00Z,2\n");
  const Scenario scenario = load_scenario_text(
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-01-11\nrates: {Render: {tokens: 3, per: 7, partial: divisible}}\n"
      "pool: {tranches: [{id: a, bought: 2026-01-01, expires: 2027-01-01, tokens: 5}]}\nusage: {results: r.csv}\n",
      "a.yaml", files.folder().string());
  const Trace trace = read_sessions(scenario).trace;
  const Outcome outcome = replay(scenario, trace, {.audit = true});
  std::vector<std::string> tokens;
  for (const Charge& charge : outcome.charges) {
    tokens.push_back(format(charge.tokens));
  }
  CHECK(tokens == std::vector<std::string>{"5", "-5", "0.857143"});
  REQUIRE(outcome.denials.size() == 1);
  CHECK(format(outcome.denials[0].tokens) == "3.571429");  // 20 cost 8.571429
  CHECK(outcome.denied_results == 1);
  CHECK(outcome.unmatched_refunds == 1);  // it asks for more than was let in
}

TEST_CASE("access rules see the user of a series like any other") {
  const Scenario scenario = series_scenario({.series = "{distribution: normal, mean: 5, sd: 0, weekdays: [monday]}",
                                             .tranches = "[{bought: 2026-01-01, tokens: 50}]",
                                             .more = "access: {deny: [{user: demand}]}"});
  CHECK(told(scenario, 1) == std::vector<std::string>{"2026-01-05 lacks 0 of 0 access"});
}

TEST_CASE("the pool before each charge and at each denial of a series is what the ledger says") {
  const Scenario scenario = series_scenario(
      {.series = "{distribution: poisson, mean: 8}",
       .tranches = "[{bought: 2026-01-01, expires: 2026-01-04, tokens: 20}, {bought: 2026-01-06, tokens: 13}]"});
  const Trace trace = DemandSource(scenario).draw(2);
  const Outcome outcome = replay(scenario, trace);
  for (std::uint32_t row = 0; row < outcome.charges.results.size(); ++row) {
    const Charge charge = outcome.charges.charge(ChargeKind::result, row);
    const PoolThen then = pool_before(scenario, trace, outcome, {ChargeKind::result, row});
    Tokens there;
    for (const TrancheThen& tranche : then.tranches) {
      there += tranche.state == TrancheThen::State::usable ? tranche.remaining : Tokens{};
    }
    CHECK(then.available == there);
    CHECK(then.available >= charge.tokens);
  }
  REQUIRE(outcome.denials.size() > 3);
  for (std::size_t i = 0; i < outcome.denials.size(); ++i) {
    CHECK(pool_at_denial(scenario, trace, outcome, i).available == outcome.denials[i].available);
  }
}

TEST_CASE("on random pools a series is paid for as a few lines say that know nothing of the engine") {
  Dice dice(20'260'303);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const bool owes = dice.below(2) == 0;
    struct Lot {
      std::int64_t from, until, left;
    };
    std::vector<Lot> lots;
    std::string tranches;
    for (std::int64_t n = dice.below(5); n > 0; --n) {
      const auto from = dice.below(9);
      const auto until = from + 1 + dice.below(12);
      const auto tokens = dice.below(25);
      lots.push_back({from, until, tokens});
      tranches +=
          (tranches.empty() ? "" : ", ") + std::string("{bought: ") + format(Day{20'454} + static_cast<int>(from)) +
          ", expires: " + format(Day{20'454} + static_cast<int>(until)) + ", tokens: " + std::to_string(tokens) + "}";
    }
    const Scenario scenario = series_scenario({.series = "{distribution: poisson, mean: 5}",
                                               .tranches = "[" + tranches + "]",
                                               .rules = owes ? "{preset: flex, when_empty: overdraft}" : "flex",
                                               .seed = std::to_string(round)});
    const Trace trace = DemandSource(scenario).draw(1);
    std::map<std::int64_t, std::int64_t> demand;
    for (const UsedResult& result : trace.results) {
      demand[scenario.days.index_at(Instant{result.at})] = result.quantity / micro_per_unit;
    }
    Course model;
    std::int64_t owed = 0;
    std::stable_sort(lots.begin(), lots.end(), [](const Lot& a, const Lot& b) {
      return std::tuple(a.until, a.left) < std::tuple(b.until, b.left);
    });
    for (std::int64_t day = 0; day < 10; ++day) {
      for (Lot& lot : lots) {
        model.expired += Tokens::whole(lot.until == day ? std::exchange(lot.left, 0) : 0);
      }
      const auto pay = [&](std::int64_t tokens) {
        for (Lot& lot : lots) {
          const std::int64_t paid = lot.from <= day && day < lot.until ? std::min(lot.left, tokens) : 0;
          lot.left -= paid;
          tokens -= paid;
          model.consumed += Tokens::whole(paid);
        }
        return tokens;
      };
      owed = pay(owed);
      const std::int64_t rest = pay(demand[day]);
      model.demanded += Tokens::whole(demand[day]);
      owed += owes ? rest : 0;
      model.lost += Tokens::whole(owes ? 0 : rest);
    }
    model.owed = Tokens::whole(owed);
    for (const Lot& lot : lots) {
      model.remaining += Tokens::whole(lot.from < 10 && lot.until > 0 ? lot.left : 0);
    }
    CHECK(course_of(trace, replay(scenario, trace, {.audit = true})) == model);
  }
}

TEST_CASE("a replication that is written as a log is read as the same demand") {
  const SeriesFiles files;
  const SeriesYaml yaml{.series =
                            "[{distribution: gamma, mean: 8, sd: 4, round: micro}, {team: \"U,K\", distribution: "
                            "poisson, mean: 2}]",
                        .more = "users: [{id: demand, team: US}]"};
  Scenario scenario = files.load(yaml);
  const DemandSource source(scenario);
  const SessionLog log = source.log(4);
  std::string text;
  append_results_csv(log.results, log.products, text);
  CHECK(text.substr(0, text.find('\n')) == "user,product,time,quantity,team");
  files.put("r.csv", text);
  const Trace drawn = source.draw(4);
  scenario.usage.results = (files.folder() / "r.csv").string();
  const Trace read = read_sessions(scenario).trace;
  REQUIRE(read.results.size() == drawn.results.size());
  CHECK(read.units == drawn.units);
  CHECK(read.user_zones == drawn.user_zones);
  for (std::size_t i = 0; i < read.results.size(); ++i) {
    CHECK(read.results[i].at == drawn.results[i].at);
    CHECK(read.results[i].unit == drawn.results[i].unit);
    CHECK(read.results[i].quantity == drawn.results[i].quantity);
  }
}
