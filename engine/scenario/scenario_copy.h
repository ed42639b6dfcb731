// A scenario's tree as YAML again: with more tranches, and in another folder.
//
//   YamlNode tree = parse_scenario(text, "office.yaml");
//   const std::string yaml = scenario_copy(tree, "scenarios", "out", {tranche});
//   // what load_scenario reads from it is the same scenario, and those tranches behind its own
//
// Comments are lost, and `variants` and `vary` left out: a copy is of one scenario. Files that it names by a relative
// path are named from the new folder.
#pragma once

#include <string>
#include <vector>

#include "engine/model/tranche.h"
#include "engine/scenario/yaml_tree.h"

namespace drawdown {

// The YAML that parse_yaml reads as the same tree, which is a map.
[[nodiscard]] std::string to_yaml(const YamlNode& tree);

// `folder`: where its relative paths begin now; `new_folder`: where the copy will stand.
[[nodiscard]] std::string scenario_copy(YamlNode tree, const std::string& folder, const std::string& new_folder,
                                        const std::vector<Tranche>& added);

}  // namespace drawdown
