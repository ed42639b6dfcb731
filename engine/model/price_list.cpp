#include "engine/model/price_list.h"

#include <algorithm>

namespace drawdown {

std::optional<Money> PriceList::unit_price(Tokens order, Day day) const {
  std::optional<std::optional<Day>> in_force;  // the latest `from`; an entry without one is before all others
  for (const Entry& entry : entries) {
    if ((!entry.from || *entry.from <= day) && (!in_force || *in_force < entry.from)) {
      in_force = entry.from;
    }
  }
  const Entry* best = nullptr;
  for (const Entry& entry : entries) {
    if (in_force && entry.from == *in_force && entry.quantity <= order &&
        (best == nullptr || best->quantity < entry.quantity)) {
      best = &entry;
    }
  }
  return best == nullptr ? std::nullopt : std::optional(best->unit_price);
}

Tokens PriceList::rounded_order(Tokens wanted) const {
  Tokens order = std::max(wanted, minimum_order);
  if (order_multiple > Tokens{}) {
    const std::int64_t beyond = order.micro % order_multiple.micro;
    order += beyond > 0 ? order_multiple - Tokens{beyond} : Tokens{};
  }
  return order;
}

}  // namespace drawdown
