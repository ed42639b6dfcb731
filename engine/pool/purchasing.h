// Policies that buy tokens as the pools are used (engine/model/purchase_policy.h).
//
//   Purchasing purchasing(source, pools);
//   purchasing.after_fall(team, before, now);   // the team's position has fallen: continuous policies are asked
//   purchasing.review(policy, now, trailing);   // one of its reviews is due
//
// An order arrives as a tranche of the pools; with a lead time of 0 at once.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/model/price_list.h"
#include "engine/model/purchase_policy.h"
#include "engine/model/tranche.h"
#include "engine/pool/pools.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace drawdown {

class Purchasing {
 public:
  struct Source {
    const std::vector<PurchasePolicy>& policies;
    std::vector<TeamId> teams;  // of the policies
    const PriceList* prices;    // null: orders cost nothing, and may have any size
    const Zone& server;
    std::size_t team_count;
  };
  // What the source and the pools refer to must outlive it. `tranches`: where orders are added, by TrancheId.
  Purchasing(Source source, Pools& pools, std::vector<Tranche>& tranches);

  // `before`: the position from which it fell.
  void after_fall(TeamId team, std::int64_t before, Instant now) {
    for (const std::uint32_t policy : continuous_[team.value]) {
      review_after_fall(policy, before, now);
    }
  }
  void review_after_fall(std::uint32_t policy, std::int64_t before, Instant now);
  // `trailing`: for `yearly_share`, what the policy's team consumed in the year before.
  void review(std::uint32_t policy, Instant now, Tokens trailing);

  // The positions of teams with continuous policies, by TeamId; of others 0.
  [[nodiscard]] std::vector<std::int64_t> positions() const;

  // How many micro-tokens teams may surely consume before a continuous policy has anything to do.
  [[nodiscard]] std::int64_t plenty() const;

 private:
  struct State {
    std::uint64_t orders = 0;
    Money spent;
    // It would order, but may not, and that has been said. It is said again when it has needed nothing in between: at
    // a review; or, if it is continuous, in the position from which it falls.
    bool stopped = false;
  };

  // What it would order in a position; 0: nothing.
  [[nodiscard]] static Tokens wanted(const PurchasePolicy& policy, Tokens position, Tokens trailing);
  void order(std::uint32_t policy, Tokens tokens, Instant now);

  Source source_;
  Pools& pools_;
  std::vector<Tranche>& tranches_;
  std::vector<State> states_;                           // by policy
  std::vector<std::vector<std::uint32_t>> continuous_;  // by team: its policies
};

}  // namespace drawdown
