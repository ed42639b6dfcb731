// `pool.purchasing`: policies that buy tokens as the pool is used.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/scenario/distinct_names.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

using Kind = PurchasePolicy::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 5> kinds{{{"reorder_point", Kind::reorder_point},
                                                                  {"order_up_to", Kind::order_up_to},
                                                                  {"base_stock", Kind::base_stock},
                                                                  {"periodic", Kind::periodic},
                                                                  {"yearly_share", Kind::yearly_share}}};

Kind kind_called(std::string_view name) {
  for (const auto& [word, kind] : kinds) {
    if (word == name) {
      return kind;
    }
  }
  return Kind::reorder_point;  // the record knows no other word
}

// A key that some kinds of policies need, and others do not know.
struct Parameter {
  std::string_view key;
  std::array<bool, 5> needed;  // by kind
};
constexpr std::array<Parameter, 6> parameters{{{"at", {true, true, false, false, false}},
                                               {"quantity", {true, false, false, false, false}},
                                               {"up_to", {false, true, true, true, false}},
                                               {"every", {false, false, false, true, false}},
                                               {"on", {false, false, false, false, true}},
                                               {"share", {false, false, false, false, true}}}};

void check_parameters(const Section& section, Kind kind) {
  const std::string name = section["policy"].choice();
  for (const Parameter& parameter : parameters) {
    const bool needed = parameter.needed[static_cast<std::size_t>(kind)];
    const SettingValue value = section[parameter.key];
    if (value.given() && !needed) {
      value.refuse("is not for the policy " + name);
    }
    if (!value.given() && needed) {
      section.refuse_missing(parameter.key, "for the policy " + name);
    }
  }
  for (const auto& [key, only] : {std::pair("before", kind == Kind::yearly_share),
                                  std::pair("review", kind != Kind::periodic && kind != Kind::yearly_share)}) {
    if (section[key].given() && !only) {
      section[key].refuse("is not for the policy " + name);
    }
  }
}

// Of 29 February in other years: the 28th.
bool is_anniversary(Day first, Day day) {
  return add_months(first, 12 * (date_of(day).year - date_of(first).year)) == day;
}

// The starts of civil days of the horizon on which the policy is reviewed.
std::vector<Instant> reviews_of(const Section& section, Kind kind, const Scenario& scenario) {
  std::vector<Instant> reviews;
  const std::string review = section["review"].choice();
  const std::int64_t every = kind == Kind::periodic ? section["every"].count() : 1;
  const Day on = kind == Kind::yearly_share ? section["on"].day() : Day{};
  const Day until = section["until"].given() ? std::min(section["until"].day(), scenario.until) : scenario.until;
  for (Day day = scenario.from; day < until; day = day + 1) {
    bool due = false;
    if (kind == Kind::periodic) {
      due = (day - scenario.from) % every == 0;
    } else if (kind == Kind::yearly_share) {
      due = day >= on && is_anniversary(on, day);
    } else {
      due = review == "daily" || (review == "weekly" && first_of_week(day) == day) ||
            (review == "monthly" && first_of_month(day) == day);
    }
    const Instant start = scenario.server().start_of(day);
    if (due && (reviews.empty() || reviews.back() < start)) {  // a day that clocks skip begins with the next
      reviews.push_back(start);
    }
  }
  return reviews;
}

PurchasePolicy read_policy(const Section& section, const SettingValue& pool_lifetime, const Scenario& scenario) {
  PurchasePolicy policy;
  policy.name = section["name"].text();
  policy.team = section["team"].given() ? section["team"].text() : "";
  policy.kind = kind_called(section["policy"].choice());
  check_parameters(section, policy.kind);
  const auto tokens = [&](std::string_view key) { return section[key].given() ? section[key].tokens() : Tokens{}; };
  policy.at = tokens("at");
  policy.quantity = tokens("quantity");
  policy.up_to = tokens("up_to");
  if (policy.kind == Kind::order_up_to && policy.up_to <= policy.at) {
    section["up_to"].refuse("must be more than `at`, " + format(policy.at) + ", found '" + format(policy.up_to) + "'");
  }
  if (policy.kind == Kind::yearly_share) {
    policy.share = section["share"].percent();
    policy.before = section["before"].tokens();
  }
  policy.reviews = reviews_of(section, policy.kind, scenario);
  policy.continuous =
      policy.kind != Kind::periodic && policy.kind != Kind::yearly_share && section["review"].choice() == "continuous";
  if (policy.continuous && section["until"].given()) {
    section["until"].refuse("is not for a continuous review");
  }
  policy.lead_days = static_cast<std::int32_t>(section["lead_time"].count());
  const SettingValue lifetime = section["lifetime"];
  if (!lifetime.given() && !pool_lifetime.given()) {
    section.refuse_missing("lifetime", "or give all tranches a lifetime with pool.lifetime");
  }
  policy.lifetime = (lifetime.given() ? lifetime : pool_lifetime).lifetime();
  if (const SettingValue budget = section["budget"]; budget.given()) {
    policy.budget = budget.price();
  }
  if (const SettingValue orders = section["orders"]; orders.given()) {
    policy.orders = static_cast<std::uint64_t>(orders.count());
  }
  return policy;
}

// What a policy wants at least, when it wants anything.
Tokens least_wanted(const PurchasePolicy& policy) {
  switch (policy.kind) {
    case Kind::reorder_point:
      return policy.quantity;
    case Kind::order_up_to:
      return policy.up_to - policy.at;
    case Kind::base_stock:
    case Kind::periodic:
    case Kind::yearly_share:
      break;
  }
  return Tokens{1};
}

// Whatever is ordered has a price, if there are prices.
void check_prices(const Section& section, const PurchasePolicy& policy, const Scenario& scenario) {
  const PriceList& prices = *scenario.prices;
  const Tokens least = prices.rounded_order(least_wanted(policy));
  for (Day day = scenario.from; day < scenario.until; day = day + 1) {
    if (!prices.unit_price(least, day)) {
      throw InputError(section.place(), section.path() + ": may order as little as " + format(least) +
                                            " tokens, for which the price list has no price on " + format(day) +
                                            "; add an entry, or raise pool.minimum_order");
    }
  }
}

}  // namespace

void read_purchasing(const Section& pool, Distinct& ids, Scenario& scenario) {
  Distinct names("policy");
  for (const Section& section : pool["purchasing"].sections()) {
    const SettingValue name = section["name"];
    names.add(name.text(), section, name.place());
    if (name.text().find_first_of(":;") != std::string::npos) {
      name.refuse("must not hold ':' or ';', found " + quoted(name.text()));
    }
    PurchasePolicy policy = read_policy(section, pool["lifetime"], scenario);
    ids.check_free(policy.name + "-", section, name.place());
    if (scenario.prices && !scenario.prices->entries.empty()) {
      check_prices(section, policy, scenario);
    }
    scenario.policies.push_back(std::move(policy));
  }
}

}  // namespace drawdown
