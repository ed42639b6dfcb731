#include "engine/planning/size_sample.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "tests/dice.h"
#include "tests/slow_build.h"

using namespace drawdown;

namespace {

// Day by day, token by token: the purchase among others, in draw order.
SizeOutcome day_by_day(std::size_t days, std::vector<Stock> lots, const DayDemand& demand) {
  SizeOutcome outcome;
  for (std::size_t day = 0; day < days; ++day) {
    Tokens wanted = demand[day];
    for (Stock& lot : lots) {
      while (lot.arrives <= day && day < lot.expires && wanted > Tokens{} && lot.tokens > Tokens{}) {
        lot.tokens -= Tokens{1};
        wanted -= Tokens{1};
      }
    }
    outcome.refused += wanted;
  }
  for (const Stock& lot : lots) {
    (lot.expires < days ? outcome.expired : outcome.left) += lot.tokens;
  }
  return outcome;
}

struct SmallCase {
  std::size_t days = 0;
  std::vector<Stock> others;
  OnePurchase::Span span;
  std::size_t after = 0;
  std::vector<DayDemand> paths;
  SizeCosts costs;

  [[nodiscard]] OnePurchase purchase() const { return {days, others, span, after}; }
  [[nodiscard]] std::vector<Stock> lots(Tokens size) const {
    std::vector<Stock> all = others;
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(after), {size, span.arrives, span.expires});
    return all;
  }
  [[nodiscard]] SizeSample sample() const {
    std::vector<SizePath> all;
    for (const DayDemand& path : paths) {
      all.push_back(purchase().path(path));
    }
    return SizeSample(std::move(all));
  }
};

// Micro-tokens, so that all sizes can be tried.
SmallCase small_case(std::uint64_t seed) {
  Dice dice(seed);
  SmallCase any;
  any.days = static_cast<std::size_t>(dice.between(1, 12));
  const auto day = [&] { return static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(any.days))); };
  const auto life = [&] { return static_cast<std::size_t>(dice.between(1, 8)); };
  for (std::int64_t lots = dice.between(0, 4); lots > 0; --lots) {
    const std::size_t arrives = day();
    any.others.push_back({Tokens{dice.between(0, 8)}, arrives, arrives + life()});  // in any draw order
  }
  if (dice.one_in(2)) {
    std::stable_sort(any.others.begin(), any.others.end(),
                     [](const Stock& a, const Stock& b) { return a.expires < b.expires; });
  }
  any.span.arrives = day();
  any.span.expires = any.span.arrives + life();
  any.after = static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(any.others.size()) + 1));
  for (std::int64_t paths = dice.between(1, 6); paths > 0; --paths) {
    DayDemand demand(any.days);
    for (Tokens& each : demand) {
      each = Tokens{dice.one_in(2) ? 0 : dice.between(0, 6)};
    }
    any.paths.push_back(demand);
  }
  Tokens quantity{dice.one_in(2) ? 0 : dice.between(1, 9)};
  std::int64_t price = dice.between(4, 9);
  for (std::int64_t tiers = dice.between(1, 3); tiers > 0; --tiers) {
    any.costs.prices.tiers.push_back({quantity, Money::whole(price)});
    quantity += Tokens{dice.between(1, 20)};
    price = std::max<std::int64_t>(2, price - dice.below(4));
  }
  any.costs.penalty = Money::whole(dice.between(0, 25));
  any.costs.left_value = Money::whole(dice.below(2));
  any.costs.minimum = Tokens{dice.one_in(3) ? dice.between(1, 12) : 0};
  any.costs.multiple = Tokens{dice.pick<std::int64_t>({1, 1, 1, 2, 5})};
  return any;
}

constexpr std::int64_t most_size = 130;  // more than all demand and every tier

}  // namespace

TEST_CASE("what a size comes to on a path is what comes to it day by day, for every size and draw order") {
  std::size_t many = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 400 : 6'000); ++seed) {
    CAPTURE(seed);
    const SmallCase any = small_case(seed);
    const OnePurchase purchase = any.purchase();
    for (const DayDemand& demand : any.paths) {
      const SizePath path = purchase.path(demand);
      std::optional<Tokens> enough;
      for (std::int64_t size = 0; size <= most_size; ++size) {
        const SizeOutcome expected = day_by_day(any.days, any.lots(Tokens{size}), demand);
        REQUIRE(path.at(Tokens{size}) == expected);
        REQUIRE(purchase.outcome(demand, Tokens{size}) == expected);
        if (!enough && expected.refused == Tokens{}) {
          enough = Tokens{size};
        }
      }
      REQUIRE(path.enough() == enough);
      many += path.pieces().size() > 2 ? 1U : 0U;
    }
  }
  CHECK(many > (slow_build ? 50U : 500U));
}

