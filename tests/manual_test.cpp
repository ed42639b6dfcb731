#include "engine/scenario/manual.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/alerts.h"
#include "engine/analysis/burn.h"
#include "engine/analysis/charge_back.h"
#include "engine/analysis/contract_statement.h"
#include "engine/analysis/coverage.h"
#include "engine/analysis/focus_columns.h"
#include "engine/analysis/ledgers.h"
#include "engine/analysis/pool_events.h"
#include "engine/analysis/summary.h"
#include "engine/analysis/tranches.h"
#include "engine/analysis/verdicts.h"
#include "engine/engine.h"
#include "engine/ensemble/candidates.h"
#include "engine/ensemble/compare_tables.h"
#include "engine/ensemble/forecast_tables.h"
#include "engine/ensemble/replicated_tables.h"
#include "engine/ensemble/server_zones_tables.h"
#include "engine/ensemble/stress_tables.h"
#include "engine/planning/usage_tables.h"
#include "engine/report/csv.h"
#include "engine/report/output.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "engine/scenario/settings.h"
#include "engine/scenario/variants.h"
#include "tests/manual_tables.h"
#include "tests/program.h"
#include "tests/smallest_scenario.h"
#include "tests/stress_world.h"

using namespace drawdown;
using drawdown::tests::documented;

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What stands between two marks of the manual.
std::string between(std::string_view begin, std::string_view end) {
  const std::string text = manual();
  const std::size_t from = text.find(begin);
  REQUIRE(from != std::string::npos);
  const std::size_t start = from + begin.size();
  return text.substr(start, text.find(end, start) - start);
}

std::vector<std::string> header_of(const std::string& csv) {
  std::istringstream line(csv.substr(0, csv.find('\n')));
  std::vector<std::string> names;
  for (std::string name; std::getline(line, name, ',');) {
    names.push_back(name);
  }
  return names;
}

// The header of what `write` writes to a file.
template <class Write>
std::vector<std::string> written(const Write& write) {
  const std::string path = "manual_test_columns.csv";
  {
    OutputFile file(path);
    write(file);
    file.commit();
  }
  const std::string text = read(path);
  std::filesystem::remove(path);
  return header_of(text);
}

}  // namespace

