#include "engine/pool/pools.h"

#include <doctest/doctest.h>

#include <vector>

using namespace drawdown;

namespace {

constexpr Instant day(int number) { return {number * 86400LL}; }

Tranche tranche(int bought, int expires, std::int64_t tokens) {
  Tranche t;
  t.bought = {bought};
  t.expires = {expires};
  t.arrives_at = day(bought);
  t.expires_at = day(expires);
  t.tokens = Tokens::whole(tokens);
  return t;
}

// One team, with the journal that its draws are written to.
struct World {
  explicit World(std::vector<Tranche> list, DrawOrder order = DrawOrder::soonest_expiry)
      : tranches(std::move(list)),
        pools(tranches, std::vector<TeamId>(tranches.size()), 1, order, day(0), day(100), journal) {
    journal.window_length = 86400;
  }
  void run_until(int number) {
    while (pools.next_event() < day(number)) {
      pools.process_event();
    }
    pools.audit();
  }
  Journal::Row take(std::int64_t tokens, Pools::As as = Pools::As::hold) {
    Journal::Row row;
    row.amount = static_cast<std::uint32_t>(journal.amounts.size());
    journal.amounts.push_back(tokens * micro_per_unit);
    pools.take(TeamId(0), row, as);
    pools.audit();
    return row;
  }

  Journal journal;
  std::vector<Tranche> tranches;
  Pools pools;
};

}  // namespace

TEST_CASE("a charge may draw from several tranches, soonest expiry first") {
  World world({tranche(0, 50, 5), tranche(0, 40, 3)});
  world.run_until(1);
  const Journal::Row row = world.take(7);
  REQUIRE(row.split);
  const auto draws = world.journal.split_draws(row);
  REQUIRE(draws.size() == 2);
  CHECK(draws[0].tranche == TrancheId(1));
  CHECK(draws[0].tokens == Tokens::whole(3));
  CHECK(draws[1].tranche == TrancheId(0));
  CHECK(draws[1].tokens == Tokens::whole(4));
  CHECK(world.pools.available(TeamId(0)) == Tokens::whole(1).micro);
}

TEST_CASE("equal expiries: the tranche bought smaller goes first, whatever is left of it") {
  World world({tranche(0, 50, 500), tranche(0, 50, 100)});
  world.run_until(1);
  CHECK(world.take(60).payer == 1);
  CHECK(world.take(40).payer == 1);
  CHECK(world.take(1).payer == 0);
}

TEST_CASE("oldest and newest go by the day of purchase, ties by place in the list") {
  const std::vector<Tranche> list{tranche(2, 90, 10), tranche(0, 95, 10), tranche(2, 80, 10)};
  World oldest(list, DrawOrder::oldest);
  oldest.run_until(3);
  CHECK(oldest.take(10).payer == 1);
  CHECK(oldest.take(10).payer == 0);
  World newest(list, DrawOrder::newest);
  newest.run_until(3);
  CHECK(newest.take(10).payer == 0);
  CHECK(newest.take(10).payer == 2);
}

TEST_CASE("a hold that is given back returns to its tranche, or expires with it") {
  World world({tranche(0, 10, 5), tranche(0, 20, 5)});
  world.run_until(1);
  const Journal::Row first = world.take(4);
  const Journal::Row second = world.take(4);  // 1 from the first tranche, 3 from the second
  world.pools.give_back(TeamId(0), first, day(1));
  CHECK(world.pools.available(TeamId(0)) == Tokens::whole(6).micro);
  world.run_until(11);
  world.pools.give_back(TeamId(0), second, day(11));
  world.pools.audit();
  const auto balances = world.pools.balances();
  CHECK(balances[0].expired == Tokens::whole(5));
  CHECK(balances[1].remaining == Tokens::whole(5));
  REQUIRE(world.pools.events.size() == 4);
  CHECK(world.pools.events[2].tokens == Tokens::whole(4));  // at the expiry; the held token followed
  CHECK(world.pools.events[3].tokens == Tokens::whole(1));
}

TEST_CASE("what a pool lacks is owed from the settling on, and paid before anything else") {
  World world({tranche(0, 50, 3), tranche(5, 60, 10)});
  world.run_until(1);
  const Journal::Row row = world.take(7);
  CHECK(world.pools.owed()[0] == Tokens{});
  world.pools.settle(TeamId(0), row, {});
  CHECK(world.pools.owed()[0] == Tokens::whole(4));
  world.run_until(6);
  CHECK(world.pools.owed()[0] == Tokens{});
  CHECK(world.pools.available(TeamId(0)) == Tokens::whole(6).micro);
}

TEST_CASE("a tranche that serves no instant of the simulation is left out") {
  World world({tranche(-400, 0, 5), tranche(3, 3, 5), tranche(100, 200, 5)});
  world.run_until(100);
  const auto balances = world.pools.balances();
  CHECK(balances[0].left_out);
  CHECK(balances[1].left_out);
  CHECK_FALSE(balances[2].left_out);
  CHECK(balances[2].bought == Tokens{});
  CHECK(world.pools.events.empty());
}

TEST_CASE("there is plenty only while one tranche carries all holds and nothing is owed") {
  const std::vector<std::uint8_t> uses{1};
  World world({tranche(0, 40, 10), tranche(0, 50, 1000)});
  world.run_until(1);
  CHECK(world.pools.plenty(uses) == Tokens::whole(10).micro);
  const Journal::Row row = world.take(12);
  CHECK(world.pools.plenty(uses) == 0);
  world.pools.settle(TeamId(0), row, {});
  CHECK(world.pools.plenty(uses) == Tokens::whole(998).micro);
}
