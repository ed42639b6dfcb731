#include "tools/drawdown/rule_library.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "engine/scenario/describe.h"
#include "engine/scenario/variants.h"

using namespace drawdown;
using drawdown::program::rule_library;
using drawdown::program::RuleSet;

namespace {

const std::string scenarios = DRAWDOWN_SOURCE_DIR "/scenarios/";
constexpr std::size_t of_office = 5;  // office.yaml has variants of its own

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

VariantSet with(const RuleSet& rules, const std::string& setting) {
  VariantOptions options;
  options.overrides.push_back(parse_override(setting));
  options.texts.emplace_back(rules.file, rules.yaml);
  return load_variants(scenarios + "office.yaml", options);
}

}  // namespace

TEST_CASE("the program carries the files of scenarios/rules/, sorted") {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(scenarios + "rules")) {
    files.insert(entry.path().filename().string());
  }
  CHECK(rule_library().size() == files.size());
  auto file = files.begin();
  for (const RuleSet& rules : rule_library()) {
    CHECK(rules.file == *file);
    CHECK(rules.yaml == text_of(scenarios + "rules/" + *file));
    ++file;
  }
}

TEST_CASE("every rule set is one variant with words and a source, whose rules do not depend on the scenario's") {
  for (const RuleSet& rules : rule_library()) {
    CAPTURE(rules.file);
    const VariantSet on_flex = with(rules, "rules=flex");
    const VariantSet on_other = with(rules, "rules={preset: token-flex, charge_per: [user, product, version]}");
    REQUIRE(on_flex.variants.size() == of_office + 1);
    const Variant& variant = on_flex.variants.back();
    CHECK(variant.name.size() <= 24);  // tables show it whole
    CHECK_FALSE(variant.about.empty());
    CHECK_FALSE(variant.source.empty());
    if (rules.file == "calendar-year-lifetime.yaml") {
      CHECK(variant.scenario.tranches[1].expires == *parse_day("2027-05-05"));
      continue;
    }
    CHECK(describe(variant.scenario.rules, variant.scenario) ==
          describe(on_other.variants.back().scenario.rules, on_other.variants.back().scenario));
    const bool is_flex = rules.file == "flex.yaml";
    CHECK((describe(variant.scenario.rules, variant.scenario) == describe(flex(), variant.scenario)) == is_flex);
  }
}

TEST_CASE("all rule sets fit on one scenario at once") {
  VariantOptions options;
  for (const RuleSet& rules : rule_library()) {
    options.texts.emplace_back(rules.file, rules.yaml);
  }
  CHECK(load_variants(scenarios + "office.yaml", options).variants.size() == of_office + rule_library().size());
}
