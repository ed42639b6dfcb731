// Who gets what: against every combination of mixes, metered and replayed.
#include "engine/planning/assignment.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/assign_world.h"

using namespace drawdown;

namespace {

// What is decided on, and by what.
struct Decided {
  SeatTerms terms;
  NeedVariants variants;
  UserNeeds needs;
  Assignment assignment;

  explicit Decided(const AssignWorld& world)
      : terms(world.scenario), variants(world.scenario, terms), needs(variants), assignment(decide(world)) {}

 private:
  Assignment decide(const AssignWorld& world) {
    needs.add(world.log);
    return assign(variants, needs);
  }
};

Tokens tokens_of(const AssignWorld& world, const std::string& user, const Entitlements& entitlements) {
  Scenario with = world.scenario;
  with.entitlements = entitlements;
  const Trace trace = trace_of(world.log, with);
  const auto id = trace.users.find(user);
  return id ? tokens_by_user(with, trace)[id->value] : Tokens{};
}

// One user's seats: those that cannot be dropped, and new ones.
Entitlements seats_of(const AssignWorld& world, const SeatTerms& terms, const std::string& user, const UserCase& one,
                      const Mix& mix) {
  Entitlements seats;
  seats.collections = world.scenario.entitlements.collections;
  for (Collection& collection : seats.collections) {
    collection.users.clear();
  }
  const auto add = [&](const std::optional<std::size_t>& collection, ProductId product, const Term& term) {
    if (collection) {
      seats.collections[*collection].users.push_back({user, term});
    } else {
      seats.subscriptions.push_back({user, product, term});
    }
  };
  for (const HeldSeat& seat : terms.held_by(user)) {
    if (seat.from < seat.committed) {
      add(seat.collection, seat.product, {seat.from, seat.committed});
    }
  }
  for (std::size_t p = 0; p < one.products.size(); ++p) {
    if ((mix.subscriptions >> p & 1U) != 0) {
      add(std::nullopt, one.products[p].product, {one.starts[one.products[p].start], world.scenario.until});
    }
  }
  for (std::size_t c = 0; c < one.collections.size(); ++c) {
    if ((mix.collections >> c & 1U) != 0) {
      add(one.collections[c].place, ProductId(0), {one.starts[one.collections[c].start], world.scenario.until});
    }
  }
  return seats;
}

// The least cost of all mixes of all users, each of them metered by itself; sums that are equal in tokens and changes
// are looked at once.
Money enumerated(const AssignWorld& world, const Decided& decided) {
  std::map<std::pair<std::uint64_t, std::int64_t>, Money> sums{{{0, decided.needs.others().micro}, Money{}}};
  const TokenOrders orders = token_orders(world.scenario);
  for (std::size_t u = 0; u < decided.assignment.users.size(); ++u) {
    const std::string& user = decided.assignment.users[u].user;
    const UserCase& one = decided.assignment.cases[u];
    std::map<std::pair<std::uint64_t, std::int64_t>, Money> next;
    const auto offer = [&](Money cost, Tokens tokens, std::uint64_t change) {
      for (const auto& [key, sum] : sums) {
        const auto fresh = next.emplace(std::pair{key.first + change, key.second + tokens.micro}, sum + cost);
        fresh.first->second = std::min(fresh.first->second, sum + cost);
      }
    };
    Entitlements kept;
    for (const Subscription& seat : world.scenario.entitlements.subscriptions) {
      if (seat.user == user) {
        kept.subscriptions.push_back(seat);
      }
    }
    for (const Collection& collection : world.scenario.entitlements.collections) {
      kept.collections.push_back(collection);
      std::erase_if(kept.collections.back().users, [&](const auto& member) { return member.user != user; });
    }
    offer(decided.terms.cost_of(kept), tokens_of(world, user, kept), 0);
    for (std::uint32_t c = 0; c < (1U << one.collections.size()); ++c) {
      for (std::uint64_t p = 0; p < (std::uint64_t{1} << one.products.size()); ++p) {
        bool priced = true;
        for (std::size_t i = 0; i < one.products.size(); ++i) {
          priced = priced && ((p >> i & 1U) == 0 || one.products[i].subscription);
        }
        const Mix mix{c, p};
        if (priced && !(one.kept && *one.kept == mix)) {
          const Entitlements seats = seats_of(world, decided.terms, user, one, mix);
          offer(decided.terms.cost_of(seats), tokens_of(world, user, seats), 1);
        }
      }
    }
    sums = std::move(next);
  }
  std::optional<Money> least;
  for (const auto& [key, sum] : sums) {
    if (!world.scenario.assign.most_changes || key.first <= *world.scenario.assign.most_changes) {
      const Money cost = sum + orders.cheapest(Tokens{key.second}).cost;
      least = least ? std::min(*least, cost) : cost;
    }
  }
  return *least;
}

}  // namespace

