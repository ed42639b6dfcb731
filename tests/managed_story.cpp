// Managed pools as a scenario's YAML has them.
#include <fmt/format.h>

#include <algorithm>

#include "tests/managed_worlds.h"

namespace drawdown {
namespace {

using Policy = PurchasePolicy::Kind;

template <class Due>
std::vector<Instant> reviews_when(const Scenario& scenario, Due due) {
  std::vector<Instant> reviews;
  for (Day day = scenario.from; day < scenario.until; day = day + 1) {
    const Instant start = scenario.server().start_of(day);
    if (due(day) && (reviews.empty() || reviews.back() < start)) {
      reviews.push_back(start);
    }
  }
  return reviews;
}

std::string in_team(const std::string& team) { return team.empty() ? "" : ", team: " + team; }

std::string lifetime_text(Lifetime lifetime) {
  return lifetime.months > 0 ? fmt::format("{}mo", lifetime.months) : fmt::format("{}d", lifetime.days);
}

std::string prices_text(const PriceList& prices) {
  std::string text = "  price_list:\n";
  for (const PriceList::Entry& entry : prices.entries) {
    text += fmt::format("    - {{quantity: {}, unit_price: {}{}}}\n", format(entry.quantity), format(entry.unit_price),
                        entry.from ? ", from: " + format(*entry.from) : "");
  }
  return text + fmt::format("  minimum_order: {}\n  order_multiple: {}\n", format(prices.minimum_order),
                            format(prices.order_multiple));
}

// A policy knows when it is reviewed, and not why.
std::string reviews_text(const Scenario& scenario, const PurchasePolicy& policy) {
  if (policy.kind == Policy::periodic) {
    for (const std::int32_t every : {1, 2, 3, 30}) {
      if (reviews_every(scenario, every) == policy.reviews) {
        return fmt::format(", every: {}", every);
      }
    }
  }
  if (policy.kind == Policy::yearly_share) {
    return ", on: " +
           format(policy.reviews.empty() ? scenario.until : scenario.server().day_at(policy.reviews.front()));
  }
  for (const char* word : {"daily", "weekly", "monthly"}) {
    if (!policy.continuous && reviews_by_calendar(scenario, word) == policy.reviews) {
      return fmt::format(", review: {}", word);
    }
  }
  return "";
}

std::string policy_text(const Scenario& scenario, const PurchasePolicy& policy) {
  const char* kinds[] = {"reorder_point", "order_up_to", "base_stock", "periodic", "yearly_share"};
  std::string text = fmt::format("    - {{name: {}, policy: {}{}", policy.name,
                                 kinds[static_cast<std::size_t>(policy.kind)], in_team(policy.team));
  if (policy.kind == Policy::reorder_point || policy.kind == Policy::order_up_to) {
    text += ", at: " + format(policy.at);
  }
  text += policy.quantity > Tokens{} ? ", quantity: " + format(policy.quantity) : "";
  text += policy.up_to > Tokens{} ? ", up_to: " + format(policy.up_to) : "";
  if (policy.kind == Policy::yearly_share) {
    text += ", share: " + format(policy.share) + ", before: " + format(policy.before);
  }
  text += reviews_text(scenario, policy);
  text += fmt::format(", lead_time: {}, lifetime: {}", policy.lead_days, lifetime_text(policy.lifetime));
  text += policy.budget ? ", budget: " + format(*policy.budget) : "";
  return text + (policy.orders ? fmt::format(", orders: {}", *policy.orders) : "") + "}\n";
}

std::string contract_text(const Scenario& scenario, const Contract& contract) {
  std::string annual;
  std::string remaining;
  for (const ContractYear& year : contract.years) {
    annual += (annual.empty() ? "" : ", ") + format(year.provisioned);
    if (year.tranche && scenario.tranches[year.tranche->value].remaining) {
      remaining = "annual: " + format(*scenario.tranches[year.tranche->value].remaining);
    }
  }
  std::string text = fmt::format("    - {{id: {}, from: {}, until: {}{}, annual: [{}], multi_year: {}", contract.id,
                                 format(contract.from), format(contract.until), in_team(contract.team), annual,
                                 format(contract.multi_year));
  if (contract.multi_year_tranche) {
    const Tranche& multi = scenario.tranches[contract.multi_year_tranche->value];
    text += multi.rank < 0 ? ", draw: multi_year" : "";
    if (multi.remaining) {
      remaining += (remaining.empty() ? "" : ", ") + ("multi_year: " + format(*multi.remaining));
    }
  }
  text += contract.unit_price ? ", unit_price: " + format(*contract.unit_price) : "";
  text += contract.true_up ? ", true_up: " + format(*contract.true_up) : "";
  return text + (remaining.empty() ? "" : ", remaining: {" + remaining + "}") + "}\n";
}

std::string adjustment_text(const Scenario& scenario, const Adjustment& adjustment) {
  const Tranche* tranche = adjustment.tranche ? &scenario.tranches[adjustment.tranche->value] : nullptr;
  const bool credit = tranche != nullptr && tranche->origin.kind == TrancheOrigin::Kind::credit;
  const std::string text = fmt::format("    - {{day: {}, tokens: {}, reason: {}",
                                       format(credit ? tranche->bought : scenario.server().day_at(adjustment.at)),
                                       format(adjustment.tokens), adjustment.reason);
  if (credit) {
    return text + in_team(adjustment.team) + ", expires: " + format(tranche->expires) + "}\n";
  }
  return text + (tranche != nullptr ? ", tranche: " + tranche->id : in_team(adjustment.team)) + "}\n";
}

template <class T, class Text>
std::string list_text(const char* key, const std::vector<T>& list, Text text_of) {
  std::string text = list.empty() ? "" : fmt::format("  {}:\n", key);
  for (const T& item : list) {
    text += text_of(item);
  }
  return text;
}

}  // namespace

std::vector<Instant> reviews_every(const Scenario& scenario, std::int32_t every) {
  return reviews_when(scenario, [&](Day day) { return (day - scenario.from) % every == 0; });
}

std::vector<Instant> reviews_yearly(const Scenario& scenario, Day on) {
  return reviews_when(scenario, [&](Day day) {
    return day >= on && add_months(on, 12 * (date_of(day).year - date_of(on).year)) == day;
  });
}

std::vector<Instant> reviews_by_calendar(const Scenario& scenario, const std::string& word) {
  return reviews_when(scenario, [&](Day day) {
    return word == "daily" || (word == "weekly" && first_of_week(day) == day) ||
           (word == "monthly" && first_of_month(day) == day);
  });
}

std::string purchasing_text(const Scenario& scenario) {
  std::string text = scenario.prices ? prices_text(*scenario.prices) : "";
  text += list_text("purchasing", scenario.policies,
                    [&](const PurchasePolicy& policy) { return policy_text(scenario, policy); });
  text += list_text("contracts", scenario.contracts,
                    [&](const Contract& contract) { return contract_text(scenario, contract); });
  text += list_text("transfers", scenario.transfers, [&](const Transfer& transfer) {
    return fmt::format("    - {{day: {}, tranche: {}, to: \"{}\"}}\n", format(scenario.server().day_at(transfer.at)),
                       scenario.tranches[transfer.tranche.value].id, transfer.to);
  });
  return text + list_text("adjustments", scenario.adjustments,
                          [&](const Adjustment& adjustment) { return adjustment_text(scenario, adjustment); });
}

std::string budgets_text(const Scenario& scenario) {
  const auto text_of = [&](const Budget& budget) {
    const char* each[] = {"all", "user", "team", "product"};
    std::string products;
    for (const ProductId product : budget.products) {
      products += (products.empty() ? "" : ", ") + scenario.products[product.value].name;
    }
    return fmt::format("  - {{name: {}, tokens: {}, period: {}, each: {}{}{}{}}}\n", budget.name, format(budget.tokens),
                       budget.period == Budget::Period::month ? "month" : "horizon",
                       each[static_cast<std::size_t>(budget.each)], budget.user ? ", user: " + *budget.user : "",
                       budget.team ? ", team: \"" + *budget.team + "\"" : "",
                       products.empty() ? "" : ", products: [" + products + "]");
  };
  std::string text = scenario.budgets.empty() ? "" : "budgets:\n";
  for (const Budget& budget : scenario.budgets) {
    text += text_of(budget);
  }
  return text;
}

}  // namespace drawdown
