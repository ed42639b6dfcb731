#include "engine/planning/seat_terms.h"

#include <algorithm>
#include <functional>

#include "engine/base/wide.h"

namespace drawdown {
namespace {

// By years from `from` on; `price_on` is empty where there is none.
Money cost_by_years(Day from, Day until, const std::function<std::optional<Money>(Day)>& price_on) {
  Money sum;
  Day begin = from;
  for (int year = 1; begin < until; ++year) {
    const Day end = add_months(from, 12 * year);
    const Money price = price_on(begin).value_or(Money{});
    const Wide days = std::min(end, until) - begin;
    const Wide of = end - begin;
    sum += Money{narrow((2 * static_cast<Wide>(price.micro) * days + of) / (2 * of), "money")};
    begin = end;
  }
  return sum;
}

}  // namespace

SeatTerms::SeatTerms(const Scenario& scenario) : scenario_(scenario) {
  const auto add = [this](const std::string& user, std::optional<HeldSeat> seat) {
    if (seat) {
      held_[user].push_back(*seat);
    }
  };
  for (const Subscription& one : scenario.entitlements.subscriptions) {
    add(one.user, seat_of(std::nullopt, one.product, one.term));
  }
  for (std::size_t place = 0; place < scenario.entitlements.collections.size(); ++place) {
    for (const Collection::Member& member : scenario.entitlements.collections[place].users) {
      add(member.user, seat_of(place, ProductId(0), member.term));
    }
  }
}

std::optional<Money> SeatTerms::subscription(ProductId product, Day from, Day until) const {
  const SubscriptionPrice* const prices = price_of(scenario_.subscription_prices, product);
  if (prices == nullptr || !prices->on(from)) {
    return std::nullopt;
  }
  return cost_by_years(from, until, [prices](Day day) { return prices->on(day); });
}

std::optional<Money> SeatTerms::collection(std::size_t place, Day from, Day until) const {
  const std::optional<Money>& price = scenario_.entitlements.collections[place].price;
  if (!price) {
    return std::nullopt;
  }
  return cost_by_years(from, until, [price](Day) { return price; });
}

const std::vector<HeldSeat>& SeatTerms::held_by(const std::string& user) const {
  static const std::vector<HeldSeat> nothing;
  const auto found = held_.find(user);
  return found == held_.end() ? nothing : found->second;
}

std::optional<HeldSeat> SeatTerms::seat_of(std::optional<std::size_t> collection, ProductId product,
                                           const Term& term) const {
  HeldSeat seat{collection, product, term, {}, {}, {}, false, {}, {}};
  seat.from = std::max(term.from.value_or(scenario_.from), scenario_.from);
  seat.until = std::min(term.until.value_or(scenario_.until), scenario_.until);
  if (seat.until <= seat.from) {
    return std::nullopt;
  }
  const auto cost = [&](Day from, Day until) {
    return collection ? this->collection(*collection, from, until) : subscription(product, from, until);
  };
  const std::optional<Money> all = cost(seat.from, seat.until);
  seat.priced = all.has_value();
  seat.committed = seat.until;
  if (!all) {
    return seat;
  }
  seat.cost = *all;
  if (!term.until) {
    Day day = term.from.value_or(scenario_.from);
    const bool begins_later = day > scenario_.from;
    for (int year = 1; day < scenario_.from || (begins_later && year == 1); ++year) {
      day = add_months(*term.from, 12 * year);
    }
    seat.committed = std::min(day, seat.until);
  }
  seat.committed_cost = seat.committed > seat.from ? cost(seat.from, seat.committed).value_or(Money{}) : Money{};
  return seat;
}

Money SeatTerms::cost_of(const Entitlements& entitlements) const {
  Money sum;
  const auto add = [&](const Term& term, const std::function<std::optional<Money>(Day, Day)>& cost) {
    const Day from = std::max(term.from.value_or(scenario_.from), scenario_.from);
    const Day until = std::min(term.until.value_or(scenario_.until), scenario_.until);
    sum += from < until ? cost(from, until).value_or(Money{}) : Money{};
  };
  for (const Subscription& one : entitlements.subscriptions) {
    add(one.term, [&](Day from, Day until) { return subscription(one.product, from, until); });
  }
  for (std::size_t place = 0; place < entitlements.collections.size(); ++place) {
    for (const Collection::Member& member : entitlements.collections[place].users) {
      add(member.term, [&](Day from, Day until) { return collection(place, from, until); });
    }
  }
  return sum;
}

}  // namespace drawdown
