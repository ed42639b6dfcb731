// How managed worlds get smaller.
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/check.h"
#include "tests/managed_worlds.h"

namespace drawdown {
namespace {

void renumber(std::optional<TrancheId>& tranche, std::size_t gone) {
  if (tranche && tranche->value > gone) {
    tranche = TrancheId(tranche->value - 1);
  }
}

}  // namespace

bool drop_tranche(Scenario& scenario, std::size_t tranche) {
  const auto named = [tranche](std::optional<TrancheId> id) { return id && id->value == tranche; };
  if (tranche >= scenario.tranches.size() ||
      std::any_of(scenario.transfers.begin(), scenario.transfers.end(),
                  [&](const Transfer& transfer) { return named(transfer.tranche); }) ||
      std::any_of(scenario.adjustments.begin(), scenario.adjustments.end(),
                  [&](const Adjustment& adjustment) { return named(adjustment.tranche); })) {
    return false;
  }
  for (Contract& contract : scenario.contracts) {
    for (ContractYear& year : contract.years) {
      if (named(year.tranche)) {
        year.tranche.reset();
        year.provisioned = {};
      }
      renumber(year.tranche, tranche);
    }
    if (named(contract.multi_year_tranche)) {
      contract.multi_year_tranche.reset();
      contract.multi_year = {};
    }
    renumber(contract.multi_year_tranche, tranche);
  }
  for (Transfer& transfer : scenario.transfers) {
    std::optional<TrancheId> id = transfer.tranche;
    renumber(id, tranche);
    transfer.tranche = *id;
  }
  for (Adjustment& adjustment : scenario.adjustments) {
    renumber(adjustment.tranche, tranche);
  }
  scenario.tranches.erase(scenario.tranches.begin() + static_cast<std::ptrdiff_t>(tranche));
  return true;
}

bool drop_contract(Scenario& scenario, std::size_t contract) {
  Scenario without = scenario;
  for (std::size_t i = without.tranches.size(); i-- > 0;) {
    TrancheOrigin& origin = without.tranches[i].origin;
    if (origin.kind != TrancheOrigin::Kind::contract || origin.source < contract) {
      continue;
    }
    if (origin.source > contract) {
      --origin.source;
    } else if (!drop_tranche(without, i)) {
      return false;
    }
  }
  without.contracts.erase(without.contracts.begin() + static_cast<std::ptrdiff_t>(contract));
  scenario = std::move(without);
  return true;
}

bool drop_adjustment(Scenario& scenario, std::size_t adjustment) {
  scenario.adjustments.erase(scenario.adjustments.begin() + static_cast<std::ptrdiff_t>(adjustment));
  for (std::size_t i = scenario.tranches.size(); i-- > 0;) {
    Tranche& tranche = scenario.tranches[i];
    if (tranche.origin.kind != TrancheOrigin::Kind::credit || tranche.origin.source < adjustment) {
      continue;
    }
    if (tranche.origin.source == adjustment) {
      check(drop_tranche(scenario, i), "only its adjustment names a credit");
    } else {
      --tranche.origin.source;
      tranche.id = fmt::format("A{}", tranche.origin.source + 1);
    }
  }
  return true;
}

}  // namespace drawdown
