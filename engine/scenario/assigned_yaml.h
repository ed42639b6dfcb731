// A scenario with other named seats and another pool, as YAML that reads back.
//
//   const std::string yaml = assigned_yaml(tree, assigned, {"scenarios", "out"});
//
// Everything else stays as it is, a key a line, but what would be about the old pool: `budgets`, `variants`, `vary`,
// `stress`, `alerts`, `reminders`, `charge_back` and `expect` are left out. Files are named from the new folder.
#pragma once

#include <string>

#include "engine/scenario/scenario.h"
#include "engine/scenario/yaml_tree.h"

namespace drawdown {

struct Folders {
  std::string from;  // of the scenario
  std::string to;    // of what is written
};

// `tree`: the scenario's, with all changes made to it. Of `assigned` only entitlements, tranches and `when_empty` are
// taken.
[[nodiscard]] std::string assigned_yaml(YamlNode tree, const Scenario& assigned, const Folders& folders);

}  // namespace drawdown
