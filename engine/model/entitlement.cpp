#include "engine/model/entitlement.h"

#include <algorithm>

namespace drawdown {

std::optional<AccessRefusal> refusal(const Access& access, std::string_view user, ProductId product) {
  for (std::size_t i = 0; i < access.deny.size(); ++i) {
    const Access::Rule& rule = access.deny[i];
    if ((!rule.user || *rule.user == user) && (!rule.product || *rule.product == product)) {
      return AccessRefusal{i};
    }
  }
  if (access.only && std::find(access.only->begin(), access.only->end(), user) == access.only->end()) {
    return AccessRefusal{};
  }
  return std::nullopt;
}

std::vector<ProductId> products_with_seats(const Entitlements& entitlements) {
  std::vector<ProductId> products;
  for (const FloatingSeats& seats : entitlements.seats) {
    if (std::find(products.begin(), products.end(), seats.product) == products.end()) {
      products.push_back(seats.product);
    }
  }
  return products;
}

}  // namespace drawdown
