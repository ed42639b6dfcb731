// How fast replications of a population are drawn, sorted and replayed: the office and the thousand occasional users of
// scenarios/, on one thread, beside the same people simulated event by event (demand_rival.h).
//
// DRAWDOWN_BENCH_REPLICATIONS sets how many replications a round has. `replications` and `items` are by second of this
// thread's processor. `tokens` is the mean of what a replication consumes if nothing is refused, ours and the rival's:
// they simulate the same, up to what both leave to chance. The hash must be the same on all machines.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "bench/demand_rival.h"
#include "bench/measure.h"
#include "engine/demand/population_source.h"
#include "engine/replay/replay.h"
#include "engine/scenario/load.h"

namespace {

using namespace drawdown;
using namespace drawdown::bench;

std::uint64_t replications() {
  static const std::uint64_t count = setting("DRAWDOWN_BENCH_REPLICATIONS", 10);
  return count;
}

// With a pool that refuses nobody, unless as it is.
Scenario scenario_of(const char* name, bool as_it_is = false) {
  const std::string path = std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/" + name + ".yaml";
  if (as_it_is) {
    return load_scenario(path);
  }
  return load_scenario(path, {{parse_override("rules.when_empty=overdraft")}});
}

class Hash {
 public:
  void add(const Trace& trace) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
      add(std::uint64_t{trace.open[i]} << 32 | trace.close[i]);
      add(trace.unit[i]);
    }
  }
  void add(std::uint64_t word) { value_ = (value_ ^ word) * 1099511628211U; }
  [[nodiscard]] std::string text() const {
    char text[32];
    std::snprintf(text, sizeof text, "hash %016llx", static_cast<unsigned long long>(value_));
    return text;
  }

 private:
  std::uint64_t value_ = 14695981039346656037U;
};

void count(benchmark::State& state, std::uint64_t sessions, double tokens) {
  const auto rounds = static_cast<double>(state.iterations()) * static_cast<double>(replications());
  state.counters["sessions"] = benchmark::Counter(static_cast<double>(sessions), benchmark::Counter::kIsRate);
  state.counters["replications"] = benchmark::Counter(rounds, benchmark::Counter::kIsRate);
  if (tokens > 0) {
    state.counters["tokens"] = tokens / rounds;
  }
}

void draw(benchmark::State& state, const char* name) {
  const Scenario scenario = scenario_of(name);
  const PopulationSource source(scenario, PopulationSource::Detail::as_charged);
  PopulationSource::Workspace workspace;
  Trace trace = source.nobody_yet();
  std::uint64_t sessions = 0;
  Hash hash;
  for (auto _ : state) {
    for (std::uint64_t replication = 1; replication <= replications(); ++replication) {
      source.draw(replication, workspace, trace);
      sessions += trace.size();
      if (replication == 1) {
        state.PauseTiming();
        hash = Hash();
        hash.add(trace);
        state.ResumeTiming();
      }
    }
  }
  state.SetLabel(hash.text());
  count(state, sessions, 0);
}

void draw_and_replay(benchmark::State& state, const char* name, bool as_it_is) {
  const Scenario scenario = scenario_of(name, as_it_is);
  const PopulationSource source(scenario, PopulationSource::Detail::as_charged);
  PopulationSource::Workspace workspace;
  Trace trace = source.nobody_yet();
  std::uint64_t sessions = 0;
  double tokens = 0;
  for (auto _ : state) {
    for (std::uint64_t replication = 1; replication <= replications(); ++replication) {
      source.draw(replication, workspace, trace);
      const Outcome outcome = replay(scenario, trace);
      sessions += trace.size();
      for (const TrancheBalance& balance : outcome.balances) {
        tokens += static_cast<double>(balance.consumed.micro) / micro_per_unit;
      }
    }
  }
  count(state, sessions, tokens);
}

void rival_event_by_event(benchmark::State& state, const char* name) {
  const Scenario scenario = scenario_of(name);
  std::mt19937_64 dice(2026);
  std::uint64_t sessions = 0;
  double tokens = 0;
  for (auto _ : state) {
    for (std::uint64_t replication = 1; replication <= replications(); ++replication) {
      const RivalYear year = rival_year(scenario, dice);
      sessions += year.sessions;
      tokens += year.tokens;
    }
  }
  count(state, sessions, tokens);
}

}  // namespace

BENCHMARK_CAPTURE(draw, office, "population-office")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(draw_and_replay, office, "population-office", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(draw_and_replay, office_and_its_pool, "population-office", true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rival_event_by_event, office, "population-office")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(draw, occasional, "population-occasional")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(draw_and_replay, occasional, "population-occasional", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rival_event_by_event, occasional, "population-occasional")->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
