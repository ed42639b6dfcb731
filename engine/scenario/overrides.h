// Changes to a scenario's tree before it is read: --set pool.tranches[0].tokens=4000, or a change that a variant lists.
//
//   apply(root, parse_override("rules.grace=0s", "--set"));
//
// A path names a setting: keys joined by dots, [0] for the first item of a list, ["…"] around a name that holds a dot,
// a bracket or an equals sign. The value is YAML. A key that a map lacks is added; items of lists and products are not.
#pragma once

#include <string>
#include <string_view>

#include "engine/scenario/yaml_tree.h"

namespace drawdown {

struct Override {
  std::string path;  // "pool.tranches[0].tokens"
  YamlNode value;
  Place place;  // where the path stands; for an option its file is "--set pool.tranches[0].tokens=4000"
};

// "PATH=VALUE", cut at the first = outside of brackets. Throws InputError, with the option as the file, if there is
// none, or the value is not YAML.
[[nodiscard]] Override parse_override(std::string_view text, std::string_view option = "--set");

// Throws InputError at the change's place if its path names no setting that can be changed.
void apply(YamlNode& root, const Override& change);

// The path as errors write it, so that equal ones look the same: rates["AutoCAD"] is rates.AutoCAD. Throws InputError
// if it is no path.
[[nodiscard]] std::string plain_path(const Override& change);
// Its last key, with the item after it: "tokens", "tranches[0]". Throws likewise.
[[nodiscard]] std::string last_key(const Override& change);

// Writes out words that stand for a map: `rules: flex` becomes {preset: flex}.
void expand_shorthands(YamlNode& root);

}  // namespace drawdown
