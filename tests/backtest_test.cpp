#include "engine/ensemble/backtest.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/base/wide.h"
#include "engine/ensemble/backtest_tables.h"
#include "engine/ensemble/daily_use.h"
#include "engine/ensemble/forecasts.h"
#include "engine/ensemble/naive_forecast.h"
#include "engine/report/csv.h"
#include "tests/past_world.h"

using namespace drawdown;
using drawdown::tests::Workplace;

namespace {

std::vector<Tokens> whole(const std::vector<std::int64_t>& numbers) {
  std::vector<Tokens> tokens;
  for (const std::int64_t number : numbers) {
    tokens.push_back(Tokens::whole(number));
  }
  return tokens;
}

// Thirty weeks from Monday 2024-01-01; each user opens A once on each weekday, `users(week)` of them.
template <class Users>
std::string log_of(Users users) {
  std::string text = "user,product,open,close\n";
  for (int week = 0; week < 30; ++week) {
    for (int day = 0; day < 5; ++day) {
      const std::string date = format(*parse_day("2024-01-01") + (7 * week + day));
      for (int user = 0; user < users(week); ++user) {
        text += fmt::format("u{},A,{}T09:00:00Z,{}T10:00:00Z\n", user, date, date);
      }
    }
  }
  return text;
}

struct Past : Workplace {
  explicit Past(const std::string& log) {
    put("log.csv", log);
    put("s.yaml",
        "time_zone: UTC\nfrom: 2024-01-01\nuntil: 2024-07-29\nrates: {A: 7}\npool: {tranches: [{bought: 2024-01-01, "
        "tokens: 5}], lifetime: 365d}\nbudgets: [{name: b, tokens: 1}]\nusage: {sessions: log.csv}\n");
    scenario = load_scenario((folder() / "s.yaml").string());
    log_read = read_history(scenario, history_of(scenario));
    options.from = scenario.from;
    options.until = scenario.until;
    options.replications = 60;
  }
  [[nodiscard]] Backtest test(const MakeForecast& forecast) const {
    return backtest(scenario, log_read, options, forecast);
  }

  Scenario scenario;
  SessionLog log_read;
  BacktestOptions options;
};

}  // namespace

TEST_CASE("a quantile is the smallest value that so many percent do not exceed") {
  std::vector<std::int64_t> numbers;
  for (std::int64_t i = 100; i >= 1; --i) {
    numbers.push_back(i);
  }
  const LevelValues hundred = quantiles_of(whole(numbers));
  for (std::size_t i = 0; i < backtest_levels.size(); ++i) {
    CHECK(hundred[i] == Tokens::whole(backtest_levels[i]));
  }
  const LevelValues three = quantiles_of(whole({30, 10, 20}));
  CHECK(three[0] == Tokens::whole(10));
  CHECK(three[3] == Tokens::whole(20));
  CHECK(three[6] == Tokens::whole(30));
}

TEST_CASE("the naive forecast is the mean of eight weeks, with the errors that such means made") {
  // Sixteen weeks of 10 and 20 in turn: every mean is 15, and half of the errors are 5, half -5.
  std::vector<std::int64_t> weeks;
  for (int i = 0; i < 16; ++i) {
    weeks.push_back(i % 2 == 0 ? 10 : 20);
  }
  const Day first = *parse_day("2024-01-01");
  const NaiveForecast naive(whole(weeks), first);
  const LevelValues next = naive.week(first + 7 * 16);
  CHECK(next[0] == Tokens::whole(10));
  CHECK(next[3] == Tokens::whole(10));
  CHECK(next[4] == Tokens::whole(20));
  CHECK_FALSE(naive.has_year_before(first + 7 * 16));
  CHECK_FALSE(naive.has_year_before(first + 7 * 51));
  CHECK(naive.has_year_before(first + 7 * 52));
  CHECK_FALSE(naive.has_year_before(first + 7 * 70));
  CHECK(naive.has_year_before(first + 7 * 104));
}

TEST_CASE("where the same week of a year before is known, the naive forecast is that week") {
  std::vector<std::int64_t> weeks;
  for (int i = 0; i < 70; ++i) {
    weeks.push_back(i < 52 ? i : i + 100);  // a year later every week has 152 more
  }
  const Day first = *parse_day("2024-01-01");
  const NaiveForecast naive(whole(weeks), first);
  const LevelValues next = naive.week(first + 7 * 71);  // the 72nd: 52 before it is the 20th, of 19 tokens
  CHECK(next[0] == Tokens::whole(19 + 152));
  CHECK(next[6] == Tokens::whole(19 + 152));
  CHECK(naive.week(first + 7 * 125)[3] == Tokens::whole(21 + 152));  // two years before; one is not known yet
}

