#include "engine/analysis/differences.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <string>
#include <tuple>
#include <variant>

#include "engine/replay/replay.h"
#include "engine/scenario/load.h"
#include "engine/trace/entitled.h"
#include "engine/trace/spells.h"
#include "engine/trace/view.h"
#include "tests/dice.h"
#include "tests/entitled_worlds.h"
#include "tests/slow_build.h"
#include "tests/worlds.h"

using namespace drawdown;

namespace {

// One side of a comparison, with everything that it looks at.
struct Side {
  Side(const Trace& log, Scenario with, const IdleSpans& idle = {})
      : scenario(std::move(with)),
        sessions_of_horizon(of_horizon(log, scenario.begin, scenario.end)),
        metered(reaching_tokens(sessions_of_horizon, {scenario.entitlements, scenario.access, scenario.server()})),
        trace(merge_units(
            scenario.idle_aware() ? active_spells(metered, idle, *scenario.rules.idle, scenario.end) : metered,
            scenario.rules.per_version, scenario.rules.per_machine)),
        outcome(replay(scenario, trace)),
        sessions(sessions_by_unit(trace)),
        rows(rows_by_unit(trace, outcome)),
        replayed{scenario,
                 trace,
                 sessions,
                 outcome,
                 rows,
                 static_cast<std::size_t>(log.size() == 0 ? 0 : sessions_of_horizon.open.data() - log.open.data())} {}

  Scenario scenario;
  Trace sessions_of_horizon;
  Trace metered;
  Trace trace;
  Outcome outcome;
  PlacesByUnit sessions;
  RowsByUnit rows;
  LogReplay replayed;
};

Trace log_of(World world) {
  world.scenario.rules.per_version = world.scenario.rules.per_machine = true;
  world.scenario.rules.idle.reset();
  rebuild(world);
  return world.trace;
}

// Another scenario for the same sessions: some axes are those of another world.
Scenario changed(const World& world, std::uint64_t seed) {
  Dice dice(seed);
  const Scenario other = random_world(seed + 1'000'000).scenario;
  Scenario scenario = world.scenario;
  Rules& rules = scenario.rules;
  const auto changes = [&dice] { return dice.one_in(4); };
  if (changes()) {
    rules.window = other.rules.window;
    if (auto* calendar = std::get_if<CalendarWindow>(&rules.window)) {
      calendar->named =
          ZoneId(static_cast<std::uint32_t>(dice.below(static_cast<std::int64_t>(scenario.zones.size()))));
    }
  }
  rules.per_version = changes() ? !rules.per_version : rules.per_version;
  rules.per_machine = changes() ? !rules.per_machine : rules.per_machine;
  rules.grace = changes() ? other.rules.grace : rules.grace;
  rules.renew = changes() ? !rules.renew : rules.renew;
  if (changes()) {
    rules.when_empty = other.rules.when_empty;
    rules.retry_after = other.rules.retry_after;
  }
  if (rules.idle && changes()) {
    rules.idle = dice.one_in(2) ? std::nullopt : std::optional(IdleRule{Duration{dice.between(60, 7200)}, {}});
  }
  if (changes()) {
    scenario.entitlements = {};
    scenario.access = {};
  }
  rules.consume = changes() ? other.rules.consume : rules.consume;
  if (changes()) {
    for (Product& product : scenario.products) {
      product.rates.back().tokens += Tokens::whole(1);
    }
  }
  if (changes()) {
    for (Tranche& tranche : scenario.tranches) {
      tranche.tokens += Tokens::whole(50);
    }
  }
  if (changes() && scenario.until - scenario.from > 2) {
    (dice.one_in(2) ? scenario.from : scenario.until) = scenario.from + (scenario.until - scenario.from) / 2;
    set_horizon(scenario);
  }
  if (const auto* rolling = std::get_if<RollingWindow>(&rules.window);
      rolling != nullptr && rolling->length <= rules.grace) {
    rules.grace = Duration{0};
  }
  return scenario;
}

using Cells = std::map<std::tuple<UserId, ProductId, std::int32_t>, std::array<std::int64_t, 2>>;

void add_cells(const Side& side, const DayTable& days, std::size_t column, Cells& cells) {
  for (const Charge& charge : side.outcome.charges) {
    const ChargeUnit& unit = side.trace.units[charge.unit.value];
    cells[{unit.user, unit.product, days.index_at(charge.at)}][column] += charge.tokens.micro;
  }
}

bool any_free(const Side& side) { return side.outcome.graced_visits > 0; }
template <class Kind>
bool is(const Side& side) {
  return std::holds_alternative<Kind>(side.scenario.rules.window);
}

bool same_window(const Window& a, const Window& b) {
  if (a.index() != b.index()) {
    return false;
  }
  if (const auto* calendar = std::get_if<CalendarWindow>(&a)) {
    const auto& other = std::get<CalendarWindow>(b);
    return calendar->period == other.period && calendar->clock == other.clock &&
           (calendar->clock != CalendarWindow::Clock::named || calendar->named == other.named);
  }
  if (const auto* rolling = std::get_if<RollingWindow>(&a)) {
    return rolling->length == std::get<RollingWindow>(b).length;
  }
  const auto* shared = std::get_if<SharedWindow>(&a);
  return shared == nullptr || shared->length == std::get<SharedWindow>(b).length;
}

// What must be the case for a reason to be one at all, seen from outside: from the rules and the counts.
bool may_be(Reason reason, const Side& a, const Side& b) {
  const Rules& one = a.scenario.rules;
  const Rules& other = b.scenario.rules;
  const bool same = same_window(one.window, other.window);
  switch (reason) {
    case Reason::rate:
      return true;
    case Reason::grace:
      return any_free(a) || any_free(b) || one.grace != other.grace;
    case Reason::refused:
      return !a.outcome.denials.empty() || !b.outcome.denials.empty();
    case Reason::idle:
      return one.idle.has_value() != other.idle.has_value() || (one.idle && one.idle->after != other.idle->after) ||
             (one.idle && one.idle->except != other.idle->except);
    case Reason::version:
      return one.per_version != other.per_version;
    case Reason::machine:
      return one.per_machine != other.per_machine;
    case Reason::boundary:
      return !same && (is<CalendarWindow>(a) || is<CalendarWindow>(b));
    case Reason::renewal:
      return one.renew != other.renew || !same;
    case Reason::window:
      return !same;
    case Reason::shared:
      return is<SharedWindow>(a) || is<SharedWindow>(b);
    case Reason::visit:
      return is<VisitWindow>(a) != is<VisitWindow>(b);
    case Reason::outside:
      return a.scenario.begin != b.scenario.begin || a.scenario.end != b.scenario.end;
    case Reason::moved:
      return true;
    case Reason::entitled:
      return !(a.scenario.entitlements == b.scenario.entitlements) || a.scenario.from != b.scenario.from ||
             !a.scenario.entitlements.seats.empty();
    case Reason::access:
      return !(a.scenario.access == b.scenario.access) || !(a.scenario.entitlements == b.scenario.entitlements);
  }
  return false;
}

}  // namespace

