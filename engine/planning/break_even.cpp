#include "engine/planning/break_even.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/exact_cost.h"
#include "engine/base/input_error.h"

namespace drawdown {
namespace {

constexpr std::int64_t seconds_of_day = 24 * 3600;

bool window_is_a_day(const Rules& rules) {
  if (const auto* rolling = std::get_if<RollingWindow>(&rules.window)) {
    return rolling->length == Duration{seconds_of_day};
  }
  const auto* calendar = std::get_if<CalendarWindow>(&rules.window);
  return calendar != nullptr && calendar->period == Period::day;
}

// Its entries on the day that an order can have, the smallest quantity first.
std::vector<TokenPrice> list_prices(const PriceList& list, Day day) {
  std::vector<Tokens> quantities;
  for (const PriceList::Entry& entry : list.entries) {
    quantities.push_back(entry.quantity);
  }
  std::sort(quantities.begin(), quantities.end());
  std::vector<TokenPrice> prices;
  std::optional<Tokens> least;
  for (const Tokens quantity : quantities) {
    const Tokens order = list.rounded_order(quantity);
    const std::optional<Money> price = list.unit_price(order, day);
    if (!price || least == order) {
      continue;
    }
    least = order;
    const Fraction exact = of_micro(price->micro);
    if (prices.empty() || prices.back().price != exact) {
      prices.push_back({TokenPrice::Source::list, order, exact});
    }
  }
  return prices;
}

std::optional<TokenPrice> average_price(const std::vector<Tranche>& tranches, Day day) {
  Wide pico = 0;
  Wide micro_tokens = 0;
  for (const Tranche& tranche : tranches) {
    const bool usable = tranche.bought <= day && day < tranche.expires;
    if (usable && tranche.unit_price && tranche.origin.kind != TrancheOrigin::Kind::credit) {
      micro_tokens += tranche.tokens.micro;
      pico += exact_cost(tranche.tokens, *tranche.unit_price).pico;
    }
  }
  if (micro_tokens == 0) {
    return std::nullopt;
  }
  // A millionth of a micro-unit of money for a micro-token is a micro-unit for a token.
  return TokenPrice{TokenPrice::Source::scenario, std::nullopt,
                    product(fraction(pico, micro_tokens), fraction(1, micro_per_unit))};
}

// Never more than its own subscription.
bool bounded(const PricedProduct& product, Money by) { return product.subscription && *product.subscription < by; }

Fraction days_for(Money money, const PricedProduct& product, const TokenPrice& price) {
  return break_even(of_micro(money.micro), product.tokens_each, price.price).at;
}

}  // namespace

std::optional<Wide> BreakEven::cheaper_through() const {
  if (kind != Kind::at || at.numerator == 0) {
    return std::nullopt;
  }
  return at.is_whole() ? at.floor() - 1 : at.floor();
}

std::optional<Wide> BreakEven::tie() const {
  return kind == Kind::at && at.is_whole() ? std::optional(at.floor()) : std::nullopt;
}

std::optional<Wide> BreakEven::dearer_from() const {
  return kind == Kind::at ? std::optional<Wide>(at.floor() + 1) : std::nullopt;
}

BreakEven break_even(const Fraction& price, const Fraction& tokens_each, const Fraction& token_price) {
  if (tokens_each.numerator == 0 || token_price.numerator == 0) {
    return {price.numerator == 0 ? BreakEven::Kind::both_free : BreakEven::Kind::tokens_free, {}};
  }
  return {BreakEven::Kind::at, quotient(quotient(price, tokens_each), token_price)};
}

std::string counted_word(Counted counted) {
  switch (counted) {
    case Counted::days:
      return "days";
    case Counted::charges:
      return "charges";
    case Counted::results:
      return "results";
    case Counted::units:
      break;
  }
  return "units";
}

std::vector<TokenPrice> token_prices(const Scenario& scenario, Day day, std::optional<Money> given) {
  std::vector<TokenPrice> prices;
  if (scenario.prices) {
    prices = list_prices(*scenario.prices, day);
  }
  if (given) {
    prices.push_back({TokenPrice::Source::given, std::nullopt, of_micro(given->micro)});
  } else if (const auto average = average_price(scenario.tranches, day)) {
    prices.push_back(*average);
  }
  return prices;
}

TokenPrice usual_price(const std::vector<TokenPrice>& prices) {
  check(!prices.empty(), "a token has a price");
  return prices.back().source == TokenPrice::Source::list ? prices.front() : prices.back();
}

std::optional<PricedProduct> priced_product(const Scenario& scenario, ProductId id, Day day) {
  const Product& product = scenario.products[id.value];
  const RateStep* step = product.rate_at(scenario.server().start_of(day));
  if (step == nullptr) {
    return std::nullopt;
  }
  PricedProduct priced{.product = id, .rate = step->tokens, .per = {}, .tokens_each = {}, .subscription = {}};
  if (!product.per_result) {
    priced.counted = window_is_a_day(scenario.rules) ? Counted::days : Counted::charges;
    priced.tokens_each = of_micro(step->tokens.micro);
  } else {
    const bool whole_units = *product.per_result == Partial::carry || *product.per_result == Partial::up;
    priced.counted = whole_units ? Counted::units : Counted::results;
    priced.per = Tokens{step->per};
    priced.tokens_each = whole_units ? of_micro(step->tokens.micro) : fraction(step->tokens.micro, step->per);
  }
  if (const SubscriptionPrice* price = price_of(scenario.subscription_prices, id)) {
    priced.subscription = price->on(day);
  }
  return priced;
}

BreakEvenStudy study_break_even(const Scenario& scenario, Day day, std::optional<Money> token_price) {
  BreakEvenStudy study{.day = day, .prices = {}, .products = {}, .collections = {}, .left_out = {}};
  for (const SubscriptionPrice& price : scenario.subscription_prices) {
    const std::optional<PricedProduct> product = priced_product(scenario, price.product, day);
    if (product && product->subscription) {
      study.products.push_back(*product);
    } else {
      study.left_out.push_back(price.product);
    }
  }
  for (std::size_t place = 0; place < scenario.entitlements.collections.size(); ++place) {
    const Collection& collection = scenario.entitlements.collections[place];
    if (!collection.price) {
      continue;
    }
    PricedCollection& own = study.collections.emplace_back(PricedCollection{place, *collection.price, {}});
    for (const ProductId id : collection.products) {
      if (const auto product = priced_product(scenario, id, day)) {
        own.products.push_back(*product);
      } else if (std::find(study.left_out.begin(), study.left_out.end(), id) == study.left_out.end()) {
        study.left_out.push_back(id);
      }
    }
  }
  if (study.products.empty() && study.collections.empty()) {
    throw InputError({scenario.file},
                     scenario.subscription_prices.empty()
                         ? "there is nothing to compare tokens with; add subscription_prices, such as {AutoCAD: 2310}, "
                           "or a price to one of entitlements.collections"
                         : "on " + format(day) +
                               " no product has a price in subscription_prices and a rate in force; give another day "
                               "with --on");
  }
  study.prices = token_prices(scenario, day, token_price);
  if (study.prices.empty()) {
    throw InputError({scenario.file},
                     "on " + format(day) +
                         " a token has no price: there is no purchase with a unit_price that is usable, and no "
                         "price list; add pool.price_list, or give --price");
  }
  return study;
}

BreakEven break_even(const PricedProduct& priced, const TokenPrice& price, int off_subscription, int off_token) {
  constexpr int whole = 100;
  return break_even(
      product(of_micro(priced.subscription.value_or(Money{}).micro), fraction(whole - off_subscription, whole)),
      priced.tokens_each, product(price.price, fraction(whole - off_token, whole)));
}

bool is_paid(const PricedProduct& product, const TokenPrice& price) {
  return product.tokens_each.numerator > 0 && price.price.numerator > 0;
}

BreakEven tokens_of(const PricedCollection& collection, const TokenPrice& price) {
  return break_even(of_micro(collection.price.micro), {1, 1}, price.price);
}

BreakEven alone(const PricedCollection& collection, std::size_t product, const TokenPrice& price) {
  return break_even(of_micro(collection.price.micro), collection.products[product].tokens_each, price.price);
}

std::optional<Corners> against_mix(const PricedCollection& collection, std::size_t first, std::size_t second,
                                   const TokenPrice& price) {
  const PricedProduct& a = collection.products[first];
  const PricedProduct& b = collection.products[second];
  check(is_paid(a, price) && is_paid(b, price), "a frontier is between products that cost something in tokens");
  const Money all = collection.price;
  if (a.subscription && b.subscription && *a.subscription + *b.subscription <= all) {
    return std::nullopt;
  }
  // As much as can be spent on one of them, and the rest on the other.
  const Money most_a = bounded(a, all) ? *a.subscription : all;
  const Money most_b = bounded(b, all) ? *b.subscription : all;
  return Corners{.upper = {days_for(all - most_b, a, price), days_for(most_b, b, price)},
                 .lower = {days_for(most_a, a, price), days_for(all - most_a, b, price)}};
}

}  // namespace drawdown
