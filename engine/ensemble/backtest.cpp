#include "engine/ensemble/backtest.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/base/wide.h"
#include "engine/ensemble/daily_use.h"
#include "engine/ensemble/naive_forecast.h"
#include "engine/ensemble/parallel.h"
#include "engine/trace/view.h"

namespace drawdown {
namespace {

using Kind = BacktestSpan::Kind;
using Days = std::vector<Tokens>;  // by day from some day on

constexpr std::int32_t week_long = 7;
constexpr std::size_t least_weeks = 16;  // eight to take the mean of, and eight errors of such means

Tokens sum(const Days& days, Day first, const BacktestSpan& span) {
  Tokens tokens;
  for (Day day = span.from; day < span.until; day = day + 1) {
    tokens += days[static_cast<std::size_t>(day - first)];
  }
  return tokens;
}

// Of one forecast quantile, in hundredths of a micro-token.
Wide pinball(Tokens actual, Tokens quantile, int level) {
  const Wide over = Wide{actual.micro} - quantile.micro;
  return over >= 0 ? over * level : -over * (100 - level);
}

std::vector<BacktestSpan> spans_of(Day at, Day until) {
  std::vector<BacktestSpan> spans{{Kind::total, at, until, {}, {}, {}, {}}};
  const auto add = [&](Kind kind, Day from, Day end) {
    if (from >= at && end <= until) {
      spans.push_back({kind, from, end, {}, {}, {}, {}});
    }
  };
  for (Day month = first_of_month(at); month < until; month = add_months(month, 1)) {
    add(Kind::month, month, add_months(month, 1));
  }
  for (Day monday = first_of_week(at); monday < until; monday = monday + week_long) {
    add(Kind::week, monday, monday + week_long);
  }
  for (Day day = at; day < until; day = day + 1) {
    add(Kind::day, day, day + 1);
  }
  return spans;
}

// What was known when `at` began: a session that was still open then has lasted until then.
SessionLog known_at(const SessionLog& log, const Zone& server, Day from, Day at) {
  const Instant end = server.start_of(at);
  const auto last = static_cast<std::uint32_t>(end.seconds);
  const auto begin = std::max(server.start_of(from), Instant{0});
  SessionLog past = log;
  past.trace = of_horizon(log.trace, begin, end);
  SessionColumn::Values close = past.trace.close.values();
  for (std::uint32_t& each : close) {
    each = std::min(each, last);
  }
  past.trace.close = std::move(close);
  std::erase_if(past.results.results,
                [&](const LoggedResult& result) { return result.at < begin.seconds || result.at >= end.seconds; });
  return past;
}

Day split_day(const BacktestOptions& options) {
  return options.at.value_or(first_of_week(options.from + (options.until - options.from) * 2 / 3));
}

void refuse(const Scenario& scenario, const std::string& why) { throw InputError({scenario.file}, why); }

std::vector<Tokens> weekly(const Days& days, Day from, Day until, Day& first_week) {
  std::vector<Tokens> weeks;
  first_week = first_of_week(from + (week_long - 1));
  for (Day monday = first_week; monday + week_long <= until; monday = monday + week_long) {
    weeks.push_back(sum(days, from, {Kind::week, monday, monday + week_long, {}, {}, {}, {}}));
  }
  return weeks;
}

void score(Backtest& test) {
  Wide loss = 0;
  Wide naive_loss = 0;
  Wide count = 0;
  for (const BacktestSpan& span : test.spans) {
    if (!span.naive) {
      continue;
    }
    ++count;
    for (std::size_t i = 0; i < backtest_levels.size(); ++i) {
      loss += pinball(span.actual, span.model[i], backtest_levels[i]);
      naive_loss += pinball(span.actual, (*span.naive)[i], backtest_levels[i]);
    }
    for (std::size_t i = 0; i < backtest_intervals.size(); ++i) {
      const std::size_t high = backtest_levels.size() / 2 + 1 + i;
      const std::size_t low = backtest_levels.size() - 1 - high;
      const auto inside = [&](const LevelValues& quantiles) {
        return quantiles[low] <= span.actual && span.actual <= quantiles[high] ? 1U : 0U;
      };
      IntervalCoverage& coverage = test.coverage[i];
      ++coverage.weeks;
      coverage.inside += inside(span.model);
      coverage.naive_inside += inside(*span.naive);
    }
  }
  const Wide pieces = count * 100 * static_cast<Wide>(backtest_levels.size());
  test.loss = Tokens{narrow((loss + pieces / 2) / pieces, "a loss in tokens")};
  test.naive_loss = Tokens{narrow((naive_loss + pieces / 2) / pieces, "a loss in tokens")};
}

}  // namespace

LevelValues quantiles_of(std::vector<Tokens> values) {
  std::sort(values.begin(), values.end());
  LevelValues quantiles;
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    const std::size_t at_most = (values.size() * static_cast<std::size_t>(backtest_levels[i]) + 99) / 100;
    quantiles[i] = values[at_most - 1];
  }
  return quantiles;
}

Backtest backtest(const Scenario& scenario, const SessionLog& log, const BacktestOptions& options,
                  const MakeForecast& forecast) {
  Backtest test;
  test.from = options.from;
  test.at = split_day(options);
  test.until = options.until;
  if (test.at <= options.from || test.at >= options.until) {
    refuse(scenario, "the log is split at " + format(test.at) + ", which must lie within its days, " +
                         format(options.from) + " to " + format(options.until));
  }
  test.spans = spans_of(test.at, test.until);
  const SessionLog past = known_at(log, scenario.server(), test.from, test.at);
  const Scenario first = without_limits(scenario, test.from, test.at);
  const Scenario rest = without_limits(scenario, test.at, test.until);
  Day first_week;
  const std::vector<Tokens> known = weekly(tokens_by_day(first, trace_of(past, first)), test.from, test.at, first_week);
  if (known.size() < least_weeks) {
    refuse(scenario, "the log has " + std::to_string(known.size()) + " whole weeks before " + format(test.at) +
                         "; a forecast from them needs at least " + std::to_string(least_weeks));
  }
  const bool has_week = std::any_of(test.spans.begin(), test.spans.end(),
                                    [](const BacktestSpan& span) { return span.kind == Kind::week; });
  if (!has_week) {
    refuse(scenario, "the log has no whole week from " + format(test.at) + " on to compare a forecast with");
  }
  const NaiveForecast naive(known, first_week);
  const DrawRest draw = forecast(rest, past, test.from);
  std::vector<Days> drawn(options.replications);
  in_parallel(drawn.size(), options.threads, [&](std::size_t i) {
    drawn[i] = tokens_by_day(rest, draw(i + 1));
    if (options.done != nullptr) {
      ++*options.done;
    }
  });
  const Days actual = tokens_by_day(rest, trace_of(log, rest));
  for (BacktestSpan& span : test.spans) {
    span.actual = sum(actual, test.at, span);
    std::vector<Tokens> values;
    Wide total = 0;
    for (const Days& days : drawn) {
      values.push_back(sum(days, test.at, span));
      total += values.back().micro;
    }
    span.mean = Tokens{narrow(total / static_cast<Wide>(values.size()), "a mean of tokens")};
    span.model = quantiles_of(std::move(values));
    if (span.kind == Kind::week) {
      span.naive = naive.week(span.from);
      test.naive_weeks_of_year += naive.has_year_before(span.from) ? 1U : 0U;
    }
  }
  score(test);
  return test;
}

}  // namespace drawdown
