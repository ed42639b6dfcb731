// How fast the exact purchase plan is: monthly decisions over two years and daily ones over years, three price tiers, a
// lifetime of a year, tokens in hundreds or one by one. With the cost of capital; without, where ties abound; with a
// penalty; with budgets. Beside it textbook dynamic programming without bounds (tests/plain_plan.h) on the monthly
// decisions.
//
// DRAWDOWN_BENCH_TOKENS is the use of a year, DRAWDOWN_BENCH_YEARS the horizon of the daily decisions. `total` is the
// plan's; `proven` is 1 if the search came to its end. The hash must be the same on all machines.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

#include "bench/measure.h"
#include "engine/planning/exact_plan.h"
#include "tests/dice.h"
#include "tests/plain_plan.h"

namespace {

using namespace drawdown;
using namespace drawdown::bench;

constexpr std::int64_t days_of_year = 365;

std::int64_t tokens_of_year() {
  static const auto tokens = static_cast<std::int64_t>(setting("DRAWDOWN_BENCH_TOKENS", 10'000));
  return tokens;
}

std::int64_t years() {
  static const auto count = static_cast<std::int64_t>(setting("DRAWDOWN_BENCH_YEARS", 1));
  return count;
}

// Five days of the week, of which none is like another.
DayDemand office_days(std::int64_t days) {
  Dice dice(2026);
  DayDemand demand;
  const std::int64_t most = std::max<std::int64_t>(tokens_of_year() * 7 / 5 * 2 / days_of_year, 1);
  for (std::int64_t day = 0; day < days; ++day) {
    demand.push_back(Tokens::whole(day % 7 < 5 ? dice.between(most / 4, most * 3 / 4) : 0));
  }
  return demand;
}

enum class Kind : std::uint8_t { interest, ties, penalty, budgets };

// Decisions every so many days of a horizon.
PurchaseProblem decisions(std::int64_t days, std::int64_t every, std::int64_t multiple, Kind kind) {
  PurchaseProblem problem;
  problem.days = static_cast<std::size_t>(days);
  for (std::int64_t day = 0; day < days; day += every) {
    const std::int64_t interest = kind == Kind::ties ? 0 : 50'000 * (days - day) / days_of_year;
    problem.order_days.push_back({.day = {},
                                  .arrives = static_cast<std::size_t>(day),
                                  .expires = static_cast<std::size_t>(day + days_of_year),
                                  .prices = 0,
                                  .year = static_cast<std::size_t>(day / days_of_year),
                                  .interest = interest});
  }
  problem.prices = {{.discount = OrderPrices::Discount::all_units,
                     .tiers = {{Tokens{}, Money::whole(3)},
                               {Tokens::whole(tokens_of_year() / 5), *parse_money("2.85")},
                               {Tokens::whole(tokens_of_year() * 4 / 5), *parse_money("2.6")}}}};
  problem.multiple = Tokens::whole(multiple);
  problem.order_cost = Money::whole(100);
  if (kind == Kind::penalty) {
    problem.penalty = Money::whole(4);
  }
  if (kind == Kind::budgets) {
    problem.budgets.assign(static_cast<std::size_t>(days / days_of_year + 1), Money::whole(tokens_of_year() * 16 / 5));
  }
  return problem;
}

std::string hash_of(const ExactPlan& plan) {
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&](std::uint64_t word) { hash = (hash ^ word) * 1099511628211U; };
  for (const auto& [order_day, tokens] : plan.plan) {
    add(order_day);
    add(static_cast<std::uint64_t>(tokens.micro));
  }
  add(static_cast<std::uint64_t>(plan.cost.total().micro));
  char text[32];
  std::snprintf(text, sizeof text, "hash %016llx", static_cast<unsigned long long>(hash));
  return text;
}

double units(Money money) { return static_cast<double>(money.micro) / micro_per_unit; }

void solve(benchmark::State& state, const PurchaseProblem& problem) {
  const DayDemand demand = office_days(static_cast<std::int64_t>(problem.days));
  ExactPlan plan;
  for (auto _ : state) {
    plan = exact_plan(problem, demand);
  }
  state.SetLabel(hash_of(plan));
  state.counters["total"] = units(plan.cost.total());
  state.counters["orders"] = static_cast<double>(plan.plan.size());
  state.counters["proven"] = plan.proven && plan.feasible ? 1 : 0;
}

void monthly(benchmark::State& state, Kind kind) { solve(state, decisions(720, 30, state.range(0), kind)); }

void daily(benchmark::State& state, Kind kind) {
  solve(state, decisions(days_of_year * years(), 1, state.range(0), kind));
}

void rival_monthly(benchmark::State& state, Kind kind) {
  const PurchaseProblem problem = decisions(720, 30, state.range(0), kind);
  const DayDemand demand = office_days(720);
  std::optional<Money> total;
  for (auto _ : state) {
    total = plain_cheapest(problem, demand);
  }
  state.counters["total"] = units(total.value_or(Money{}));
}

}  // namespace

BENCHMARK_CAPTURE(monthly, interest, Kind::interest)->Arg(100)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(monthly, penalty, Kind::penalty)->Arg(100)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rival_monthly, interest, Kind::interest)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rival_monthly, penalty, Kind::penalty)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(daily, interest, Kind::interest)->Arg(100)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(daily, ties, Kind::ties)->Arg(100)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(daily, penalty, Kind::penalty)->Arg(100)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(daily, budgets, Kind::budgets)->Arg(100)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