TEST_CASE("scenarios/README.md is the manual; to refresh it: drawdown manual > scenarios/README.md") {
  CHECK(read(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/README.md") == manual());
}

TEST_CASE("the manual's example is a scenario") {
  const Scenario scenario = load_scenario_text(between("```yaml\n", "```"), "README.md", "");
  CHECK(scenario.name == "Northwind, 2026");
  CHECK(scenario.tranches.size() == 2);
}

TEST_CASE("the manual's example of entitlements fits a scenario with its products") {
  const Scenario scenario = load_scenario_text(with_rate("7\n  Revit: 10\n  Maya: 6\n  3ds Max: 6") +
                                                   between("```yaml\nentitlements:", "```").insert(0, "entitlements:"),
                                               "README.md", "");
  CHECK(scenario.entitlements.collections[0].users.size() == 2);
  CHECK(scenario.access.deny.size() == 3);
}

TEST_CASE("the manual's examples of managed pools can be read") {
  const auto example = [](const std::string& start) { return start + between("```yaml\n" + start, "```"); };
  const std::string days = "time_zone: UTC\nfrom: 2026-01-05\nuntil: 2027-01-05\n";
  const std::string usage = "usage: {sessions: s.csv}\n";
  const auto loaded = [](const std::string& yaml) { return load_scenario_text(yaml, "README.md", ""); };
  const std::string products = "rates: {Maya: 6, 3ds Max: 6, Reality Capture: {tokens: 1, per: 50}}\n";
  const std::string pool = "pool: {lifetime: 365d, tranches: []}\n";

  const Scenario results = loaded(days + example("rates:\n  Reality Capture") + pool);
  CHECK(results.products.size() == 4);
  CHECK(results.products[3].rates.size() == 2);
  CHECK(loaded(days + products + example("budgets:\n") + pool + usage).budgets.size() == 2);
  const Scenario buying = loaded(days + products + example("pool:\n  lifetime: 365d\n  tranches: [{id: first") + usage);
  CHECK(buying.policies.size() == 2);
  CHECK(buying.prices->entries.size() == 3);
  const Scenario contract = loaded(days + products + example("pool:\n  tranches: []\n  contracts:") + usage);
  CHECK(contract.contracts[0].years.size() == 3);
  std::string by_hand = example("pool:\n  transfers:");
  by_hand.insert(6, "  lifetime: 365d\n  tranches: [{id: jan, bought: 2026-01-05, tokens: 500}]\n");
  CHECK(loaded(days + products + by_hand + usage).adjustments.size() == 2);
}

TEST_CASE("the manual's example of alerts fits a scenario with its products, and its table has every kind") {
  const Scenario scenario = load_scenario_text(
      with_rate("7\n  Revit: 10") + between("```yaml\nsubscription_prices:", "```").insert(0, "subscription_prices:"),
      "README.md", "");
  REQUIRE(scenario.alerts.size() == 5);
  for (const Alert& alert : scenario.alerts) {
    CHECK(manual().find("\n| `" + std::string(alert_word(alert.when)) + "` | ") != std::string::npos);
  }
}

TEST_CASE("the manual's example of a population fits a scenario with its products") {
  const std::string example = between("### A population", "```\n\n**Who.**");
  const Scenario scenario =
      load_scenario_text(with_rate("7\n  Revit: 10") + example.substr(example.find("demand:")), "README.md", "");
  CHECK(scenario.demand->population->groups[0].members.size() == 60);
  CHECK(scenario.demand->population->groups[0].holidays.size() == 12);
}

TEST_CASE("the manual's example of variants fits its example of a scenario") {
  VariantOptions options;
  options.texts.emplace_back("README.md", "variants:\n" + between("```yaml\nvariants:\n", "```"));
  const VariantSet set = load_variants_text(between("```yaml\n", "```"), "README.md", "", options);
  REQUIRE(set.variants.size() == 9);
  CHECK(set.variants[3].name == "grace=0s, length=8h");
  CHECK(set.variants[8].name == "grace=15m, length=24h");
}

TEST_CASE("the manual has every setting, and every setting can be read from its example and its default") {
  const std::string text = manual();
  for (const Setting& setting : all_settings()) {
    CAPTURE(std::string(setting.path));
    std::string path(setting.path);
    for (std::size_t star = path.find('*'); star != std::string::npos; star = path.find('*')) {
      const std::string before = path.substr(0, star);
      path.replace(star, 1,
                   before == "rates." || before == "subscription_prices." || before.ends_with("products.") ? "PRODUCT"
                   : before == "vary."                                                                     ? "PATH"
                   : before.ends_with("holidays.")                                                         ? "ZONE"
                                                                                                           : "NAME");
    }
    CHECK(text.find("- `" + path + "`: ") != std::string::npos);
    CHECK_FALSE(setting.meaning.empty());
    CHECK(static_cast<int>(setting.required) + static_cast<int>(!setting.fallback.empty()) +
              static_cast<int>(!setting.absent.empty()) ==
          1);
  }
  for (const char* value : {"name=Northwind, 2026", "currency=USD", "rules=flex", "rules.preset=flex",
                            "rules.window={kind: calendar, period: day, zone: server}", "rules.window.kind=visit",
                            "rules.window.length=24h", "rules.charge_per=[user, product, version]", "rules.grace=5m",
                            "rules.renew=true", "rules.when_empty={retry: 1h}", "rules.consume=soonest_expiry"}) {
    CAPTURE(value);
    CHECK_NOTHROW((void)load_scenario_text(smallest, "a.yaml", "", {{parse_override(value)}}));
  }
}

TEST_CASE("the manual has the columns of every result file, in their order") {
  const Scenario scenario = load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/examples/3-two-products.yaml");
  const Trace trace = read_sessions(scenario).trace;
  const Outcome outcome = replay(scenario, trace);
  CHECK(documented("charges.csv") == written([&](OutputFile& f) { write_charges(f, scenario, trace, outcome); }));
  CHECK(documented("denials.csv") == written([&](OutputFile& f) { write_denials(f, scenario, trace, outcome); }));
  CHECK(documented("burn.csv") ==
        written([&](OutputFile& f) { write_burn(f, trace, burn_curve(scenario, trace, outcome)); }));
  CHECK(documented("tranches.csv") == header_of(to_csv(tranche_table(scenario, trace, outcome))));
  CHECK(documented("events.csv") == written([&](OutputFile& f) { write_events(f, scenario, trace, outcome); }));
  CHECK(documented("coverage.csv") ==
        header_of(to_csv(coverage_table(scenario, trace, coverage_of(scenario, trace, outcome)))));
  CHECK(documented("contracts.csv") == header_of(to_csv(contract_table(scenario, {}))));
  CHECK(documented("seats.csv") == header_of(to_csv(seat_table(scenario, trace))));
  CHECK(documented("alerts.csv") == header_of(to_csv(alert_table(scenario, trace, outcome, {}))));
  std::vector<std::string> keys;
  for (const auto& [key, value] : summary_record({})) {
    keys.push_back(key);
  }
  CHECK(documented("summary.json") == keys);
}

TEST_CASE("the manual has the columns of a charge-back and of a FOCUS file, in their order") {
  const Scenario scenario = load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/examples/13-charge-back.yaml");
  const Trace trace = read_sessions(scenario).trace;
  const ChargeBackReport report = charge_back_of(scenario, trace, replay(scenario, trace));
  CHECK(documented("charge_back.csv") == header_of(to_csv(charge_back_table(scenario, report))));
  std::vector<std::string> columns;
  for (const FocusColumnRule& column : focus_columns()) {
    columns.emplace_back(column.name);
  }
  CHECK(documented("focus.csv") == columns);
}

TEST_CASE("the manual has the columns of the files of use, in their order") {
  const Scenario scenario = load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/examples/21-usage.yaml");
  const Trace trace = read_sessions(scenario).trace;
  const UsageStudy study = study_usage(scenario, trace, replay(scenario, trace), {}, scenario.from, std::nullopt);
  const UsageResults results{scenario, trace, study};
  CHECK(documented("usage.csv") == written([&](OutputFile& f) { write_usage(f, results); }));
  CHECK(documented("usage_products.csv") == header_of(to_csv(usage_product_table(results))));
  CHECK(documented("usage_days.csv") == written([&](OutputFile& f) { write_usage_days(f, results); }));
  CHECK(documented("avoidable.csv") == written([&](OutputFile& f) { write_avoidable(f, results); }));
  std::vector<std::string> keys;
  for (const std::string& line : tests::lines_of(usage_json(results))) {
    if (line.starts_with("  \"")) {
      keys.push_back(line.substr(3, line.find('"', 3) - 3));
    }
  }
  CHECK(documented("usage.json") == keys);
}

TEST_CASE("the manual has the columns of a study of server zones, in their order") {
  const Scenario scenario = load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/examples/10-server-zone.yaml");
  const ServerZones study = server_zones(scenario, read_sessions(scenario).trace, {});
  CHECK(documented("zones.csv") == header_of(to_csv(zone_table(study))));
  CHECK(documented("offices.csv") == header_of(to_csv(office_table(study))));
}

TEST_CASE("the manual has the columns of a study, in their order") {
  const tests::Trial trial(tests::series_yaml("expect: [p_dry < 0.5]\n"));
  const Stress study = trial.run({.replications = 3});
  CHECK(documented("stress.csv") == header_of(to_csv(stress_table(trial.candidates(), study))));
  CHECK(documented("stress_measures.csv") == header_of(to_csv(measure_table(trial.candidates(), study))));
  CHECK(documented("tranche_odds.csv") == header_of(to_csv(tranche_odds_table(trial.candidates(), study))));
  CHECK(documented("burn_quantiles.csv") ==
        written([&](OutputFile& f) { write_burn_quantiles(f, trial.candidates(), study); }));
  CHECK(documented("expectations.csv") == header_of(to_csv(verdict_table({}))));
  const std::string json = stress_json(trial.candidates(), study, {});
  std::vector<std::string> keys;
  for (const std::string& line : tests::lines_of(json)) {
    if (line.starts_with("  \"")) {
      keys.push_back(line.substr(3, line.find('"', 3) - 3));
    }
  }
  CHECK(documented("stress.json") == keys);
}

TEST_CASE("the manual has the columns of a forecast, in their order") {
  const Scenario scenario =
      load_scenario_text(tests::series_yaml("usage: {results: none.csv}\n"), "a.yaml", std::string());
  const DemandSource source(scenario);
  const DrawDemand draw = [&](std::size_t, std::uint64_t replication) { return source.draw(replication); };
  const Forecast ahead = forecast(scenario, scenario.from, draw, {.replications = 3});
  CHECK(documented("forecast.csv") == header_of(to_csv(forecast_table(scenario, ahead))));
  CHECK(documented("extra_use.csv") == header_of(to_csv(extra_use_table(scenario, ahead))));
  std::vector<std::string> keys;
  for (const std::string& line : tests::lines_of(forecast_json(scenario, ahead, "demand", {}))) {
    if (line.starts_with("  \"")) {
      keys.push_back(line.substr(3, line.find('"', 3) - 3));
    }
  }
  CHECK(documented("forecast.json") == keys);
}

TEST_CASE("the manual has the columns of a replicated comparison, in their order, and all its measures") {
  const VariantSet set = load_variants_text(tests::series_yaml("vary: {rules.grace: [0s]}\n"), "a.yaml", "");
  const ReplicatedComparison all = compare_replicated(set, candidates_of(set, {}), {.replications = 2});
  CHECK(documented("variants_replicated.csv") == header_of(to_csv(replicated_table(all))));
  CHECK(documented("bridge_replicated.csv") == header_of(to_csv(replicated_bridge_table(all))));
  const std::vector<std::string> measures = documented("Measures of a replicated comparison");
  const Table table = replicated_table(all);
  REQUIRE(table.rows().size() == 2 * measures.size());
  for (const auto& row : table.rows()) {
    CHECK(std::find(measures.begin(), measures.end(), row[2].to_text()) != measures.end());
  }
}

TEST_CASE("the manual has the columns of a comparison's files, in their order, and all reasons") {
  const VariantSet set = load_variants(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/examples/3-two-products.yaml",
                                       {.overrides = {}, .files = {}, .texts = {}, .vary = {"rules.grace=[0s]"}});
  const Candidates candidates = candidates_of(set, {});
  const Comparison all =
      compare(read_log(candidates.scenarios()), candidates.baseline, candidates.variants, {.threads = 1});
  CHECK(documented("variants.csv") == header_of(to_csv(variant_table(all))));
  CHECK(documented("by_user.csv") == header_of(to_csv(user_table(all))));
  CHECK(documented("by_product.csv") == header_of(to_csv(product_table(all))));
  CHECK(documented("by_day.csv") == header_of(to_csv(day_table(all))));
  CHECK(documented("bridge.csv") == header_of(to_csv(bridge_table(all))));
  CHECK(documented("differences.csv") == written([&](OutputFile& f) { write_differences(f, all); }));
  std::vector<std::string> reasons;
  for (std::size_t i = 0; i < reason_count; ++i) {
    const auto reason = static_cast<Reason>(i);
    reasons.emplace_back(reason_name(reason));
    std::string row = "| `" + reasons.back() + "` | ";
    row.append(reason_text(reason)).append(" |\n");
    CHECK(manual().find(row) != std::string::npos);
  }
  CHECK(documented("Reasons") == reasons);
}
