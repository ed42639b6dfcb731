#include "engine/scenario/load.h"

#include <filesystem>

#include "engine/scenario/scenario_tree.h"

namespace drawdown {

Scenario load_scenario_text(std::string_view yaml, const std::string& name_for_messages, const std::string& folder,
                            const LoadOptions& options, ScenarioPlaces* places) {
  YamlNode tree = parse_scenario(yaml, name_for_messages);
  for (const Override& change : options.overrides) {
    apply(tree, change);
  }
  return read_scenario(tree, {name_for_messages, folder}, places);
}

Scenario load_scenario(const std::string& path, const LoadOptions& options, ScenarioPlaces* places) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return load_scenario_text(read_file(path), path, folder, options, places);
}

}  // namespace drawdown
