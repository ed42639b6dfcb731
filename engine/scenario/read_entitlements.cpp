// `entitlements` and `access`: who needs no tokens, and who may have none.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/distinct_names.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

Term read_term(const Section& section) {
  Term term;
  if (const SettingValue from = section["from"]; from.given()) {
    term.from = from.day();
  }
  if (const SettingValue until = section["until"]; until.given()) {
    term.until = until.day();
    if (term.from && *term.until <= *term.from) {
      until.refuse("must be later than `from`, " + format(*term.from) + ", found '" + format(*term.until) + "'");
    }
  }
  return term;
}

bool overlap(const Term& a, const Term& b) {
  const auto begins_in_time = [](const Term& one, const Term& other) {
    return !one.from || !other.until || *one.from < *other.until;
  };
  return begins_in_time(a, b) && begins_in_time(b, a);
}

// Refuses an entitlement that somebody has already at that time.
class Holders {
 public:
  void add(const std::string& who, const Section& item, const Term& term) {
    auto& terms = terms_[who];
    for (const auto& [earlier, path] : terms) {
      if (overlap(earlier, term)) {
        std::string what = item.path();
        what.append(": ").append(who).append(" has it already by ").append(path);
        what.append(", at the same time; remove one or let their days not overlap");
        throw InputError(item.place(), what);
      }
    }
    terms.emplace_back(term, item.path());
  }

 private:
  std::map<std::string, std::vector<std::pair<Term, std::string>>> terms_;
};

ProductId read_listed(const SettingValue& value, const RateSheet& products) {
  return read_product({value.text(), value.place()}, value.path(), products);
}

// Of an entitlement.
void check_windows(const Product& product, const SettingValue& value) {
  if (product.per_result) {
    value.refuse(quoted(product.name) + " is charged per result, and entitlements cover sessions");
  }
}

ProductId read_covered(const SettingValue& value, const RateSheet& products) {
  const ProductId product = read_listed(value, products);
  check_windows(products[product.value], value);
  return product;
}

Collection read_collection(const Section& section, Distinct& names, const RateSheet& products) {
  Collection collection;
  const SettingValue name = section["name"];
  collection.name = name.text();
  names.add(collection.name, section, name.place());
  const SettingValue list = section["products"];
  collection.products = read_products(list, products);
  for (const ProductId product : collection.products) {
    check_windows(products[product.value], list);
  }
  if (const SettingValue price = section["price"]; price.given()) {
    collection.price = price.price();
  }
  Holders holders;
  for (const Section& member : section["users"].sections()) {
    const std::string user = member["user"].text();
    const Term term = read_term(member);
    holders.add(quoted(user), member, term);
    collection.users.push_back({user, term});
  }
  return collection;
}

}  // namespace

Entitlements read_entitlements(const Section& root, const RateSheet& products) {
  Entitlements entitlements;
  if (!root["entitlements"].given()) {
    return entitlements;
  }
  const Section all = root["entitlements"].section();
  Holders holders;
  for (const Section& section : all["subscriptions"].sections()) {
    const std::string user = section["user"].text();
    const ProductId product = read_covered(section["product"], products);
    const Term term = read_term(section);
    holders.add(quoted(user) + " with " + quoted(products[product.value].name), section, term);
    entitlements.subscriptions.push_back({user, product, term});
  }
  Distinct names("collection");
  for (const Section& section : all["collections"].sections()) {
    entitlements.collections.push_back(read_collection(section, names, products));
  }
  for (const Section& section : all["seats"].sections()) {
    const ProductId product = read_covered(section["product"], products);
    entitlements.seats.push_back({product, static_cast<std::uint32_t>(section["number"].count()), read_term(section)});
  }
  return entitlements;
}

Access read_access(const Section& root, const RateSheet& products) {
  Access access;
  if (!root["access"].given()) {
    return access;
  }
  const Section all = root["access"].section();
  for (const Section& section : all["deny"].sections()) {
    Access::Rule rule;
    if (const SettingValue user = section["user"]; user.given()) {
      rule.user = user.text();
    }
    if (const SettingValue product = section["product"]; product.given()) {
      rule.product = read_listed(product, products);
    }
    if (!rule.user && !rule.product) {
      throw InputError(section.place(),
                       section.path() + ": names nobody and nothing; give it a user, a product or both");
    }
    for (std::size_t i = 0; i < access.deny.size(); ++i) {
      if (access.deny[i] == rule) {
        throw InputError(section.place(), section.path() + ": the same as access.deny[" + std::to_string(i) + ']');
      }
    }
    access.deny.push_back(std::move(rule));
  }
  if (const SettingValue only = all["only"]; only.given()) {
    access.only.emplace();
    for (const NamedPlace& user : only.names()) {
      access.only->push_back(user.name);
    }
  }
  return access;
}

}  // namespace drawdown
