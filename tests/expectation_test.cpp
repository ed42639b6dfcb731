#include "engine/model/expectation.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "engine/analysis/summary.h"
#include "engine/analysis/verdicts.h"
#include "engine/ensemble/replica.h"
#include "engine/scenario/manual.h"
#include "tests/smallest_scenario.h"

using namespace drawdown;

namespace {

Expectation read(std::string_view text) {
  const ParsedExpectation read = parse_expectation(text);
  CAPTURE(read.error);
  REQUIRE(read.expectation.has_value());
  return *read.expectation;
}

std::string error(std::string_view text) { return parse_expectation(text).error; }

// What becomes of one line when this is found.
Verdict verdict(const char* text, std::optional<Found> found) {
  const std::vector<Expectation> lines{read(text)};
  Verdict one = verdicts_of(lines, "run", [&](const Expectation&) { return Answer{true, found}; }).all.at(0);
  one.expectation = nullptr;  // goes with the lines
  return one;
}
bool passes(const char* text, Found found) { return verdict(text, found).result == Verdict::Result::passed; }

}  // namespace

TEST_CASE("an expectation is a measure, a statistic, a comparison and an exact bound") {
  using enum Expectation::Relation;
  const Expectation money = read("  written_off.p90<=500.25 ");
  CHECK(money.text == "written_off.p90<=500.25");
  CHECK(money.measure->name == "written_off");
  CHECK(money.statistic == Statistic::p90);
  CHECK(money.relation == at_most);
  CHECK(money.bound == 500'250'000);
  CHECK(read("p_dry < 0.02").relation == less);
  CHECK(read("denied_sessions == 0").relation == equal);
  CHECK(read("adjusted != -4").bound == -4'000'000);
  CHECK(read("consumed > 1").relation == more);
  CHECK(read("dry.p10 >= 2026-11-01").bound == parse_day("2026-11-01")->number);
  CHECK(read("first_denial == never").bound == never_day.number);
}

TEST_CASE("a wrong expectation names what is wrong and the nearest word") {
  CHECK(error("writen_off <= 500") == "there is no measure 'writen_off'; did you mean 'written_off'?");
  CHECK(error("written_off.p09 <= 500") == "there is no statistic 'p09'; did you mean 'p90'?");
  CHECK(error("written_off 500") ==
        "expected a comparison such as written_off <= 500, with one of < <= > >= == !=, found 'written_off 500'");
  CHECK(error("written_off = 500") ==
        "expected a comparison such as written_off <= 500, with one of < <= > >= == !=, found 'written_off = 500'");
  CHECK(error("written_off <= 5.0000001") ==
        "written_off is compared with a number such as 500 or 0.02, with at most six decimals, found '5.0000001'");
  CHECK(error("dry.p10 >= 5") == "dry is compared with a day such as 2026-11-01, or never, found '5'");
  CHECK(error("dry.mean >= 2026-01-01") == "dry is a date, and has no mean");
  CHECK(error("p_dry.p90 < 1") == "p_dry is one value, and has no p90");
  CHECK(error("refused_days < 1") ==
        "refused_days has a value for each replication: write refused_days.p90, or another of mean, p5, p10, p50, p90, "
        "p95 and max");
}

TEST_CASE("a scenario's expectations are refused at their line and column") {
  CHECK(error_of(std::string(smallest) + "expect:\n  - denied_sessions == 0\n  - writen_off <= 500\n") ==
        "a.yaml:11:5: expect: there is no measure 'writen_off'; did you mean 'written_off'?");
  CHECK(error_of(std::string(smallest) + "expect: p_dry < 0.02\n") ==
        "a.yaml:9:9: expect: expected a list of comparisons such as [written_off <= 500, denied_sessions == 0], found "
        "'p_dry < 0.02'");
  CHECK(error_of(std::string(smallest) + "expect: [p_dry < 0.02, p_dry < 0.02]\n") ==
        "a.yaml:9:24: expect[1]: 'p_dry < 0.02' is in the list already");
  CHECK(load(std::string(smallest) + "expect: [p_dry < 0.02]\n").expectations.size() == 1);
}

