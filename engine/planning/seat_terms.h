// What seats cost over a part of the horizon, and until when those that are there cannot be dropped.
//
//   const SeatTerms terms(scenario);
//   terms.subscription(product, scenario.from, scenario.until);      // empty if it has no price
//   terms.held_by("mary");                                           // her subscriptions and collections
//
// Prices are for a year. A seat is paid for by years from the day on which it begins, or on which the horizon does, at
// the price in force when each begins; a part of a year costs its share by days.
//
// A seat with an `until` is committed until then: it is paid for, and ends there. One without is renewed every year on
// the day of its `from`: it can be dropped on those days, or at once if it has no `from`; if it only begins within the
// horizon, a year after that. What has no price is left as it is.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/entitlement.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

// A subscription or a place in a collection that somebody has within the horizon.
struct HeldSeat {
  std::optional<std::size_t> collection;  // place in the scenario's list; empty: a subscription …
  ProductId product;                      // … of this product
  Term term;                              // as the scenario has it
  Day from;                               // within the horizon
  Day until;
  Day committed;  // it cannot be dropped before; until ≤ this if it cannot be dropped at all
  bool priced = false;
  Money cost;            // from `from` until `until`
  Money committed_cost;  // until `committed`

  // Whether it goes on, unless it is dropped.
  [[nodiscard]] bool renews() const { return committed < until; }
};

class SeatTerms {
 public:
  // The scenario must outlive it. Throws OverflowError.
  explicit SeatTerms(const Scenario& scenario);

  // What a seat costs in [from, until); empty without a price on its first day.
  [[nodiscard]] std::optional<Money> subscription(ProductId product, Day from, Day until) const;
  [[nodiscard]] std::optional<Money> collection(std::size_t place, Day from, Day until) const;

  // By name; subscriptions first, then in the order of the scenario.
  [[nodiscard]] const std::map<std::string, std::vector<HeldSeat>, std::less<>>& held() const { return held_; }
  [[nodiscard]] const std::vector<HeldSeat>& held_by(const std::string& user) const;

  // What all named seats of these entitlements cost within the horizon; what has no price costs nothing.
  [[nodiscard]] Money cost_of(const Entitlements& entitlements) const;

 private:
  [[nodiscard]] std::optional<HeldSeat> seat_of(std::optional<std::size_t> collection, ProductId product,
                                                const Term& term) const;

  const Scenario& scenario_;
  std::map<std::string, std::vector<HeldSeat>, std::less<>> held_;
};

}  // namespace drawdown
