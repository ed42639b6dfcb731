// The oracle's own per-result products: every unit that was charged stands alone in a list, so that a refund takes the
// last ones off.
#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"
#include "tests/oracle/ledger.h"

namespace drawdown::oracle {

class Results {
 public:
  explicit Results(const Scenario& scenario, const Trace& trace) : scenario_(scenario), trace_(trace) {}

  // A result that was let in, and who paid for it.
  struct Charged {
    std::size_t unit = 0;
    std::int64_t at = 0;
    Ledger::Paid paid;
    std::int64_t used = 0;  // of one that does not carry: what is not undone
    RateStep rate = {};
  };

  [[nodiscard]] std::int64_t due(const UsedResult& result) const;
  void let_in(const UsedResult& result, Ledger::Paid paid);

  struct Undone {
    std::size_t charged = 0;  // place in `all`
    std::int64_t tokens = 0;
  };
  // What a refund undoes, the latest first. `missing`: how much of it had never been used.
  std::vector<Undone> take_back(const UsedResult& refund, std::int64_t& missing);

  std::vector<Charged> all;  // in order of time

 private:
  struct OneUnit {
    std::size_t charged = 0;
    std::int64_t per = 0;
    std::int64_t tokens = 0;
  };
  struct Carried {
    std::int64_t left = 0;  // results that fill no unit yet
    std::vector<OneUnit> units;
  };
  [[nodiscard]] const Product& product(const UsedResult& result) const;
  [[nodiscard]] std::int64_t cost(Partial partial, std::int64_t quantity, const RateStep& rate) const;
  [[nodiscard]] std::pair<std::size_t, std::size_t> pool_of(const UsedResult& result) const;
  std::vector<Undone> take_back_carried(const UsedResult& refund, std::int64_t& missing);

  const Scenario& scenario_;
  const Trace& trace_;
  std::map<std::pair<std::size_t, std::size_t>, Carried> carried_;  // by team and product
};

}  // namespace drawdown::oracle
