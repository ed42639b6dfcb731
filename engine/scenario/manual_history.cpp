#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view history = R"(### A history

`demand.history` draws from a log of the past: every week of the horizon is a week of that log, whole, with everybody in
it. Weekdays, what is opened together, and who is busy when others are survive as they were.

```yaml
demand:
  seed: 2027
  history: {sessions: office.csv, weeks_around: 4, users: 150, trend: 5}
```

- **Weeks** are civil weeks from Monday in the server's time zone. A session or a result belongs to the week in which it
  begins, and goes with it whole, also if it ends later.
- **Season.** The place of a week in the year is that of its Thursday. A week may stand in for another if the two places
  are at most 7 × `weeks_around` + 3 days apart, whatever the years, also round the year's end; if there is none, the
  nearest may. A log of fewer than 52 whole weeks has no seasons: all its weeks are drawn from.
- **Clocks.** What began at 09:00 on its user's clock begins at 09:00 on that clock (the home zone of `users`, else the
  server's), also where clocks have changed in between. Lengths stay. A session without a close lasts to the end of the
  log's last day.
- **Weeks are drawn independently.** Ups and downs that last longer than a week survive only as far as they belong to the
  season; for others use a population with shocks.
- **Head count.** With `users: 150` and a log of 120, thirty users, drawn anew in each replication, are there twice: mary
  and `mary~2` do the same in the same weeks, each with windows of the own. Copies belong to their user's team and zone;
  entitlements and access rules that name mary do not mean `mary~2`. With fewer, some are left out. Who is drawn for a
  head count is there in every larger one.
- **Trend.** Between a day of the log and the one that it stands for, use has grown by `trend` percent a year. Days of
  users, with all that they opened, are left out or doubled at random; the second of a doubled day is another user's,
  `mary+2`, since a user pays once for a day.
- The log needs products of the rate sheet, but no rates in its own time.

### From a log to a population

`drawdown fit SCENARIO -o population.yaml` estimates a population from the log that the scenario names, and writes the
scenario with it in place of the log; `drawdown fit history.csv -o population.yaml` does so from a log alone, at one token
for each product. Beside it stands a page, `population.md`: what was estimated, and how well every margin fits.

    drawdown fit scenarios/office.yaml -o population.yaml
    drawdown run population.yaml --replication 7

A group is all users of one team and one home zone, whether they used anything or not. Estimated are, for each product of
a group: access days a year, what share of the people use it, how these differ (by greatest likelihood), factors of
weekdays and months, bursts (from how often access days of one person lie k days apart, where independent days would not
explain it), products that are opened along with it (days together beyond what the habits of each person explain),
sessions a day, when they begin, how long they last (log-normal where that is near, else 21 quantiles), short launches,
products left open overnight; of results their mean and shape. Weeks in which everybody is busy or idle at once, beyond
what independent people and the season explain, become shocks. Working days on which nearly nobody worked become
holidays, by date: where they recur, write the rule.

One year cannot tell its season from its other ups and downs: half of what its months differ by is taken for season, half
for a shock. Of two years or more, what months of one name have in common is season.

The page compares the log with 200 replications of the same days: of each margin the log's value, the population's mean,
and the interval that holds nine tenths of the replications. A margin whose interval the log misses is marked `low` or
`high`; of margins that fit, one in ten is. People of a population are alike but for chance: that some products are those
of one profession, and others of another, it does not know.

### How good forecasts are

`drawdown backtest SCENARIO` forecasts the last third of the log (or what comes from `--at DAY` on) from the rest, by a
population fitted to it, or with `--method bootstrap` by its weeks, and compares the tokens that would have been charged
if they never ran out. Idle spans and budgets are not looked at.

    drawdown backtest scenarios/office.yaml --method bootstrap -o out

- **Coverage**: how many whole weeks lie within the intervals that should hold 50, 80 and 90 percent of them.
- **Pinball loss**: of the quantile q for a level t, where y came true, t (y − q) if y ≥ q, else (1 − t)(q − y); the mean
  over the levels 5, 10, 25, 50, 75, 90 and 95 percent and over whole weeks, in tokens. Less is better.
- **Naive**: the same week of the latest year that the first part has, else the mean of its last eight weeks; its
  quantiles are those of the errors that the same forecast made within the first part.

#### backtest.csv

A row per span, and in the order of time: all that was forecast, whole months, whole weeks, days.

| column | what |
|---|---|
| `span`, `from`, `until` | `total`, `month`, `week` or `day`; its first day, and the day after its last |
| `actual` | tokens |
| `mean`, `p05` … `p95` | of the replications: their mean, and of each level the smallest value that so many percent of them do not exceed |
| `naive_p05` … `naive_p95` | of the naive forecast; of weeks only |

#### backtest.json

| key | what |
|---|---|
| `scenario`, `from`, `at`, `until` | the log from `from` was known, and from `at` on forecast |
| `method`, `replications` | how, and how often it was drawn |
| `weeks` | whole weeks that were forecast |
| `inside_50`, `naive_inside_50`, … | how many of them lie in the interval of the forecast, and of the naive one |
| `loss`, `naive_loss` | pinball loss, tokens a week |
| `naive_weeks_of_year` | weeks that the naive forecast takes from an earlier year |
| `version` | the program's |
)";

}  // namespace drawdown::manual_text
