// Entitlements and access by hand; tests/oracle_test.cpp holds them to the oracle's on random worlds.
#include "engine/trace/entitled.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/trace/spells.h"
#include "engine/trace/view.h"
#include "tests/trace_worlds.h"

using namespace drawdown;
using drawdown::testing::TraceWorld;

namespace {

constexpr ProductId autocad(0);
constexpr ProductId revit(1);
constexpr std::uint32_t noon = 1783080000;  // of 2026-07-03, in UTC

// A row of a sessions file, in seconds from noon.
std::string row(const char* user, const char* product, std::int64_t open, std::int64_t close) {
  return std::string(user) + ',' + product + ',' + std::to_string(noon + open) + ',' + std::to_string(noon + close) +
         '\n';
}

struct Case {
  Trace log;
  Entitlements entitlements;
  Access access;
  TraceWorld world;

  explicit Case(const std::string& rows) : log(TraceWorld().read("user,product,open,close\n" + rows).trace) {}

  [[nodiscard]] Trace metered() const { return reaching_tokens(log, {entitlements, access, world.zone}); }

  // What becomes of each session: "subscription", "collection", "seat", "tokens" or "access", in a few letters.
  [[nodiscard]] std::string fates() const {
    const Trace trace = metered();
    std::vector<std::string> fates(log.size(), "access");
    for (std::size_t i = 0; i < trace.size(); ++i) {
      fates[trace.among.empty() ? i : trace.among[i]] = "tokens";
    }
    for (std::size_t i = 0; trace.covered != nullptr && i < trace.covered->open.size(); ++i) {
      const char* names[] = {"subscription", "collection", "seat"};
      fates[trace.covered->among[i]] = names[static_cast<std::size_t>(trace.covered->covers[i].kind)];
    }
    std::string text;
    for (const std::string& fate : fates) {
      text += (text.empty() ? "" : " ") + fate;
    }
    return text;
  }
};

Term term(const char* from, const char* until) {
  Term term;
  if (*from != '\0') {
    term.from = *parse_day(from);
  }
  if (*until != '\0') {
    term.until = *parse_day(until);
  }
  return term;
}

}  // namespace

TEST_CASE("whoever is entitled is covered by the first that holds: subscription, collection, seat; others pay") {
  Case one(row("mary", "AutoCAD", 0, 10) + row("mary", "Revit", 1, 10) + row("bob", "AutoCAD", 2, 10) +
           row("ann", "AutoCAD", 3, 10) + row("eve", "AutoCAD", 4, 10));
  one.entitlements.subscriptions = {{"mary", autocad, {}}};
  one.entitlements.collections = {{"AEC", {autocad}, {{"bob", {}}, {"mary", {}}}}};
  one.entitlements.seats = {{autocad, 1, {}}};
  CHECK(one.fates() == "subscription tokens collection seat tokens");
  one.access.deny = {{"eve", {}}, {"ann", {}}};
  CHECK(one.fates() == "subscription tokens collection seat access");
}

TEST_CASE("an entitlement counts from the start of its first day to the start of the day on which it ends") {
  // Noon in UTC is eight in the morning in New York.
  const std::int64_t midnight = -8 * 3600;
  Case one(row("mary", "AutoCAD", midnight - 1, midnight + 5) + row("mary", "AutoCAD", midnight, midnight + 5));
  one.entitlements.subscriptions = {{"mary", autocad, term("2026-07-03", "")}};
  CHECK(one.fates() == "tokens subscription");
  one.entitlements.subscriptions = {{"mary", autocad, term("", "2026-07-03")}};
  CHECK(one.fates() == "subscription tokens");
  one.entitlements.subscriptions = {{"mary", autocad, term("", "2026-07-03")},
                                    {"mary", autocad, term("2026-07-03", "")}};
  CHECK(one.fates() == "subscription subscription");
}

TEST_CASE("a seat is held from open to close, and one that is given back at an instant is free for the next open") {
  Case one(row("a", "AutoCAD", 0, 10) + row("b", "AutoCAD", 5, 20) + row("c", "AutoCAD", 9, 20) +
           row("d", "AutoCAD", 10, 20) + row("e", "AutoCAD", 20, 30));
  one.entitlements.seats = {{autocad, 1, {}}};
  CHECK(one.fates() == "seat tokens tokens seat seat");
  const SeatUse use = one.metered().covered->seats[0];
  CHECK(use.granted == 3);
  CHECK(use.refused == 2);
  CHECK(use.peak == 1);
  CHECK(use.peak_at == noon);
}

TEST_CASE("a user's second session takes a seat of its own, and one of no length takes none") {
  Case one(row("a", "AutoCAD", 0, 10) + row("a", "AutoCAD", 1, 10) + row("b", "AutoCAD", 2, 2) +
           row("c", "AutoCAD", 2, 3) + row("d", "AutoCAD", 2, 2));
  one.entitlements.seats = {{autocad, 3, {}}};
  CHECK(one.fates() == "seat seat seat seat tokens");
  CHECK(one.metered().covered->seats[0].peak == 3);
}

