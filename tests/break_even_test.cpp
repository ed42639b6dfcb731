// From how much use on a subscription is cheaper, against counting days one by one.
#include <doctest/doctest.h>

#include <string>

#include "engine/planning/break_even_tables.h"
#include "engine/report/csv.h"
#include "tests/dice.h"
#include "tests/examples.h"

using namespace drawdown;
using drawdown::tests::options_of;

namespace {

BreakEven of(const std::string& price, const std::string& rate, const std::string& token) {
  return break_even(of_micro(*parse_micro(price)), of_micro(*parse_micro(rate)), of_micro(*parse_micro(token)));
}

std::string words(const BreakEven& value) {
  const auto whole = [](const std::optional<Wide>& number) { return number ? format(*number) : "-"; };
  return format(value.at) + " " + whole(value.cheaper_through()) + " " + whole(value.tie()) + " " +
         whole(value.dearer_from());
}

Scenario published(const std::vector<std::string>& overrides = {}) {
  return load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/examples/20-break-even.yaml",
                       options_of(overrides));
}

const Day monday = *parse_day("2026-01-05");

std::string tenths(const BreakEven& value) { return rounded(value.at, 1); }

std::string refused(const Scenario& scenario, Day day = monday) {
  try {
    (void)study_break_even(scenario, day, std::nullopt);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("fractions are reduced, and shown as exact decimals where they have a last digit") {
  CHECK(format(fraction(2985, 30)) == "199/2");
  CHECK(decimal(fraction(2985, 30)) == "99.5");
  CHECK(decimal(fraction(220, 2)) == "110");
  CHECK(decimal(fraction(1, 1'000'000)) == "0.000001");
  CHECK_FALSE(decimal(fraction(680, 9)).has_value());
  CHECK(rounded(fraction(680, 9), 1) == "75.6");
  CHECK(rounded(fraction(1, 20), 1) == "0.1");
  CHECK(rounded(fraction(1, 21), 1) == "0.0");
  CHECK(rounded(fraction(1999, 100), 1) == "20.0");
  CHECK(rounded(fraction(2, 3), 6) == "0.666667");
  CHECK(product(fraction(2, 3), fraction(9, 4)) == fraction(3, 2));
  CHECK(quotient(fraction(2, 3), fraction(4, 9)) == fraction(3, 2));
  CHECK(format(fraction(0, 7)) == "0");
}

TEST_CASE(
    "a break-even says up to where tokens are cheaper, where both cost the same, and from where they are dearer") {
  CHECK(words(of("2310", "7", "3")) == "110 109 110 111");
  CHECK(words(of("2985", "10", "3")) == "199/2 99 - 100");
  CHECK(words(of("680", "3", "3")) == "680/9 75 - 76");
  CHECK(words(of("1", "7", "3")) == "1/21 0 - 1");
  CHECK(words(of("0", "7", "3")) == "0 - 0 1");
}

TEST_CASE("tokens that cost nothing never cost as much as a subscription, but as much as a free one") {
  CHECK(of("2310", "0", "3").kind == BreakEven::Kind::tokens_free);
  CHECK(of("2310", "7", "0").kind == BreakEven::Kind::tokens_free);
  CHECK(of("0", "0", "3").kind == BreakEven::Kind::both_free);
  CHECK(words(of("2310", "0", "3")) == "0 - - -");
}

TEST_CASE("the greatest price and the smallest rate that a scenario can have are exact") {
  CHECK(words(of("1000000000000", "0.000001", "0.000001")) ==
        "1000000000000000000000000 999999999999999999999999 1000000000000000000000000 1000000000000000000000001");
  CHECK(format(of("0.000001", "1000000000000", "1000000000000").at) == "1/1000000000000000000000000000000");
  const Fraction huge = fraction(Wide{1} << 100, 3);
  CHECK_THROWS_AS((void)product(huge, huge), OverflowError);
  const Scenario scenario = published({"subscription_prices.AutoCAD=1000000000000", "rates.AutoCAD=0.000001"});
  const BreakEvenStudy study = study_break_even(scenario, monday, Money{1});
  CHECK_THROWS_AS((void)break_even_table(scenario, study), OverflowError);
}

TEST_CASE("the whole numbers around a break-even are those that counting finds") {
  Dice dice(20);
  int ties = 0;
  for (int world = 0; world < 3000; ++world) {
    const Wide price = dice.between(0, 400);
    const Wide rate = dice.between(1, 12);
    const Wide token = dice.between(1, 9);
    const BreakEven value = break_even(fraction(price, 10), fraction(rate, 2), fraction(token, 5));
    for (Wide days = 0; days <= 410; ++days) {
      const Wide tokens = days * rate * token;
      CHECK((tokens < price) == (value.cheaper_through() && days <= *value.cheaper_through()));
      CHECK((tokens == price) == (value.tie() == days));
      CHECK((tokens > price) == (days >= *value.dearer_from()));
      ties += tokens == price ? 1 : 0;
    }
  }
  CHECK(ties > 100);
}

TEST_CASE("example 20: the published break-evens") {
  const Scenario scenario = published();
  const BreakEvenStudy study = study_break_even(scenario, monday, std::nullopt);
  REQUIRE(study.products.size() == 3);
  REQUIRE(study.prices.size() == 3);  // two of the list, and the purchases'
  const TokenPrice& three = study.prices[0];
  const TokenPrice& cheap = study.prices[1];
  CHECK(*cheap.order_from == Tokens::whole(10'000));
  CHECK(study.prices[2].source == TokenPrice::Source::scenario);
  CHECK(study.prices[2].price == three.price);
  struct Published {
    std::string words, at_cheap, off_15, off_30;
  };
  const std::vector<Published> expected{{"110 109 110 111", "137.5", "93.5", "77.0"},
                                        {"199/2 99 - 100", "124.4", "84.6", "69.7"},  // 69.65 and 84.575
                                        {"680/9 75 - 76", "94.4", "64.2", "52.9"}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const PricedProduct& product = study.products[i];
    CHECK(product.counted == Counted::days);
    CHECK(words(break_even(product, three)) == expected[i].words);
    CHECK(tenths(break_even(product, cheap)) == expected[i].at_cheap);
    CHECK(break_even(product, three, 0, 20).at == break_even(product, cheap).at);
    CHECK(tenths(break_even(product, three, 15)) == expected[i].off_15);
    CHECK(tenths(break_even(product, three, 30)) == expected[i].off_30);
  }
}

TEST_CASE("the scenario's price is what its usable purchases cost for each of their tokens, not rounded") {
  const std::string purchases =
      "tranches: [{id: a, bought: 2026-01-05, tokens: 100, unit_price: 3}, {id: b, bought: 2026-01-06, tokens: 200, "
      "unit_price: 2}, {id: c, bought: 2026-01-06, tokens: 70}]";
  const Scenario scenario = published({"pool={lifetime: 365d, " + purchases + "}"});
  const auto price_on = [&](const char* day) { return study_break_even(scenario, *parse_day(day), {}).prices.back(); };
  CHECK(price_on("2026-01-05").price == fraction(3, 1));
  CHECK(price_on("2026-01-06").price == fraction(7, 3));
  CHECK(price_on("2027-01-05").price == fraction(2, 1));                                                // a has expired
  CHECK(refused(scenario, *parse_day("2027-01-06")).find("add pool.price_list") != std::string::npos);  // so has b
  const BreakEvenStudy given = study_break_even(scenario, monday, parse_money("2.40"));
  CHECK(given.prices.back().source == TokenPrice::Source::given);
  CHECK(given.prices.back().price == fraction(12, 5));
}

TEST_CASE("prices of the list count from the smallest order that gets them, and from their day") {
  const auto prices = [](const std::string& pool) {
    const Scenario scenario = published({"pool=" + pool});
    std::string text;
    for (const TokenPrice& price : study_break_even(scenario, monday, Money::whole(1)).prices) {
      text += price.order_from ? format(*price.order_from) + ":" + format(price.price) + " " : "";
    }
    return text;
  };
  const std::string list =
      "price_list: [{quantity: 100, unit_price: 3}, {quantity: 500, unit_price: 2.5}, {quantity: 600, unit_price: 2}]";
  const std::string rest = ", lifetime: 365d, tranches: []}";
  CHECK(prices("{" + list + rest) == "100:3 500:5/2 600:2 ");
  CHECK(prices("{minimum_order: 500, " + list + rest) == "500:5/2 600:2 ");
  CHECK(prices("{order_multiple: 300, " + list + rest) == "300:3 600:2 ");
  CHECK(prices("{price_list: [{quantity: 100, unit_price: 3}, {quantity: 200, unit_price: 4, from: 2026-02-01}]" +
               rest) == "100:3 ");
}

TEST_CASE("rates and subscription prices are those of the day, and what begins later is left out") {
  const Scenario scenario = published({"rates.AutoCAD=[{from: 2025-01-01, tokens: 7}, {from: 2026-07-01, tokens: 11}]",
                                       "subscription_prices.Revit=[{from: 2026-02-01, price: 3000}]"});
  const BreakEvenStudy january = study_break_even(scenario, monday, {});
  CHECK(january.products.size() == 2);
  CHECK(january.left_out == std::vector<ProductId>{ProductId(1)});
  const BreakEvenStudy july = study_break_even(scenario, *parse_day("2026-07-01"), {});
  CHECK(july.products.size() == 3);
  CHECK(format(july.products[0].rate) == "11");
  CHECK(format(break_even(july.products[1], july.prices[0]).at) == "100");
}

TEST_CASE("what is counted follows the window, and the way in which results are charged") {
  const auto counted = [](const std::vector<std::string>& overrides) {
    return counted_word(study_break_even(published(overrides), monday, {}).products[0].counted);
  };
  CHECK(counted({}) == "days");
  CHECK(counted({"rules=token-flex"}) == "days");
  CHECK(counted({"rules.window={kind: rolling, length: 8h}"}) == "charges");
  CHECK(counted({"rules.window={kind: calendar, period: month, zone: server}"}) == "charges");
  CHECK(counted({"rules.window={kind: visit}"}) == "charges");
  const auto results = [](const std::string& partial) {
    const Scenario scenario = published({"rates={Photos: {tokens: 1, per: 50, partial: " + partial + "}}",
                                         "subscription_prices={Photos: 310}", "entitlements={}"});
    const BreakEvenStudy study = study_break_even(scenario, monday, {});
    return counted_word(study.products[0].counted) + " " + words(break_even(study.products[0], study.prices[0]));
  };
  CHECK(results("carry") == "units 310/3 103 - 104");
  CHECK(results("up") == "units 310/3 103 - 104");
  CHECK(results("exact") == "results 15500/3 5166 - 5167");
  CHECK(results("divisible") == "results 15500/3 5166 - 5167");
}

TEST_CASE("nothing to compare, and nothing to compare it with, are refused with what to add") {
  CHECK(refused(published()).empty());
  CHECK(refused(published({"subscription_prices={}", "entitlements={}"})).find("add subscription_prices") !=
        std::string::npos);
  CHECK(refused(published({"subscription_prices={}"})).empty());  // its collection has a price
  CHECK(refused(published({"subscription_prices={AutoCAD: [{from: 2027-01-01, price: 5}]}", "entitlements={}"}))
            .find("give another day with --on") != std::string::npos);
  CHECK(refused(published({"pool={lifetime: 365d, tranches: []}"})).find("add pool.price_list") != std::string::npos);
}

TEST_CASE("a collection's frontier in tokens, alone, and against the best mix is what counting finds") {
  Dice dice(7);
  int nowhere = 0;
  int beyond = 0;
  for (int world = 0; world < 400; ++world) {
    const auto product = [&](std::uint32_t id) {
      const Tokens rate = Tokens::whole(dice.between(1, 5));
      const bool has = dice.between(0, 3) > 0;
      return PricedProduct{.product = ProductId(id),
                           .rate = rate,
                           .per = {},
                           .tokens_each = of_micro(rate.micro),
                           .subscription = has ? std::optional(Money::whole(dice.between(0, 60))) : std::nullopt};
    };
    const PricedCollection both{0, Money::whole(dice.between(1, 60)), {product(0), product(1)}};
    const TokenPrice price{TokenPrice::Source::given, {}, fraction(dice.between(1, 3), 1)};
    const auto whole = [](Money money) { return Wide{money.micro / micro_per_unit}; };
    const auto spent = [&](std::size_t i, Wide days) {
      return days * (both.products[i].rate.micro / micro_per_unit) * price.price.numerator;
    };
    const auto bounded = [&](std::size_t i, Wide days) {
      const auto& own = both.products[i].subscription;
      return own ? std::min(spent(i, days), whole(*own)) : spent(i, days);
    };
    const auto less = [](const Fraction& at, Wide days) { return at.numerator < days * at.denominator; };
    const auto corners = against_mix(both, 0, 1, price);
    for (Wide a = 0; a <= 64; ++a) {
      CHECK((spent(0, a) > whole(both.price)) == (a >= *alone(both, 0, price).dearer_from()));
      for (Wide b = 0; b <= 64; ++b) {
        const Wide tokens = (spent(0, a) + spent(1, b)) / price.price.numerator;
        const bool by_tokens = spent(0, a) + spent(1, b) > whole(both.price);
        const bool by_mix = bounded(0, a) + bounded(1, b) > whole(both.price);
        REQUIRE(by_tokens == (tokens >= *tokens_of(both, price).dearer_from()));
        if (!corners) {
          REQUIRE_FALSE(by_mix);
          ++nowhere;
          continue;
        }
        // Right of the upper corner's line, above the lower's, and beyond the line between them, on which tokens pay.
        const bool right = less(corners->upper.first, a);
        const bool above = less(corners->lower.second, b);
        const bool expected = by_tokens && (right || corners->upper.first.numerator == 0) &&
                              (above || corners->lower.second.numerator == 0);
        // On an axis, one product's own subscription is enough.
        const bool on_axis =
            (a == 0 && both.products[1].subscription && *both.products[1].subscription <= both.price) ||
            (b == 0 && both.products[0].subscription && *both.products[0].subscription <= both.price);
        REQUIRE(by_mix == (expected && !on_axis));
        beyond += by_mix ? 1 : 0;
      }
    }
  }
  CHECK(nowhere > 0);
  CHECK(beyond > 0);
}

TEST_CASE("example 20: the collection is cheaper beyond 1,081 tokens, and its corners are exact") {
  const Scenario scenario = published();
  const BreakEvenStudy study = study_break_even(scenario, monday, std::nullopt);
  REQUIRE(study.collections.size() == 1);
  const PricedCollection& aec = study.collections[0];
  CHECK(words(tokens_of(aec, study.prices[0])) == "3245/3 1081 - 1082");
  CHECK(format(alone(aec, 0, study.prices[0]).at) == "3245/21");
  CHECK(format(alone(aec, 1, study.prices[0]).at) == "649/6");
  const auto corners = against_mix(aec, 0, 1, study.prices[0]);
  REQUIRE(corners.has_value());
  CHECK(corners->upper == Corners::Corner{fraction(260, 21), fraction(199, 2)});
  CHECK(corners->lower == Corners::Corner{fraction(110, 1), fraction(935, 30)});
  const std::string csv = to_csv(collection_table(scenario, study));
  CHECK(csv.find("\nAEC,3245,list,100,tokens,,,1081.666667,3245,3,,,,,\n") != std::string::npos);
  CHECK(csv.find("\nAEC,3245,list,100,mix,AutoCAD,,12.380952,260,21,Revit,99.5,99.5,199,2\n") != std::string::npos);
  const Scenario dear = published({"entitlements.collections[0].price=5295"});
  const BreakEvenStudy nowhere = study_break_even(dear, monday, std::nullopt);
  CHECK_FALSE(against_mix(nowhere.collections[0], 0, 1, nowhere.prices[0]).has_value());
  CHECK(to_csv(collection_table(dear, nowhere)).find(",mix,AutoCAD,never,,,,Revit,never,,,\n") != std::string::npos);
}

TEST_CASE("products at a rate of 0 have no break-even and no corners") {
  const Scenario scenario = published({"rates.AutoCAD=0"});
  const BreakEvenStudy study = study_break_even(scenario, monday, std::nullopt);
  CHECK(to_csv(break_even_table(scenario, study)).find("\nAutoCAD,days,0,,2310,list,100,3,3,3,1,never,,,,,,\n") !=
        std::string::npos);
  CHECK(alone(study.collections[0], 0, study.prices[0]).kind == BreakEven::Kind::tokens_free);
  CHECK(to_csv(collection_table(scenario, study)).find(",mix,") == std::string::npos);
}
