#include <string>
#include <utility>

#include "engine/scenario/distinct_names.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

Partial partial_of(const Section& rate) {
  const std::string word = rate["partial"].choice();
  return word == "carry"   ? Partial::carry
         : word == "up"    ? Partial::up
         : word == "exact" ? Partial::exact
                           : Partial::divisible;
}

// A rate that is a map: per result.
void read_result_rate(const SettingValue& rate, Product& product) {
  const Section section = rate.section();
  product.rates = {{always, section["tokens"].tokens(), section["per"].tokens().micro}};
  product.per_result = partial_of(section);
}

void read_steps(const SettingValue& rate, const Zone& server, Product& product, std::vector<Place>& places) {
  Day last;
  for (const Section& section : rate.sections()) {
    const SettingValue from = section["from"];
    const SettingValue per = section["per"];
    const Day day = from.day();
    const bool is_first = product.rates.empty();
    if (!is_first && day <= last) {
      from.refuse("steps ascend by `from`; " + format(day) + " does not come after " + format(last));
    }
    if (!per.given() && section["partial"].given()) {
      section["partial"].refuse("is for products that are charged per result; add `per`");
    }
    const std::optional<Partial> partial = per.given() ? std::optional(partial_of(section)) : std::nullopt;
    if (!is_first && partial != product.per_result) {
      (per.given() ? per : from).refuse("all steps of a product have `per`, with the same `partial`, or none has");
    }
    product.per_result = partial;
    last = day;
    product.rates.push_back({server.start_of(day), section["tokens"].tokens(), per.given() ? per.tokens().micro : 0});
    places.push_back(section.place());
  }
  if (product.rates.empty()) {
    rate.refuse("the list has no steps; expected {from: DAY, tokens: NUMBER}");
  }
}

}  // namespace

std::vector<ProductId> read_products(const SettingValue& list, const RateSheet& products) {
  std::vector<ProductId> found;
  for (const NamedPlace& item : list.names()) {
    found.push_back(read_product(item, list.path(), products));
  }
  return found;
}

ProductId read_product(const NamedPlace& name, const std::string& path, const RateSheet& products) {
  const std::optional<ProductId> product = find_product(products, name.name);
  if (!product) {
    std::vector<std::string> names;
    for (const Product& each : products) {
      names.push_back(each.name);
    }
    throw InputError(name.place,
                     path + ": " + quoted(name.name) + " is not on the rate sheet" + did_you_mean(name.name, names));
  }
  return *product;
}

RateSheet read_rates(const Section& root, const Zone& server, ScenarioPlaces& places) {
  RateSheet sheet;
  const SettingValue rates = root["rates"];
  if (!rates.given()) {
    if (!has_series(root)) {
      root.refuse_missing("rates", "");
    }
    return sheet;  // the demand's own product is all there is
  }
  for (const NamedValue& product : rates.named()) {
    places.products.push_back(product.name_place);
    places.rates.emplace_back();
    Product& read = sheet.emplace_back();
    read.name = product.name;
    if (product.value.is_list()) {
      read_steps(product.value, server, read, places.rates.back());
      continue;
    }
    if (product.value.is_map()) {
      read_result_rate(product.value, read);
    } else {
      read.rates = {{always, product.value.tokens()}};
    }
    places.rates.back().push_back(product.value.place());
  }
  if (sheet.empty()) {
    rates.refuse("the rate sheet has no product; expected at least one, such as AutoCAD: 7");
  }
  return sheet;
}

std::vector<ListedUser> read_users(const Section& root, std::vector<Zone>& zones, ScenarioPlaces& places) {
  std::vector<ListedUser> users;
  Distinct ids("user");
  for (const Section& section : root["users"].sections()) {
    ListedUser user;
    const SettingValue id = section["id"];
    user.id = id.text();
    ids.add(user.id, section, id.place());
    if (const SettingValue zone = section["time_zone"]; zone.given()) {
      user.zone = intern(zones, zone.zone());
    }
    if (const SettingValue team = section["team"]; team.given()) {
      user.team = team.text();
    }
    places.users.push_back(section.place());
    users.push_back(std::move(user));
  }
  return users;
}

}  // namespace drawdown
