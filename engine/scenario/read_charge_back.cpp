// `charge_back` and `focus`.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "engine/scenario/read_sections.h"
#include "engine/trace/header.h"

namespace drawdown {
namespace {

using Dimension = ChargeBack::Dimension;

// All that costs can be split by. A column of users that is called like one of the first three cannot.
std::vector<Dimension> all_dimensions(const std::vector<std::string>& user_columns) {
  std::vector<Dimension> all{
      {Dimension::Kind::team, 0, "team"}, {Dimension::Kind::user, 0, "user"}, {Dimension::Kind::product, 0, "product"}};
  for (std::size_t column = 0; column < user_columns.size(); ++column) {
    if (bare_name(user_columns[column]) != "product") {
      all.push_back({Dimension::Kind::column, column, user_columns[column]});
    }
  }
  return all;
}

std::vector<Dimension> read_by(const SettingValue& by, const std::vector<Dimension>& all) {
  std::vector<Dimension> read;
  for (const NamedPlace& item : by.names()) {
    const auto same = [&](const Dimension& dimension) { return bare_name(dimension.name) == bare_name(item.name); };
    const auto found = std::find_if(all.begin(), all.end(), same);
    if (found == all.end()) {
      std::vector<std::string> names;
      names.reserve(all.size());
      for (const Dimension& dimension : all) {
        names.push_back(dimension.name);
      }
      throw InputError(item.place, by.path() + ": expected team, user, product or a column of users_file, found " +
                                       quoted(item.name) + did_you_mean(item.name, names));
    }
    if (std::any_of(read.begin(), read.end(), same)) {
      throw InputError(item.place, by.path() + ": " + quoted(item.name) + " is there twice");
    }
    read.push_back(*found);
  }
  if (read.empty()) {
    by.refuse("the list is empty; leave it out for all");
  }
  return read;
}

}  // namespace

std::optional<ChargeBack> read_charge_back(const Section& root, const std::vector<std::string>& user_columns) {
  const SettingValue value = root["charge_back"];
  if (!value.given()) {
    return std::nullopt;
  }
  const Section section = value.section();
  ChargeBack charge_back{.by = all_dimensions(user_columns), .write_off = ChargeBack::WriteOff::team};
  if (const SettingValue by = section["by"]; by.given()) {
    charge_back.by = read_by(by, charge_back.by);
  }
  constexpr std::array<std::pair<std::string_view, ChargeBack::WriteOff>, 4> keys{{
      {"team", ChargeBack::WriteOff::team},
      {"tranche", ChargeBack::WriteOff::tranche},
      {"equal", ChargeBack::WriteOff::equal},
      {"none", ChargeBack::WriteOff::none},
  }};
  const std::string word = section["write_off"].choice();
  for (const auto& [name, key] : keys) {
    charge_back.write_off = word == name ? key : charge_back.write_off;
  }
  return charge_back;
}

FocusNames read_focus(const Section& root, const std::string& scenario_name) {
  const SettingValue value = root["focus"];
  YamlNode nothing;
  nothing.kind = YamlNode::Kind::map;
  const Section section = value.given() ? value.section() : Section(nothing, "focus", "focus");
  const auto text = [&](std::string_view key, const std::string& absent) {
    return section[key].given() ? section[key].text() : absent;
  };
  FocusNames names;
  names.provider = section["provider"].text();
  names.publisher = text("publisher", names.provider);
  names.invoice_issuer = text("invoice_issuer", names.provider);
  names.billing_account = text("billing_account", scenario_name);
  names.service = section["service"].text();
  return names;
}

}  // namespace drawdown
