// How fast sessions in memory are replayed under `flex`, with holds, renewals and tranches: beside a bare loop that
// does nothing but look up the end of the unit's window and compare.
//
// DRAWDOWN_BENCH_SESSIONS and DRAWDOWN_BENCH_UNITS set the size. "paired" runs both in turn, so that what else the
// machine does meets both; `ratio` is the median, over the pairs, of the rival's time by ours. Times are of this
// thread's processor, not of the clock on the wall. The hash must be the same on all lines that show one.
#include <benchmark/benchmark.h>

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "bench/measure.h"
#include "engine/replay/meter.h"
#include "engine/replay/replay.h"
#include "tests/worlds.h"

namespace {

using namespace drawdown;
using namespace drawdown::bench;

std::int64_t resident_bytes() {
  std::int64_t total = 0;
  std::int64_t resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

// Made once; remembers what the memory was like before.
struct Sample {
  std::int64_t resident_before = resident_bytes();
  OfficeYear year = big_world(1, static_cast<std::uint32_t>(setting("DRAWDOWN_BENCH_UNITS", 300)),
                              setting("DRAWDOWN_BENCH_SESSIONS", 200'000), 365);
};
const Sample& sample() {
  static const Sample made;
  return made;
}

std::string hash_of(const Journal& journal) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a over words
  const auto add = [&](std::uint64_t word) { hash = (hash ^ word) * 1099511628211U; };
  for (const Charge& charge : journal) {
    add(static_cast<std::uint64_t>(charge.at.seconds));
    add(charge.unit.value);
    add(static_cast<std::uint64_t>(charge.tokens.micro));
  }
  char text[32];
  std::snprintf(text, sizeof text, "hash %016llx", static_cast<unsigned long long>(hash));
  return text;
}

// The rival: what no replay can do without.
std::uint64_t bare_loop(const Trace& trace) {
  constexpr std::uint32_t window = 86400;
  std::vector<std::uint32_t> window_end(trace.units.size());
  std::uint64_t charges = 0;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    std::uint32_t& end = window_end[trace.unit[i]];
    if (trace.open[i] >= end) {
      end = trace.open[i] + window;
      ++charges;
    }
  }
  return charges;
}

void count_sessions(benchmark::State& state) {
  state.SetItemsProcessed(static_cast<std::int64_t>(sample().year.trace.size()) *
                          static_cast<std::int64_t>(state.iterations()));
}

void rival_bare_loop(benchmark::State& state) {
  const Trace& trace = sample().year.trace;
  for (auto _ : state) {
    benchmark::DoNotOptimize(bare_loop(trace));
  }
  count_sessions(state);
}

void replay_sessions(benchmark::State& state, ReplayOptions options) {
  const auto& [scenario, trace] = sample().year;
  std::string hash;
  for (auto _ : state) {
    const Outcome outcome = replay(scenario, trace, options);
    state.PauseTiming();
    const auto held = static_cast<double>(resident_bytes() - sample().resident_before);
    state.counters["bytes_per_session"] = held / static_cast<double>(trace.size());
    state.counters["charges_per_session"] =
        static_cast<double>(outcome.charges.end()) / static_cast<double>(trace.size());
    hash = hash_of(outcome.charges);
    state.ResumeTiming();
  }
  state.SetLabel(hash);
  count_sessions(state);
}

void meter_sessions(benchmark::State& state) {
  const auto& [scenario, trace] = sample().year;
  std::string hash;
  for (auto _ : state) {
    const Metered metered = meter(scenario, trace);
    state.PauseTiming();
    hash = hash_of(metered.charges);
    state.ResumeTiming();
  }
  state.SetLabel(hash);
  count_sessions(state);
}

void settle_charges(benchmark::State& state) {
  const auto& [scenario, trace] = sample().year;
  const Metered metered = meter(scenario, trace);
  for (auto _ : state) {
    state.PauseTiming();
    Metered copy = metered;
    state.ResumeTiming();
    benchmark::DoNotOptimize(settle(scenario, trace, std::move(copy)));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(metered.charges.end()) *
                          static_cast<std::int64_t>(state.iterations()));
}

void paired(benchmark::State& state) {
  const auto& [scenario, trace] = sample().year;
  std::vector<double> ratios;
  for (auto _ : state) {
    const double begin = processor_seconds(CLOCK_THREAD_CPUTIME_ID);
    benchmark::DoNotOptimize(bare_loop(trace));
    const double between = processor_seconds(CLOCK_THREAD_CPUTIME_ID);
    {
      const Outcome outcome = replay(scenario, trace);
      benchmark::DoNotOptimize(outcome.visits);
    }
    const double end = processor_seconds(CLOCK_THREAD_CPUTIME_ID);
    ratios.push_back((between - begin) / (end - between));
    state.SetIterationTime(end - between);
  }
  std::sort(ratios.begin(), ratios.end());
  state.counters["ratio"] = ratios[ratios.size() / 2];
  state.counters["ratio_best"] = ratios.back();
  count_sessions(state);
}

}  // namespace

BENCHMARK(rival_bare_loop)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replay_sessions, in_blocks, ReplayOptions{})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replay_sessions, event_by_event, ReplayOptions{false, false})->Unit(benchmark::kMillisecond);
BENCHMARK(meter_sessions)->Unit(benchmark::kMillisecond);
BENCHMARK(settle_charges)->Unit(benchmark::kMillisecond);
BENCHMARK(paired)->UseManualTime()->Iterations(9)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
