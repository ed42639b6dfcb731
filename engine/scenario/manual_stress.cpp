#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view expectations = R"(## What is expected

```yaml
expect:
  - denied_sessions == 0
  - written_off <= 500
  - p_dry < 0.02
  - dry.p10 >= 2026-11-01
```

A line has a measure, one of `<`, `<=`, `>`, `>=`, `==` and `!=`, and a number or a day. Numbers are exact decimals: tokens,
money of the scenario's currency, counts, or shares between 0 and 1. Days are civil days of the server's zone; what has not
happened is `never`, later than every day.

`drawdown run` looks at its one replay: at all keys of `summary.json` that are numbers or dates. `drawdown stress` looks at
all replications of the scenario as it stands, before sizes and variants, and `drawdown forecast` at all of its own. Most of its measures have a value in each
replication, and need a statistic behind a point: `mean`; `p5`, `p10`, `p50`, `p90` or `p95`, the value that so many percent
of the replications do not exceed; or `max`. What a command does not know it does not check, and says so: one scenario
serves all. Means and shares are compared before they are rounded. The intervals of estimates do not count.

Each line passes or fails. If one fails, the exit status is 3; result files are written all the same. With `--quiet` and
`--json` only those that fail are shown, on the standard error. A measure that has no value, such as a price per token
when nothing was bought, fails.

These measures are of `stress` and `forecast` only; with these they stand beside `sessions`, `visits`, `graced_visits`,
`charges`, `denied_sessions`, `cut_offs`, `bought`, `consumed`, `expired`, `remaining`, `overdraft`, `spent`, `written_off` and
`denied_results`:

| measure | what |
|---|---|
| `refused_days` | access days on which the user was refused a product |
| `service_level` | the share of access days that were served |
| `fill_rate` | the share of the tokens asked for that were charged |
| `cost` | of the tokens consumed and expired, and the penalty |
| `consumed_cost` | of the tokens consumed alone |
| `dry` | the day on which the pool ran dry; never, if it did not |
| `p_dry` | the share of replays in which the pool ran dry; takes no statistic |

### expectations.csv

A row for each line of `expect`, if there are any.

| column | what |
|---|---|
| `expectation` | as it is written |
| `found` | the value; empty if the command does not check it |
| `result` | `passed`, `failed` or `not checked` |
)";

const std::string_view stress = R"(## Putting a pool under stress

`drawdown stress SCENARIO -o FOLDER` draws many replications of a scenario's `demand` and replays each against the pool: as it
is, in other sizes, and under all variants (`variants`, `vary`). It shows how likely each of these candidates is to run dry
and when, whom it refuses, what expires and what it costs.

```
drawdown stress scenarios/newsvendor.yaml --sizes 3600..5200/200 --penalty 6 -o out
drawdown stress northwind.yaml --sizes 0.8,1,1.2 --size-of demand
drawdown stress northwind.yaml --sizes 4000,5000 --vary 'rules.grace=[0s, 5m]' --half-width 0.005
```

A size of `all` is what the listed tranches bring together, and each gets its share in proportion to what it brings; contracts,
policies and credits stay. A size of one tranche leaves the others alone. A size of `demand` is a factor: the parameters and
values of a series, and how often the people of a population come, are that many times as much (nobody comes on more days than
there are). The scenario itself is
always a candidate, called `scenario`, and is the baseline unless `--baseline` names another. With sizes, a variant is tried
in each of them.

All candidates meet the same demand in each replication, and differences are taken replication by replication: they are far
more certain than the values that they are differences of. Replication 17 is what `drawdown run --replication 17` replays.
Nothing depends on the number of threads, and memory does not grow with replications.

**Dry.** A pool runs dry at the first refusal for want of tokens (a session, a result or a part of it, or a cut-off), or, where
the rules overdraw, at the first charge that it cannot pay in full. Its day is the civil day of the server. P10 of the date is
the day by which 10 % of all replications have run dry; empty if fewer do. `dry_if_dry` looks at those only that run dry.

**Access days.** An access day is a user, a product and a civil day on which the user opens it and needs tokens. It is refused
if at least one open was refused on that day, for want of tokens or by a budget, and the user never got in: neither by another
session, nor when one tried again. Access days on which a visit is cut off, and those that entitlements cover or access
control keeps out, are not refused access days. The service level is the share of a replication's access days that are not
refused, and the fill rate the share of the tokens asked for that were charged: of refused sessions, cut-offs and results
those asked for at the first attempt count. A replication in which nobody asks for anything counts as served. A series has no
users; where a service level is wanted, its fill rate is meant.

**Cost.** What was paid for the tokens consumed, as in a comparison, and for those that expired (`written_off`), and the penalty
for each access day refused; of a series, for each token refused. What is left at the end costs nothing: if a horizon ends
before its tranches expire, larger pools look better than they are.

**Intervals.** All are 95 % intervals. Of a probability: Wilson's. Of a mean and a difference: Student's t. Of a quantile: order
statistics; with few replications they end at the least or greatest value. Of differences of probabilities: Student's t over
the differences of the replications. Quantiles are counted in classes of less than 0.2 % of their value, and at most 0.1 % off;
exact where a class holds one value, for whole tokens below 512, and for dates.

