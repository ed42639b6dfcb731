// Seats that move, against every choice of stays.
#include "engine/planning/moving_seats.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/assign_world.h"

using namespace drawdown;

namespace {

struct Case {
  AssignWorld world;
  std::size_t users = 0;
  bool collection = false;
};

Case random_case(std::uint64_t seed, bool collection, bool tiers) {
  Dice dice(seed);
  std::string yaml = "from: 2026-01-01\nuntil: 2026-01-31\nrates: {A: 2, B: 3}\nsubscription_prices: {A: " +
                     std::to_string(dice.between(50, 400)) + ", B: " + std::to_string(dice.between(50, 400)) + "}\n";
  yaml += collection ? "entitlements: {collections: [{name: AB, products: [A, B], price: " +
                           std::to_string(dice.between(80, 600)) + ", users: []}]}\n"
                     : "";
  yaml +=
      "assign: {minimum_stay_days: " + std::to_string(dice.between(1, 12)) + (tiers ? "}\n" : ", token_price: 1.5}\n");
  yaml += "pool: {tranches: []" +
          std::string(tiers ? ", price_list: [{quantity: 0, unit_price: 2}, {quantity: 40, unit_price: 1.2}]" : "") +
          "}\n";
  Case one;
  one.users = static_cast<std::size_t>(dice.between(1, collection ? 4 : 5));
  one.collection = collection;
  std::vector<DayUse> uses;
  for (std::size_t user = 0; user < one.users; ++user) {
    for (const char* product : {"A", "B"}) {
      const auto first = static_cast<std::int32_t>(dice.between(0, 25));
      for (std::int64_t i = dice.between(0, 5); i > 0; --i) {
        const auto day = std::min<std::int32_t>(29, first + static_cast<std::int32_t>(dice.between(0, 8)));
        uses.push_back({"u" + std::to_string(user), product, day});
      }
    }
  }
  one.world = day_world(yaml, uses);
  return one;
}

struct Span {
  std::int32_t from = 30;
  std::int32_t until = 0;
};

// For each user one of: nothing, A, B, both, the collection, the collection and more; sums are metered and counted by
// hand.
Money enumerated(const Case& one) {
  const Scenario& scenario = one.world.scenario;
  const SeatTerms terms(scenario);
  const NeedVariants variants(scenario, terms);
  UserNeeds needs(variants);
  needs.add(one.world.log);
  const std::vector<UserNeed> users = needs.users();
  const std::int32_t least = *scenario.assign.minimum_stay;
  const std::size_t ways = one.collection ? 8 : 4;
  std::size_t combinations = 1;
  for (std::size_t u = 0; u < users.size(); ++u) {
    combinations *= ways;
  }
  std::optional<Money> best;
  for (std::size_t number = 0; number < combinations; ++number) {
    std::vector<std::vector<Span>> stays(3);
    Tokens tokens;
    std::size_t rest = number;
    for (const UserNeed& user : users) {
      const std::size_t way = rest % ways;
      rest /= ways;
      const auto add = [&](std::size_t kind, std::size_t products) {
        Span span;
        for (const ProductNeed& need : user.products) {
          if ((products >> need.product.value & 1U) != 0 && need.days > 0) {
            span = {std::min(span.from, need.first), std::max(span.until, need.last)};
          }
        }
        if (span.until == 0) {
          return;
        }
        span.from = std::min(span.from, 30 - least);
        span.until = std::max(span.until, span.from + least);
        stays[kind].push_back(span);
      };
      for (std::size_t kind = 0; kind < 3; ++kind) {
        if ((way >> kind & 1U) != 0) {
          add(kind, kind == 2 ? 3 : std::size_t{1} << kind);
        }
      }
      for (const ProductNeed& need : user.products) {
        tokens += (way >> 2U & 1U) != 0 || (way >> need.product.value & 1U) != 0 ? Tokens{} : need.committed;
      }
    }
    Money cost = token_orders(scenario).cheapest(tokens).cost;
    for (std::size_t kind = 0; kind < 3; ++kind) {
      std::int64_t most = 0;
      for (std::int32_t day = 0; day < 30; ++day) {
        most = std::max<std::int64_t>(
            most, std::count_if(stays[kind].begin(), stays[kind].end(),
                                [day](const Span& span) { return span.from <= day && day < span.until; }));
      }
      for (std::int64_t seat = 0; seat < most; ++seat) {
        cost += kind == 2
                    ? *terms.collection(0, scenario.from, scenario.until)
                    : *terms.subscription(ProductId(static_cast<std::uint32_t>(kind)), scenario.from, scenario.until);
      }
    }
    best = best ? std::min(*best, cost) : cost;
  }
  return *best;
}

Assignment decided(const AssignWorld& world) {
  const SeatTerms terms(world.scenario);
  const NeedVariants variants(world.scenario, terms);
  UserNeeds needs(variants);
  needs.add(world.log);
  return assign(variants, needs);
}

}  // namespace

TEST_CASE(
    "without collections and at one price of a token, seats that move cost as little as can be, and it is proven") {
  std::size_t moved = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    CAPTURE(seed);
    const Case one = random_case(seed, false, false);
    const Assignment assignment = decided(one.world);
    REQUIRE(assignment.after.cost() == enumerated(one));
    CHECK(assignment.bound == assignment.after.cost());
    moved += assignment.moves.empty() ? 0U : 1U;
  }
  CHECK(moved > 60);
}

TEST_CASE("with collections and tiers the bound holds, and mostly the best is found") {
  std::size_t best = 0;
  constexpr std::uint64_t worlds = 600;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    const Case one = random_case(seed, seed % 3 != 0, seed % 2 == 0);
    const Assignment assignment = decided(one.world);
    const Money least = enumerated(one);
    CHECK(assignment.bound <= least);
    CHECK(assignment.after.cost() >= least);
    best += assignment.after.cost() == least ? 1U : 0U;
  }
  MESSAGE("the best was found in ", best, " of ", worlds, " worlds");
  CHECK(best > worlds * 8 / 10);
}