TEST_CASE("comparisons are exact: a mean is not rounded before it is compared") {
  // A third is less than 0.333334, and more than 0.333333.
  CHECK(passes("p_dry < 0.333334", {1'000'000, 3}));
  CHECK_FALSE(passes("p_dry <= 0.333333", {1'000'000, 3}));
  CHECK(passes("p_dry != 0.333333", {1'000'000, 3}));
  CHECK(verdict("p_dry < 1", Found{2'000'000, 3}).found == "0.666667");
  CHECK(passes("consumed == 7", {7'000'000, 1}));
  CHECK(passes("consumed >= 7", {7'000'000, 1}));
  CHECK_FALSE(passes("consumed > 7", {7'000'000, 1}));
  CHECK(verdict("first_denial >= 2026-01-01", Found{never_day.number, 1}).found == "never");
}

TEST_CASE("what does not exist is not what was expected, and what is not looked at is not checked") {
  const Verdict nothing = verdict("price_per_token_bought != 3", std::nullopt);
  CHECK(nothing.result == Verdict::Result::failed);
  CHECK(nothing.found == "nothing");
  const std::vector<Expectation> lines{read("p_dry < 1")};
  const Verdicts verdicts = verdicts_of(lines, "run", [](const Expectation&) { return Answer{}; });
  CHECK(verdicts.failed() == 0);
  CHECK(verdicts.all[0].result == Verdict::Result::not_checked);
  CHECK(verdicts.all[0].found == "not checked by run");
}

TEST_CASE("every number and date of summary.json can be expected, and has its own value") {
  Summary summary;
  const std::set<std::string> texts{"scenario", "from", "until", "version"};
  std::set<std::string> keys;
  for (const auto& field : summary_record(summary)) {
    const std::string key = field.first;
    keys.insert(key);
    CAPTURE(key);
    const Measure* measure = find_measure(key);
    CHECK((measure != nullptr) != texts.contains(key));
    if (measure != nullptr) {
      CHECK(measure->of_one);
    }
  }
  summary.cut_offs = 3;
  summary.overdraft = Tokens::whole(4);
  summary.spent = Money::whole(5);
  summary.first_denial = Instant{86'400 * 3 + 5};
  Scenario scenario;
  scenario.zones = {Zone()};
  const auto find = found_in(summary, scenario);
  for (const Measure& measure : all_measures()) {
    CAPTURE(std::string(measure.name));
    CHECK(measure.of_one == keys.contains(std::string(measure.name)));
    CHECK(find({"", &measure, Statistic::none, {}, 0}).looked == measure.of_one);
    CHECK_FALSE(find({"", &measure, Statistic::p90, {}, 0}).looked);
  }
  const auto value = [&](const char* text) { return find(read(text)).value->sum; };
  CHECK(value("cut_offs == 0") == 3'000'000);
  CHECK(value("overdraft == 0") == 4'000'000);
  CHECK(value("spent == 0") == 5'000'000);
  CHECK(value("first_denial == never") == 3);
}

TEST_CASE(
    "every measure of each replication is one of a replica, in the same order, and the manual has those of stress") {
  std::vector<std::string_view> each;
  for (const Measure& measure : all_measures()) {
    if (measure.of_each && measure.unit != Measure::Unit::date) {
      each.push_back(measure.name);
    }
    if (!measure.of_one) {
      CHECK(manual().find("| `" + std::string(measure.name) + "` | " + std::string(measure.meaning)) !=
            std::string::npos);
    }
  }
  REQUIRE(each.size() == replica_measures);
  for (std::size_t i = 0; i < each.size(); ++i) {
    CHECK(measure_of(static_cast<ReplicaMeasure>(i)).name == each[i]);
  }
}
