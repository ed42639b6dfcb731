#include "engine/ensemble/compare.h"

#include <doctest/doctest.h>

#include <deque>
#include <map>
#include <string>

#include "engine/analysis/summary.h"
#include "engine/replay/replay.h"
#include "engine/report/json.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"

using namespace drawdown;

namespace {

Scenario office(const std::vector<std::string>& overrides) {
  LoadOptions options;
  options.overrides.push_back(parse_override("usage.time_zone=America/New_York"));
  for (const std::string& text : overrides) {
    options.overrides.push_back(parse_override(text));
  }
  return load_scenario(DRAWDOWN_SOURCE_DIR "/scenarios/office.yaml", options);
}

// Changes of every kind that asks for a trace of its own, and of some that do not.
std::deque<Scenario> offices() {
  std::deque<Scenario> all;
  all.push_back(office({}));
  all.push_back(office({"rules.grace=0s"}));
  all.push_back(office({"rules=token-flex"}));
  all.push_back(office({"rules=token-flex", "time_zone=Asia/Singapore"}));
  all.push_back(office({"rules.window={kind: calendar, period: day, zone: user}"}));
  all.push_back(office({"rules.charge_per=[user, product, version]"}));
  all.push_back(office({"rules.charge_per=[user, product, version, machine]", "rules.when_empty=overdraft"}));
  all.push_back(office({"from=2026-03-01", "until=2026-09-01"}));
  all.push_back(office({"rules.window={kind: shared}", "rules.when_empty={retry: 1h}"}));
  all.push_back(office({"rules.window=visit"}));
  all.push_back(office({"rates.AutoCAD=8", "pool.lifetime=1y"}));
  all.push_back(office({"users=[{id: ld-001, team: London}, {id: sg-001, team: London, time_zone: Asia/Tokyo}]"}));
  all.push_back(
      office({"rates={Navisworks Simulate: 4, AutoCAD: 7, Revit: 10, 3ds Max: 6, Maya: 6, Navisworks Manage: 6, "
              "Civil 3D: 10, Inventor: 10, Fusion: 3, Mudbox: 1}"}));
  return all;
}

SessionLog log_of(const std::deque<Scenario>& scenarios) {
  std::vector<const Scenario*> all;
  for (const Scenario& scenario : scenarios) {
    all.push_back(&scenario);
  }
  return read_log(all);
}

std::vector<Candidate> candidates(const std::deque<Scenario>& scenarios) {
  std::vector<Candidate> all;
  for (const Scenario& scenario : scenarios) {
    all.push_back({"variant " + std::to_string(all.size()), &scenario, {}});
  }
  return all;
}

struct ByName {
  std::map<std::string, std::int64_t> users;
  std::map<std::string, std::int64_t> products;
};

}  // namespace

TEST_CASE("a variant of a comparison is what a run of its own says, whatever it changes") {
  const std::deque<Scenario> scenarios = offices();
  const std::vector<Candidate> variants = candidates(scenarios);
  const Comparison all = compare(log_of(scenarios), variants[0], variants, {.threads = 2});
  REQUIRE(all.variants.size() == scenarios.size());
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    CAPTURE(i);
    const Scenario& scenario = scenarios[i];
    const Trace trace = read_sessions(scenario).trace;
    const Outcome outcome = replay(scenario, trace);
    const Effect& effect = all.variants[i].effect;
    const Summary summary = summarise(scenario, trace, outcome, burn_curve(scenario, trace, outcome).counts);
    CHECK(to_json(summary_record(effect.summary)) == to_json(summary_record(summary)));
    ByName expected;
    for (const Charge& charge : outcome.charges) {
      const ChargeUnit& unit = trace.units[charge.unit.value];
      expected.users[trace.users[unit.user]] += charge.tokens.micro;
      expected.products[scenario.products[unit.product.value].name] += charge.tokens.micro;
    }
    ByName actual;
    for (std::uint32_t user = 0; user < effect.by_user.size(); ++user) {
      if (effect.by_user[user].charges > 0) {
        actual.users[all.users[UserId(user)]] += effect.by_user[user].tokens.micro;
      }
    }
    for (std::size_t product = 0; product < effect.by_product.size(); ++product) {
      if (effect.by_product[product].charges > 0) {
        actual.products[all.products[product]] += effect.by_product[product].tokens.micro;
      }
    }
    CHECK(actual.users == expected.users);
    CHECK(actual.products == expected.products);
    Tally days;
    for (const Tally& day : effect.by_day) {
      days += day;
    }
    CHECK(days.tokens == summary.consumed);
    CHECK(days.charges == summary.charges);
    CHECK(days.cut_offs == summary.cut_offs);
  }
}

