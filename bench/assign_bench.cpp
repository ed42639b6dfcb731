// How fast it is decided who gets tokens, subscriptions and collections: a year of an office in which everybody uses a
// few of six products, with a list of three prices.
//
// DRAWDOWN_BENCH_USERS sets the size. "metering" goes through the log once; "assign" decides on the needs that came of
// it, and says what it costs, how far from the best that can be at most, and a hash of who gets what; "all" is what the
// program does with a log in memory: needs, decision, and the replay that checks it. "moving" lets seats move. The
// rival tries every set for every user at the price that the last total gave: its cost is beside ours.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <string>

#include "bench/assign_rival.h"
#include "bench/measure.h"
#include "engine/planning/assignment_study.h"
#include "engine/replay/meter.h"
#include "engine/scenario/load.h"
#include "tests/dice.h"

namespace {

using namespace drawdown;
using namespace drawdown::bench;

constexpr const char* yaml = R"(time_zone: Etc/UTC
from: 2026-01-01
until: 2027-01-01
rates: {A: 7, B: 10, C: 3, D: 6, E: 1, F: 9}
subscription_prices: {A: 2310, B: 2985, C: 680, D: 1975, E: 400, F: 1560}
entitlements:
  collections:
    - {name: AB, products: [A, B, C], price: 3245, users: []}
    - {name: DE, products: [D, E, F], price: 2750, users: []}
pool:
  tranches: []
  price_list:
    - {quantity: 100, unit_price: 3.00}
    - {quantity: 1000000, unit_price: 2.70}
    - {quantity: 60000000, unit_price: 2.40}
  order_multiple: 100
usage: {sessions: none.csv}
)";

struct Sample {
  Scenario scenario = load_scenario_text(yaml, "bench.yaml", "");
  SessionLog log;
  SeatTerms terms{scenario};
  NeedVariants variants{scenario, terms};
  UserNeeds needs{variants};

  explicit Sample(std::uint64_t users) {
    // Each user has one to three products, and for each a share of the working days between none and all.
    Dice dice(22);
    Trace& trace = log.trace;
    log.products = scenario.products;
    trace.teams.intern("");
    std::vector<std::int64_t> share;
    for (std::uint64_t user = 0; user < users; ++user) {
      const UserId id = trace.users.intern("user " + std::to_string(user));
      std::uint32_t product = static_cast<std::uint32_t>(dice.below(6));
      for (std::int64_t i = dice.between(1, 3); i > 0; --i, product = (product + 1) % 6) {
        ChargeUnit unit;
        unit.user = id;
        unit.product = ProductId(product);
        trace.units.push_back(unit);
        share.push_back(dice.below(10) * dice.below(10));
      }
    }
    SessionRows rows;
    for (std::int64_t day = 0; day < 365; ++day) {
      if (day % 7 == 2 || day % 7 == 3) {
        continue;
      }
      for (std::uint32_t unit = 0; unit < share.size(); ++unit) {
        if (dice.below(100) < share[unit]) {
          const auto open = static_cast<std::uint32_t>(scenario.begin.seconds + day * 86'400 + 9 * 3'600);
          rows.add(open, open + 7'200, unit);
        }
      }
    }
    trace.rows = rows.open.size();
    trace.set(std::move(rows));
    trace.user_zones.resize(trace.users.size());
    needs.add(log);
  }
};

const Sample& sample() {
  static const Sample made(setting("DRAWDOWN_BENCH_USERS", 200));
  return made;
}

std::string label_of(const Assignment& assignment) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a over words
  for (const UserChoice& choice : assignment.choices) {
    for (const std::uint64_t word : {std::uint64_t{choice.mix.collections}, choice.mix.subscriptions,
                                     static_cast<std::uint64_t>(choice.tokens_after.micro)}) {
      hash = (hash ^ word) * 1099511628211U;
    }
  }
  char text[32];
  std::snprintf(text, sizeof text, "hash %016llx", static_cast<unsigned long long>(hash));
  return std::string(text) + " cost " + format(assignment.after.cost()) + " gap " +
         format(assignment.after.cost() - assignment.bound);
}

void metering(benchmark::State& state) {
  const Sample& made = sample();
  for (auto _ : state) {
    benchmark::DoNotOptimize(meter(made.scenario, trace_of(made.log, made.scenario)).visits);
  }
  state.SetLabel(std::to_string(made.log.trace.size()) + " sessions");
}

void assign_users(benchmark::State& state) {
  const Sample& made = sample();
  for (auto _ : state) {
    state.SetLabel(label_of(assign(made.variants, made.needs)));
  }
}

void all(benchmark::State& state) {
  const Sample& made = sample();
  for (auto _ : state) {
    const AssignmentStudy study = study_assignment(made.scenario, &made.log, nullptr, {});
    state.SetLabel(study.replayed.cost() == study.predicted.cost() ? label_of(study.assignment) : "not as predicted");
  }
}

void moving(benchmark::State& state) {
  Scenario scenario = sample().scenario;
  scenario.assign.minimum_stay = 30;
  const NeedVariants variants(scenario, sample().terms);
  for (auto _ : state) {
    state.SetLabel(label_of(assign(variants, sample().needs)));
  }
}

void rival(benchmark::State& state) {
  const Sample& made = sample();
  const UserMixes mixes(made.scenario, made.terms);
  const TokenOrders orders = token_orders(made.scenario);
  for (auto _ : state) {
    const RivalBill bill = assign_by_hand(mixes, made.needs.users(), orders);
    state.SetLabel("cost " + format(bill.cost) + ", " + std::to_string(bill.rounds) + " rounds");
  }
}

}  // namespace

BENCHMARK(metering)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(assign_users)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(all)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(moving)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(rival)->UseRealTime()->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
