// Who may use what without tokens, and who may not use tokens at all. Both are decided when a session opens, for the
// whole session, in this order: subscription, collection, seat, access, tokens.
//
//   if (const auto no = refusal(scenario.access, "eve", product)) { no->rule; }      // which rule refuses her
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/civil.h"

namespace drawdown {

// In force from the start of one civil day of the server to the start of another; what is missing sets no limit.
struct Term {
  std::optional<Day> from;
  std::optional<Day> until;
  bool operator==(const Term&) const = default;
};

// A named user's own seat.
struct Subscription {
  std::string user;
  ProductId product;
  Term term;
  bool operator==(const Subscription&) const = default;
};

// Several products for each of its users.
struct Collection {
  struct Member {
    std::string user;
    Term term;
    bool operator==(const Member&) const = default;
  };
  std::string name;
  std::vector<ProductId> products;
  std::vector<Member> users;
  std::optional<Money> price = {};  // for a user and a year
  bool operator==(const Collection&) const = default;
};

// Seats for whoever comes. Several of one product add up.
struct FloatingSeats {
  ProductId product;
  std::uint32_t number = 0;
  Term term;
  bool operator==(const FloatingSeats&) const = default;
};

struct Entitlements {
  std::vector<Subscription> subscriptions;
  std::vector<Collection> collections;
  std::vector<FloatingSeats> seats;
  [[nodiscard]] bool empty() const { return subscriptions.empty() && collections.empty() && seats.empty(); }
  bool operator==(const Entitlements&) const = default;
};

struct Access {
  // Refuses whoever matches all that it names.
  struct Rule {
    std::optional<std::string> user;
    std::optional<ProductId> product;
    bool operator==(const Rule&) const = default;
  };
  std::vector<Rule> deny;
  std::optional<std::vector<std::string>> only;  // if given, nobody else may use tokens
  [[nodiscard]] bool empty() const { return deny.empty() && !only; }
  bool operator==(const Access&) const = default;
};

struct AccessRefusal {
  std::optional<std::size_t> rule;  // place in `deny`; empty: `only` does not name the user
};

// Empty if the user may use tokens for the product.
[[nodiscard]] std::optional<AccessRefusal> refusal(const Access& access, std::string_view user, ProductId product);

// Products with seats, in the order in which the list first names them.
[[nodiscard]] std::vector<ProductId> products_with_seats(const Entitlements& entitlements);

}  // namespace drawdown
