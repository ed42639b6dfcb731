#include "tests/entitled_worlds.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/dice.h"

namespace drawdown {
namespace {

class EntitlementMaker {
 public:
  EntitlementMaker(World& world, std::uint64_t seed) : scenario_(world.scenario), dice_(seed ^ 0x5ea75U) {}

  void make() {
    Entitlements& entitlements = scenario_.entitlements;
    for (std::int64_t i = dice_.below(3); i > 0; --i) {
      const Subscription fresh{any_user(), any_product(), any_term()};
      const auto is_same = [&](const Subscription& one) {
        return one.user == fresh.user && one.product == fresh.product;  // no loader lets their days overlap
      };
      if (std::none_of(entitlements.subscriptions.begin(), entitlements.subscriptions.end(), is_same)) {
        entitlements.subscriptions.push_back(fresh);
      }
    }
    for (std::int64_t i = dice_.below(3); i > 0; --i) {
      Collection collection{fmt::format("c{}", i), {any_product()}, {}};
      if (const ProductId other = any_product(); other != collection.products[0]) {
        collection.products.push_back(other);
      }
      const char* users[] = {"u1", "u2", "u3", "u4"};
      for (const char* user : users) {
        if (dice_.one_in(4)) {
          collection.users.push_back({user, any_term()});
        }
      }
      entitlements.collections.push_back(collection);
    }
    for (std::int64_t i = dice_.below(4); i > 0; --i) {
      entitlements.seats.push_back({any_product(), static_cast<std::uint32_t>(dice_.between(1, 2)), any_term()});
    }
    make_access();
  }

 private:
  void make_access() {
    Access& access = scenario_.access;
    if (dice_.one_in(3)) {
      access.deny.push_back({any_user(), {}});
    }
    if (dice_.one_in(6)) {
      access.deny.push_back({{}, any_product()});
    }
    if (dice_.one_in(3)) {
      access.deny.push_back({any_user(), any_product()});
    }
    if (dice_.one_in(6)) {
      access.only = {"u1", "u2", "u4"};
    }
  }

  std::string any_user() { return fmt::format("u{}", dice_.between(1, dice_.one_in(8) ? 5 : 3)); }
  ProductId any_product() {
    return ProductId(static_cast<std::uint32_t>(dice_.below(static_cast<std::int64_t>(scenario_.products.size()))));
  }
  Term any_term() {
    const std::int32_t days = scenario_.until - scenario_.from;
    const std::int32_t earliest = scenario_.from.number < 10 ? 0 : -2;
    Term term;
    if (dice_.one_in(2)) {
      term.from = scenario_.from + static_cast<std::int32_t>(dice_.between(earliest, days));
    }
    if (dice_.one_in(2)) {
      const Day first = term.from.value_or(scenario_.from);
      term.until = first + static_cast<std::int32_t>(dice_.between(1, days < 10 ? 4 : days));
    }
    return term;
  }

  Scenario& scenario_;
  Dice dice_;
};

std::string term_text(const Term& term) {
  return (term.from ? ", from: " + format(*term.from) : "") + (term.until ? ", until: " + format(*term.until) : "");
}

}  // namespace

void add_entitlements(World& world, std::uint64_t seed) {
  EntitlementMaker(world, seed).make();
  rebuild(world);
}

std::string entitlements_text(const Scenario& scenario) {
  const auto name = [&](ProductId product) { return scenario.products[product.value].name; };
  const Entitlements& entitlements = scenario.entitlements;
  std::string text = entitlements.empty() ? "" : "entitlements:\n";
  text += entitlements.subscriptions.empty() ? "" : "  subscriptions:\n";
  for (const Subscription& one : entitlements.subscriptions) {
    text += fmt::format("    - {{user: {}, product: {}{}}}\n", one.user, name(one.product), term_text(one.term));
  }
  text += entitlements.collections.empty() ? "" : "  collections:\n";
  for (const Collection& one : entitlements.collections) {
    std::string products;
    for (const ProductId product : one.products) {
      products += (products.empty() ? "" : ", ") + name(product);
    }
    std::string users;
    for (const Collection::Member& member : one.users) {
      users += fmt::format("{}{{user: {}{}}}", users.empty() ? "" : ", ", member.user, term_text(member.term));
    }
    text += fmt::format("    - {{name: {}, products: [{}], users: [{}]}}\n", one.name, products, users);
  }
  text += entitlements.seats.empty() ? "" : "  seats:\n";
  for (const FloatingSeats& one : entitlements.seats) {
    text += fmt::format("    - {{product: {}, number: {}{}}}\n", name(one.product), one.number, term_text(one.term));
  }
  const Access& access = scenario.access;
  text += access.empty() ? "" : "access:\n";
  text += access.deny.empty() ? "" : "  deny:\n";
  for (const Access::Rule& rule : access.deny) {
    const std::string user = rule.user ? "user: " + *rule.user : "";
    const std::string product = rule.product ? "product: " + name(*rule.product) : "";
    text += fmt::format("    - {{{}{}{}}}\n", user, user.empty() || product.empty() ? "" : ", ", product);
  }
  if (access.only) {
    text += fmt::format("  only: [{}]\n", fmt::join(*access.only, ", "));
  }
  return text;
}

}  // namespace drawdown
