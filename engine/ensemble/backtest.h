// How good forecasts of this demand are: from the first part of a log, the rest is forecast, and compared with what
// was.
//
//   const Backtest test = backtest(scenario, log, {.at = at}, make_draws);
//   for (const BacktestSpan& span : test.spans) { span.actual; span.model; }       // total, months, weeks, days
//   test.coverage[1];                                         // of the intervals that should hold 80 % of the weeks
//   test.loss;  test.naive_loss;                              // tokens a week; less is better
//
// Tokens are those that would be charged if they never ran out (engine/ensemble/daily_use.h). An interval of 80 % runs
// from the quantile of 10 % to that of 90 %, both included. The loss is the pinball loss of Koenker and Bassett,
// "Regression quantiles", Econometrica 46 (1978), 33–50: of a quantile q for the level t, where y came true, t (y − q)
// if y ≥ q, else (1 − t)(q − y); its mean over the levels and all whole weeks of the rest is a proper score of the
// forecast (Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation", Journal of the American
// Statistical Association 102 (2007), 359–378, §6).
//
// The naive forecast of a week is the same week of the latest year that the first part has, and the mean of the first
// part's last eight weeks where it has none; its quantiles are those of the errors that the same forecast made inside
// the first part.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/session_log.h"
#include "engine/time/civil.h"

namespace drawdown {

inline constexpr std::array<int, 7> backtest_levels{5, 10, 25, 50, 75, 90, 95};  // percent
inline constexpr std::array<int, 3> backtest_intervals{50, 80, 90};              // likewise
using LevelValues = std::array<Tokens, backtest_levels.size()>;

// Of each level the smallest value that at least so many percent do not exceed. There is at least one value.
[[nodiscard]] LevelValues quantiles_of(std::vector<Tokens> values);

struct BacktestSpan {
  enum class Kind : std::uint8_t { total, month, week, day };
  Kind kind = Kind::total;
  Day from;
  Day until;
  Tokens actual;
  Tokens mean;
  LevelValues model;
  std::optional<LevelValues> naive;  // of weeks
};

struct IntervalCoverage {
  std::uint64_t weeks = 0;
  std::uint64_t inside = 0;
  std::uint64_t naive_inside = 0;
};

struct Backtest {
  Day from;  // the first part is [from, at), the rest [at, until)
  Day at;
  Day until;
  std::vector<BacktestSpan> spans;  // the total, then whole months, whole weeks, days
  std::array<IntervalCoverage, backtest_intervals.size()> coverage;
  Tokens loss;
  Tokens naive_loss;
  std::uint64_t naive_weeks_of_year = 0;  // weeks that the naive forecast takes from an earlier year
};

// The replications of the rest, as a forecast draws them; may be called from several threads at once.
using DrawRest = std::function<Trace(std::uint64_t replication)>;
// Makes them of the first part: `past` ends at `rest.from`, and `rest` outlives the draws.
using MakeForecast = std::function<DrawRest(const Scenario& rest, const SessionLog& past, Day from)>;

struct BacktestOptions {
  Day from;               // the log's days
  Day until;              // likewise
  std::optional<Day> at;  // empty: the Monday at or before two thirds of them
  std::uint64_t replications = 200;
  unsigned threads = 1;
  std::atomic<std::uint64_t>* done = nullptr;  // replications that are done; another thread may look
};

// The log has the scenario's products and all days of the options. Throws InputError, with the scenario's file, if the
// first part has fewer than 16 whole weeks or the rest none. The result does not depend on the number of threads.
[[nodiscard]] Backtest backtest(const Scenario& scenario, const SessionLog& log, const BacktestOptions& options,
                                const MakeForecast& forecast);

}  // namespace drawdown
