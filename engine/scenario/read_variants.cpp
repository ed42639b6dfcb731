#include "engine/scenario/read_variants.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "engine/scenario/section.h"
#include "engine/scenario/settings.h"
#include "engine/scenario/variants.h"

namespace drawdown {
namespace {

constexpr std::array<std::string_view, 2> file_keys{"variants", "vary"};

// The names that a map chooses, which are checked, with their values.
std::vector<NamedValue> named_values(const YamlNode& node, std::string_view key) {
  return SettingValue(&node, *find_setting(key), std::string(key), node.place()).named();
}

bool describes(std::string_view key) { return find_setting("variants.*", key) != nullptr; }

// `path` is refused here if it can only be a misspelt `on`, `about` or `source`, or is about the log.
void check_change(const Override& change, const std::string& variant) {
  const std::string path = plain_path(change);
  const std::string_view first = std::string_view(path).substr(0, path.find_first_of(".["));
  if (first == "usage") {
    throw InputError(change.place, variant + ": all variants are about the same sessions, so '" + path +
                                       "' cannot change; change it in the scenario, or with --set");
  }
  if (first == path && find_setting("", path) == nullptr) {
    const std::string near = did_you_mean(path, keys_of("variants.*"));
    if (!near.empty()) {
      throw InputError(change.place, variant + ": unknown key " + quoted(path) + near);
    }
  }
}

VariantDefinition definition_of(const NamedValue& named, const YamlNode& node) {
  const std::string& path = named.value.path();
  VariantDefinition variant;
  variant.name = named.name;
  variant.place = named.name_place;
  if (node.kind != YamlNode::Kind::map) {
    named.value.refuse_type();
  }
  for (const YamlEntry& entry : node.entries) {
    if (!describes(entry.key)) {
      variant.changes.push_back({entry.key, entry.value, entry.place()});
      check_change(variant.changes.back(), path);
      continue;
    }
    const std::string text = SettingValue(&entry.value, *find_setting("variants.*", entry.key),
                                          join_path(path, entry.key), entry.value.place())
                                 .text();
    (entry.key == "on" ? variant.on : entry.key == "about" ? variant.about : variant.source) = text;
    if (entry.key == "on") {
      variant.on_place = entry.value.place();
    }
  }
  if (variant.changes.empty()) {
    named.value.refuse("changes nothing; list at least one change, such as rules.grace: 0s");
  }
  return variant;
}

void claim(std::map<std::string, Place>& names, const std::string& name, const Place& place) {
  if (name == scenario_itself) {
    throw InputError(place, "the name " + quoted(name) + " means the scenario without changes; choose another");
  }
  const auto [first, added] = names.emplace(name, place);
  if (!added) {
    throw InputError(place, "there are two variants of the name " + quoted(name) + "; the other stands at " +
                                format(first->second) + ": rename one");
  }
}

}  // namespace

void VariantLists::add(const YamlNode* variants, const YamlNode* vary) {
  if (variants != nullptr) {
    add_named(*variants);
  }
  if (vary != nullptr) {
    const std::vector<NamedValue> lists = named_values(*vary, "vary");
    for (std::size_t i = 0; i < lists.size(); ++i) {
      add_values({lists[i].name, vary->entries[i].value, lists[i].name_place});
    }
  }
}

void VariantLists::add_named(const YamlNode& variants) {
  const std::vector<NamedValue> names = named_values(variants, "variants");
  for (std::size_t i = 0; i < names.size(); ++i) {
    claim(names_, names[i].name, names[i].name_place);
    named_.push_back(definition_of(names[i], variants.entries[i].value));
    if (named_.size() > most_variants) {
      throw InputError(named_.back().place, "there are more than " + std::to_string(most_variants) + " variants");
    }
  }
}

void VariantLists::add_file(std::string_view yaml, const std::string& name_for_messages) {
  const YamlNode root = parse_yaml(yaml, name_for_messages);
  if (root.kind != YamlNode::Kind::map) {
    throw InputError(root.place(), "expected a map with `variants` or `vary`, found " + root.found());
  }
  for (const YamlEntry& entry : root.entries) {
    if (std::find(file_keys.begin(), file_keys.end(), entry.key) == file_keys.end()) {
      const std::string near = did_you_mean(entry.key, file_keys);
      throw InputError(entry.place(), "unknown key " + quoted(entry.key) +
                                          (near.empty() ? "; a file of variants has `variants` and `vary`" : near));
    }
  }
  add(root.find("variants"), root.find("vary"));
}

void VariantLists::add_vary(const std::string& text) { add_values(parse_override(text, "--vary")); }

void VariantLists::add_values(const Override& list) {
  const auto refuse = [&](const Place& place, const std::string& what) {
    throw InputError(place, "vary: " + list.path + ": " + what);
  };
  Vary vary{plain_path(list), {}};
  check_change(list, "vary");
  const auto same = std::find_if(vary_.begin(), vary_.end(), [&](const Vary& v) { return v.path == vary.path; });
  if (same != vary_.end()) {
    refuse(list.place, "is varied at " + format(same->values[0].place) + " already; write one list");
  }
  if (list.value.kind != YamlNode::Kind::list) {
    refuse(list.value.place(), "expected a list of values such as [0s, 5m], found " + list.value.found());
  }
  if (list.value.items.empty()) {
    refuse(list.value.place(), "the list has no values");
  }
  for (const YamlNode& value : list.value.items) {
    for (const Override& other : vary.values) {
      if (one_line(other.value) == one_line(value)) {
        refuse(value.place(), quoted(one_line(value)) + " is in the list already");
      }
    }
    vary.values.push_back({list.path, value, list.place});
  }
  vary_.push_back(std::move(vary));
}

std::vector<VariantDefinition> VariantLists::grid(std::size_t most) const {
  std::vector<std::string> keys;
  for (const Vary& vary : vary_) {
    const std::string key = last_key(vary.values[0]);
    const auto alike =
        std::count_if(vary_.begin(), vary_.end(), [&](const Vary& other) { return last_key(other.values[0]) == key; });
    keys.push_back(alike == 1 ? key : vary.path);
  }
  std::vector<VariantDefinition> points(vary_.empty() ? 0 : 1);
  for (std::size_t i = 0; i < vary_.size(); ++i) {
    const std::vector<Override>& values = vary_[i].values;
    if (points.size() * values.size() > most) {
      throw InputError(values[0].place, "the variants and the grid of `vary` are more than " +
                                            std::to_string(most_variants) + "; vary fewer paths, or fewer values");
    }
    std::vector<VariantDefinition> finer;
    for (const VariantDefinition& point : points) {
      for (const Override& value : values) {
        finer.push_back(point);
        finer.back().name += (i == 0 ? "" : ", ") + keys[i] + '=' + one_line(value.value);
        finer.back().place = value.place;
        finer.back().changes.push_back(value);
      }
    }
    points = std::move(finer);
  }
  return points;
}

std::vector<VariantDefinition> VariantLists::all() const {
  std::vector<VariantDefinition> all = named_;
  std::map<std::string, Place> names = names_;
  for (VariantDefinition& point : grid(most_variants - named_.size())) {
    claim(names, point.name, point.place);
    all.push_back(std::move(point));
  }
  return all;
}

}  // namespace drawdown
