// The oracle's own budgets: whatever is held or charged is listed, and added up anew for every question.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown::oracle {

class Caps {
 public:
  Caps(const Scenario& scenario, const Trace& trace) : scenario_(scenario), trace_(trace) {}

  struct Refusal {
    std::size_t budget = 0;
    std::int64_t left = 0;
  };
  // The first budget that a charge would exceed.
  [[nodiscard]] std::optional<Refusal> refusal(const ChargeUnit& who, std::int64_t tokens, std::int64_t now) const;
  // A hold, a charge, or less than 0 what is given back of one that was made at `at`.
  void spend(const ChargeUnit& who, std::int64_t tokens, std::int64_t at);

 private:
  struct Spent {
    ChargeUnit who;
    std::int64_t tokens = 0;
    std::int64_t month = 0;  // its end
  };
  [[nodiscard]] bool counts(const Budget& budget, const ChargeUnit& who) const;
  [[nodiscard]] std::int64_t month_of(std::int64_t at) const;

  const Scenario& scenario_;
  const Trace& trace_;
  std::vector<Spent> spent_;
};

}  // namespace drawdown::oracle
