// What `variants` and `vary` say, before any scenario is made from it: names and changes, with their places.
//
//   VariantLists lists;
//   lists.add(tree.find("variants"), tree.find("vary"));
//   lists.add_file(text, "more.yaml");
//   lists.all();                             // the named ones, then the grid of all that `vary` lists
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/overrides.h"
#include "engine/scenario/yaml_tree.h"

namespace drawdown {

struct VariantDefinition {
  std::string name;
  Place place;
  std::string on;  // empty: the scenario itself
  Place on_place;
  std::string about;
  std::string source;
  std::vector<Override> changes;
};

// All definitions that count for one scenario. Every member throws InputError for what is wrong in them.
class VariantLists {
 public:
  // The values of a scenario's or a file's two keys; null if it lacks one.
  void add(const YamlNode* variants, const YamlNode* vary);
  // A file that has these keys and no others.
  void add_file(std::string_view yaml, const std::string& name_for_messages);
  // "rules.grace=[0s, 5m]".
  void add_vary(const std::string& text);

  // At most `most_variants`, whose names are distinct.
  [[nodiscard]] std::vector<VariantDefinition> all() const;

 private:
  struct Vary {
    std::string path;  // plain
    std::vector<Override> values;
  };

  void add_named(const YamlNode& variants);
  void add_values(const Override& list);
  [[nodiscard]] std::vector<VariantDefinition> grid(std::size_t most) const;

  std::vector<VariantDefinition> named_;
  std::map<std::string, Place> names_;
  std::vector<Vary> vary_;
};

}  // namespace drawdown