TEST_CASE("the cheapest and the smallest size are those of trying all, without exception") {
  std::size_t tiers_reached = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 400 : 6'000); ++seed) {
    CAPTURE(seed);
    const SmallCase any = small_case(seed);
    const SizeSample sample = any.sample();
    Dice dice(seed);
    const std::int64_t risk = dice.pick<std::int64_t>({0, 100'000, 250'000, 500'000, 1'000'000});
    const auto may_be_dry = static_cast<std::size_t>(static_cast<std::int64_t>(any.paths.size()) * risk / 1'000'000);
    std::optional<std::pair<Wide, Tokens>> cheapest;
    std::optional<Tokens> smallest;
    for (std::int64_t micro = 0; micro <= most_size; ++micro) {
      const Tokens size{micro};
      if (micro > 0 && (size < any.costs.minimum || size < any.costs.prices.tiers.front().quantity ||
                        micro % any.costs.multiple.micro != 0)) {
        continue;
      }
      REQUIRE(allowed_size(any.costs, size) == size);
      Wide cost = 0;
      std::size_t dry = 0;
      for (const DayDemand& demand : any.paths) {
        const SizeOutcome outcome = day_by_day(any.days, any.lots(size), demand);
        Money unit;
        for (const OrderPrices::Tier& tier : any.costs.prices.tiers) {
          unit = micro > 0 && tier.quantity <= size ? tier.unit_price : unit;
        }
        cost += Wide{micro} * unit.micro + Wide{outcome.refused.micro} * any.costs.penalty.micro -
                Wide{outcome.left.micro} * any.costs.left_value.micro;
        dry += outcome.refused > Tokens{} ? 1U : 0U;
      }
      REQUIRE(sample.cost(any.costs, size) == cost);
      REQUIRE(sample.dry(size) == dry);
      if (!cheapest || cost < cheapest->first) {
        cheapest = {cost, size};
      }
      if (!smallest && dry <= may_be_dry) {
        smallest = size;
      }
    }
    const Tokens found = sample.cheapest(any.costs);
    REQUIRE(found == cheapest->second);
    const std::optional<RiskSize> at_risk = sample.smallest(risk, any.costs);
    REQUIRE(at_risk.has_value() == smallest.has_value());
    if (smallest) {
      REQUIRE(at_risk->size == *smallest);
      REQUIRE(at_risk->low <= at_risk->size);
      REQUIRE((!at_risk->high || at_risk->size <= *at_risk->high));
    }
    tiers_reached += any.costs.prices.tiers.size() > 1 && found == any.costs.prices.tiers.back().quantity ? 1U : 0U;
  }
  CHECK(tiers_reached > (slow_build ? 10U : 150U));
}

TEST_CASE("estimates are means over the paths, and of differences path by path") {
  const SmallCase any = small_case(21);
  const SizeSample sample = any.sample();
  const Tokens size = allowed_size(any.costs, Tokens{12});
  Mean refused;
  Mean cost_of_it;
  Mean difference;
  std::uint64_t dry = 0;
  for (const DayDemand& demand : any.paths) {
    const SizeOutcome own = day_by_day(any.days, any.lots(size), demand);
    const SizeOutcome none = day_by_day(any.days, any.lots({}), demand);
    const Money own_cost =
        price_of_size(any.costs, size) + cost(own.refused, any.costs.penalty) - cost(own.left, any.costs.left_value);
    refused.add(own.refused.micro);
    cost_of_it.add(own_cost.micro);
    difference.add((own_cost - cost(none.refused, any.costs.penalty) + cost(none.left, any.costs.left_value)).micro);
    dry += own.refused > Tokens{} ? 1U : 0U;
  }
  const SizeEstimates estimates = sample.estimates(any.costs, size, {});
  CHECK(estimates.refused == refused.estimate());
  CHECK(estimates.cost == cost_of_it.estimate());
  CHECK(estimates.cost_difference == difference.estimate());
  CHECK(estimates.p_dry == estimate_share(dry, any.paths.size()));
}

TEST_CASE("a risk leaves so many paths dry, and the ranks of its interval are those of the binomial") {
  CHECK(risk_ranks(50'000, 1'000).rank == 950);
  CHECK(risk_ranks(50'000, 1'000).low == 936);  // 950 ± 1.96 √(1000 × 0.95 × 0.05)
  CHECK(risk_ranks(50'000, 1'000).high == 965);
  CHECK(risk_ranks(0, 10).rank == 10);
  CHECK(risk_ranks(0, 10).high == 11);
  CHECK(risk_ranks(1'000'000, 10).rank == 0);
  CHECK(risk_ranks(49'999, 20).rank == 20);
  CHECK(risk_ranks(50'000, 20).rank == 19);
}

TEST_CASE("nothing, or at least the minimum, the first tier and a multiple") {
  SizeCosts costs{.prices = {.discount = OrderPrices::Discount::all_units, .tiers = {{Tokens{7}, Money::whole(1)}}},
                  .minimum = Tokens{4},
                  .multiple = Tokens{5}};
  CHECK(allowed_size(costs, Tokens{}) == Tokens{});
  CHECK(allowed_size(costs, Tokens{1}) == Tokens{10});
  CHECK(allowed_size(costs, Tokens{10}) == Tokens{10});
  CHECK(allowed_size(costs, Tokens{11}) == Tokens{15});
}
