// How fast a study goes: a thousand occasional users for a year, against pools of six sizes.
//
// DRAWDOWN_BENCH_REPLICATIONS sets how many replications a round has. "study" tells the time on the wall on one and on
// two threads, with pools that may run dry and with some that never do, where one metering is settled for each size
// ("settled") or each size is replayed all the same ("replayed"). The rival does what a script around `run` would: for
// each size and replication it loads the scenario, draws, replays and sums up, one after the other. Labels: the mean
// cost of the first size, so that nobody measures work that was left out.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <optional>
#include <string>

#include "bench/measure.h"
#include "engine/analysis/burn.h"
#include "engine/analysis/effect.h"
#include "engine/analysis/summary.h"
#include "engine/demand/draw.h"
#include "engine/ensemble/sizes.h"
#include "engine/ensemble/stress.h"
#include "engine/replay/replay.h"
#include "engine/scenario/load.h"

namespace {

using namespace drawdown;
using namespace drawdown::bench;

const std::string path = std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/population-occasional.yaml";

std::uint64_t replications() {
  static const std::uint64_t count = setting("DRAWDOWN_BENCH_REPLICATIONS", 20);
  return count;
}

// About 34,000 tokens are used.
const char* const tight = "30000..40000/2000";
const char* const ample = "90000..100000/2000";

struct Sample {
  VariantSet set;
  SizedCandidates sized;
  DemandSource source;

  explicit Sample(const char* sizes)
      : set(load_variants(path, {.overrides = {parse_override(std::string("stress.sizes=") + sizes)},
                                 .files = {},
                                 .texts = {},
                                 .vary = {}})),
        sized(set),
        source(set.base) {}
};

std::string label_of(Wide cost, std::uint64_t number) {
  return "cost " + format(Money{static_cast<std::int64_t>(cost / static_cast<Wide>(number))});
}

void count(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(replications()));
}

void study(benchmark::State& state, const char* sizes, bool settle) {
  const Sample sample(sizes);
  StressOptions how;
  how.replications = replications();
  how.threads = static_cast<unsigned>(state.range(0));
  how.settle = settle;
  for (auto _ : state) {
    const Stress all = stress(
        sample.sized.candidates(),
        [&](std::size_t, std::uint64_t replication) { return sample.source.draw(replication); }, how);
    state.SetLabel(label_of(all.candidates[1].of(ReplicaMeasure::cost).mean.sum(), replications()));
  }
  count(state);
}

void draws(benchmark::State& state) {
  const Sample sample(tight);
  for (auto _ : state) {
    for (std::uint64_t replication = 1; replication <= replications(); ++replication) {
      benchmark::DoNotOptimize(sample.source.draw(replication).size());
    }
  }
  count(state);
}

void rival(benchmark::State& state, const char* sizes) {
  const Sample sample(sizes);
  for (auto _ : state) {
    Wide cost = 0;
    for (std::size_t i = 0; i < sample.sized.candidates().size(); ++i) {
      const std::optional<Tokens> size = sample.sized.candidates()[i].size;
      for (std::uint64_t replication = 1; replication <= replications(); ++replication) {
        LoadOptions options;
        if (size) {
          options.overrides.push_back(parse_override("pool.tranches[0].tokens=" + format(*size)));
        }
        const Scenario scenario = load_scenario(path, options);
        const Trace trace = DemandSource(scenario).draw(replication);
        const Outcome outcome = replay(scenario, trace);
        const BurnCurve curve = burn_curve(scenario, trace, outcome);
        const Summary summary = summarise(scenario, trace, outcome, curve.counts);
        cost += i == 1 ? (consumed_cost(outcome) + summary.written_off).micro : 0;
      }
    }
    state.SetLabel(label_of(cost, replications()));
  }
  count(state);
}

}  // namespace

BENCHMARK_CAPTURE(study, tight, tight, true)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(study, settled, ample, true)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(study, replayed, ample, false)->Arg(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(draws)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rival, tight, tight)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rival, ample, ample)->UseRealTime()->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
