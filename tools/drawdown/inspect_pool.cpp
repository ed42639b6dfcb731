#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "tools/drawdown/inspect.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

class Inspector {
 public:
  Inspector(const Scenario& scenario, const ScenarioPlaces& places) : scenario_(scenario), places_(places) {}

  std::vector<Finding> inspect() {
    for (std::size_t i = 0; i < scenario_.policies.size(); ++i) {
      inspect_policy(scenario_.policies[i], places_.policies[i]);
    }
    inspect_prices();
    for (std::size_t i = 0; i < scenario_.contracts.size(); ++i) {
      inspect_contract(scenario_.contracts[i], places_.contracts[i]);
    }
    inspect_transfers();
    return std::move(findings_);
  }

 private:
  void add(std::string_view code, const Place& place, std::string message) {
    findings_.emplace_back(code, place, std::move(message));
  }
  static std::string text_of(Tokens tokens) { return grouped(format(tokens)); }

  void inspect_policy(const PurchasePolicy& policy, const Place& place) {
    if (!policy.continuous && policy.reviews.empty()) {
      add("DD122", place, fmt::format("the policy '{}' is not reviewed on any day of the horizon", policy.name));
      return;
    }
    const Instant first = policy.continuous ? scenario_.begin : policy.reviews.front();
    const Day there = scenario_.server().day_at(first) + policy.lead_days;
    if (there >= scenario_.until) {
      add("DD122", place,
          fmt::format("what the policy '{}' orders is there on {} at the earliest, after the horizon ends", policy.name,
                      format(there)));
    }
    if (const std::optional<Money> least = least_cost(policy); policy.budget && least && *policy.budget < *least) {
      add("DD123", place,
          fmt::format("the policy '{}' may spend {}, and the smallest order costs {}", policy.name,
                      grouped(format(*policy.budget)), grouped(format(*least))));
    }
  }

  // Of its smallest order, on the day on which that is cheapest; empty without prices.
  [[nodiscard]] std::optional<Money> least_cost(const PurchasePolicy& policy) const {
    std::optional<Money> least;
    if (!scenario_.prices || scenario_.prices->entries.empty()) {
      return least;
    }
    const Tokens wanted = policy.kind == PurchasePolicy::Kind::reorder_point ? policy.quantity
                          : policy.kind == PurchasePolicy::Kind::order_up_to ? policy.up_to - policy.at
                                                                             : Tokens{1};
    const Tokens order = scenario_.prices->rounded_order(wanted);
    for (Day day = scenario_.from; day < scenario_.until; day = day + 1) {
      // A larger order may cost less, where it reaches the next price.
      for (const PriceList::Entry& entry : scenario_.prices->entries) {
        const Tokens larger = scenario_.prices->rounded_order(std::max(order, entry.quantity));
        if (const auto price = scenario_.prices->unit_price(larger, day)) {
          least = std::min(least.value_or(cost(larger, *price)), cost(larger, *price));
        }
      }
      if (const auto price = scenario_.prices->unit_price(order, day)) {
        least = std::min(least.value_or(cost(order, *price)), cost(order, *price));
      }
    }
    return least;
  }

  void inspect_prices() {
    if (!scenario_.prices || scenario_.policies.empty()) {
      return;
    }
    const PriceList& prices = *scenario_.prices;
    if (prices.order_multiple > Tokens{} && prices.minimum_order.micro % prices.order_multiple.micro != 0) {
      add("DD125", places_.prices,
          fmt::format("the minimum order of {} is no multiple of {}: the smallest order is {}",
                      text_of(prices.minimum_order), text_of(prices.order_multiple),
                      text_of(prices.rounded_order(prices.minimum_order))));
    }
    Tokens least = prices.rounded_order(Tokens{1});
    for (const Tranche& tranche : scenario_.tranches) {  // listed ones may have their price from the list
      least = tranche.origin.kind == TrancheOrigin::Kind::listed ? std::min(least, tranche.tokens) : least;
    }
    for (const PriceList::Entry& entry : prices.entries) {
      const bool passed = std::any_of(prices.entries.begin(), prices.entries.end(), [&](const auto& other) {
        return other.from == entry.from && entry.quantity < other.quantity && other.quantity <= least;
      });
      if (passed) {
        add("DD124", places_.prices,
            fmt::format("no order is as small as that of {} tokens: the smallest is {}", text_of(entry.quantity),
                        text_of(least)));
      }
    }
  }

  void inspect_contract(const Contract& contract, const Place& place) {
    if (contract.until <= scenario_.from || scenario_.until <= contract.from) {
      add("DD127", place,
          fmt::format("contract '{}' is from {} until {}, outside the horizon", contract.id, format(contract.from),
                      format(contract.until)));
      return;
    }
    if (!contract.unit_price) {
      add("DD106", place, fmt::format("contract '{}' has no unit price, so its tokens count as free", contract.id));
    }
    const bool overdraft = scenario_.rules.when_empty == WhenEmpty::overdraft;
    const bool ends = std::any_of(contract.years.begin(), contract.years.end(), [&](const ContractYear& year) {
      return scenario_.begin < year.ends && year.ends <= scenario_.end;
    });
    if (overdraft && ends && !contract.true_up) {
      add("DD128", place,
          fmt::format("contract '{}' has no true_up: what is owed when a year ends is paid by the next tokens",
                      contract.id));
    }
    if (!overdraft && contract.true_up) {
      add("DD129", place, fmt::format("contract '{}' has a true_up, but the rules have no overdraft", contract.id));
    }
  }

  void inspect_transfers() {
    std::vector<std::string> team_of;
    for (const Tranche& tranche : scenario_.tranches) {
      team_of.push_back(tranche.team);
    }
    std::vector<std::size_t> in_time(scenario_.transfers.size());
    for (std::size_t i = 0; i < in_time.size(); ++i) {
      in_time[i] = i;
    }
    std::stable_sort(in_time.begin(), in_time.end(), [&](std::size_t a, std::size_t b) {
      return scenario_.transfers[a].at < scenario_.transfers[b].at;
    });
    for (const std::size_t i : in_time) {
      const Transfer& transfer = scenario_.transfers[i];
      const Tranche& tranche = scenario_.tranches[transfer.tranche.value];
      std::string& team = team_of[transfer.tranche.value];
      if (team == transfer.to) {
        add("DD126", places_.transfers[i],
            fmt::format("tranche '{}' is with {} already", tranche.id,
                        team.empty() ? "the default team" : fmt::format("team '{}'", team)));
      } else if (tranche.brings() == Tokens{} && tranche.origin.kind != TrancheOrigin::Kind::credit) {
        add("DD126", places_.transfers[i], fmt::format("tranche '{}' is empty from the beginning", tranche.id));
      }
      team = transfer.to;
    }
  }

  const Scenario& scenario_;
  const ScenarioPlaces& places_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> inspect_pool(const Scenario& scenario, const ScenarioPlaces& places) {
  return Inspector(scenario, places).inspect();
}

}  // namespace drawdown::program
