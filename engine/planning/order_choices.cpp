#include "engine/planning/order_choices.h"

#include <algorithm>
#include <limits>

#include "engine/base/check.h"

namespace drawdown {
namespace {

std::int64_t up_to_multiple(std::int64_t quantity, std::int64_t multiple) {
  return narrow(divide_up(quantity, multiple) * multiple, "tokens");
}

}  // namespace

Money paid_for(const PurchaseProblem& problem, std::size_t order_day, std::int64_t quantity) {
  const std::optional<Money> price = problem.prices[problem.order_days[order_day].prices].price_of({quantity});
  check(price.has_value(), "an order of a plan has a price");
  return *price + problem.order_cost;
}

std::vector<OrderChoices> choices_of(const PurchaseProblem& problem, const PathTable& table) {
  std::vector<OrderChoices> all(problem.order_days.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const OrderDay& day = problem.order_days[i];
    const std::vector<OrderPrices::Tier>& tiers = problem.prices[day.prices].tiers;
    const std::int64_t multiple = problem.multiple.micro;
    const std::int64_t useful = up_to_multiple(table.useful(i), multiple);
    OrderChoices& choices = all[i];
    choices.factor = 1 + static_cast<double>(day.interest) / micro_per_unit;
    choices.late = day.expires >= problem.days && day.arrives < problem.days;
    const double left_value =
        day.expires >= problem.days ? static_cast<double>(problem.left_value.micro) / micro_per_unit : 0;
    if (useful == 0) {
      continue;
    }
    for (std::size_t t = 0; t < tiers.size(); ++t) {
      const std::int64_t least = std::max({tiers[t].quantity.micro, problem.minimum.micro, std::int64_t{1}});
      const std::int64_t end =
          t + 1 < tiers.size() ? tiers[t + 1].quantity.micro : std::numeric_limits<std::int64_t>::max();
      const std::int64_t first = up_to_multiple(least, multiple);
      if (first >= end) {
        continue;
      }
      const std::int64_t last = std::max(first, std::min(useful, (end - 1) / multiple * multiple));
      OrderPiece piece{first, last, static_cast<double>(paid_for(problem, i, first).micro),
                       static_cast<double>(tiers[t].unit_price.micro) / micro_per_unit};
      // As much use for more money: what is left beyond is worth no more than it costs.
      const auto cost = [&](const OrderPiece& of, std::int64_t quantity) {
        return choices.factor * (of.paid + of.price * static_cast<double>(quantity - of.first)) -
               left_value * static_cast<double>(quantity);
      };
      if (!choices.pieces.empty() && choices.pieces.back().last >= useful &&
          cost(choices.pieces.back(), choices.pieces.back().last) + 4 <= cost(piece, first)) {
        continue;
      }
      choices.pieces.push_back(piece);
    }
  }
  return all;
}

std::vector<OrderPiece> pieces_between(const OrderChoices& choices, std::int64_t low, std::int64_t high,
                                       std::int64_t multiple) {
  std::vector<OrderPiece> between;
  if (low == 0) {
    between.emplace_back();
  }
  for (const OrderPiece& piece : choices.pieces) {
    const std::int64_t first = std::max(piece.first, up_to_multiple(low, multiple));
    const std::int64_t last = std::min(piece.last, high / multiple * multiple);
    if (first <= last) {
      between.push_back(
          {first, last, piece.paid + piece.price * static_cast<double>(first - piece.first), piece.price});
    }
  }
  return between;
}

PurchasePlan plan_of(const Quantities& quantities) {
  PurchasePlan plan;
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    if (quantities[i] > 0) {
      plan.push_back({i, {quantities[i]}});
    }
  }
  return plan;
}

Quantities quantities_of(const PurchaseProblem& problem, const PurchasePlan& plan) {
  Quantities quantities(problem.order_days.size());
  for (const PlannedOrder& order : plan) {
    quantities[order.order_day] = order.tokens.micro;
  }
  return quantities;
}

}  // namespace drawdown
