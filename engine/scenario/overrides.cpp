#include "engine/scenario/overrides.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "engine/scenario/section.h"
#include "engine/scenario/settings.h"

namespace drawdown {
namespace {

// A step of a path: a key, or the place of an item in a list.
struct Step {
  bool is_item = false;
  std::string key;
  std::size_t item = 0;
};

std::string in_brackets(std::size_t item) { return '[' + std::to_string(item) + ']'; }

[[noreturn]] void refuse(const Override& change, const std::string& what) { throw InputError(change.place, what); }

[[noreturn]] void refuse_bracket(const Override& change) {
  refuse(change, "brackets hold the number of an item, such as [0], or a name in quotes, such as [\"3ds Max\"]");
}

// [0], ["name"] or ['name'] at `at`, which moves behind it.
Step bracket_step(const Override& change, std::size_t& at) {
  const std::string_view path = change.path;
  const char quote = at + 1 < path.size() ? path[at + 1] : '\0';
  if (quote == '"' || quote == '\'') {
    const std::size_t end = path.find(quote, at + 2);
    if (end == std::string_view::npos || end + 1 >= path.size() || path[end + 1] != ']') {
      refuse_bracket(change);
    }
    Step step{false, std::string(path.substr(at + 2, end - at - 2)), 0};
    at = end + 2;
    return step;
  }
  const std::size_t end = path.find(']', at);
  const std::string_view digits = path.substr(at + 1, end == std::string_view::npos ? 0 : end - at - 1);
  const bool number =
      !digits.empty() && digits.size() < 10 && digits.find_first_not_of("0123456789") == std::string_view::npos;
  if (!number) {
    refuse_bracket(change);
  }
  at = end + 1;
  return {true, "", std::stoul(std::string(digits))};
}

std::vector<Step> steps_of(const Override& change) {
  const std::string_view path = change.path;
  std::vector<Step> steps;
  for (std::size_t at = 0; at < path.size();) {
    if (path[at] == '[') {
      steps.push_back(bracket_step(change, at));
    } else {
      const std::size_t end = std::min(path.find_first_of(".[", at), path.size());
      steps.push_back({false, std::string(path.substr(at, end - at)), 0});
      at = end;
    }
    if (steps.back().key.empty() && !steps.back().is_item) {
      refuse(change, "the path '" + change.path + "' has an empty key");
    }
    if (at < path.size() && path[at] == '.') {
      ++at;
      if (at == path.size() || path[at] == '[') {
        refuse(change, "the path '" + change.path + "' has an empty key");
      }
    }
  }
  if (steps.empty()) {
    refuse(change, "the path is empty; write KEY=VALUE");
  }
  return steps;
}

// Variants are made from a scenario, and cannot make others.
void refuse_what_is_not_for_paths(const Override& change, const std::vector<Step>& steps) {
  if (!steps[0].is_item && (steps[0].key == "variants" || steps[0].key == "vary")) {
    refuse(change, "'" + steps[0].key + "' cannot be changed by a path; change it in its file");
  }
}

void forget_lines(YamlNode& node) {
  node.line = node.column = 0;
  for (YamlNode& item : node.items) {
    forget_lines(item);
  }
  for (YamlEntry& entry : node.entries) {
    entry.line = entry.column = 0;
    forget_lines(entry.value);
  }
}

// What stands in the value of an option stands in no line of a file.
YamlNode value_of(std::string_view text, const std::string& origin) {
  try {
    YamlNode value = parse_yaml(text, origin);
    forget_lines(value);
    return value;
  } catch (const InputError& error) {
    throw InputError({origin, 0, 0}, error.message());
  }
}

// Follows a path through the tree and the records at once.
class Walk {
 public:
  Walk(YamlNode& root, const Override& change) : change_(change), node_(&root) {}

  void step(const Step& step) { step.is_item ? into_item(step) : into_key(step); }
  [[nodiscard]] YamlNode& node() { return *node_; }

 private:
  [[nodiscard]] std::string here() const { return path_.empty() ? "the scenario" : path_; }

  void into_item(const Step& step) {
    const std::string record = record_ + "[]";
    if (keys_of(record).empty()) {
      refuse(change_, here() + " is no list of maps, so it has no item [" + std::to_string(step.item) + "]");
    }
    if (node_->kind != YamlNode::Kind::list) {
      refuse(change_, here() + " is " + node_->found() + " here, not a list, so it has no item [" +
                          std::to_string(step.item) + "]");
    }
    const std::size_t count = node_->items.size();
    if (step.item >= count) {
      refuse(change_, here() + " has " + std::to_string(count) + (count == 1 ? " item" : " items") +
                          (count == 0 ? "" : ", [0] to [" + std::to_string(count - 1) + "]") + "; there is no [" +
                          std::to_string(step.item) + "]");
    }
    node_ = &node_->items[step.item];
    record_ = record;
    path_ += in_brackets(step.item);
  }

