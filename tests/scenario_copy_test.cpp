// A scenario's tree as YAML again.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/scenario/load.h"
#include "engine/scenario/scenario_copy.h"
#include "engine/scenario/scenario_tree.h"

using namespace drawdown;

namespace {

bool same(const YamlNode& a, const YamlNode& b) {
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() ||
      a.entries.size() != b.entries.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same(a.items[i], b.items[i])) {
      return false;
    }
  }
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    if (a.entries[i].key != b.entries[i].key || !same(a.entries[i].value, b.entries[i].value)) {
      return false;
    }
  }
  return true;
}

Tranche tranche(const std::string& id) {
  Tranche added;
  added.id = id;
  added.team = "UK: north";
  added.bought = *parse_day("2026-02-01");
  added.expires = *parse_day("2027-02-01");
  added.tokens = *parse_tokens("0.5");
  added.unit_price = *parse_money("2.4");
  return added;
}

}  // namespace

TEST_CASE("a tree that is written is the tree that is read") {
  for (const char* yaml :
       {"a: 1\n", "a: ''\nb: ~\nc: null\nd: 'null'\ne: '~'\n", "a: {}\nb: []\nc: [[], {}]\n",
        "a: {b: {c: [x, y, {d: e}]}}\n", "'a: b': 'c # d'\n", "a: \"quote \\\" back \\\\ \\x01 \\t tab\"\n",
        "a: '- dash'\nb: -5\nc: '*alias'\nd: '&anchor'\ne: '!tag'\nf: '%'\ng: '@'\nh: '`'\n", "a: ' spaces '\n",
        "a: Zürich\nb: 東京\n", "a: [1, '', ~]\n", "a: |\n  two\n  lines\n", "a:\n  - {b: [c, d]}\n  - e\n",
        "yes: no\ntrue: 1e3\n0x10: 2026-01-05\n"}) {
    CAPTURE(yaml);
    const YamlNode tree = parse_yaml(yaml, "a.yaml");
    const std::string written = to_yaml(tree);
    CAPTURE(written);
    CHECK(same(parse_yaml(written, "b.yaml"), tree));
    CHECK(to_yaml(parse_yaml(written, "b.yaml")) == written);
  }
}

TEST_CASE("all shipped scenarios are what they were after they are written and read") {
  const std::filesystem::path folder = DRAWDOWN_SOURCE_DIR "/scenarios";
  int seen = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.path().extension() == ".yaml") {
      CAPTURE(file.path().string());
      const YamlNode tree = parse_yaml(read_file(file.path().string()), "a.yaml");
      CHECK(same(parse_yaml(to_yaml(tree), "b.yaml"), tree));
      ++seen;
    }
  }
  CHECK(seen > 30);
}

TEST_CASE("a copy has more tranches, no variants, and finds its files from its own folder") {
  const YamlNode tree = parse_scenario(
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2027-01-01\nrates: {AutoCAD: 7}\nusers_file: people/all.csv\n"
      "pool: {lifetime: 365d, tranches: [{bought: 2026-01-01, tokens: 5}]}\n"
      "usage: {sessions: logs/s.csv, results: /data/r.csv}\nvariants: {a: {rules.grace: 0s}}\nvary: {rules.grace: "
      "[0s]}\n",
      "a.yaml");
  const std::string copy = scenario_copy(tree, "here/scenarios", "there", {tranche("plan-1"), tranche("plan-2")});
  CAPTURE(copy);
  const YamlNode read = parse_yaml(copy, "b.yaml");
  CHECK(read.find("variants") == nullptr);
  CHECK(read.find("vary") == nullptr);
  CHECK(read.find("usage")->find("sessions")->text == "../here/scenarios/logs/s.csv");
  CHECK(read.find("usage")->find("results")->text == "/data/r.csv");
  CHECK(read.find("users_file")->text == "../here/scenarios/people/all.csv");
  const std::vector<YamlNode>& tranches = read.find("pool")->find("tranches")->items;
  REQUIRE(tranches.size() == 3);
  CHECK(one_line(tranches[1]) ==
        "{id: plan-1, bought: 2026-02-01, expires: 2027-02-01, tokens: 0.5, unit_price: 2.4, team: 'UK: north'}");
}

TEST_CASE("files of a series and of a history are found from the copy's folder, too") {
  const YamlNode tree = parse_scenario(
      "from: 2026-01-01\npool: {tranches: ~}\ndemand:\n  series: [{file: a.csv}, {team: UK, file: b.csv}]\n"
      "  history: {sessions: c.csv}\n",
      "a.yaml");
  const YamlNode read = parse_yaml(scenario_copy(tree, "x", "", {tranche("plan-1")}), "b.yaml");
  const YamlNode& demand = *read.find("demand");
  CHECK(demand.find("series")->items[0].find("file")->text == "x/a.csv");
  CHECK(demand.find("series")->items[1].find("file")->text == "x/b.csv");
  CHECK(demand.find("history")->find("sessions")->text == "x/c.csv");
  CHECK(read.find("pool")->find("tranches")->items.size() == 1);
}
