#include "engine/scenario/variants.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <utility>

#include "engine/scenario/read_variants.h"
#include "engine/scenario/scenario_tree.h"
#include "engine/scenario/section.h"
#include "engine/scenario/split_rules.h"

namespace drawdown {
namespace {

constexpr std::size_t most_in_a_chain = 32;

using Definitions = std::vector<VariantDefinition>;

const VariantDefinition& definition_at(const Definitions& all, const VariantDefinition& above) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const VariantDefinition& each) { return each.name == above.on; });
  if (found == all.end()) {
    std::vector<std::string> names;
    for (const VariantDefinition& each : all) {
      if (&each != &above) {
        names.push_back(each.name);
      }
    }
    throw InputError(above.on_place, join_path("variants", above.name) + ".on: there is no variant " +
                                         drawdown::quoted(above.on) + did_you_mean(above.on, names));
  }
  return *found;
}

// What a variant stands on, from the scenario upwards, and itself.
std::vector<const VariantDefinition*> chain_of(const Definitions& all, const VariantDefinition& variant) {
  std::vector<const VariantDefinition*> chain{&variant};
  while (!chain.back()->on.empty()) {
    const VariantDefinition& below = definition_at(all, *chain.back());
    if (std::find(chain.begin(), chain.end(), &below) != chain.end()) {
      throw InputError(chain.back()->on_place, join_path("variants", chain.back()->name) + ".on: " +
                                                   drawdown::quoted(below.name) + " stands on this variant itself");
    }
    if (chain.size() == most_in_a_chain) {
      throw InputError(variant.on_place, join_path("variants", variant.name) + ".on: more than " +
                                             std::to_string(most_in_a_chain) + " variants stand on each other");
    }
    chain.push_back(&below);
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

// Makes the scenarios between the scenario itself and one variant.
class Bridge {
 public:
  Bridge(const YamlNode& tree, const Scenario& base, const ScenarioSource& source)
      : tree_(tree), before_(base), source_(source) {}

  void cross(const Override& change, bool last) {
    apply(tree_, change);
    label_ += (label_.empty() ? "" : " + ") + change.path + ": " + one_line(change.value);
    const bool fused = std::exchange(waiting_, false);
    if (std::optional<Scenario> after = read(last)) {
      add(change, *std::move(after), fused);
    } else {
      waiting_ = true;
    }
  }

  [[nodiscard]] std::vector<VariantStep> take() { return std::move(steps_); }

 private:
  // Only the last step must be valid: a change may need the next one.
  std::optional<Scenario> read(bool last) const {
    try {
      return read_scenario(tree_, source_);
    } catch (const InputError&) {
      if (last) {
        throw;
      }
      return std::nullopt;
    }
  }

  void add(const Override& change, Scenario after, bool fused) {
    const std::string path = plain_path(change);
    if (!fused && (path == "rules" || path == "rules.preset")) {
      const std::vector<AxisStep> axes = split_by_axis(before_, after);
      for (const AxisStep& axis : axes) {
        steps_.push_back({axis.label, after});
        steps_.back().scenario.rules = axis.rules;
      }
      if (axes.empty()) {
        steps_.push_back({label_, after});
      }
    } else {
      steps_.push_back({label_, after});
    }
    before_ = std::move(after);
    label_.clear();
  }

  YamlNode tree_;
  Scenario before_;  // of the last step
  const ScenarioSource& source_;
  std::string label_;  // of the changes since then
  bool waiting_ = false;
  std::vector<VariantStep> steps_;
};

// The scenario's own tree, from which variants are made. A server that moves does not move the people: local times in
// the log stay what they were.
YamlNode with_its_clock(YamlNode tree) {
  const YamlNode* zone = tree.find("time_zone");
  YamlNode* usage = tree.find("usage");
  if (usage != nullptr && usage->find("time_zone") == nullptr) {
    usage->entries.push_back({"time_zone", zone->line, zone->column, *zone});
  }
  return tree;
}

Variant make(const Definitions& all, const VariantDefinition& definition, Bridge bridge) {
  Variant variant{.name = definition.name,
                  .on = definition.on,
                  .about = definition.about,
                  .source = definition.source,
                  .changes = {},
                  .scenario = {},
                  .steps = {}};
  for (const Override& change : definition.changes) {
    variant.changes.push_back({change.path, one_line(change.value)});
  }
  const std::vector<const VariantDefinition*> chain = chain_of(all, definition);
  try {
    for (const VariantDefinition* each : chain) {
      for (const Override& change : each->changes) {
        bridge.cross(change, each == chain.back() && &change == &each->changes.back());
      }
    }
  } catch (const InputError& error) {
    throw InputError(error.place(), "in the variant " + drawdown::quoted(definition.name) + ": " + error.message());
  }
  variant.steps = bridge.take();
  variant.scenario = variant.steps.back().scenario;
  return variant;
}

void remove(YamlNode& map, std::string_view key) {
  std::erase_if(map.entries, [&](const YamlEntry& entry) { return entry.key == key; });
}

}  // namespace

VariantSet load_variants_text(std::string_view yaml, const std::string& name_for_messages, const std::string& folder,
                              const VariantOptions& options) {
  YamlNode tree = parse_scenario(yaml, name_for_messages);
  for (const Override& change : options.overrides) {
    apply(tree, change);
  }
  const ScenarioSource source{name_for_messages, folder};
  VariantSet set{read_scenario(tree, source), {}};

  VariantLists lists;
  lists.add(tree.find("variants"), tree.find("vary"));
  for (const std::string& file : options.files) {
    lists.add_file(read_file(file), file);
  }
  for (const auto& [name, text] : options.texts) {
    lists.add_file(text, name);
  }
  for (const std::string& text : options.vary) {
    lists.add_vary(text);
  }

  remove(tree, "variants");
  remove(tree, "vary");
  const Bridge start(with_its_clock(std::move(tree)), set.base, source);
  const Definitions definitions = lists.all();
  for (const VariantDefinition& definition : definitions) {
    set.variants.push_back(make(definitions, definition, start));
  }
  return set;
}

VariantSet load_variants(const std::string& scenario_path, const VariantOptions& options) {
  const std::string folder = std::filesystem::path(scenario_path).parent_path().string();
  return load_variants_text(read_file(scenario_path), scenario_path, folder, options);
}

}  // namespace drawdown