TEST_CASE("an assignment costs what the best of all mixes of all users does, in random worlds") {
  std::size_t saving = 0;
  std::size_t with_seats = 0;
  for (std::uint64_t seed = 1; seed <= 700; ++seed) {
    CAPTURE(seed);
    AssignWorld world = random_assign_world(seed);
    if (seed % 3 == 0) {
      world.scenario.assign.most_changes = seed % 4;
    }
    const Decided decided(world);
    REQUIRE(decided.assignment.after.cost() == enumerated(world, decided));
    CHECK(decided.assignment.bound == decided.assignment.after.cost());
    CHECK(decided.assignment.changes <= world.scenario.assign.most_changes.value_or(1'000));
    saving += decided.assignment.after.cost() < decided.assignment.before.cost() ? 1U : 0U;
    with_seats += decided.terms.held().empty() ? 0U : 1U;
  }
  CHECK(saving > 200);
  CHECK(with_seats > 150);
}

TEST_CASE("an assignment replays to the cost that it predicts, to the micro-unit, in random worlds") {
  std::size_t changed = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    CAPTURE(seed);
    AssignWorld world = random_assign_world(seed);
    const bool moves = seed % 2 == 0;
    if (moves) {
      world.scenario.assign.minimum_stay = 1 + static_cast<std::int32_t>(seed % 5);
    }
    const Decided decided(world);
    const Assignment& all = decided.assignment;
    const Scenario assigned = assigned_scenario(world.scenario, all, world.log);
    const ReplayedBill bill = replay_bill(assigned, decided.terms, all.moves, world.log);
    REQUIRE(bill.tokens == all.after.tokens);
    REQUIRE(bill.cost() == all.after.cost());
    CHECK(bill.refused == 0);
    CHECK(all.bound <= all.after.cost());
    Money seats;
    for (const UserChoice& choice : all.choices) {
      seats += choice.seats_after;
    }
    CHECK(seats == all.after.seats);
    // As it is now, replayed the same way.
    Assignment as_is = all;
    as_is.entitlements = world.scenario.entitlements;
    const ReplayedBill before =
        replay_bill(assigned_scenario(world.scenario, as_is, world.log), decided.terms, {}, world.log);
    CHECK(before.tokens == all.before.tokens);
    CHECK(before.cost() == all.before.cost());
    changed += all.changes > 0 ? 1U : 0U;
  }
  CHECK(changed > 500);
}

TEST_CASE("with floating seats the bound is below what a replay of the assignment costs") {
  std::size_t other = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    CAPTURE(seed);
    const AssignWorld world = random_assign_world(seed, true);
    const Decided decided(world);
    const Assignment& all = decided.assignment;
    const ReplayedBill bill =
        replay_bill(assigned_scenario(world.scenario, all, world.log), decided.terms, {}, world.log);
    CHECK(all.bound <= bill.cost());
    other += bill.cost() == all.after.cost() ? 0U : 1U;
  }
  CHECK(other > 0);
}

TEST_CASE("seats are committed until they end, or until the day on which they are renewed") {
  const auto committed = [](const std::string& term) {
    const AssignWorld world = day_world(
        "from: 2026-01-01\nuntil: 2027-01-01\nrates: {A: 1}\npool: {tranches: []}\nsubscription_prices: {A: 365}\n"
        "entitlements: {subscriptions: [{user: u, product: A" +
            term + "}]}\n",
        {});
    const HeldSeat seat = SeatTerms(world.scenario).held_by("u").at(0);
    return format(seat.from) + " " + format(seat.committed) + " " + format(seat.until) + " " + format(seat.cost) + " " +
           format(seat.committed_cost);
  };
  CHECK(committed("") == "2026-01-01 2026-01-01 2027-01-01 365 0");
  CHECK(committed(", from: 2026-01-01") == "2026-01-01 2026-01-01 2027-01-01 365 0");
  CHECK(committed(", from: 2024-03-01") == "2026-01-01 2026-03-01 2027-01-01 365 59");
  CHECK(committed(", from: 2026-02-01") == "2026-02-01 2027-01-01 2027-01-01 334 334");
  CHECK(committed(", from: 2024-03-01, until: 2026-07-01") == "2026-01-01 2026-07-01 2026-07-01 181 181");
  CHECK(committed(", from: 2024-03-01, until: 2028-07-01") == "2026-01-01 2027-01-01 2027-01-01 365 365");
}

