// A contract with tokens of two kinds (Enterprise Token-Flex): provisions that last for one contract year, and
// multi-year tokens that last to the contract's end. The tokens themselves are tranches of the scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {

struct ContractYear {
  Day from;
  Day until;     // exclusive; the last year ends with the contract
  Instant ends;  // the start of `until`
  Tokens provisioned;
  std::optional<TrancheId> tranche;  // none if nothing was provisioned
};

struct Contract {
  std::string id;
  std::string team;
  Day from;
  Day until;
  std::vector<ContractYear> years;
  Tokens multi_year;
  std::optional<TrancheId> multi_year_tranche;
  std::optional<Money> unit_price;
  std::optional<Money> true_up;  // the price of what is owed when a year ends; none: it stays owed
};

}  // namespace drawdown
