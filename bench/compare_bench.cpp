// How fast 32 variants are compared on one log in memory, beside the rival "run it 32 times": what `run` does between
// reading and writing, one after the other on one thread.
//
// DRAWDOWN_BENCH_SESSIONS and DRAWDOWN_BENCH_UNITS set the size. "compared" and "rival" tell the time on the wall; in
// "paired" they run in turn on one thread, and tell the processor time of the comparison by that of 32 runs, and by
// that of 32 bare replays: what is above 1 there is spent on tallies. `peak_bytes_per_session`: what memory grew by.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <fstream>
#include <string>
#include <vector>

#include "bench/measure.h"
#include "engine/analysis/burn.h"
#include "engine/analysis/summary.h"
#include "engine/ensemble/compare.h"
#include "engine/replay/replay.h"
#include "tests/worlds.h"

namespace {

using namespace drawdown;
using namespace drawdown::bench;

double peak_bytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word && word != "VmHWM:") {
  }
  double kilobytes = 0;
  status >> kilobytes;
  return kilobytes * 1024;
}

// A grid: four graces by eight windows.
std::deque<Scenario> grid(const Scenario& base) {
  std::deque<Scenario> all;
  const std::vector<Window> windows{RollingWindow{Duration{8 * 3600}},
                                    RollingWindow{Duration{12 * 3600}},
                                    RollingWindow{Duration{24 * 3600}},
                                    RollingWindow{Duration{48 * 3600}},
                                    CalendarWindow{Period::day, CalendarWindow::Clock::server, {}},
                                    CalendarWindow{Period::week, CalendarWindow::Clock::server, {}},
                                    SharedWindow{Duration{24 * 3600}},
                                    VisitWindow{}};
  for (const std::int64_t grace : {0, 300, 900, 1800}) {
    for (const Window& window : windows) {
      all.push_back(base);
      all.back().rules.grace = Duration{grace};
      all.back().rules.window = window;
    }
  }
  return all;
}

struct Sample {
  OfficeYear year = big_world(1, static_cast<std::uint32_t>(setting("DRAWDOWN_BENCH_UNITS", 300)),
                              setting("DRAWDOWN_BENCH_SESSIONS", 200'000), 365);
  std::deque<Scenario> scenarios = grid(year.scenario);
  SessionLog log;
  std::vector<Candidate> variants;

  Sample() {
    log.trace = year.trace;
    log.products = year.scenario.products;
    for (const Scenario& scenario : scenarios) {
      variants.push_back({std::to_string(variants.size()), &scenario, {}});
    }
  }
};
const Sample& sample() {
  static const Sample made;
  return made;
}

// The tokens of all variants, so that nobody measures work that was left out.
std::string tokens_of(const Comparison& comparison) {
  Tokens sum;
  for (const VariantEffect& variant : comparison.variants) {
    sum += variant.effect.summary.consumed;
  }
  return "tokens " + format(sum);
}

std::string run_all() {
  Tokens sum;
  const Trace& trace = sample().year.trace;
  for (const Scenario& scenario : sample().scenarios) {
    const Outcome outcome = replay(scenario, trace);
    const BurnCurve curve = burn_curve(scenario, trace, outcome);
    sum += summarise(scenario, trace, outcome, curve.counts).consumed;
  }
  return "tokens " + format(sum);
}

std::size_t replay_all() {
  std::size_t rows = 0;
  for (const Scenario& scenario : sample().scenarios) {
    rows += replay(scenario, sample().year.trace).charges.end();
  }
  return rows;
}

Comparison compare_all(unsigned threads, bool differences) {
  return compare(sample().log, sample().variants[0], sample().variants,
                 {.threads = threads, .differences = differences});
}

void count_sessions(benchmark::State& state) {
  state.SetItemsProcessed(static_cast<std::int64_t>(sample().year.trace.size() * sample().variants.size()) *
                          static_cast<std::int64_t>(state.iterations()));
}

void compared(benchmark::State& state, bool differences) {
  const double before = (sample(), peak_bytes());
  for (auto _ : state) {
    const Comparison all = compare_all(static_cast<unsigned>(state.range(0)), differences);
    state.SetLabel(tokens_of(all));
  }
  state.counters["peak_bytes_per_session"] = (peak_bytes() - before) / static_cast<double>(sample().year.trace.size());
  count_sessions(state);
}

void rival(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    state.SetLabel(run_all());
  }
  count_sessions(state);
}

void paired(benchmark::State& state) {
  sample();
  std::vector<double> by_run;
  std::vector<double> by_replay;
  for (auto _ : state) {
    const double begin = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
    benchmark::DoNotOptimize(run_all());
    const double ran = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
    benchmark::DoNotOptimize(replay_all());
    const double replayed = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
    benchmark::DoNotOptimize(compare_all(1, false).variants.size());
    const double compared = processor_seconds(CLOCK_PROCESS_CPUTIME_ID) - replayed;
    by_run.push_back(compared / (ran - begin));
    by_replay.push_back(compared / (replayed - ran));
  }
  for (auto* ratios : {&by_run, &by_replay}) {
    std::sort(ratios->begin(), ratios->end());
  }
  state.counters["by_run"] = by_run[by_run.size() / 2];
  state.counters["by_replay"] = by_replay[by_replay.size() / 2];
}

}  // namespace

BENCHMARK_CAPTURE(compared, tallies, false)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compared, differences_too, true)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(rival)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(paired)->Iterations(3)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
