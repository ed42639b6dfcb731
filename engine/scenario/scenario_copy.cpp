#include "engine/scenario/scenario_copy.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "engine/base/check.h"
#include "engine/scenario/settings.h"

namespace drawdown {
namespace {

using Kind = YamlNode::Kind;

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
         c == '_' || c == '/' || c == '+';
}

// Words that YAML takes for nothing, or that would begin something else, stand in quotes.
bool needs_quotes(std::string_view text) {
  if (text.empty() || text == "null" || text == "Null" || text == "NULL" || text.starts_with("-") ||
      text.starts_with("+") || text.starts_with(".")) {
    return true;
  }
  return !std::all_of(text.begin(), text.end(), is_plain);
}

std::string scalar(std::string_view text) {
  if (!needs_quotes(text)) {
    return std::string(text);
  }
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted.append("\\x").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string flow(const YamlNode& node) {
  std::string text;
  switch (node.kind) {
    case Kind::nothing:
      return "~";
    case Kind::scalar:
      return scalar(node.text);
    case Kind::list:
      for (const YamlNode& item : node.items) {
        text += (text.empty() ? "" : ", ") + flow(item);
      }
      return "[" + text + "]";
    case Kind::map:
      for (const YamlEntry& entry : node.entries) {
        text += (text.empty() ? "" : ", ") + scalar(entry.key) + ": " + flow(entry.value);
      }
      return "{" + text + "}";
  }
  return text;
}

void append_map(std::string& out, const YamlNode& map, std::size_t indent) {
  for (const YamlEntry& entry : map.entries) {
    const YamlNode& value = entry.value;
    out.append(indent, ' ').append(scalar(entry.key)).append(":");
    if (value.kind == Kind::map && !value.entries.empty()) {
      out += '\n';
      append_map(out, value, indent + 2);
    } else if (value.kind == Kind::list && std::any_of(value.items.begin(), value.items.end(),
                                                       [](const YamlNode& item) { return item.kind == Kind::map; })) {
      out += '\n';
      for (const YamlNode& item : value.items) {
        out.append(indent + 2, ' ').append("- ").append(flow(item)).append("\n");
      }
    } else {
      out.append(" ").append(flow(value)).append("\n");
    }
  }
}

std::string moved(const std::string& path, const std::string& folder, const std::string& new_folder) {
  namespace files = std::filesystem;
  if (files::path(path).is_absolute()) {
    return path;
  }
  const files::path there = files::weakly_canonical(files::absolute(files::path(folder) / path));
  return there.lexically_relative(files::weakly_canonical(files::absolute(new_folder.empty() ? "." : new_folder)))
      .string();
}

// `record`: the node's path in the records of settings.
void move_files(YamlNode& node, const std::string& record, const std::string& folder, const std::string& new_folder) {
  const Setting* setting = find_setting(record);
  if (setting != nullptr && setting->type == SettingType::file && node.kind == Kind::scalar) {
    node.text = moved(node.text, folder, new_folder);
  }
  for (YamlEntry& entry : node.entries) {
    const std::string key = record.empty() ? entry.key : record + "." + entry.key;
    move_files(entry.value, find_setting(key) != nullptr ? key : record + ".*", folder, new_folder);
  }
  for (YamlNode& item : node.items) {
    move_files(item, record + "[]", folder, new_folder);
  }
}

void add_entry(YamlNode& map, const std::string& key, const std::string& text) {
  YamlEntry& entry = map.entries.emplace_back();
  entry.key = key;
  entry.value.kind = Kind::scalar;
  entry.value.text = text;
}

YamlNode as_node(const Tranche& tranche) {
  YamlNode node;
  node.kind = Kind::map;
  add_entry(node, "id", tranche.id);
  add_entry(node, "bought", format(tranche.bought));
  add_entry(node, "expires", format(tranche.expires));
  add_entry(node, "tokens", format(tranche.tokens));
  if (tranche.unit_price) {
    add_entry(node, "unit_price", format(*tranche.unit_price));
  }
  if (!tranche.team.empty()) {
    add_entry(node, "team", tranche.team);
  }
  return node;
}

}  // namespace

std::string to_yaml(const YamlNode& tree) {
  check(tree.kind == Kind::map, "a scenario is a map");
  std::string text;
  append_map(text, tree, 0);
  return text;
}

std::string scenario_copy(YamlNode tree, const std::string& folder, const std::string& new_folder,
                          const std::vector<Tranche>& added) {
  std::erase_if(tree.entries, [](const YamlEntry& each) { return each.key == "variants" || each.key == "vary"; });
  move_files(tree, "", folder, new_folder);
  YamlNode* pool = tree.find("pool");
  check(pool != nullptr, "a scenario has a pool");
  YamlNode* tranches = pool->find("tranches");
  check(tranches != nullptr, "a pool has a list of tranches");
  tranches->kind = Kind::list;
  // Those without a name are called by their places, which stay as they are.
  for (const Tranche& tranche : added) {
    tranches->items.push_back(as_node(tranche));
  }
  return to_yaml(tree);
}

}  // namespace drawdown