TEST_CASE("of a log of equal weeks a bootstrap knows the rest, and loses nothing") {
  const Past past(log_of([](int) { return 4; }));
  const Backtest test = past.test(by_bootstrap({}, Seed{1}));
  CHECK(format(test.at) == "2024-05-20");  // the Monday at or before two thirds of 210 days
  CHECK(test.loss == Tokens{});
  CHECK(test.naive_loss == Tokens{});
  for (const IntervalCoverage& coverage : test.coverage) {
    CHECK(coverage.weeks == 10);
    CHECK(coverage.inside == 10);
    CHECK(coverage.naive_inside == 10);
  }
  // Neither the pool of five tokens nor the budget of one limit what is counted.
  CHECK(test.spans[0].actual == Tokens::whole(10 * 5 * 4 * 7));
  CHECK(test.spans[0].mean == test.spans[0].actual);
  CHECK(test.spans[1].kind == BacktestSpan::Kind::month);
  CHECK(format(test.spans[1].from) == "2024-06-01");
  CHECK(test.spans[1].actual == Tokens::whole(20 * 4 * 7));
  CHECK(test.spans.size() == 1 + 1 + 10 + 70);
}

TEST_CASE("the pinball loss is that of its definition, and coverage counts what lies inside") {
  // Weeks of 4 and 6 users in turn, 140 and 210 tokens; in the rest always 7, which is 245.
  const Past past(log_of([](int week) { return week >= 20 ? 7 : week % 2 == 0 ? 4 : 6; }));
  const Backtest test = past.test(by_bootstrap({}, Seed{1}));
  Wide loss = 0;
  for (const BacktestSpan& span : test.spans) {
    if (span.kind == BacktestSpan::Kind::week) {
      CHECK(span.actual == Tokens::whole(245));
      for (std::size_t i = 0; i < backtest_levels.size(); ++i) {
        CHECK((span.model[i] == Tokens::whole(140) || span.model[i] == Tokens::whole(210)));
        loss += Wide{backtest_levels[i]} * (245'000'000 - span.model[i].micro);
      }
    }
  }
  CHECK(test.loss.micro == static_cast<std::int64_t>((loss + 3500) / 7000));
  CHECK(test.loss > Tokens::whole(17));
  CHECK(test.coverage[2].inside == 0);
  CHECK(test.coverage[2].naive_inside == 0);
}

TEST_CASE("a forecast does not know the rest") {
  const auto start = [](int week) { return week % 3 + 3; };
  const Past past(log_of(start));
  const Past other(log_of([&](int week) { return week < 20 ? start(week) : 1; }));
  for (const bool fit : {false, true}) {
    const MakeForecast forecast = fit ? by_population(Seed{1}) : by_bootstrap({}, Seed{1});
    const Backtest one = past.test(forecast);
    const Backtest two = other.test(forecast);
    CHECK(one.at == two.at);
    CHECK(one.spans[0].actual != two.spans[0].actual);
    for (std::size_t i = 0; i < one.spans.size(); ++i) {
      CHECK(one.spans[i].model == two.spans[i].model);
      CHECK(one.spans[i].naive == two.spans[i].naive);
    }
  }
}

TEST_CASE("a session that was open at the split has lasted until then, as far as a forecast knows") {
  std::string log = log_of([](int) { return 2; });
  log += "long,A,2024-05-17T12:00:00Z,2024-07-20T12:00:00Z\n";
  const Past past(log);
  std::int64_t longest = 0;
  (void)past.test([&](const Scenario& rest, const SessionLog& known, Day from) -> DrawRest {
    for (std::size_t i = 0; i < known.trace.size(); ++i) {
      longest = std::max<std::int64_t>(longest, known.trace.close[i]);
      CHECK(known.trace.open[i] < rest.begin.seconds);
    }
    return by_bootstrap({}, Seed{1})(rest, known, from);
  });
  CHECK(longest == past.scenario.server().start_of(*parse_day("2024-05-20")).seconds);
}

TEST_CASE("a backtest is the same by any number of threads") {
  Past past(log_of([](int week) { return week % 4 + 2; }));
  for (const bool fit : {false, true}) {
    const MakeForecast forecast = fit ? by_population(Seed{1}) : by_bootstrap({}, Seed{1});
    past.options.threads = 1;
    const std::string one = to_csv(backtest_table(past.test(forecast)));
    past.options.threads = 3;
    CHECK(to_csv(backtest_table(past.test(forecast))) == one);
  }
}

TEST_CASE("a log that is too short to be split is refused") {
  Past past(log_of([](int) { return 1; }));
  const auto refuses = [&](const char* at, const std::string& why) {
    past.options.at = *parse_day(at);
    CHECK_THROWS_WITH_AS((void)past.test(by_bootstrap({}, Seed{1})), doctest::Contains(why.c_str()), InputError);
  };
  refuses("2024-04-01", "the log has 13 whole weeks before 2024-04-01; a forecast from them needs at least 16");
  refuses("2024-07-24", "has no whole week from 2024-07-24 on");
  refuses("2023-07-24", "which must lie within its days, 2024-01-01 to 2024-07-29");
}
