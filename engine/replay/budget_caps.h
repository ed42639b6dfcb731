// What is left of the scenario's budgets, charge by charge.
//
//   BudgetCaps caps(scenario, trace);
//   if (const auto no = caps.refusal(unit, tokens, now)) { no->budget; no->left; }
//   caps.add(unit, tokens, at);        // a hold or charge; less than 0 when it is given back
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

class BudgetCaps {
 public:
  BudgetCaps(const Scenario& scenario, const Trace& trace);

  [[nodiscard]] bool empty() const { return budgets_.empty(); }

  struct Refusal {
    std::uint32_t budget = 0;  // the first whose cap would be exceeded; place in the scenario's list
    Tokens left;               // of its cap
  };
  // A charge of 0 tokens is never refused.
  [[nodiscard]] std::optional<Refusal> refusal(std::uint32_t unit, std::int64_t tokens, std::int64_t now) const;
  // The most that can be charged without exceeding a cap.
  [[nodiscard]] std::int64_t left(std::uint32_t unit, std::int64_t now) const;
  // In the month of the instant.
  void add(std::uint32_t unit, std::int64_t tokens, std::int64_t at);

 private:
  struct Cap {
    std::uint32_t budget = 0;
    std::uint32_t account = 0;  // place in `spent_` of its first month
  };
  [[nodiscard]] std::size_t account(const Cap& cap, std::int64_t instant) const;

  const std::vector<Budget>& budgets_;
  std::vector<Instant> months_;         // the starts of the horizon's months, but the first
  std::vector<std::vector<Cap>> caps_;  // by unit: those that its charges count in, in the order of the budgets
  std::vector<std::int64_t> spent_;     // by account, then month
};

}  // namespace drawdown