  void into_key(const Step& step) {
    const bool by_name = find_setting(record_, "*") != nullptr;
    const bool known = by_name ? node_->find(step.key) != nullptr : find_setting(record_, step.key) != nullptr;
    if (!known) {
      refuse_key(step.key, by_name);
    }
    // A word or nothing gives way to a map that has the key; a list or, say, a number of tokens does not.
    if (node_->kind != YamlNode::Kind::map) {
      const Setting* setting = find_setting(record_);
      if (node_->kind != YamlNode::Kind::nothing && (setting == nullptr || setting->type != SettingType::when_empty)) {
        refuse(change_, here() + " is " + node_->found() + " here, not a map, so it has no key '" + step.key + "'");
      }
      node_->kind = YamlNode::Kind::map;
      node_->text.clear();
    }
    YamlNode* value = node_->find(step.key);
    if (value == nullptr) {
      YamlEntry entry{step.key, change_.place.line, change_.place.column, {}};
      entry.value.source = std::make_shared<const std::string>(change_.place.file);
      entry.value.line = change_.place.line;
      entry.value.column = change_.place.column;
      node_->entries.push_back(std::move(entry));
      value = &node_->entries.back().value;
    }
    node_ = value;
    record_ += (record_.empty() ? "" : ".") + (by_name ? "*" : step.key);
    path_ = join_path(path_, step.key);
  }

  [[noreturn]] void refuse_key(const std::string& key, bool by_name) const {
    std::vector<std::string_view> keys = keys_of(record_);
    if (by_name) {
      keys.clear();
      for (const YamlEntry& entry : node_->entries) {
        keys.push_back(entry.key);
      }
    }
    const std::string path = join_path(path_, key);
    const std::string near(nearest(key, keys));
    std::string all;
    for (const std::string_view each : keys) {
      all += (all.empty() ? "" : ", ") + std::string(each);
    }
    const bool leaf = keys.empty();
    refuse(change_, "there is no setting '" + path + "'" +
                        (leaf           ? "; " + here() + " has no keys"
                         : near.empty() ? "; " + here() + " has " + shortened(all, 200)
                                        : "; did you mean '" + join_path(path_, near) + "'?"));
  }

  const Override& change_;
  YamlNode* node_;
  std::string record_;
  std::string path_;
};

}  // namespace

Override parse_override(std::string_view text, std::string_view option) {
  const std::string origin = std::string(option) + ' ' + std::string(text);
  char quote = '\0';
  std::size_t brackets = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      quote = c == quote ? '\0' : quote;
    } else if (brackets > 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '[') {
      ++brackets;
    } else if (c == ']' && brackets > 0) {
      --brackets;
    } else if (c == '=' && brackets == 0) {
      return {std::string(text.substr(0, i)), value_of(text.substr(i + 1), origin), {origin, 0, 0}};
    }
  }
  throw InputError({origin, 0, 0}, "expected KEY=VALUE, such as rules.grace=0s");
}

void apply(YamlNode& root, const Override& change) {
  Walk walk(root, change);
  const std::vector<Step> steps = steps_of(change);
  refuse_what_is_not_for_paths(change, steps);
  for (const Step& step : steps) {
    walk.step(step);
  }
  walk.node() = change.value;
  expand_shorthands(root);
}

std::string plain_path(const Override& change) {
  std::string path;
  for (const Step& step : steps_of(change)) {
    if (step.is_item) {
      path += in_brackets(step.item);
    } else {
      path = join_path(path, step.key);
    }
  }
  return path;
}

std::string last_key(const Override& change) {
  std::string last;
  for (const Step& step : steps_of(change)) {
    if (step.is_item) {
      last += in_brackets(step.item);
    } else {
      last = step.key;
    }
  }
  return last;
}

void expand_shorthands(YamlNode& root) {
  for (const Setting& setting : all_settings()) {
    if (setting.shorthand.empty()) {
      continue;
    }
    YamlNode* node = &root;
    for (std::string_view rest = setting.path; node != nullptr && !rest.empty();) {
      const std::size_t end = std::min(rest.find('.'), rest.size());
      node = node->find(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (node != nullptr && node->kind == YamlNode::Kind::scalar) {
      YamlNode map = *node;
      map.kind = YamlNode::Kind::map;
      map.text.clear();
      map.entries.push_back({std::string(setting.shorthand), node->line, node->column, *node});
      *node = std::move(map);
    }
  }
}

}  // namespace drawdown