TEST_CASE("every difference between two variants has a reason, and the rows are all there is") {
  const std::uint64_t worlds = slow_build ? 2'000 : 20'000;
  std::array<std::uint64_t, reason_count> seen{};
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = seed % 3 == 0 ? random_idle_world(seed) : random_world(seed);
    const Trace log = log_of(world);
    if (seed % 4 == 0) {
      add_entitlements(world, seed);
    }
    const Side baseline(log, world.scenario, world.spans);
    const Side variant(log, changed(world, seed), world.spans);
    const DayTable& days = world.scenario.days;
    const std::vector<Difference> rows = differences(log, baseline.replayed, variant.replayed, days);
    Cells expected;
    add_cells(baseline, days, 0, expected);
    add_cells(variant, days, 1, expected);
    std::erase_if(expected, [](const auto& cell) { return cell.second[0] == cell.second[1]; });
    Cells actual;
    for (const Difference& row : rows) {
      actual[{row.user, row.product, row.day}] = {row.baseline.micro, row.variant.micro};
      ++seen[static_cast<std::size_t>(row.reason)];
      INFO("reason: " << reason_name(row.reason) << ", root: " << reason_name(row.root));
      CHECK(may_be(row.reason, baseline, variant));
      CHECK(row.root != Reason::moved);
      CHECK((row.reason == Reason::moved || row.root == row.reason));
    }
    CHECK(actual.size() == rows.size());
    CHECK(actual == expected);
  }
  for (std::size_t reason = 0; reason < reason_count; ++reason) {
    INFO(reason_name(static_cast<Reason>(reason)));
    CHECK(seen[reason] > worlds / 1'000);
  }
}

