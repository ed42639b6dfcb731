// What a contract's years come to: the statement that the vendor sends, recomputed.
//
//   for (const YearStatement& year : contract_statement(scenario, outcome)) { year.provisioned - year.consumed; }
//   to_csv(contract_table(scenario, outcome));
//
// The columns are those of the published data model of such contracts (contractYears[]: provisionedTokens,
// consumedTokens, which leaves multi-year tokens out, remainingTokens, multiyearTokensAtStart,
// multiyearConsumedTokens), and what it lacks to add up.
//
// Annual tokens count in the year that provided them, whenever they are charged, refunded or adjusted. Multi-year
// tokens count in the year of the instant: of a charge's `at`, a refund's, a debt's payment, an adjustment; after the
// contract's end in the last. So years sum to the tranches, exactly.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/replay/outcome.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

struct YearStatement {
  std::uint32_t contract = 0;  // place in the scenario's contracts
  std::uint32_t year = 0;      // place in the contract's years
  bool simulated = false;      // some day of it is; if none is, only `provisioned` is known, and the rest 0

  // provisioned + adjusted = used_before + consumed + remaining
  Tokens provisioned;
  Tokens used_before;  // when the simulation begins
  Tokens consumed;
  Tokens adjusted;
  Tokens expired;    // of `remaining`
  Tokens remaining;  // when the year ends, or the simulation does

  // multi_year_at_start + multi_year_adjusted = multi_year_consumed + multi_year_remaining
  Tokens multi_year_at_start;  // of the year, or of the simulation
  Tokens multi_year_consumed;
  Tokens multi_year_adjusted;
  Tokens multi_year_expired;    // of `multi_year_remaining`, when the contract ends
  Tokens multi_year_remaining;  // the next year starts with

  Tokens trued_up;  // bought for what was owed when the year ended
  Money true_up_cost;
  Money
      spent;  // for all tokens that it brought into the simulation: multi-year ones in the first year that is simulated
};

// By contract, then year.
[[nodiscard]] std::vector<YearStatement> contract_statement(const Scenario& scenario, const Outcome& outcome);

// contracts.csv. Of years of which no day is simulated, only what is provisioned.
[[nodiscard]] Table contract_table(const Scenario& scenario, const std::vector<YearStatement>& statement);

}  // namespace drawdown
