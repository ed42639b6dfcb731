// A tiny managed scenario, built in memory: one product per window, one per result, New York's January of 2026.
//
//   ManagedWorld world;
//   world.tranche("jan", "2026-01-05", 10);
//   world.session("mary", "2026-01-05T15:00:00Z", 60);      // minutes, of AutoCAD
//   world.result("mary", "2026-01-05T16:00:00Z", 25);       // results of Renders
//   CHECK(world.told() == std::vector<std::string>{…});     // the journal, the denials and the pool's events, in words
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/analysis/ledgers.h"
#include "engine/base/check.h"
#include "engine/replay/replay.h"
#include "engine/time/zone.h"
#include "tests/worlds.h"

namespace drawdown::tests {

struct ManagedWorld {
  static constexpr std::size_t autocad = 0;
  static constexpr std::size_t renders = 1;

  ManagedWorld() {
    scenario.zones = {*Zone::find("America/New_York")};
    scenario.from = *parse_day("2026-01-01");
    scenario.until = *parse_day("2026-03-01");
    set_horizon(scenario);
    scenario.rules = flex();
    scenario.rules.grace = Duration{0};
    scenario.products = {{"AutoCAD", {{always, Tokens::whole(7)}}, {}},
                         {"Renders", {{always, Tokens::whole(1), 10 * micro_per_unit}}, Partial::carry}};
    trace.teams.intern("");
    trace.versions.intern("");
    trace.machines.intern("");
  }

  [[nodiscard]] Instant at_start_of(std::string_view day) const { return scenario.server().start_of(*parse_day(day)); }

  void tranche(std::string id, std::string_view bought, std::int64_t tokens, std::string team = "",
               std::string_view expires = "2027-01-01") {
    Tranche t;
    t.id = std::move(id);
    t.team = std::move(team);
    t.bought = *parse_day(bought);
    t.expires = *parse_day(expires);
    t.arrives_at = at_start_of(bought);
    t.expires_at = at_start_of(expires);
    t.tokens = Tokens::whole(tokens);
    trace.teams.intern(t.team);
    scenario.tranches.push_back(std::move(t));
  }
  std::uint32_t unit(const std::string& user, std::size_t product, const std::string& team) {
    const ChargeUnit wanted{trace.teams.intern(team), trace.users.intern(user),
                            ProductId(static_cast<std::uint32_t>(product)), VersionId(0), MachineId(0)};
    const auto found = std::find(trace.units.begin(), trace.units.end(), wanted);
    const auto place = static_cast<std::uint32_t>(found - trace.units.begin());
    if (found == trace.units.end()) {
      trace.units.push_back(wanted);
      trace.user_zones.resize(trace.users.size());
    }
    return place;
  }
  // In order of time.
  void session(const std::string& user, std::string_view open, int minutes, const std::string& team = "") {
    const auto at = static_cast<std::uint32_t>(parse_instant(open, Zone())->instant.seconds);
    rows.add(at, at + static_cast<std::uint32_t>(minutes) * 60, unit(user, autocad, team));
  }
  void result(const std::string& user, std::string_view at, std::int64_t quantity, const std::string& team = "") {
    trace.results.push_back({static_cast<std::uint32_t>(parse_instant(at, Zone())->instant.seconds),
                             unit(user, renders, team), quantity * micro_per_unit});
  }

  // As replayed event by event with audits; blocks must come to the same.
  const Outcome& run() {
    trace.set(rows);
    outcome = replay(scenario, trace, {.audit = true});
    const std::vector<std::string> audited = lines();
    outcome = replay(scenario, trace, {});
    CHECK(lines() == audited);
    return outcome;
  }
  std::vector<std::string> told() {
    run();
    return lines();
  }

  Scenario scenario;
  Trace trace;
  SessionRows rows;
  Outcome outcome;

 private:
  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> all;
    for (const Charge& charge : outcome.charges) {
      all.push_back(format_utc(charge.at) + " " + std::string(charge_kind_name(charge.kind)) + " " +
                    trace.users[trace.units[charge.unit.value].user] + " " + format(charge.tokens) + " = " +
                    payers_of(outcome, charge));
    }
    for (const Denial& denial : outcome.denials) {
      const std::string cap = denial.reason == DenialReason::budget ? " " + scenario.budgets[denial.cap].name : "";
      all.push_back(format_utc(denial.at) + (denial.kind == DenialKind::denied ? " denied " : " cut off ") +
                    trace.users[trace.units[denial.unit.value].user] + " " + format(denial.tokens) + " of " +
                    format(denial.available) + " " + std::string(denial_reason_name(denial.reason)) + cap);
    }
    constexpr std::string_view names[] = {"expired",   "arrived",         "moved",   "adjusted",
                                          "debt paid", "adjustment paid", "ordered", "not ordered"};
    for (const PoolEvent& event : outcome.events) {
      const std::string tranche = event.tranche == no_tranche ? "-" : outcome.tranches[event.tranche.value].id;
      all.push_back(format_utc(event.at) + " " + std::string(names[static_cast<std::size_t>(event.kind)]) + " " +
                    tranche + " " + format(event.tokens));
    }
    return all;
  }
};

}  // namespace drawdown::tests
