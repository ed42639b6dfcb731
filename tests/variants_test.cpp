#include "engine/scenario/variants.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/scenario/load.h"

using namespace drawdown;

namespace {

// Its lines: 1 time_zone … 8 usage; variants begin in line 9.
constexpr std::string_view office =
    "time_zone: America/New_York\n"
    "from: 2026-01-01\n"
    "until: 2027-01-01\n"
    "rules: flex\n"
    "rates: {AutoCAD: 7, a.b: 1}\n"
    "users: [{id: mary, time_zone: Europe/London}]\n"
    "pool: {lifetime: 365d, tranches: [{id: jan, bought: 2026-01-05, tokens: 5000}]}\n"
    "usage: {sessions: s.csv}\n";

VariantSet with(std::string_view more, const VariantOptions& options = {}) {
  return load_variants_text(std::string(office) + std::string(more), "a.yaml", "", options);
}

std::string error_of(std::string_view more, const VariantOptions& options = {}) {
  try {
    (void)with(more, options);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

std::vector<std::string> names(const VariantSet& set) {
  std::vector<std::string> all;
  for (const Variant& variant : set.variants) {
    all.push_back(variant.name);
  }
  return all;
}

std::vector<std::string> labels(const Variant& variant) {
  std::vector<std::string> all;
  for (const VariantStep& step : variant.steps) {
    all.push_back(step.label);
  }
  return all;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a variant is the scenario with its changes") {
  const VariantSet set = with(
      "variants:\n"
      "  no grace: {rules.grace: 0s}\n"
      "  dearer:\n"
      "    about: Rates of next year\n"
      "    source: a letter\n"
      "    rates.AutoCAD: 8\n"
      "    'rates[\"a.b\"]': 2\n"
      "    pool.tranches[0].tokens: 4000\n"
      "    pool.lifetime: 1y\n");
  CHECK(set.base.rules.grace == Duration{300});
  CHECK(names(set) == Words{"no grace", "dearer"});
  CHECK(set.variants[0].scenario.rules.grace == Duration{0});
  CHECK(set.variants[0].about.empty());
  CHECK(set.variants[0].on.empty());
  const Variant& dearer = set.variants[1];
  CHECK(dearer.about == "Rates of next year");
  CHECK(dearer.source == "a letter");
  CHECK(dearer.scenario.rules.grace == Duration{300});
  CHECK(dearer.scenario.products[0].rates[0].tokens == Tokens::whole(8));
  CHECK(dearer.scenario.products[1].rates[0].tokens == Tokens::whole(2));
  CHECK(dearer.scenario.tranches[0].tokens == Tokens::whole(4000));
  REQUIRE(dearer.changes.size() == 4);
  CHECK(dearer.changes[0].path == "rates.AutoCAD");
  CHECK(dearer.changes[0].value == "8");
  CHECK(labels(dearer) ==
        Words{"rates.AutoCAD: 8", "rates[\"a.b\"]: 2", "pool.tranches[0].tokens: 4000", "pool.lifetime: 1y"});
  CHECK(dearer.steps[0].scenario.products[0].rates[0].tokens == Tokens::whole(8));
  CHECK(dearer.steps[0].scenario.tranches[0].tokens == Tokens::whole(5000));
  CHECK(dearer.steps[3].scenario.tranches[0].tokens == Tokens::whole(4000));
}

TEST_CASE("a scenario without variants has none, and loading or running it alone never looks into them") {
  CHECK(with("").variants.empty());
  CHECK(with("variants: {}\nvary: {}\n").variants.empty());
  CHECK_NOTHROW(
      (void)load_scenario_text(std::string(office) + "variants: {a: {rules.grace: x}}\nvary: 7\n", "a.yaml", ""));
}

TEST_CASE("a variant stands on another, wherever that is listed") {
  const VariantSet set = with(
      "variants:\n"
      "  three: {on: two, rules.renew: false}\n"
      "  two: {on: one, rates.AutoCAD: 9}\n"
      "  one: {rules.grace: 0s}\n");
  const Variant& three = set.variants[0];
  CHECK(three.on == "two");
  CHECK(three.changes.size() == 1);
  CHECK(labels(three) == Words{"rules.grace: 0s", "rates.AutoCAD: 9", "rules.renew: false"});
  CHECK(three.scenario.rules.grace == Duration{0});
  CHECK_FALSE(three.scenario.rules.renew);
  CHECK(three.steps[1].scenario.products[0].rates[0].tokens == Tokens::whole(9));
  CHECK(three.steps[1].scenario.rules.renew);
  CHECK(labels(set.variants[1]) == Words{"rules.grace: 0s", "rates.AutoCAD: 9"});
}

TEST_CASE("a value replaces what was there, and a change that changes nothing is a step") {
  const VariantSet set =
      with("variants: {a: {rules.grace: 5m, rules: {preset: flex, renew: false}, rules.consume: oldest}}");
  const Variant& a = set.variants[0];
  CHECK(labels(a) == Words{"rules.grace: 5m", "rules.renew: false", "rules.consume: oldest"});
  CHECK(a.steps[0].scenario.rules.renew);
  CHECK(with("variants: {a: {rules: flex}}").variants[0].steps[0].label == "rules: flex");
}

TEST_CASE("vary makes every combination, named by its values, the first path slowest") {
  const VariantSet set = with(
      "vary:\n"
      "  rules.grace: [0s, 5m]\n"
      "  rules.window.length: [8h, 24h, 48h]\n"
      "variants: {other: {rules.renew: false}}\n");
  CHECK(names(set) == Words{"other", "grace=0s, length=8h", "grace=0s, length=24h", "grace=0s, length=48h",
                            "grace=5m, length=8h", "grace=5m, length=24h", "grace=5m, length=48h"});
  const Variant& last = set.variants[6];
  CHECK(std::get<RollingWindow>(last.scenario.rules.window).length == Duration{48 * 3600});
  CHECK(last.scenario.rules.renew);
  CHECK(labels(last) == Words{"rules.grace: 5m", "rules.window.length: 48h"});
}

TEST_CASE("paths that end alike keep their whole path in the names of a grid") {
  CHECK(names(with("vary: {rates.AutoCAD: [7, 8], 'pool.tranches[0].tokens': [1], name: ['a, b']}")) ==
        Words{"AutoCAD=7, tokens=1, name='a, b'", "AutoCAD=8, tokens=1, name='a, b'"});
  CHECK(names(with("vary: {time_zone: [UTC], 'users[0].time_zone': [UTC]}")) ==
        Words{"time_zone=UTC, users[0].time_zone=UTC"});
  CHECK(names(with("vary: {'users[0]': [{id: bob}]}")) == Words{"users[0]={id: bob}"});
  CHECK(names(with("vary: {rates.AutoCAD: [[{from: 2026-01-01, tokens: 7}], 9]}")) ==
        Words{"AutoCAD=[{from: 2026-01-01, tokens: 7}]", "AutoCAD=9"});
}

TEST_CASE("options add variants of files and of texts, more paths to vary, and change the scenario of all") {
  VariantOptions options;
  options.overrides.push_back(parse_override("rules.grace=1m"));
  options.texts.emplace_back("library.yaml", "variants: {week: {rules.window: {kind: calendar, period: week}}}\n");
  options.vary.push_back("rates.AutoCAD=[8, 9]");
  const VariantSet set = with("variants: {a: {rules.renew: false}}\nvary: {rules.consume: [oldest]}", options);
  CHECK(names(set) == Words{"a", "week", "consume=oldest, AutoCAD=8", "consume=oldest, AutoCAD=9"});
  CHECK(set.base.rules.grace == Duration{60});
  for (const Variant& variant : set.variants) {
    CHECK(variant.scenario.rules.grace == Duration{60});
  }
}

TEST_CASE("a server that moves leaves the log's local times where they were") {
  const VariantSet set = with("variants: {moved: {time_zone: Asia/Singapore}}");
  CHECK(set.base.zones[set.base.usage.zone.value].name() == "America/New_York");
  const Scenario& moved = set.variants[0].scenario;
  CHECK(moved.server().name() == "Asia/Singapore");
  CHECK(moved.zones[moved.usage.zone.value].name() == "America/New_York");
  const VariantSet told = load_variants_text(
      std::string(office.substr(0, office.rfind('}'))) + ", time_zone: Europe/London}\nvary: {time_zone: [UTC]}",
      "a.yaml", "");
  const Scenario& utc = told.variants[0].scenario;
  CHECK(utc.zones[utc.usage.zone.value].name() == "Europe/London");
}

TEST_CASE("a change of all the rules is a step per axis") {
  const VariantSet set = with("variants: {enterprise: {rules: token-flex}, named: {rules.preset: token-flex}}");
  const Words axes{"rules.window: {kind: calendar, period: day, zone: server}", "rules.grace: 0s",
                   "rules.when_empty: overdraft"};
  for (const Variant& variant : set.variants) {
    CHECK(labels(variant) == axes);
    const Rules& first = variant.steps[0].scenario.rules;
    CHECK(std::holds_alternative<CalendarWindow>(first.window));
    CHECK(first.grace == Duration{300});
    CHECK(first.when_empty == WhenEmpty::deny);
    CHECK(variant.steps[1].scenario.rules.grace == Duration{0});
    CHECK(variant.steps[1].scenario.rules.when_empty == WhenEmpty::deny);
    CHECK(variant.steps[2].scenario.rules.when_empty == WhenEmpty::overdraft);
  }
}

TEST_CASE("every axis of the rules can be a step, and a named zone is the right one in each") {
  const VariantSet set = with(
      "variants:\n"
      "  a: {rules: {window: {kind: calendar, zone: Asia/Tokyo}, charge_per: [user, product, version, machine], "
      "grace: 1m, renew: false, when_empty: {retry: 2h}, consume: newest}}\n"
      "  b: {on: a, rules: {window: {kind: calendar, zone: Asia/Tokyo}}}\n");
  const Variant& a = set.variants[0];
  CHECK(labels(a) == Words{"rules.window: {kind: calendar, period: day, zone: Asia/Tokyo}",
                           "rules.charge_per: [user, product, version, machine]", "rules.grace: 1m",
                           "rules.renew: false", "rules.when_empty: {retry: 2h}", "rules.consume: newest"});
  CHECK_FALSE(a.steps[0].scenario.rules.per_version);
  CHECK(a.steps[1].scenario.rules.per_machine);
  CHECK(a.steps[3].scenario.rules.retry_after == Duration{3600});
  CHECK(a.steps[4].scenario.rules.consume == DrawOrder::soonest_expiry);
  CHECK(labels(set.variants[1]).size() == 6 + 5);  // back to flex in all but the window
  for (const Variant& variant : set.variants) {
    for (const VariantStep& step : variant.steps) {
      const auto& window = std::get<CalendarWindow>(step.scenario.rules.window);
      CHECK(step.scenario.zones[window.named.value].name() == "Asia/Tokyo");
    }
  }
}

TEST_CASE("changes are one step if the scenario would not be valid between them") {
  const VariantSet set = with(
      "variants:\n"
      "  by hand: {rules.renew: false, rules.window.length: 1m, rules.grace: 0s, rules.consume: oldest}\n"
      "  whole: {rules: {window: {kind: rolling, length: 5m}, grace: 0s, consume: oldest}}\n"
      "  twice: {rules.window.length: 1m, rules: token-flex}\n");
  CHECK(labels(set.variants[0]) ==
        Words{"rules.renew: false", "rules.window.length: 1m + rules.grace: 0s", "rules.consume: oldest"});
  CHECK(labels(set.variants[1]) ==
        Words{"rules.window: {kind: rolling, length: 5m} + rules.grace: 0s", "rules.consume: oldest"});
  CHECK(labels(set.variants[2]) == Words{"rules.window.length: 1m + rules: token-flex"});
}

TEST_CASE("what is wrong with a variant is said with its place and the nearest word") {
  for (const auto& [added, error] : std::vector<std::pair<std::string, std::string>>{
           {"variants: 7", "a.yaml:9:11: variants: expected a map, found '7'"},
           {"variants:", "a.yaml:9:1: variants: expected a map, found nothing"},
           {"variants: {'': {rules.grace: 0s}}", "a.yaml:9:12: a name in variants: must not be empty"},
           {"variants: {scenario: {rules.grace: 0s}}",
            "a.yaml:9:12: the name 'scenario' means the scenario without changes; choose another"},
           {"variants: {a: 7}",
            "a.yaml:9:15: variants.a: expected a map of changes such as {rules.grace: 0s}, found '7'"},
           {"variants: {a: {}}",
            "a.yaml:9:15: variants.a: changes nothing; list at least one change, such as rules.grace: 0s"},
           {"variants: {a.b: {about: x}}",
            "a.yaml:9:17: variants[\"a.b\"]: changes nothing; list at least one change, such as rules.grace: 0s"},
           {"variants: {a: {about: [x], rules.grace: 0s}}",
            "a.yaml:9:23: variants.a.about: expected text, found a list"},
           {"variants: {a: {abuot: x, rules.grace: 0s}}",
            "a.yaml:9:16: variants.a: unknown key 'abuot'; did you mean 'about'?"},
           {"variants:\n  a:\n    rules.grce: 0s",
            "a.yaml:11:5: in the variant 'a': there is no setting 'rules.grce'; did you mean 'rules.grace'?"},
           {"variants: {a: {polo: 1}}",
            "a.yaml:9:16: in the variant 'a': there is no setting 'polo'; did you mean 'pool'?"},
           {"variants: {a: {rules..grace: 1}}", "a.yaml:9:16: the path 'rules..grace' has an empty key"},
           {"variants: {a: {rules.grace: soon}}",
            "a.yaml:9:29: in the variant 'a': rules.grace: expected a duration such as 5m, 24h or 1h30m, found 'soon'"},
           {"variants: {a: {'pool.tranches[1].tokens': 1}}",
            "a.yaml:9:16: in the variant 'a': pool.tranches has 1 item, [0] to [0]; there is no [1]"},
           {"variants: {a: {rules.window.length: 1m}}",
            "a.yaml:9:16: in the variant 'a': rules.window: a rolling window must be longer than the grace period, and "
            "1m is not longer than 5m"},
           {"variants: {a: {until: 2025-01-01}}",
            "a.yaml:9:23: in the variant 'a': until: must be later than `from`, 2026-01-01, found '2025-01-01'"},
           {"variants: {a: {variants.b: {}}}",
            "a.yaml:9:16: in the variant 'a': 'variants' cannot be changed by a path; change it in its file"},
           {"variants: {a: {usage.sessions: t.csv}}",
            "a.yaml:9:16: variants.a: all variants are about the same sessions, so 'usage.sessions' cannot change; "
            "change it in the scenario, or with --set"},
           {"variants: {a: {on: b, rules.grace: 0s}}", "a.yaml:9:20: variants.a.on: there is no variant 'b'"},
           {"variants: {long: {rules.grace: 0s}, a: {on: lnog, rules.grace: 0s}}",
            "a.yaml:9:45: variants.a.on: there is no variant 'lnog'; did you mean 'long'?"},
           {"variants: {a: {on: a, rules.grace: 0s}}", "a.yaml:9:20: variants.a.on: 'a' stands on this variant itself"},
           {"variants: {a: {on: b, name: x}, b: {on: c, name: x}, c: {on: b, name: x}}",
            "a.yaml:9:62: variants.c.on: 'b' stands on this variant itself"},
           {"variants: {a: {name: x}, a: {name: y}}", "a.yaml:9:26: duplicate key 'a'; it stands in line 9 already"},
       }) {
    const std::string more = added;
    CAPTURE(more);
    CHECK(error_of(more) == error);
  }
}

TEST_CASE("what is wrong with vary is said with its place") {
  for (const auto& [added, error] : std::vector<std::pair<std::string, std::string>>{
           {"vary: [a]", "a.yaml:9:7: vary: expected a map, found a list"},
           {"vary: {rules.grace: 0s}",
            "a.yaml:9:21: vary: rules.grace: expected a list of values such as [0s, 5m], found '0s'"},
           {"vary: {rules.grace: []}", "a.yaml:9:21: vary: rules.grace: the list has no values"},
           {"vary: {rules.grace: [5m, '5m']}", "a.yaml:9:26: vary: rules.grace: '5m' is in the list already"},
           {"vary: {rates.AutoCAD: [7], 'rates[\"AutoCAD\"]': [8]}",
            "a.yaml:9:28: vary: rates[\"AutoCAD\"]: is varied at a.yaml:9:8 already; write one list"},
           {"vary: {rules.grce: [5m]}",
            "a.yaml:9:8: in the variant 'grce=5m': there is no setting 'rules.grce'; did you mean 'rules.grace'?"},
           {"vary: {rules.grace: [5m, x]}",
            "a.yaml:9:26: in the variant 'grace=x': rules.grace: expected a duration such as 5m, 24h or 1h30m, found "
            "'x'"},
           {"vary: {usage.time_zone: [UTC]}",
            "a.yaml:9:8: vary: all variants are about the same sessions, so 'usage.time_zone' cannot change; change it "
            "in the scenario, or with --set"},
           {"variants: {grace=5m: {rules.renew: false}}\nvary: {rules.grace: [5m]}",
            "a.yaml:10:8: there are two variants of the name 'grace=5m'; the other stands at a.yaml:9:12: rename one"},
       }) {
    const std::string more = added;
    CAPTURE(more);
    CHECK(error_of(more) == error);
  }
}

TEST_CASE("a grid is not larger than anybody can look at") {
  std::string values = "[0";
  for (int i = 1; i < 101; ++i) {
    values += ", " + std::to_string(i);
  }
  values += "]";
  const std::string grid = "vary: {rates.AutoCAD: " + values + ", 'rates[\"a.b\"]': " + values + "}";
  CHECK(error_of(grid) ==
        "a.yaml:9:420: the variants and the grid of `vary` are more than 10000; vary fewer paths, or fewer values");
}

TEST_CASE("what is wrong with more variants names where they come from") {
  const auto text_error = [](const char* text) {
    VariantOptions options;
    options.texts.emplace_back("more.yaml", text);
    return error_of("variants: {a: {name: x}}", options);
  };
  CHECK(text_error("") == "more.yaml:1:1: expected a map with `variants` or `vary`, found nothing");
  CHECK(text_error("varients: {}") == "more.yaml:1:1: unknown key 'varients'; did you mean 'variants'?");
  CHECK(text_error("rules: flex") ==
        "more.yaml:1:1: unknown key 'rules'; a file of variants has `variants` and `vary`");
  CHECK(text_error("variants: {b: {name: [x]}}") ==
        "more.yaml:1:22: in the variant 'b': name: expected text, found a list");
  CHECK(text_error("variants:\n  a: {name: y}") ==
        "more.yaml:2:3: there are two variants of the name 'a'; the other stands at a.yaml:9:12: rename one");
  const auto vary_error = [](const char* text) {
    VariantOptions options;
    options.vary.emplace_back(text);
    return error_of("vary: {rules.grace: [0s]}", options);
  };
  CHECK(vary_error("rules.grace=[5m]") ==
        "--vary rules.grace=[5m]: vary: rules.grace: is varied at a.yaml:9:8 already; write one list");
  CHECK(vary_error("rules.renew") == "--vary rules.renew: expected KEY=VALUE, such as rules.grace=0s");
  CHECK(vary_error("rules.renew=true") ==
        "--vary rules.renew=true: vary: rules.renew: expected a list of values such as [0s, 5m], found 'true'");
  CHECK(vary_error("rules.renew=[yes]") ==
        "--vary rules.renew=[yes]: in the variant 'grace=0s, renew=yes': rules.renew: expected true or false, found "
        "'yes'");
  VariantOptions missing;
  missing.files.emplace_back("no such file.yaml");
  CHECK(error_of("", missing) == "no such file.yaml: cannot be read: No such file or directory");
}

TEST_CASE("more than 32 variants on each other are refused") {
  std::string chain = "variants:\n  v0: {rules.grace: 0s}\n";
  for (int i = 1; i < 33; ++i) {
    chain += "  v" + std::to_string(i) + ": {on: v" + std::to_string(i - 1) + ", rates.AutoCAD: " + std::to_string(i) +
             "}\n";
  }
  CHECK(error_of(chain) == "a.yaml:42:13: variants.v32.on: more than 32 variants stand on each other");
  const VariantSet set = with(chain.substr(0, chain.find("  v32")));
  CHECK(set.variants[31].steps.size() == 32);
}

TEST_CASE("--set cannot reach variants") {
  CHECK_THROWS_WITH_AS((void)load_scenario_text(office, "a.yaml", "", {{parse_override("variants.a=1")}}),
                       "--set variants.a=1: 'variants' cannot be changed by a path; change it in its file", InputError);
  CHECK_THROWS_AS((void)load_scenario_text(office, "a.yaml", "", {{parse_override("vary={}")}}), InputError);
}
