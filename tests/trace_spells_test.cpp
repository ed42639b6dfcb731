// Spells by hand; tests/oracle_test.cpp holds them to the oracle's on random worlds.
#include "engine/trace/spells.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/trace/view.h"
#include "tests/trace_worlds.h"

using namespace drawdown;
using drawdown::testing::TraceWorld;

namespace {

constexpr std::int64_t base = 1767603600;

// Sessions of mary on AutoCAD, in seconds from `base`.
Trace log_of(std::initializer_list<std::pair<std::int64_t, std::int64_t>> sessions) {
  std::string text = "user,product,open,close\n";
  for (const auto& [open, close] : sessions) {
    text += "mary,AutoCAD," + std::to_string(base + open) + ',' + std::to_string(base + close) + '\n';
  }
  return TraceWorld().read(text).trace;
}

IdleSpans spans_of(std::initializer_list<std::pair<std::int64_t, std::int64_t>> spans) {
  IdleSpans idle;
  idle.machines.intern("");
  for (const auto& [from, to] : spans) {
    idle.spans.push_back({idle.users.intern("mary"), ProductId(0), MachineId(0),
                          static_cast<std::uint32_t>(base + from), static_cast<std::uint32_t>(base + to)});
  }
  return idle;
}

// "0: 10-20, 1: 15-30": the session of each spell, its open and its close.
std::string in_words(const Trace& trace) {
  std::string text;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    text += (text.empty() ? "" : ", ") + std::to_string(trace.session.empty() ? i : trace.session[i]) + ": " +
            std::to_string(trace.open[i] - base) + '-' + std::to_string(trace.close[i] - base);
  }
  return text;
}

std::string active(const Trace& log, const IdleSpans& idle, std::int64_t after = 10, Instant end = TraceWorld().end) {
  return in_words(active_spells(log, idle, {.after = Duration{after}, .except = {}}, end));
}

}  // namespace

TEST_CASE("a session lasts until so far into an idle span, and goes on when the span ends") {
  CHECK(active(log_of({{0, 100}}), spans_of({{30, 60}})) == "0: 0-40, 0: 60-100");
  CHECK(active(log_of({{0, 100}}), spans_of({{30, 60}, {75, 90}})) == "0: 0-40, 0: 60-85, 0: 90-100");
}

TEST_CASE("a span that is no longer than allowed changes nothing") {
  CHECK(active(log_of({{0, 100}}), spans_of({{30, 40}})) == "0: 0-100");
  CHECK(active(log_of({{0, 100}}), spans_of({{30, 41}})) == "0: 0-40, 0: 41-100");
}

TEST_CASE("spans that overlap or touch are one") {
  CHECK(active(log_of({{0, 100}}), spans_of({{36, 42}, {30, 36}})) == "0: 0-40, 0: 42-100");
  CHECK(active(log_of({{0, 100}}), spans_of({{30, 60}, {35, 40}, {50, 70}})) == "0: 0-40, 0: 70-100");
  CHECK(active(log_of({{0, 100}}), spans_of({{37, 42}, {30, 36}})) == "0: 0-100");
}

TEST_CASE("a span counts from the open to the close of the session") {
  CHECK(active(log_of({{50, 100}}), spans_of({{0, 60}})) == "0: 50-100");
  CHECK(active(log_of({{50, 100}}), spans_of({{0, 61}})) == "0: 50-60, 0: 61-100");
  CHECK(active(log_of({{0, 50}}), spans_of({{40, 70}})) == "0: 0-50");
  CHECK(active(log_of({{0, 50}}), spans_of({{39, 70}})) == "0: 0-49");
  CHECK(active(log_of({{0, 50}}), spans_of({{20, 50}})) == "0: 0-30");
  CHECK(active(log_of({{50, 50}}), spans_of({{0, 100}})) == "0: 50-50");
  CHECK(active(log_of({{50, 90}}), spans_of({{0, 50}, {90, 200}})) == "0: 50-90");
}

TEST_CASE("spells are sorted by open, ties in the order of their sessions") {
  const Trace log = log_of({{0, 100}, {20, 200}, {60, 70}, {80, 90}});
  const Trace spells =
      active_spells(log, spans_of({{30, 60}}), {.after = Duration{10}, .except = {}}, TraceWorld().end);
  CHECK(in_words(spells) == "0: 0-40, 1: 20-40, 0: 60-100, 1: 60-200, 2: 60-70, 3: 80-90");
  CHECK(spells.sessions() == 4);
  CHECK(spells.size() == 6);
}

TEST_CASE("a spell that would open when the horizon has ended is left out") {
  CHECK(active(log_of({{0, 100}}), spans_of({{30, 60}}), 10, Instant{base + 60}) == "0: 0-40");
  CHECK(active(log_of({{0, 100}}), spans_of({{30, 60}}), 10, Instant{base + 61}) == "0: 0-40, 0: 60-100");
  IdleSpans endless = spans_of({{30, 60}});
  endless.spans[0].to = IdleSpan::endless;
  CHECK(active(log_of({{0, 100}}), endless) == "0: 0-40");
}

TEST_CASE("only spans of the user, the product and the machine count, and none of products that are not idle-aware") {
  TraceWorld world;
  world.per_machine = true;
  const Trace log = world
                        .read(
                            "user,product,machine,open,close\n"
                            "mary,AutoCAD,m1,1767603600,1767603700\n"
                            "mary,AutoCAD,m2,1767603600,1767603700\n"
                            "ben,AutoCAD,m1,1767603600,1767603700\n"
                            "mary,\"Navis, \"\"Manage\"\"\",m1,1767603600,1767603700\n")
                        .trace;
  IdleSpans idle = spans_of({{30, 60}});
  CHECK(active(log, idle) == "0: 0-40, 1: 0-40, 2: 0-100, 3: 0-100, 0: 60-100, 1: 60-100");
  idle.spans[0].machine = idle.machines.intern("m2");
  CHECK(active(log, idle) == "0: 0-100, 1: 0-40, 2: 0-100, 3: 0-100, 1: 60-100");
  const IdleRule rule{.after = Duration{10}, .except = {ProductId(0)}};
  CHECK(in_words(active_spells(log, idle, rule, world.end)) == in_words(log));
}

TEST_CASE("units of spells can be merged, and a log that is never idle is shared") {
  TraceWorld world;
  world.per_machine = true;
  const Trace log = world
                        .read(
                            "user,product,machine,open,close\n"
                            "mary,AutoCAD,m1,1767603600,1767603700\n"
                            "mary,AutoCAD,m2,1767603650,1767603700\n")
                        .trace;
  const Trace spells = active_spells(log, spans_of({{10, 40}}), {.after = Duration{10}, .except = {}}, world.end);
  const Trace merged = merge_units(spells, false, false);
  CHECK(merged.units.size() == 1);
  CHECK(in_words(merged) == "0: 0-20, 0: 40-100, 1: 50-100");
  CHECK(merged.sessions() == 2);
  CHECK(active_spells(log, {}, {}, world.end).open.data() == log.open.data());
}
