#include "engine/planning/plan_polish.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/planning/size_curve.h"

namespace drawdown {
namespace {

// Pairs of order days that are tried: all if there are few, else those at a distance of Fibonacci's numbers.
constexpr std::size_t few = 40;

std::vector<std::size_t> partners(std::size_t of, std::size_t days) {
  std::vector<std::size_t> all;
  if (days <= few) {
    for (std::size_t i = 0; i < days; ++i) {
      if (i != of) {
        all.push_back(i);
      }
    }
    return all;
  }
  for (std::size_t distance = 1, next = 2; distance < days;) {
    if (of >= distance) {
      all.push_back(of - distance);
    }
    if (of + distance < days) {
      all.push_back(of + distance);
    }
    distance = std::exchange(next, distance + next);
  }
  return all;
}

}  // namespace

PlanScore PlanPolish::score(const Quantities& quantities, double surcharge) const {
  const PurchaseProblem& problem = *model_->problem;
  PlanScore score;
  std::vector<Money> paid(problem.budgets.size());
  std::size_t orders = 0;
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    if (quantities[i] == 0) {
      continue;
    }
    ++orders;
    const Money order = paid_for(problem, i, quantities[i]);
    score.cost += model_->choices[i].factor * static_cast<double>(order.micro);
    if (const std::size_t year = problem.order_days[i].year; year < paid.size()) {
      paid[year] += order;
      if (problem.budgets[year] && paid[year] > *problem.budgets[year]) {
        return score;
      }
    }
  }
  if (problem.most_orders && orders > *problem.most_orders) {
    return score;
  }
  score.allowed = true;
  const RefusalPlanes::Value value = model_->planes->value(quantities);
  score.cost += value.cost + surcharge * value.refused;
  const std::size_t most = model_->planes->most_dry().value_or(value.dry);
  score.excess = surcharge > 0 || value.dry <= most ? 0 : value.dry - most;
  return score;
}

// The best size of one order, whatever the others are. In each piece first the least that keeps the excess at its
// least: the more is bought the fewer paths refuse anything.
bool PlanPolish::resize(Quantities& quantities, std::size_t order_day, PlanScore& best, double surcharge) const {
  const PurchaseProblem& problem = *model_->problem;
  const OrderChoices& choices = model_->choices[order_day];
  const std::int64_t before = quantities[order_day];
  const std::int64_t multiple = problem.multiple.micro;
  const SizeCurve curve(*model_, quantities, order_day);
  const std::size_t year = problem.order_days[order_day].year;
  double others = 0;
  double budget = std::numeric_limits<double>::infinity();
  if (year < problem.budgets.size() && problem.budgets[year]) {
    budget = static_cast<double>(problem.budgets[year]->micro);
  }
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    if (i != order_day && quantities[i] > 0) {
      const auto paid = static_cast<double>(paid_for(problem, i, quantities[i]).micro);
      others += model_->choices[i].factor * paid;
      budget -= problem.order_days[i].year == year ? paid : 0;
    }
  }
  const std::size_t most_dry =
      surcharge > 0 ? model_->table->paths() : model_->planes->most_dry().value_or(model_->table->paths());
  PlanScore least;
  std::int64_t chosen = before;
  const auto at = [&](const OrderPiece& piece, std::int64_t quantity) {
    PlanScore score;
    const double paid = piece.paid + piece.price * static_cast<double>(quantity - piece.first);
    score.allowed = paid <= budget;
    score.cost = others + choices.factor * paid + curve.cost(quantity) + surcharge * curve.refused(quantity);
    const std::size_t dry = most_dry < model_->table->paths() ? curve.dry(quantity) : 0;
    score.excess = dry - std::min(dry, most_dry);
    if (score.better_than(least)) {
      least = score;
      chosen = quantity;
    }
    return score;
  };
  at({}, 0);
  for (const OrderPiece& piece : choices.pieces) {
    const auto step = [&](std::int64_t k) { return at(piece, piece.first + k * multiple); };
    const auto first = [&](std::int64_t low, std::int64_t high, const auto& holds) {  // or high, if none does
      while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (holds(middle)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    };
    std::int64_t high = (piece.last - piece.first) / multiple;
    if (!step(0).allowed) {
      continue;
    }
    if (!step(high).allowed) {
      high = first(0, high, [&](std::int64_t k) { return !step(k).allowed; }) - 1;
    }
    const std::size_t excess = step(high).excess;
    const std::int64_t low = first(0, high, [&](std::int64_t k) { return step(k).excess <= excess; });
    first(low, high, [&](std::int64_t k) { return !step(k + 1).better_than(step(k)); });
  }
  if (chosen == before || !least.better_than(best)) {
    return false;
  }
  quantities[order_day] = chosen;
  const PlanScore score = this->score(quantities, surcharge);  // with prices to the micro-unit
  if (score.better_than(best)) {
    best = score;
    return true;
  }
  quantities[order_day] = before;
  return false;
}

