// Worlds: a scenario and its sessions, built in memory. Shared by tests and benches.
//
//   World world = random_world(seed);            // small, odd, full of ties; the same for the same seed everywhere
//   replay(world.scenario, world.trace);
//   world.sessions.pop_back();
//   rebuild(world);                              // the trace again, from the sessions
//   as_story(world);                             // the scenario in YAML, "---", the sessions in CSV; if there are any,
//                                                // "---", the idle spans; if there are any, "---", the results
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/trace/idle.h"
#include "engine/trace/results.h"
#include "engine/trace/trace.h"

namespace drawdown {

// A row of a sessions file. Instants in seconds since 1970.
struct WorldSession {
  std::string user;
  std::size_t product = 0;  // place in the rate sheet
  std::string version;
  std::string machine;
  std::string team;  // empty: the user's
  std::int64_t open = 0;
  std::int64_t close = 0;
};

// A row of a file of idle spans.
struct WorldIdle {
  std::string user;
  std::size_t product = 0;
  std::string machine;
  std::int64_t from = 0;
  std::int64_t to = IdleSpan::endless;
};

// A row of a file of results.
struct WorldResult {
  std::string user;
  std::size_t product = 0;
  std::string team;  // empty: the user's
  std::int64_t at = 0;
  std::int64_t quantity = 0;  // millionths; less than 0: a refund
};

struct World {
  Scenario scenario;
  std::vector<WorldSession> sessions;  // in the order of the file
  Trace trace;                         // what a reader would make of them
  std::vector<WorldIdle> idle = {};
  std::vector<WorldResult> results = {};  // in the order of the file
  // What the trace was made of: before anybody was covered or refused access, or idle. Else the log is the trace.
  Trace log = {};
  IdleSpans spans = {};
};

// One to four users, one to three products, up to five tranches in up to three teams, up to forty sessions, on coarse
// grids of time around the borders that matter: every rule axis, changes of clocks in both directions, tiny pools.
[[nodiscard]] World random_world(std::uint64_t seed);
// The same world with idle awareness and idle spans, mostly such that sessions fall into several spells.
[[nodiscard]] World random_idle_world(std::uint64_t seed);

// Sets begin, end and the table of days from `zones[0]`, `from` and `until`; and the tranches' instants.
void set_horizon(Scenario& scenario);
// Makes the trace from the sessions, the idle spans and the results. All must be inside the horizon, while a rate is in
// force.
void rebuild(World& world);

// The log as the oracle wants it and the trace as the engine does, from what readers made of the files.
struct LogAndTrace {
  Trace log;
  Trace trace;
};
[[nodiscard]] LogAndTrace joined(const Scenario& scenario, const Trace& sessions, const IdleSpans& idle,
                                 const ResultLog& results);

[[nodiscard]] std::string as_story(const World& world);

// A year at an office, for benches and tests of determinism: under `flex`, about three sessions on a unit's active day,
// of 20 to 150 minutes, 5 % of less than five minutes, less than 1 % left open overnight.
struct Office {
  std::uint64_t seed = 1;
  std::uint32_t units = 30'000;
  std::uint64_t sessions = 1'000'000;
  std::int32_t days = 365;
  // What the tranches bring, for each session. 30 never run short: a session costs 10 at most when it opens, and hardly
  // any is renewed. About 2 are used.
  std::int64_t tokens_per_session = 30;
};
struct OfficeYear {
  Scenario scenario;
  Trace trace;
};
[[nodiscard]] OfficeYear office_year(const Office& office);
// The same with the usual numbers.
[[nodiscard]] OfficeYear big_world(std::uint64_t seed, std::uint32_t units, std::uint64_t sessions, std::int32_t days);

}  // namespace drawdown