TEST_CASE("years cost their own price, a part of one its days, and an unpriced seat stays as it is") {
  const AssignWorld world = day_world(
      "from: 2026-01-01\nuntil: 2028-07-01\nrates: {A: 1, B: 1}\npool: {tranches: []}\n"
      "subscription_prices: {A: [{from: 2025-01-01, price: 100}, {from: 2027-01-01, price: 366}]}\n"
      "entitlements: {subscriptions: [{user: u, product: B}]}\nassign: {token_price: 1}\n",
      {{"u", "B", 3}, {"u", "A", 4}});
  const SeatTerms terms(world.scenario);
  // 2026 at 100, 2027 at 366, and 182 of the 366 days of 2028 at 366.
  CHECK(terms.subscription(ProductId(0), world.scenario.from, world.scenario.until) == Money::whole(648));
  CHECK_FALSE(terms.subscription(ProductId(1), world.scenario.from, world.scenario.until).has_value());
  const Decided decided(world);
  CHECK(decided.assignment.changes == 0);
  CHECK(decided.assignment.after.tokens == Tokens::whole(1));
  CHECK(decided.assignment.entitlements == world.scenario.entitlements);
}

TEST_CASE("one seat serves three people one after the other, each for the minimum stay at least") {
  const std::string yaml =
      "from: 2026-01-01\nuntil: 2026-04-11\nrates: {A: 1}\npool: {tranches: []}\nsubscription_prices: {A: 365}\n"
      "assign: {token_price: 10, minimum_stay_days: 20}\n";
  std::vector<DayUse> uses;
  for (std::int32_t day = 0; day < 5; ++day) {
    uses.insert(uses.end(), {{"u", "A", day}, {"v", "A", 30 + day}, {"w", "A", 50 + day}});
  }
  const AssignWorld world = day_world(yaml, uses);
  const Decided decided(world);
  // 100 days cost 100; each of the three has tokens for 50.
  CHECK(decided.assignment.after.cost() == Money::whole(100));
  CHECK(decided.assignment.bound == Money::whole(100));
  REQUIRE(decided.assignment.moves.size() == 3);
  std::vector<std::string> stays;
  for (const SeatMove& move : decided.assignment.moves) {
    stays.push_back(decided.assignment.users[move.user].user + " " + format(move.from) + " " + format(move.until));
  }
  CHECK(stays ==
        std::vector<std::string>{"u 2026-01-01 2026-01-21", "v 2026-01-31 2026-02-20", "w 2026-02-20 2026-03-12"});
  // With stays of 31 days v and w overlap.
  AssignWorld longer = world;
  longer.scenario.assign.minimum_stay = 31;
  CHECK(Decided(longer).assignment.after.cost() == Money::whole(150));
}

TEST_CASE("a window that everybody shares, or a token without a price, is refused") {
  AssignWorld world = random_assign_world(1);
  world.scenario.rules.window = SharedWindow{};
  CHECK_THROWS_WITH_AS(Decided{world}, doctest::Contains("what one user costs depends on the others"), InputError);
  world = day_world("from: 2026-01-01\nuntil: 2026-02-01\nrates: {A: 1}\npool: {tranches: []}\n", {});
  CHECK_THROWS_WITH_AS(Decided{world}, doctest::Contains("add pool.price_list or assign.token_price"), InputError);
  world = day_world(
      "from: 2026-01-01\nuntil: 2026-02-01\nrates: {A: 1}\nentitlements: {seats: [{product: A, number: 1}]}\n"
      "pool: {lifetime: 1y, tranches: [{bought: 2026-01-01, tokens: 1, unit_price: 2}]}\nassign: {minimum_stay_days: "
      "5}\n",
      {});
  CHECK_THROWS_WITH_AS(Decided{world}, doctest::Contains("cannot be decided on beside floating ones"), InputError);
  world.scenario.assign.minimum_stay.reset();
  CHECK(token_orders(world.scenario).cheapest(Tokens::whole(3)).cost == Money::whole(6));
}
