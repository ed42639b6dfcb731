// The rule sets of scenarios/rules/, which the program carries with it. Each is a file of variants.
//
//   for (const RuleSet& rules : rule_library()) { options.texts.emplace_back(rules.file, rules.yaml); }
#pragma once

#include <span>
#include <string_view>

namespace drawdown::program {

struct RuleSet {
  std::string_view file;  // "flex.yaml"
  std::string_view yaml;
};

// Sorted by file. The build writes its source (tools/cmake/embed_rules.cmake).
[[nodiscard]] std::span<const RuleSet> rule_library();

}  // namespace drawdown::program