bool PlanPolish::move(Quantities& quantities, std::size_t from, std::size_t to, PlanScore& best, double surcharge,
                      bool parts) const {
  const std::int64_t multiple = model_->problem->multiple.micro;
  const Quantities before = quantities;
  const std::int64_t sum = before[from] + before[to];
  std::vector<std::int64_t> kept{0, before[from] / multiple / 2 * multiple};
  for (const OrderPiece& piece : model_->choices[from].pieces) {
    kept.push_back(piece.first);
  }
  for (const OrderPiece& piece : model_->choices[to].pieces) {
    kept.push_back(sum - piece.first);
  }
  const auto allowed = [&](std::size_t i, std::int64_t quantity) {
    return quantity == 0 || std::any_of(model_->choices[i].pieces.begin(), model_->choices[i].pieces.end(),
                                        [&](const OrderPiece& p) { return p.first <= quantity && quantity <= p.last; });
  };
  bool better = false;
  Quantities chosen = before;
  for (const std::int64_t rest : kept) {
    // More than can be of use is not bought.
    const std::int64_t moved = std::min(sum - rest, std::max(most_of(model_->choices[to]), before[to]));
    if (rest < 0 || moved < 0 || !allowed(from, rest) || !allowed(to, moved)) {
      continue;
    }
    quantities[from] = rest;
    quantities[to] = moved;
    const PlanScore score = this->score(quantities, surcharge);
    if (score.better_than(best)) {
      best = score;
      chosen = quantities;
      better = true;
    }
  }
  quantities = chosen;
  if (better) {
    return true;
  }
  // An order that is moved as a whole may need another size where it goes. Where paths are counted, so may one that
  // gives away a part: what is missed then is not what was moved.
  for (const std::int64_t rest : kept) {
    if (rest < 0 || rest >= before[from] || !allowed(from, rest) || (rest > 0 && !parts)) {
      continue;
    }
    quantities[from] = rest;
    quantities[to] = std::min(sum - rest, most_of(model_->choices[to]));
    if (resize(quantities, to, best, surcharge)) {
      return true;
    }
  }
  quantities = before;
  return false;
}

PlanScore PlanPolish::improve(Quantities& quantities, double surcharge, bool swaps) const {
  PlanScore best = score(quantities, surcharge);
  constexpr int rounds = 50;  // as a rule fewer than ten bring anything
  // Where paths are counted, what is missed by giving away a part of an order is not what was moved; these steps are
  // dear, and come when no others are left.
  bool parts = false;
  for (int round = 0; round < rounds; ++round) {
    bool better = false;
    for (std::size_t i = 0; i < quantities.size() && !stopped(); ++i) {
      better = resize(quantities, i, best, surcharge) || better;
    }
    for (std::size_t from = 0; swaps && from < quantities.size() && !stopped(); ++from) {
      for (const std::size_t to : partners(from, quantities.size())) {
        if (quantities[from] == 0 || stopped()) {
          break;
        }
        better = move(quantities, from, to, best, surcharge, parts) || better;
      }
    }
    if (stopped() || (!better && (parts || !swaps || !model_->planes->most_dry()))) {
      break;
    }
    parts = !better;
  }
  return best;
}

PlanScore PlanPolish::repair(Quantities& quantities) const {
  double price = 1;
  for (const OrderChoices& choices : model_->choices) {
    for (const OrderPiece& piece : choices.pieces) {
      price = std::max(price, choices.factor * piece.paid / static_cast<double>(piece.first));
    }
  }
  PlanScore now = score(quantities, 0);
  for (double times = 2; now.excess > 0 && times < 1e9 && !stopped(); times *= 4) {
    improve(quantities, price * times, false);
    now = score(quantities, 0);
  }
  return now;
}

Quantities rounded_to_choices(const ScheduleModel& model, const std::vector<double>& point) {
  const std::int64_t multiple = model.problem->multiple.micro;
  Quantities quantities(point.size());
  for (std::size_t i = 0; i < point.size(); ++i) {
    double nearest = point[i];
    for (const OrderPiece& piece : model.choices[i].pieces) {
      const double at = std::clamp(point[i], static_cast<double>(piece.first), static_cast<double>(piece.last));
      const auto steps = static_cast<std::int64_t>(
          std::floor((at - static_cast<double>(piece.first)) / static_cast<double>(multiple) + 0.5));
      const std::int64_t quantity = piece.first + steps * multiple;
      if (const double off = std::abs(static_cast<double>(quantity) - point[i]); off < nearest) {
        nearest = off;
        quantities[i] = quantity;
      }
    }
  }
  return quantities;
}

}  // namespace drawdown
