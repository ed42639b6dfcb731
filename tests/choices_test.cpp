// The cheapest choices of many, against every combination of them.
#include "engine/planning/choices.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "tests/dice.h"

using namespace drawdown;

namespace {

struct Instance {
  Choices choices;
  TokenOrders orders;
  ChooseOptions options;
};

TokenOrders random_orders(Dice& dice) {
  const std::int64_t multiple = dice.pick<std::int64_t>({0, 0, 0, 5, 10, 7});
  std::vector<OrderTier> tiers;
  std::int64_t least = dice.pick<std::int64_t>({0, 0, 1, 10, 20});
  std::int64_t price = dice.between(1, 40) * 100'000;
  for (std::int64_t i = dice.between(1, 4); i > 0; --i) {
    const std::int64_t rounded = multiple == 0 ? least : (least + multiple - 1) / multiple * multiple;
    tiers.push_back({Tokens::whole(rounded), Money{price}});
    least = rounded + dice.between(1, 30);
    // Mostly cheaper, sometimes dearer, sometimes for nothing; with sixth decimals.
    price = dice.one_in(8) ? price + 250'000 : std::max<std::int64_t>(0, price - dice.between(0, 1'333'333));
  }
  if (multiple > 0) {  // rounding may have brought two together
    tiers.erase(std::unique(tiers.begin(), tiers.end(),
                            [](const OrderTier& a, const OrderTier& b) { return a.least == b.least; }),
                tiers.end());
  }
  return {std::move(tiers), Tokens::whole(multiple)};
}

Instance random_instance(std::uint64_t seed) {
  Dice dice(seed);
  Instance instance{{}, random_orders(dice), {}};
  const std::int64_t groups = dice.between(0, 6);
  const bool fine = dice.one_in(3);  // amounts that do not come out even
  for (std::int64_t g = 0; g < groups; ++g) {
    instance.choices.begin_group();
    const std::int64_t options = dice.between(1, 4);
    for (std::int64_t i = 0; i < options; ++i) {
      Choice choice{Money::whole(dice.between(0, 12) * dice.between(0, 4)), Tokens::whole(dice.between(0, 20)), i > 0};
      if (fine) {
        choice.cost += Money{dice.between(0, 999'999)};
        choice.tokens += Tokens{dice.between(0, 999'999)};
      }
      choice.change = i > 0 && !dice.one_in(5);
      instance.choices.add(choice);
    }
  }
  if (dice.one_in(2)) {
    instance.options.others = Tokens::whole(dice.between(0, 25));
  }
  if (dice.one_in(2)) {
    instance.options.most_changes = static_cast<std::uint64_t>(dice.between(0, 4));
  }
  return instance;
}

// The least cost of all combinations.
Money enumerated(const Instance& instance) {
  std::optional<Money> least;
  std::vector<std::size_t> chosen(instance.choices.groups());
  for (;;) {
    Money cost;
    Tokens tokens = instance.options.others;
    std::uint64_t changes = 0;
    for (std::size_t g = 0; g < chosen.size(); ++g) {
      const Choice& choice = instance.choices[g][chosen[g]];
      cost += choice.cost;
      tokens += choice.tokens;
      changes += choice.change ? 1U : 0U;
    }
    if (!instance.options.most_changes || changes <= *instance.options.most_changes) {
      const Money all = cost + instance.orders.cheapest(tokens).cost;
      least = least ? std::min(*least, all) : all;
    }
    std::size_t g = 0;
    while (g < chosen.size() && ++chosen[g] == instance.choices[g].size()) {
      chosen[g++] = 0;
    }
    if (g == chosen.size()) {
      return *least;
    }
  }
}

void check_sums(const Instance& instance, const ChoicesMade& made) {
  Money cost;
  Tokens tokens = instance.options.others;
  for (std::size_t g = 0; g < instance.choices.groups(); ++g) {
    cost += instance.choices[g][made.chosen[g]].cost;
    tokens += instance.choices[g][made.chosen[g]].tokens;
  }
  CHECK(made.tokens == tokens);
  CHECK(made.choices_cost == cost);
  CHECK(made.cost == cost + instance.orders.cheapest(tokens).cost);
  CHECK(made.order.cost == instance.orders.cheapest(tokens).cost);
}

}  // namespace

TEST_CASE("choices cost as little as the best of all combinations, and are proven, on ten thousand instances") {
  std::uint64_t with_rest = 0;
  for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
    CAPTURE(seed);
    const Instance instance = random_instance(seed);
    const ChoicesMade made = choose(instance.choices, instance.orders, instance.options);
    REQUIRE(made.cost == enumerated(instance));
    REQUIRE(made.proven());
    check_sums(instance, made);
    with_rest += made.order.tokens > made.tokens ? 1U : 0U;
  }
  CHECK(with_rest > 500);  // orders of more than is needed are among them
}

TEST_CASE("choices that are not searched through come with a bound that holds") {
  std::uint64_t open = 0;
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    CAPTURE(seed);
    Instance instance = random_instance(seed);
    instance.options.most_work = 0;
    const ChoicesMade made = choose(instance.choices, instance.orders, instance.options);
    const Money least = enumerated(instance);
    CHECK(made.bound <= least);
    CHECK(made.cost >= least);
    check_sums(instance, made);
    open += made.proven() ? 0U : 1U;
  }
  CHECK(open > 100);
}

TEST_CASE("an order is the cheapest that is large enough, of all orders") {
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const TokenOrders orders = random_orders(dice);
    const Tokens need = Tokens::whole(dice.between(0, 80));
    std::optional<Money> least;
    for (std::int64_t tokens = 0; need > Tokens{} && tokens <= 300; ++tokens) {
      const Tokens order = Tokens::whole(tokens);
      if (order < need || order < orders.tiers().front().least ||
          (orders.multiple() > Tokens{} && order.micro % orders.multiple().micro != 0)) {
        continue;
      }
      Money price = orders.tiers().front().unit_price;
      for (const OrderTier& tier : orders.tiers()) {
        price = tier.least <= order ? tier.unit_price : price;
      }
      const Money all = cost(order, price);
      least = least ? std::min(*least, all) : all;
    }
    const TokenOrder order = orders.cheapest(need);
    CHECK(order.cost == least.value_or(Money{}));
    CHECK(order.tokens >= need);
    CHECK(order.cost == cost(order.tokens, order.unit_price));
  }
}

TEST_CASE("a better price for more tokens can be worth the waste") {
  const TokenOrders orders({{Tokens{}, Money::whole(3)}, {Tokens::whole(10'000), *parse_money("2.40")}}, Tokens{});
  CHECK(orders.cheapest(Tokens::whole(8'000)).tokens == Tokens::whole(8'000));  // 24,000 is a tie
  CHECK(orders.cheapest(Tokens::whole(8'001)).tokens == Tokens::whole(10'000));
  // Thirteen people with 770 tokens each need 10,010, and all of them cost 24,024. A subscription costs less than one's
  // tokens at 3.00 and more than at 2.40: without the better price all would have one, at 30,017.
  Choices choices;
  for (int i = 0; i < 13; ++i) {
    choices.begin_group();
    choices.add({Money{}, Tokens::whole(770)});
    choices.add({Money::whole(2'309), Tokens{}, true});
  }
  const ChoicesMade made = choose(choices, orders);
  CHECK(made.cost == Money::whole(24'024));
  CHECK(made.order.tokens == Tokens::whole(10'010));
  CHECK(made.proven());
}

TEST_CASE("of many who would save, those change that save the most") {
  Choices choices;
  for (std::int64_t i = 1; i <= 1'000; ++i) {
    choices.begin_group();
    choices.add({Money{}, Tokens::whole(i)});
    choices.add({Money::whole(100), Tokens{}, true});
  }
  const TokenOrders orders({{Tokens{}, Money::whole(1)}}, Tokens{});
  const ChoicesMade made = choose(choices, orders, {.most_changes = 10});
  CHECK(made.changes == 10);
  CHECK(made.proven());
  for (std::size_t g = 0; g < 1'000; ++g) {
    CHECK(made.chosen[g] == (g >= 990 ? 1 : 0));
  }
  CHECK(made.worth == Money::whole(1));
}