**Stopping.** With a half-width, the study may stop after 400 replications, 600, 900 and so on, half as many more each time, at the
first of these at which the interval of every candidate's probability of running dry is narrow enough. Stopping when an interval
looks narrow favours samples in which it does: of rare events the estimate is a little too low, and the interval covers a little
less than 95 %. Take the smallest half-width that you can afford, or a fixed number of replications where that matters.

### stress.csv

A row per candidate, the scenario itself first. Each value stands with its interval; differences are from the baseline.

| column | what |
|---|---|
| `candidate`, `size` | its name; its size, if it has another than the scenario |
| `replications` | how many were made |
| `p_dry`, `p_dry_low`, `p_dry_high` | the probability of running dry, and its interval |
| `dry_p10`, `dry_p10_low`, `dry_p10_high` | the day by which 10 % of all replications have run dry |
| `dry_p50`, `dry_p50_low`, `dry_p50_high` | 50 % |
| `dry_p90`, `dry_p90_low`, `dry_p90_high` | 90 % |
| `dry_if_dry_p10`, `dry_if_dry_p10_low`, `dry_if_dry_p10_high` | the day by which 10 % have run dry of those that do |
| `dry_if_dry_p50`, `dry_if_dry_p50_low`, `dry_if_dry_p50_high` | 50 % |
| `dry_if_dry_p90`, `dry_if_dry_p90_low`, `dry_if_dry_p90_high` | 90 % |
| `service_level`, `service_level_low`, `service_level_high` | the mean share of access days served |
| `fill_rate`, `fill_rate_low`, `fill_rate_high` | the mean share of the tokens asked for that were charged |
| `denied_sessions`, `denied_sessions_low`, `denied_sessions_high` | sessions refused, on average |
| `refused_days`, `refused_days_low`, `refused_days_high` | access days refused, on average |
| `expired`, `expired_low`, `expired_high` | tokens, on average |
| `written_off`, `written_off_low`, `written_off_high` | what was paid for them |
| `cost`, `cost_low`, `cost_high` | the mean cost |
| `p_dry_difference`, `p_dry_difference_low`, `p_dry_difference_high` | more or less than the baseline |
| `service_level_difference`, `service_level_difference_low`, `service_level_difference_high` | likewise |
| `fill_rate_difference`, `fill_rate_difference_low`, `fill_rate_difference_high` | likewise |
| `written_off_difference`, `written_off_difference_low`, `written_off_difference_high` | likewise |
| `cost_difference`, `cost_difference_low`, `cost_difference_high` | likewise |

### stress_measures.csv

A row per candidate and measure of each replication; those of `expect` that take a statistic, but the date.

| column | what |
|---|---|
| `candidate`, `size`, `measure` | which |
| `mean`, `mean_low`, `mean_high` | the mean, and its interval |
| `p5` | the value that 5 % of the replications do not exceed |
| `p10`, `p10_low`, `p10_high` | 10 %, and its interval |
| `p50`, `p50_low`, `p50_high` | the median |
| `p90`, `p90_low`, `p90_high` | 90 % |
| `p95`, `max` | 95 %; the greatest value |
| `difference`, `difference_low`, `difference_high` | of means: more or less than the baseline |

### burn_quantiles.csv

A row per candidate and civil day, over all teams.

| column | what |
|---|---|
| `candidate`, `date` | which |
| `balance_mean` | what is left at the end of the day, less what is owed: on average |
| `balance_p5`, `balance_p10`, `balance_p50`, `balance_p90`, `balance_p95` | in 5 % of the replications no more than this is left; … |
| `consumed_mean` | charged on the day, on average |
| `consumed_p5`, `consumed_p10`, `consumed_p50`, `consumed_p90`, `consumed_p95` | likewise |

### tranche_odds.csv

A row per candidate and tranche that the scenario has, without those that are ordered on the way.

| column | what |
|---|---|
| `candidate`, `tranche`, `team`, `bought`, `expires`, `tokens`, `unit_price` | which; the tokens that it brings |
| `p_write_off`, `p_write_off_low`, `p_write_off_high` | the probability that some of it expires |
| `expired`, `expired_low`, `expired_high` | tokens that expire, on average |
| `expired_p50`, `expired_p90` | at most so many in 50 %, in 90 % of the replications |
| `write_off`, `write_off_p50`, `write_off_p90` | what was paid for these; empty without a unit price |
| `remaining` | what is left at the end, on average |
| `last_day_to_act` | the last day from which its team, if it used twice what it uses on average, would still use up what expires at most in 90 % of the replications; the first day that it serves if even that is too late; empty if nothing expires in 90 % |

### stress.json

One object, the same as `drawdown stress --json` prints. Amounts are numbers, written exactly; what does not exist is null.

| key | what |
|---|---|
| `scenario`, `from`, `until`, `seed` | what was studied |
| `replications`, `stopped_by` | how many were made; `replications` or `half_width` |
| `baseline` | the candidate that others are compared with |
| `service_level`, `service_measure` | what is wanted, and of which measure |
| `penalty` | of an access day refused, or a token |
| `version` | the program's |
| `answers` | for the scenario and for each variant: `enough`, the smallest size (of demand: the greatest) whose estimated service level is what is wanted; `surely_enough`, that whose whole interval is; `cheapest`, that of the least mean cost. Without sizes one answer, over all candidates |
| `candidates` | the rows of stress.csv |
)";

}  // namespace drawdown::manual_text
