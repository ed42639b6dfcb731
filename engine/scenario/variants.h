// A scenario and its variants: the same log under other rules, rates, purchases or clocks.
//
//   const VariantSet set = load_variants("office.yaml", {.vary = {"rules.grace=[0s, 5m, 15m]"}});
//   set.variants[0].name;                    // "grace=0s"
//   set.variants[0].scenario;                // office.yaml with that grace period
//
// A variant lists changes, in the notation of --set, on top of the scenario or of another variant; scenarios/README.md
// has the format. Its sessions are the scenario's: `usage` cannot change, and neither do local times in the log if
// `time_zone` does.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scenario/overrides.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

// One change, for people: "rules.grace" and "0s"; the value is YAML on one line.
struct Change {
  std::string path;
  std::string value;
};

// A step on the way from the scenario to a variant: one change more; or one axis more, of a change of all the rules.
struct VariantStep {
  std::string label;  // "rules.grace: 0s"; "a + b" if the scenario would not be valid between two changes
  Scenario scenario;
};

struct Variant {
  std::string name;
  std::string on;               // the variant that it stands on; empty: the scenario itself
  std::string about;            // may be empty
  std::string source;           // where the rule is written; may be empty
  std::vector<Change> changes;  // its own, in the order listed; at least one
  Scenario scenario;            // with the changes of those that it stands on, and its own
  // All those changes, in order, at least one; the last step's scenario is the variant's. A change that changes nothing
  // is a step too.
  std::vector<VariantStep> steps;
};

struct VariantSet {
  Scenario base;                  // the scenario itself
  std::vector<Variant> variants;  // in the order of the files; then the grid of `vary`, its first path slowest
};

struct VariantOptions {
  std::vector<Override> overrides;                         // of the scenario, and so of all its variants
  std::vector<std::string> files;                          // with more variants
  std::vector<std::pair<std::string, std::string>> texts;  // the same from memory: a name for messages, and YAML
  std::vector<std::string> vary;                           // "rules.grace=[0s, 5m, 15m]"
};

inline constexpr std::size_t most_variants = 10'000;
// What the scenario itself is called among its variants; none of them has this name.
inline constexpr std::string_view scenario_itself = "scenario";

// Throws InputError for a scenario or a variant that is not valid, and for names that are not distinct.
[[nodiscard]] VariantSet load_variants(const std::string& scenario_path, const VariantOptions& options = {});

// The same from memory. Errors name `name_for_messages`; paths in the scenario are relative to `folder`.
[[nodiscard]] VariantSet load_variants_text(std::string_view yaml, const std::string& name_for_messages,
                                            const std::string& folder, const VariantOptions& options = {});

}  // namespace drawdown