namespace {

// One user's sessions of one product on two days, under a rule and another: the rows as text.
std::string rows_between(const std::string& rules, const std::string& other_rules,
                         const std::vector<WorldSession>& sessions) {
  const std::string yaml =
      "time_zone: UTC\nfrom: 2026-01-05\nuntil: 2026-01-12\nrates: {AutoCAD: 7}\n"
      "pool: {lifetime: 365d, tranches: [{bought: 2026-01-05, tokens: 100}]}\nusage: {sessions: none.csv}\n";
  World world{load_scenario_text(yaml + "rules: " + rules, "a.yaml", "."), sessions, {}};
  const Scenario other = load_scenario_text(yaml + "rules: " + other_rules, "b.yaml", ".");
  const Trace log = log_of(world);
  const Side baseline(log, world.scenario);
  const Side variant(log, other);
  std::string text;
  for (const Difference& row : differences(log, baseline.replayed, variant.replayed, world.scenario.days)) {
    text += log.users[row.user] + " day " + std::to_string(row.day) + ": " + format(row.baseline) + " or " +
            format(row.variant) + ", " + std::string(reason_name(row.reason)) +
            (row.root == row.reason ? "" : " since " + std::string(reason_name(row.root))) + '\n';
  }
  return text;
}

// Hours of the five days from Monday on.
WorldSession at(const std::string& user, double from_hour, double to_hour, const std::string& version = "",
                const std::string& machine = "") {
  constexpr std::int64_t monday = 1767571200;
  return {user,
          0,
          version,
          machine,
          "",
          monday + static_cast<std::int64_t>(from_hour * 3600),
          monday + static_cast<std::int64_t>(to_hour * 3600)};
}

}  // namespace

TEST_CASE("a short launch is charged without grace, and moves the windows of the days after it") {
  CHECK(rows_between("flex", "{preset: flex, grace: 0s}",
                     {at("mary", 9, 9.02), at("mary", 15, 16), at("mary", 34, 35)}) ==
        "mary day 1: 0 or 7, moved since grace\n");
  CHECK(rows_between("flex", "{preset: flex, grace: 0s}", {at("mary", 9, 9.02)}) == "mary day 0: 0 or 7, grace\n");
}

TEST_CASE("work across midnight is charged twice by the calendar, and once by the clock of its first launch") {
  CHECK(rows_between("flex", "token-flex", {at("mary", 22, 30)}) == "mary day 1: 0 or 7, boundary\n");
}

TEST_CASE("use that goes on when the window ends is charged again by one and not by the other") {
  CHECK(rows_between("flex", "{preset: flex, renew: false}", {at("mary", 9, 40)}) == "mary day 1: 7 or 0, renewal\n");
  CHECK(rows_between("{preset: flex, window: {kind: rolling, length: 8h}}", "flex", {at("mary", 9, 18)}) ==
        "mary day 0: 14 or 7, renewal\n");
}

TEST_CASE("a later session is inside the longer window") {
  CHECK(rows_between("{preset: flex, window: {kind: rolling, length: 2h}}", "flex",
                     {at("mary", 9, 10), at("mary", 15, 16)}) == "mary day 0: 14 or 7, window\n");
}

TEST_CASE("a second version or machine is charged where the rules say so") {
  const std::vector<WorldSession> sessions{at("mary", 9, 10, "2025", "ws1"), at("mary", 11, 12, "2026", "ws2")};
  CHECK(rows_between("flex", "{preset: flex, charge_per: [user, product, version]}", sessions) ==
        "mary day 0: 7 or 14, version\n");
  CHECK(rows_between("{preset: flex, charge_per: [user, product, machine]}", "flex", sessions) ==
        "mary day 0: 14 or 7, machine\n");
}

TEST_CASE("another user's launch ends the shared window sooner") {
  CHECK(rows_between("flex", "{preset: flex, window: {kind: shared}}",
                     {at("john", 8, 9), at("mary", 10, 11), at("mary", 33, 33.5)}) == "mary day 1: 0 or 7, shared\n");
}

TEST_CASE("each visit is charged where there are no windows") {
  CHECK(rows_between("flex", "{preset: flex, window: visit}", {at("mary", 9, 10), at("mary", 11, 12)}) ==
        "mary day 0: 7 or 14, visit\n");
}
