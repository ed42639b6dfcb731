// Who paid each charge in the end: the tranches that it drew, and those that paid what it owed, later.
//
//   const Payments payments(scenario, trace, outcome);
//   std::size_t place = 0;
//   for (const Charge& charge : outcome.charges) {
//     for (const Draw& draw : payments.of(charge, place++)) {}     // no_tranche: what nobody has paid
//   }
//
// A pool only knows how much its team owes. Here debts are taken as paid in the order in which they were made. A refund
// of what was owed takes back the team's latest debts that are not paid, those for the refund's own user and product
// first, then those for its product: of both, no tranche pays it, and the two cancel out. Of all charges and refunds of
// a team together, no tranche pays what the team owes at the end; and each tranche pays what it consumed.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "engine/pool/journal.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

class Payments {
 public:
  Payments(const Scenario& scenario, const Trace& trace, const Outcome& outcome);

  // `place`: among the charges of the outcome, counted from 0. At least one draw, perhaps of no tokens. Valid as long
  // as this and the charge.
  [[nodiscard]] std::span<const Draw> of(const Charge& charge, std::size_t place) const;

 private:
  std::map<std::size_t, std::vector<Draw>> late_;  // by place: all draws of charges that owed something
};

}  // namespace drawdown
