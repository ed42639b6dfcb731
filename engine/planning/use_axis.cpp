#include "engine/planning/use_axis.h"

#include <algorithm>

#include "engine/base/exact_cost.h"

namespace drawdown {
namespace {

constexpr Wide million = 1'000'000;

bool is_whole(Wide pico) { return pico % pico_per_micro == 0; }

// The demand that stock leaves which pays before anything that can be ordered; and what is left of that stock.
DayDemand without_first(const PurchaseProblem& problem, DayDemand demand, std::size_t stock_count, std::int64_t& left) {
  for (std::size_t i = 0; i < stock_count; ++i) {
    Stock stock = problem.stock[i];
    for (std::size_t day = stock.arrives; day < std::min(stock.expires, problem.days); ++day) {
      const Tokens paid = std::min(demand[day], stock.tokens);
      demand[day] -= paid;
      stock.tokens -= paid;
    }
    if (stock.expires >= problem.days) {
      left += stock.tokens.micro;
    }
  }
  return demand;
}

std::vector<OrderLine> lines_of(const PurchaseProblem& problem, const OrderDay& day) {
  const OrderPrices& prices = problem.prices[day.prices];
  const std::int64_t multiple = problem.multiple.micro;
  const std::int64_t smallest = std::max({problem.minimum.micro, multiple, prices.tiers.front().quantity.micro});
  const Wide factor = million + day.interest;
  std::vector<OrderLine> lines;
  Wide below = 0;  // what an incremental discount asks for the tokens before the tier
  for (std::size_t i = 0; i < prices.tiers.size(); ++i) {
    const auto& [quantity, unit_price] = prices.tiers[i];
    const bool is_last = i + 1 == prices.tiers.size();
    const bool is_incremental = prices.discount == OrderPrices::Discount::incremental;
    const std::int64_t begin = i == 0 ? 0 : quantity.micro;
    OrderLine line;
    line.least = steps_up(std::max(quantity.micro, smallest), multiple) * multiple;
    line.most = is_last ? far : steps_up(prices.tiers[i + 1].quantity.micro, multiple) * multiple - multiple;
    line.slope = unit_price.micro * factor;
    line.fixed = problem.order_cost.micro * million * factor + 1;
    if (is_incremental) {
      line.fixed += (below - static_cast<Wide>(begin) * unit_price.micro) * factor;
      below += is_last ? 0 : static_cast<Wide>(prices.tiers[i + 1].quantity.micro - begin) * unit_price.micro;
    }
    const Wide worth_less = line.slope - problem.left_value.micro * million;
    if (problem.left_value > Money{} && !are_multiples_exact(problem, prices)) {
      const Wide steps = divide_up(4 * atto_per_micro, std::max<Wide>(worth_less * multiple, 1));
      line.surplus = static_cast<std::int64_t>(std::min<Wide>(steps, far / multiple / 4)) * multiple;
    }
    if (line.least <= line.most) {
      lines.push_back(line);
    }
  }
  return lines;
}

// Let a plan order x on this day, with the frontier at the next day's arrival or beyond. If it orders nothing on the
// next, the same order then pays for no less, expires no earlier, and costs no more where prices and interest fall:
// rounding keeps the order of amounts. If it orders y on the next day, x + y then cost no more than both: unit prices
// do not rise with the quantity, so that the lower of both is had for all, and one order's cost is saved. Only the
// roundings of two interests can be lower than that of their sum, by less than one micro-unit: so a micro-unit must be
// saved for certain.
bool can_wait(const PurchaseProblem& problem, const UseAxis& axis, std::size_t index) {
  const AxisOrder& order = axis.orders[index];
  const AxisOrder& next = axis.orders[index + 1];
  const std::vector<OrderPrices::Tier>& tiers = axis.prices[order.prices].tiers;
  const bool falling = std::is_sorted(tiers.begin(), tiers.end(),
                                      [](const auto& a, const auto& b) { return a.unit_price > b.unit_price; });
  if (order.prices != next.prices || order.year != next.year || order.interest < next.interest || !falling ||
      !are_multiples_exact(problem, axis.prices[order.prices]) || order.lines.empty()) {
    return false;
  }
  const OrderLine& cheapest = order.lines.front();
  const std::int64_t least_paid = axis.payment(order, cheapest.least).paid.micro;
  return order.interest == 0 || problem.order_cost.micro > 0 ||
         static_cast<Wide>(least_paid) * (order.interest - next.interest) >= million;
}

void check_amounts(const UseAxis& axis) {
  constexpr Wide most = static_cast<Wide>(1) << 116;
  const auto check_cost = [&](Wide per_token, std::int64_t tokens, Wide fixed) {
    Wide cost = 0;
    if (__builtin_mul_overflow(per_token, static_cast<Wide>(tokens), &cost) ||
        cost + fixed > most / static_cast<Wide>(axis.orders.size() + 1)) {
      throw_overflow("money");
    }
  };
  for (const AxisOrder& order : axis.orders) {
    for (const OrderLine& line : order.lines) {
      check_cost(line.slope, std::max(line.least, axis.end) + axis.multiple, line.fixed);
    }
  }
  check_cost(std::max(axis.penalty.value_or(0), axis.left_value), axis.end + axis.multiple, 0);
}

}  // namespace

bool are_multiples_exact(const PurchaseProblem& problem, const OrderPrices& prices) {
  return is_whole(exact_cost(problem.multiple, problem.left_value).pico) &&
         std::all_of(prices.tiers.begin(), prices.tiers.end(), [&](const OrderPrices::Tier& tier) {
           return is_whole(exact_cost(problem.multiple, tier.unit_price).pico) &&
                  (prices.discount == OrderPrices::Discount::all_units || tier.quantity.micro % micro_per_unit == 0);
         });
}

Course UseAxis::start() const {
  Course course;
  for (const LateStock& late : stock) {
    course.rest.push_back(late.tokens);
  }
  return course;
}

// From the frontier to `to`, paid by the first `stock_count` of the stock, and by the tokens where there is none; up to
// where tokens would have been needed that are used up. Without tokens (less than 0) what nobody pays is refused, and
// returned.
std::int64_t UseAxis::pass(Course& course, std::int64_t to, std::int64_t& tokens, std::size_t stock_count) const {
  const bool may_refuse = tokens < 0;
  std::int64_t refused = 0;
  while (course.frontier < to) {
    std::int64_t step = to - course.frontier;
    std::int64_t* payer = nullptr;
    for (std::size_t i = 0; i < stock_count && payer == nullptr; ++i) {
      if (course.rest[i] == 0 || stock[i].expires <= course.frontier) {
        continue;
      }
      if (stock[i].arrives > course.frontier) {
        step = std::min(step, stock[i].arrives - course.frontier);
      } else {
        payer = &course.rest[i];
        step = std::min(step, stock[i].expires - course.frontier);
      }
    }
    if (payer == nullptr && may_refuse) {
      refused += step;
    } else if (payer == nullptr && tokens == 0) {
      break;
    } else {
      payer = payer == nullptr ? &tokens : payer;
      step = std::min(step, *payer);
      *payer -= step;
    }
    course.frontier += step;
  }
  return refused;
}

std::int64_t UseAxis::settle(Course& course, const AxisOrder& order, std::int64_t tokens) const {
  if (stock.empty()) {
    const std::int64_t begin = std::max(course.frontier, order.arrives);
    const std::int64_t refused = begin - course.frontier;
    course.frontier = std::max(begin, std::min(begin + tokens, order.expires));
    return refused;
  }
  std::int64_t nothing = -1;
  const std::int64_t refused = pass(course, order.arrives, nothing, stock.size());
  pass(course, order.expires, tokens, order.earlier_stock);
  nothing = 0;  // the tokens may have expired
  pass(course, end, nothing, order.earlier_stock);
  for (std::size_t i = 0; i < stock.size(); ++i) {
    if (stock[i].expires <= course.frontier && !stock[i].outlives_horizon) {
      course.rest[i] = 0;
    }
  }
  return refused;
}

std::int64_t UseAxis::finish(Course& course) const {
  std::int64_t nothing = -1;
  return pass(course, end, nothing, stock.size());
}

std::int64_t UseAxis::left(const Course& course) const {
  std::int64_t sum = left_anyway + std::max<std::int64_t>(course.frontier - end, 0);
  for (std::size_t i = 0; i < stock.size(); ++i) {
    sum += stock[i].outlives_horizon ? course.rest[i] : 0;
  }
  return sum;
}

std::int64_t UseAxis::reach(const Course& course) const {
  std::int64_t sum = course.frontier;
  for (std::size_t i = 0; i < stock.size(); ++i) {
    const std::int64_t places = stock[i].expires - std::max(course.frontier, stock[i].arrives);
    sum += stock[i].outlives_horizon ? course.rest[i] : std::clamp<std::int64_t>(places, 0, course.rest[i]);
  }
  return sum;
}

UseAxis::Payment UseAxis::payment(const AxisOrder& order, std::int64_t tokens) const {
  const Money paid = *prices[order.prices].price_of({tokens}) + order_cost;
  return {paid, cost({order.interest}, paid)};
}

UseAxis use_axis(const PurchaseProblem& problem, const DayDemand& demand) {
  const std::size_t first_expiry = problem.order_days.empty() ? far : problem.order_days.front().expires;
  std::size_t off = 0;
  while (off < problem.stock.size() && problem.stock[off].expires <= first_expiry) {
    ++off;
  }
  UseAxis axis;
  const DayDemand rest = without_first(problem, demand, off, axis.left_anyway);
  std::vector<std::int64_t> positions{0};
  Tokens sum;
  for (const Tokens use : rest) {
    sum += use;
    positions.push_back(sum.micro);
  }
  const auto position = [&](std::size_t day) { return positions[std::min(day, problem.days)]; };

  axis.end = sum.micro;
  axis.multiple = problem.multiple.micro;
  axis.penalty = problem.penalty ? std::optional(problem.penalty->micro * million) : std::nullopt;
  axis.left_value = problem.left_value.micro * million;
  axis.order_cost = problem.order_cost;
  axis.prices = problem.prices;
  for (std::size_t i = off; i < problem.stock.size(); ++i) {
    const Stock& stock = problem.stock[i];
    axis.stock.push_back(
        {stock.tokens.micro, position(stock.arrives), position(stock.expires), stock.expires >= problem.days});
    sum += stock.tokens;
  }
  if (sum.micro >= far / 4) {
    throw_overflow("tokens");
  }
  for (const OrderDay& day : problem.order_days) {
    AxisOrder order{position(day.arrives),
                    day.expires < problem.days ? position(day.expires) : far,
                    day.prices,
                    std::nullopt,
                    day.interest,
                    0,
                    lines_of(problem, day),
                    0,
                    false};
    if (day.year < problem.budgets.size() && problem.budgets[day.year]) {
      order.year = day.year;
    }
    while (off + order.earlier_stock < problem.stock.size() &&
           problem.stock[off + order.earlier_stock].expires <= day.expires) {
      ++order.earlier_stock;
    }
    if (!are_multiples_exact(problem, problem.prices[day.prices])) {
      order.rounding += divide_up(atto_per_micro * (million + day.interest), million);
    }
    order.rounding += day.interest == 0 ? 0 : atto_per_micro / 2;
    axis.orders.push_back(std::move(order));
  }
  // A value of whole micro-units can be moved across the rounding of the penalty; another is rounded by itself.
  axis.rounding = problem.left_value.micro % million == 0 ? 0 : 2 * atto_per_micro;
  check_amounts(axis);
  for (std::size_t i = 0; i + 1 < axis.orders.size(); ++i) {
    axis.orders[i].can_wait = can_wait(problem, axis, i);
  }
  return axis;
}

}  // namespace drawdown
