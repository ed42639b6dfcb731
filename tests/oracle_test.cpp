// The engine against the oracle, row by row, on random worlds over every rule axis.
#include "tests/oracle/oracle.h"
#include "tests/oracle/agreement.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <string>

#include "engine/replay/replay.h"
#include "engine/scenario/read_sessions.h"
#include "tests/entitled_worlds.h"
#include "tests/oracle/rows.h"
#include "tests/oracle/shrink.h"
#include "tests/slow_build.h"
#include "tests/worlds.h"

using namespace drawdown;

namespace {

// What a set of worlds must have met, or holding the engine against it proves nothing.
const char* const must_be_seen[] = {
    "open charge",
    "renewal",
    "renewal at the window's end",
    "renewal at the settling instant",
    "charge of 0",
    "charge of more than 0",
    "whole draw",
    "split draw",
    "charge owed whole",
    "charge owed in part",
    "debt paid at an arrival",
    "debt paid when it arises",
    "debt paid when a hold is given back",
    "cut-off at the window's end",
    "cut-off at the settling instant",
    "session denied",
    "session inside a window",
    "session that joins a visit",
    "session that takes a hold",
    "retry denied",
    "retry inside a window",
    "retry that joins a visit",
    "retry that takes a hold",
    "spell denied",
    "spell inside a window",
    "spell that joins a visit",
    "spell that takes a hold",
    "spell of a refused session dropped",
    "spell of a cut-off session dropped",
    "retry and then a later spell",
    "free visit",
    "visit of no length",
    "visit where the last one ends",
    "visit after a gap",
    "two visits at one second",
    "settling after the end",
    "expiry",
    "expiry while tokens are held",
    "held tokens given back to an expired tranche",
    "tranche left out",
    "tranche that arrives",
    "tranche that never arrives",
    "shared window that starts",
    "shared window that starts and is denied",
    "shared window that is joined",
    "period with whole hours left",
    "period without",
    "tie of expiry and arrival",
    "tie of arrival and settling",
    "tie of settling and renewal",
    "tie of renewal and retry",
    "tie of retry and open",
    "tie of expiry and settling",
    "tie of expiry and renewal",
    "tie of arrival and renewal",
    "tie of arrival and open",
    "tie of settling and open",
    "tie of renewal and open",
    "tie of settling and retry",
    "covered by subscription",
    "covered by collection",
    "covered by seat",
    "seat of a session of no length",
    "seat taken over at the same second",
    "no seat left",
    "more seats held than in force",
    "open when an entitlement begins",
    "open when an entitlement ends",
    "session refused by access",
};

}  // namespace

TEST_CASE("the engine and the oracle agree, row by row, on random worlds over every rule axis") {
  const std::uint64_t worlds = setting("DRAWDOWN_WORLDS", slow_build ? 3'000 : 20'000);
  const std::uint64_t first = setting("DRAWDOWN_FIRST_WORLD", 1);
  std::map<std::string, std::uint64_t> seen;
  std::map<std::pair<std::size_t, WhenEmpty>, std::uint64_t> axes;
  for (std::uint64_t seed = first; seed < first + worlds; ++seed) {
    World world = seed % 3 == 0 ? random_idle_world(seed) : random_world(seed);
    if (seed % 4 == 0) {
      add_entitlements(world, seed);
    }
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
    ++axes[{world.scenario.rules.window.index(), world.scenario.rules.when_empty}];
  }
  CHECK(axes.size() == 12);  // four windows, three answers to an empty pool
  if (worlds >= 4'000) {
    for (const char* what : must_be_seen) {
      INFO("seen: " << what);
      CHECK(seen[what] >= worlds / 4'000);
    }
  }
}

// Random worlds are too small to fill the engine's blocks; an office's months are not.
TEST_CASE("the engine and the oracle agree, row by row, on months of an office, with pools that last and that do not") {
  std::size_t charges = 0;
  std::size_t denials = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 2U : 8U); ++seed) {
    for (const std::int64_t tokens_per_session : {30, 2, 1}) {
      OfficeYear year = office_year(
          {.seed = seed, .units = 400, .sessions = 15'000, .days = 90, .tokens_per_session = tokens_per_session});
      if (seed % 2 == 0) {  // whole minutes: many things at one instant
        for (SessionColumn* column : {&year.trace.open, &year.trace.close}) {
          SessionColumn::Values values = column->values();
          for (std::uint32_t& value : values) {
            value -= value % 60;
          }
          *column = std::move(values);
        }
      }
      for (const WhenEmpty empty : {WhenEmpty::deny, WhenEmpty::retry, WhenEmpty::overdraft}) {
        for (const Rules& preset : {flex(), token_flex()}) {
          CAPTURE(seed);
          CAPTURE(tokens_per_session);
          year.scenario.rules = preset;
          year.scenario.rules.when_empty = empty;
          const oracle::Outcome expected = oracle::replay(year.scenario, year.trace);
          const oracle::Outcome actual = oracle::plain(replay(year.scenario, year.trace));
          CHECK(oracle::first_difference(year.scenario, year.trace, expected, actual) == "");
          charges += expected.charges.size();
          denials += expected.denials.size();
        }
      }
    }
  }
  CHECK(charges > 100'000);
  CHECK(denials > 10'000);
}

// In blocks too: what is left of sessions that were refused or cut off comes while nothing is refused any more.
TEST_CASE("the engine and the oracle agree, row by row, on months of an office whose sessions fall into spells") {
  std::size_t dropped = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 1U : 4U); ++seed) {
    for (const std::int64_t tokens_per_session : {30, 2, 1}) {
      OfficeYear year = office_year(
          {.seed = seed, .units = 200, .sessions = 6'000, .days = 90, .tokens_per_session = tokens_per_session});
      Scenario& scenario = year.scenario;
      scenario.rules.idle = IdleRule{};
      scenario.usage.idle = "idle.csv";
      SessionColumn::Values close = year.trace.close.values();
      IdleSpans idle;
      idle.machines.intern("");
      for (std::size_t i = 0; i < year.trace.size(); i += 5) {  // left open, and used again now and then
        const ChargeUnit& unit = year.trace.units[year.trace.unit[i]];
        const std::uint32_t open = year.trace.open[i];
        for (const std::uint32_t hour : {1U, 5U, 30U}) {
          const std::uint32_t from = open + hour * 3600;
          idle.spans.push_back({idle.users.intern(year.trace.users[unit.user]), unit.product, MachineId(0), from,
                                from + 3 * 3600 + hour * 1200});
        }
        close[i] = open + 48 * 3600;
      }
      year.trace.close = std::move(close);
      const Trace active = as_ruled(scenario, year.trace, idle);
      for (const WhenEmpty empty : {WhenEmpty::deny, WhenEmpty::retry}) {
        CAPTURE(seed);
        CAPTURE(tokens_per_session);
        scenario.rules.when_empty = empty;
        const oracle::Outcome expected = oracle::replay(scenario, year.trace, idle);
        const oracle::Outcome actual = oracle::plain(replay(scenario, active));
        CHECK(oracle::first_difference(scenario, active, expected, actual) == "");
        for (const char* what : {"spell of a refused session dropped", "spell of a cut-off session dropped"}) {
          const auto seen = expected.seen.find(what);
          dropped += seen == expected.seen.end() ? 0 : seen->second;
        }
      }
    }
  }
  CHECK(dropped > 100);
}