TEST_CASE("seats of one product add up, and when some end those that are held stay held") {
  const std::int64_t midnight = -8 * 3600;
  Case one(row("a", "AutoCAD", midnight - 20, midnight + 10) + row("b", "AutoCAD", midnight - 20, midnight + 20) +
           row("c", "AutoCAD", midnight - 20, midnight + 20) + row("d", "AutoCAD", midnight, midnight + 5) +
           row("e", "AutoCAD", midnight + 10, midnight + 30) + row("f", "AutoCAD", midnight + 20, midnight + 30));
  one.entitlements.seats = {{autocad, 1, {}}, {autocad, 2, term("", "2026-07-03")}};
  CHECK(one.fates() == "seat seat seat tokens tokens seat");
}

TEST_CASE("sessions of a product without seats do not ask for one; those of one whose seats have ended do") {
  Case one(row("a", "AutoCAD", 0, 10) + row("a", "Revit", 0, 10));
  one.entitlements.seats = {{autocad, 1, term("", "2026-01-02")}};
  CHECK(one.fates() == "tokens tokens");
  CHECK(one.metered().covered->seats[0].refused == 1);
}

TEST_CASE("a rule of access refuses whoever matches all that it names, and a list of users everybody else") {
  Case one(row("mary", "AutoCAD", 0, 10) + row("mary", "Revit", 1, 10) + row("bob", "AutoCAD", 2, 10));
  one.access.deny = {{"mary", revit}};
  CHECK(one.fates() == "tokens access tokens");
  one.access.deny = {{{}, autocad}};
  CHECK(one.fates() == "access tokens access");
  one.access.deny = {{"mary", {}}, {"nobody", {}}};
  CHECK(one.fates() == "access access tokens");
  one.access = {{}, {{"mary"}}};
  CHECK(one.fates() == "tokens tokens access");
  one.access = {{{"mary", autocad}}, {{"mary", "ann"}}};
  CHECK(one.fates() == "access tokens access");
  CHECK(one.metered().refused.size() == 2);
  CHECK(one.metered().covered == nullptr);
}

TEST_CASE("the rule that refuses is the first that matches; without one it is the list") {
  const Access access{{{"eve", {}}, {"eve", autocad}}, {{"mary", "eve"}}};
  CHECK(refusal(access, "eve", autocad)->rule == 0U);
  CHECK_FALSE(refusal(access, "bob", autocad)->rule.has_value());
  CHECK_FALSE(refusal(access, "mary", autocad).has_value());
}

TEST_CASE("a trace of which every session reaches tokens keeps its columns") {
  Case one(row("mary", "AutoCAD", 0, 10));
  CHECK(one.metered().open.data() == one.log.open.data());
  one.entitlements.subscriptions = {{"bob", autocad, {}}};
  CHECK(one.metered().open.data() == one.log.open.data());
  CHECK(one.metered().covered->covers.empty());
}

TEST_CASE("covered sessions are split into spells like others, and a seat is held through idle time") {
  Case one(row("mary", "AutoCAD", 0, 100) + row("bob", "AutoCAD", 50, 60) + row("bob", "AutoCAD", 70, 80));
  one.entitlements.seats = {{autocad, 1, {}}};
  CHECK(one.fates() == "seat tokens tokens");
  IdleSpans idle;
  idle.machines.intern("");
  idle.spans.push_back({idle.users.intern("mary"), autocad, MachineId(0), noon + 10, noon + 90});
  const Trace active = active_spells(one.metered(), idle, {.after = Duration{15}, .except = {}}, one.world.end);
  CHECK(active.size() == 2);
  const Trace covered = covered_trace(active);
  REQUIRE(covered.size() == 2);
  CHECK(covered.sessions() == 1);
  CHECK(covered.close[0] == noon + 25);
  CHECK(covered.open[1] == noon + 90);
  CHECK(active.covered->covers.size() == 1);
}

TEST_CASE("results that access refuses are taken out, and stand before sessions of their instant") {
  Case one(row("mary", "AutoCAD", 5, 10) + row("eve", "AutoCAD", 0, 10));
  one.access.deny = {{"eve", {}}};
  Trace trace = one.metered();
  const std::uint32_t mary = trace.units[0].user == *trace.users.find("mary") ? 0 : 1;
  trace.results = {{noon, 1 - mary, 1}, {noon, mary, 2}, {noon + 5, 1 - mary, -3}};
  refuse_results(trace, one.access);
  REQUIRE(trace.results.size() == 1);
  CHECK(trace.results[0].quantity == 2);
  REQUIRE(trace.refused.size() == 3);
  CHECK(trace.refused[0].is_result);
  CHECK_FALSE(trace.refused[1].is_result);
  CHECK(trace.refused[2].at == noon + 5);
}

TEST_CASE("where units become one, covered and refused sessions are of the one too") {
  TraceWorld world;
  world.per_version = true;
  const std::string text =
      "user,product,version,open,close\n"
      "mary,AutoCAD,1,1783080000,1783080010\nmary,AutoCAD,2,1783080001,1783080010\n"
      "eve,AutoCAD,1,1783080002,1783080010\neve,AutoCAD,2,1783080003,1783080010\n";
  const Trace log = world.read(text).trace;
  const Entitlements entitlements{{{"mary", autocad, {}}}, {}, {}};
  const Access access{{{"eve", {}}}, {}};
  const Trace merged = merge_units(reaching_tokens(log, {entitlements, access, world.zone}), false, false);
  CHECK(merged.size() == 0);
  REQUIRE(merged.covered->unit.size() == 2);
  CHECK(merged.covered->unit[0] == merged.covered->unit[1]);
  REQUIRE(merged.refused.size() == 2);
  CHECK(merged.refused[0].unit == merged.refused[1].unit);
}
