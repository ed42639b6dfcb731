// The engine against the oracle, row by row, on random worlds with managed pools.
#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <string>

#include "engine/replay/managed_payer.h"
#include "engine/replay/replay.h"
#include "tests/dice.h"
#include "tests/managed_worlds.h"
#include "tests/oracle/agreement.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/rows.h"
#include "tests/oracle/shrink.h"
#include "tests/slow_build.h"

using namespace drawdown;

namespace {

// What a set of worlds must have met, or holding the engine against it proves nothing.
const char* const must_be_seen[] = {
    "result",
    "result denied",
    "result refused by access",
    "refund",
    "refund of what was used",
    "refund of more than was used",
    "refund of what was paid",
    "refund of a debt",
    "refund of a debt that is paid",
    "refund of results that access refused",
    "refused by a budget",
    "first look",
    "look after something was done to the pools",
    "review",
    "order that is there at once",
    "order with a lead time",
    "order rounded up",
    "no money left",
    "no orders left",
    "true-up",
    "true-up at the end",
    "transfer",
    "transfer to the same team",
    "transfer while tokens are held",
    "paid by a tranche that has moved",
    "tokens that come back to a tranche that has moved",
    "tokens that come back to a tranche that has expired",
    "adjustment that gives",
    "adjustment that takes",
    "adjustment that takes more than there is",
    "adjustment paid later",
    "debt paid at a transfer",
    "debt paid at an adjustment",
    "debt paid by a refund",
    "retry denied",
    "cut-off at the window's end",
    "spell denied",
    "tie of true-up and expiry",
    "tie of true-up and arrival",
    "tie of expiry and transfer",
    "tie of arrival and transfer",
    "tie of arrival and adjustment",
    "tie of transfer and adjustment",
    "tie of adjustment and review",
    "tie of review and settling",
    "tie of review and renewal",
    "tie of review and result",
    "tie of review and open",
    "tie of settling and result",
    "tie of renewal and result",
    "tie of result and retry",
    "tie of result and open",
};

// Two teams, or one and tranches of another, results and refunds among the sessions, a policy, and tranches that move
// to and fro.
void manage(OfficeYear& year, std::uint64_t seed) {
  Scenario& scenario = year.scenario;
  Dice dice(seed);
  const TeamId uk = year.trace.teams.intern("UK");
  // A team that nobody is in takes tranches away from under holds, and has none of its own that keep blocks away.
  for (std::size_t i = 0; seed % 2 == 1 && i < year.trace.units.size(); i += 3) {
    year.trace.units[i].team = uk;
  }
  const auto renders = ProductId(static_cast<std::uint32_t>(scenario.products.size()));
  scenario.products.push_back({"Renders", {{always, Tokens::whole(2), 10 * micro_per_unit}}, Partial::carry});
  const auto first = static_cast<std::uint32_t>(year.trace.units.size());
  for (const std::uint32_t user : {0U, 1U}) {
    year.trace.units.push_back(
        {user == 0 && seed % 2 == 1 ? uk : TeamId(0), UserId(user), renders, VersionId(0), MachineId(0)});
  }
  for (std::size_t i = 0; i < year.trace.size(); i += 150) {
    const std::uint32_t unit = first + static_cast<std::uint32_t>(i / 150 % 2);
    const std::int64_t quantity = dice.pick({25, 7, 110, -12, -30});
    year.trace.results.push_back({year.trace.open[i], unit, quantity * micro_per_unit});
  }
  PurchasePolicy policy;
  policy.name = "top up";
  policy.at = {scenario.tranches[0].tokens.micro / 50};
  policy.quantity = policy.at;
  policy.lead_days = 2;
  policy.lifetime = {40, 0};
  policy.orders = 6;
  scenario.policies = {policy};
  policy.team = "UK";
  policy.name = "UK's";
  policy.lead_days = 0;
  scenario.policies.push_back(policy);
  const auto start = [&](std::int32_t day) { return scenario.server().start_of(scenario.from + day); };
  for (std::int32_t day = 1; day < 45; day += 2) {
    scenario.transfers.push_back({start(day), TrancheId(day % 3 == 0 ? 0U : 1U), day % 4 == 1 ? "UK" : ""});
    scenario.adjustments.push_back({start(day), day % 4 == 1 ? "" : "UK", Tokens::whole(-day), "because", {}});
  }
}

}  // namespace

TEST_CASE("the engine and the oracle agree, row by row, on random worlds with managed pools") {
  const std::uint64_t worlds = setting("DRAWDOWN_WORLDS", slow_build ? 3'000 : 20'000);
  const std::uint64_t first = setting("DRAWDOWN_FIRST_WORLD", 1);
  std::map<std::string, std::uint64_t> seen;
  std::uint64_t managed = 0;
  for (std::uint64_t seed = first; seed < first + worlds; ++seed) {
    const World world = random_managed_world(seed);
    managed += is_managed(world.scenario, world.trace) ? 1U : 0U;
    const oracle::Outcome expected = oracle::replay(world.scenario, world.log, world.spans);
    for (const ReplayOptions options :
         {ReplayOptions{}, ReplayOptions{.blocks = false}, ReplayOptions{.audit = true}}) {
      const oracle::Outcome actual = oracle::plain(replay(world.scenario, world.trace, options));
      if (oracle::difference(world.scenario, world.trace, expected, actual)) {
        const std::string mode = options.audit ? ", audited" : options.blocks ? "" : ", event by event";
        FAIL("world " << seed << mode << ", as small as it gets; - expected, + found:\n" << shrunk(world, options));
      }
    }
    for (const auto& [what, times] : expected.seen) {
      seen[what] += times;
    }
  }
  CHECK(managed > worlds * 9 / 10);
  if (worlds >= 4'000) {
    for (const char* what : must_be_seen) {
      INFO("seen: " << what);
      CHECK(seen[what] >= worlds / 4'000);
    }
  }
}

// Random worlds are too small to fill the engine's blocks; an office's months are not.
TEST_CASE("the engine and the oracle agree, row by row, on months of an office whose pools are managed") {
  std::map<std::string, std::uint64_t> seen;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 1U : 3U); ++seed) {
    for (const std::int64_t tokens_per_session : {30, 1}) {
      OfficeYear year = office_year(
          {.seed = seed, .units = 200, .sessions = 6'000, .days = 60, .tokens_per_session = tokens_per_session});
      manage(year, seed);
      for (const WhenEmpty empty : {WhenEmpty::deny, WhenEmpty::retry, WhenEmpty::overdraft}) {
        for (const Duration grace : {Duration{300}, Duration{17 * 3600}}) {  // the second is over after midnight
          CAPTURE(seed);
          CAPTURE(tokens_per_session);
          year.scenario.rules.when_empty = empty;
          year.scenario.rules.grace = grace;
          const oracle::Outcome expected = oracle::replay(year.scenario, year.trace);
          const oracle::Outcome actual = oracle::plain(replay(year.scenario, year.trace));
          CHECK(oracle::first_difference(year.scenario, year.trace, expected, actual) == "");
          for (const auto& [what, times] : expected.seen) {
            seen[what] += times;
          }
        }
      }
    }
  }
  CHECK(seen["transfer while tokens are held"] > (slow_build ? 30 : 100));
  CHECK(seen["tokens that come back to a tranche that has moved"] > 100);
  CHECK(seen["order with a lead time"] > (slow_build ? 6 : 20));
  CHECK(seen["refund of what was used"] > 100);
}
