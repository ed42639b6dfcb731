#include "engine/scenario/assigned_yaml.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include "engine/scenario/settings.h"

namespace drawdown {
namespace {

namespace fs = std::filesystem;

YamlNode scalar(std::string text) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.text = std::move(text);
  return node;
}

YamlNode map_of(const std::vector<std::pair<std::string, std::string>>& values) {
  YamlNode node;
  node.kind = YamlNode::Kind::map;
  for (const auto& [key, value] : values) {
    node.entries.push_back({key, 0, 0, scalar(value)});
  }
  return node;
}

void add_term(YamlNode& node, const Term& term) {
  if (term.from) {
    node.entries.push_back({"from", 0, 0, scalar(format(*term.from))});
  }
  if (term.until) {
    node.entries.push_back({"until", 0, 0, scalar(format(*term.until))});
  }
}

// Paths of files, wherever they stand, from the new folder.
void rebase(YamlNode& node, const std::string& record, const Folders& folders) {
  if (node.kind == YamlNode::Kind::list) {
    for (YamlNode& item : node.items) {
      rebase(item, record + "[]", folders);
    }
    return;
  }
  for (YamlEntry& entry : node.entries) {
    const Setting* const setting = find_setting(record, entry.key);
    if (setting == nullptr) {
      continue;
    }
    if (setting->type == SettingType::file && fs::path(entry.value.text).is_relative()) {
      const fs::path file = fs::absolute(fs::path(folders.from) / entry.value.text).lexically_normal();
      const fs::path folder = fs::absolute(fs::path(folders.to) / ".").lexically_normal();
      entry.value.text = file.lexically_relative(folder).generic_string();
    }
    rebase(entry.value, std::string(setting->path), folders);
  }
}

std::string name_of(const Scenario& scenario, ProductId product) { return scenario.products[product.value].name; }

std::string entitlements_text(const YamlNode& tree, const Scenario& assigned) {
  const Entitlements& all = assigned.entitlements;
  std::string text = "entitlements:\n";
  text += all.subscriptions.empty() ? "" : "  subscriptions:\n";
  for (const Subscription& one : all.subscriptions) {
    YamlNode node = map_of({{"user", one.user}, {"product", name_of(assigned, one.product)}});
    add_term(node, one.term);
    text += "    - " + one_line(node) + "\n";
  }
  text += all.collections.empty() ? "" : "  collections:\n";
  for (const Collection& collection : all.collections) {
    text += "    - name: " + one_line(scalar(collection.name)) + "\n      products: [";
    for (std::size_t i = 0; i < collection.products.size(); ++i) {
      text += (i == 0 ? "" : ", ") + one_line(scalar(name_of(assigned, collection.products[i])));
    }
    text += "]\n";
    text += collection.price ? "      price: " + format(*collection.price) + "\n" : "";
    text += collection.users.empty() ? "      users: []\n" : "      users:\n";
    for (const Collection::Member& member : collection.users) {
      YamlNode node = map_of({{"user", member.user}});
      add_term(node, member.term);
      text += "        - " + one_line(node) + "\n";
    }
  }
  const YamlNode* const before = tree.find("entitlements");
  const YamlNode* const seats = before == nullptr ? nullptr : before->find("seats");
  text += seats == nullptr ? "" : "  seats: " + one_line(*seats) + "\n";
  return all.subscriptions.empty() && all.collections.empty() && seats == nullptr ? "" : text;
}

std::string pool_text(const YamlNode& tree, const Scenario& assigned) {
  std::string text = "pool:\n";
  const YamlNode* const before = tree.find("pool");
  for (const char* key : {"lifetime", "price_list", "minimum_order", "order_multiple"}) {
    const YamlNode* const value = before == nullptr ? nullptr : before->find(key);
    text += value == nullptr ? "" : std::string("  ") + key + ": " + one_line(*value) + "\n";
  }
  text += assigned.tranches.empty() ? "  tranches: []\n" : "  tranches:\n";
  for (const Tranche& tranche : assigned.tranches) {
    YamlNode node = map_of({{"id", tranche.id},
                            {"bought", format(tranche.bought)},
                            {"expires", format(tranche.expires)},
                            {"tokens", format(tranche.tokens)},
                            {"unit_price", format(*tranche.unit_price)}});
    if (!tranche.team.empty()) {
      node.entries.push_back({"team", 0, 0, scalar(tranche.team)});
    }
    text += "    - " + one_line(node) + "\n";
  }
  return text;
}

}  // namespace

std::string assigned_yaml(YamlNode tree, const Scenario& assigned, const Folders& folders) {
  constexpr std::array<std::string_view, 10> without{"entitlements", "pool",   "budgets",   "variants",    "vary",
                                                     "stress",       "alerts", "reminders", "charge_back", "expect"};
  rebase(tree, "", folders);
  YamlNode* const rules = tree.find("rules");
  if (rules == nullptr) {
    YamlNode node = map_of({{"when_empty", "overdraft"}});
    tree.entries.push_back({"rules", 0, 0, std::move(node)});
  } else if (YamlNode* const when_empty = rules->find("when_empty")) {
    *when_empty = scalar("overdraft");
  } else {
    rules->entries.push_back({"when_empty", 0, 0, scalar("overdraft")});
  }
  std::string text;
  for (const YamlEntry& entry : tree.entries) {
    if (std::find(without.begin(), without.end(), entry.key) == without.end()) {
      text += entry.key + ": " + one_line(entry.value) + "\n";
    }
  }
  return text + entitlements_text(tree, assigned) + pool_text(tree, assigned);
}

}  // namespace drawdown