TEST_CASE("variants of one log may be idle-aware or not, with spans by machine or without") {
  const std::string path = DRAWDOWN_SOURCE_DIR "/scenarios/examples/9-idle.yaml";
  std::deque<Scenario> scenarios;
  for (const std::string change : {"rules.idle=15m", "rules.idle=none", "rules.idle=35h", "rules.idle.except=[AutoCAD]",
                                   "rules.charge_per=[user, product, machine]", "rates={Maya: 6, AutoCAD: 7}"}) {
    scenarios.push_back(load_scenario(path, {{parse_override(change)}}));
  }
  const std::vector<Candidate> variants = candidates(scenarios);
  const Comparison all = compare(log_of(scenarios), variants[1], variants);
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    CAPTURE(i);
    const Trace trace = read_sessions(scenarios[i]).trace;
    const Outcome outcome = replay(scenarios[i], trace);
    const Summary summary = summarise(scenarios[i], trace, outcome, burn_curve(scenarios[i], trace, outcome).counts);
    CHECK(to_json(summary_record(all.variants[i].effect.summary)) == to_json(summary_record(summary)));
  }
  const std::vector<Difference>& rows = all.variants[0].differences;  // Tuesday's charge is made on Wednesday
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].reason == Reason::idle);
  CHECK(rows[0].baseline == Tokens::whole(7));
  CHECK(rows[1].reason == Reason::idle);
  CHECK(rows[1].variant == Tokens::whole(7));
  CHECK(all.variants[2].differences.empty());
  CHECK(all.variants[3].differences.empty());
}

TEST_CASE("the steps of a bridge sum to the difference, exactly") {
  const Scenario base = office({});
  const Scenario grace = office({"rules.grace=0s"});
  const Scenario both = office({"rules.grace=0s", "rules.window={kind: calendar, period: day, zone: server}"});
  const std::vector<const Scenario*> all{&base, &grace, &both};
  const SessionLog log = read_log(all);
  const Candidate variant{"both", &both, {{"rules.grace: 0s", &grace}, {"rules.window: calendar", &both}}};
  const Comparison result = compare(log, {"office", &base, {}}, {variant}, {.threads = 2});
  const std::vector<StepEffect>& bridge = result.variants[0].bridge;
  REQUIRE(bridge.size() == 2);
  CHECK(bridge[0].label == "rules.grace: 0s");
  const Effect& before = result.baseline.effect;
  const Effect& after = result.variants[0].effect;
  CHECK(bridge[0].tokens.micro != 0);
  CHECK(bridge[1].tokens.micro != 0);
  CHECK(bridge[0].tokens + bridge[1].tokens == after.summary.consumed - before.summary.consumed);
  CHECK(bridge[0].cost + bridge[1].cost == after.cost - before.cost);
  CHECK(bridge[0].written_off + bridge[1].written_off == after.summary.written_off - before.summary.written_off);
}

TEST_CASE("scenarios of different logs are not compared, and a product without a rate is named") {
  const auto message = [](const std::vector<std::string>& overrides) {
    const Scenario base = office({});
    const Scenario other = office(overrides);
    const std::vector<const Scenario*> both{&base, &other};
    try {
      const SessionLog log = read_log(both);
      static_cast<void>(compare(log, {"office", &base, {}}, {{"other", &other, {}}}));
    } catch (const InputError& error) {
      return error.message();
    }
    return std::string("no error");
  };
  CHECK(message({"usage.sessions=campus.csv", "name=X"}).find("'X' reads its sessions from another file") == 0);
  CHECK(message({"usage.time_zone=Asia/Tokyo"}).find("reads the log's local times in another zone, Asia/Tokyo") !=
        std::string::npos);
  CHECK(
      message({"rates={AutoCAD: 7}"}).find("has no rate for 'Maya' at 2026-01-02T00:51:05Z, when 'sg-024' opens it") !=
      std::string::npos);
  CHECK(message({"rates.AutoCAD=[{from: 2026-06-01, tokens: 7}]"}).find("has no rate for 'AutoCAD' at 2026-01-") !=
        std::string::npos);
}

TEST_CASE("a comparison is the same for any number of threads, and its differences sum to the difference") {
  const std::deque<Scenario> scenarios = offices();
  const std::vector<Candidate> variants = candidates(scenarios);
  const SessionLog log = log_of(scenarios);
  const auto in_words = [&](unsigned threads) {
    const Comparison all = compare(log, variants[0], variants, {.threads = threads});
    std::string text;
    for (const VariantEffect& variant : all.variants) {
      text += to_json(summary_record(variant.effect.summary));
      Tokens sum;
      for (const Difference& row : variant.differences) {
        sum += row.variant - row.baseline;
        text += std::to_string(row.user.value) + ' ' + std::to_string(row.product.value) + ' ' +
                std::to_string(row.day) + ' ' + format(row.baseline) + ' ' + format(row.variant) + ' ' +
                std::string(reason_name(row.reason)) + '\n';
      }
      CHECK(sum == variant.effect.summary.consumed - all.baseline.effect.summary.consumed);
    }
    CHECK(all.variants[0].differences.empty());
    CHECK(all.variants[1].differences.size() > 10);
    return text;
  };
  const std::string one = in_words(1);
  for (const unsigned threads : {2U, 3U, 8U}) {
    CHECK(in_words(threads) == one);
  }
}

TEST_CASE("variants of the same scenario have the same differences") {
  const Scenario base = office({});
  const Scenario grace = office({"rules.grace=0s"});
  const std::vector<const Scenario*> all{&base, &grace};
  const SessionLog log = read_log(all);
  const Comparison result =
      compare(log, {"office", &base, {}}, {{"one", &grace, {}}, {"itself", &base, {}}, {"two", &grace, {}}});
  CHECK(result.variants[0].differences.size() > 100);
  CHECK(result.variants[1].differences.empty());
  CHECK(result.variants[2].differences.size() == result.variants[0].differences.size());
}
