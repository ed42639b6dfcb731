#include "engine/scenario/scenario.h"

namespace drawdown {

std::vector<std::string> Scenario::pool_teams() const {
  std::vector<std::string> teams;
  const auto add = [&teams](const auto& list, auto team) {
    for (const auto& item : list) {
      teams.push_back(item.*team);
    }
  };
  add(tranches, &Tranche::team);
  add(policies, &PurchasePolicy::team);
  add(contracts, &Contract::team);
  add(transfers, &Transfer::to);
  add(adjustments, &Adjustment::team);
  return teams;
}

}  // namespace drawdown
