#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view forecast = R"(## What is ahead

`drawdown forecast SCENARIO -o FOLDER` takes the log that a scenario names (`usage`) up to today, draws many courses of the rest
of the horizon, and replays each as a whole, from `from` to `until`. It shows how likely the pool is to run dry before each
purchase, what of each tranche is likely to expire, what a consumed token is going to cost, and what would avoid a loss.

```
drawdown forecast scenarios/forecast.yaml --at 2026-07-01 -o out
drawdown forecast scenarios/forecast.yaml --at 2026-07-01 --method fit --replications 2000
```

**Today** (`--at`) is the first civil day of the server that is not known yet; unless it is given, the one after the last session
or result of the log within the horizon. What the log has from today on is left out; days before
today that it has nothing of are days without use. A session that has begun before stands
as it is logged, also where its close lies beyond today; one without a close ends today at midnight, as the log does.

**The rest** is drawn from the scenario's `demand`. Without one, or with `--method bootstrap`, it is weeks of the scenario's own
log before today, also from before the horizon, as `demand.history` draws them (with the scenario's `weeks_around`, `users` and
`trend`, if it has a history). With `--method fit` it is a population fitted to the log before today, within the horizon. A
`demand.history` of the scenario's own log is drawn from days before today only; one of another log, as it says. `--seed` is
its seed.

Past and rest are joined as logs, before any rule is applied: windows, visits, budgets and seats go on over the midnight between
them, and a person who has the same name is the same. The part before today is therefore the same in every replication, and
what `drawdown run` makes of it. If the log goes to the end of the horizon, a forecast is that run. Idle spans are of the past
only: from today on nobody is idle.

**Dry.** As in `drawdown stress`, but from today on: what ran dry before does not count. All other measures are of the whole
horizon, its past included. Odds of running dry before a purchase are those of a first refusal on a day before it arrives: they
never fall from one purchase to the next. A purchase is a tranche of the list or of a contract that arrives today or later; what
policies order is replayed, but has no row.

**Price.** Of a consumed token: `price_per_token_consumed` of `summary.json`, so what was spent on the tokens that the horizon
has, divided by the tokens consumed in it. Replications in which nothing is consumed do not count.

**Extra use** that would use up what a tranche loses: what is lost in half of the replications (P50), or at most in nine of ten
(P90), divided by the days from today, or from its arrival, until it expires; or by those from Monday to Friday. Where several
tranches lose something, the first that expires is used up first.

**A smaller purchase.** Of a listed tranche that arrives today or later, expires within the horizon and loses something in some
replication: the smallest size, all else as planned, with which at most 5 % of the replications (`--risk`) are worse off than
with the planned one. Worse off is a replication that runs dry on an earlier day, or refuses more sessions or results, or cuts
off more visits, or owes more in the end. Sizes are whole tokens, or multiples of `pool.order_multiple` from
`pool.minimum_order` on, or nothing; all meet the same replications. What a smaller purchase would lack after the horizon's end
is not seen: let the horizon end after the purchase that follows.

`expect` holds for a forecast with the measures of `stress`.

Four files are written besides `forecast.json`: `forecast.csv`, `extra_use.csv`, and with the columns of `drawdown stress`, for
the one candidate `scenario`, `tranche_odds.csv` and `burn_quantiles.csv`. A `last_day_to_act` before today says that it is too late.

### forecast.csv

A row per planned purchase, by day, and one for the end of the horizon.

| column | what |
|---|---|
| `event`, `date` | `purchase` or `end`; the day at whose start it is |
| `tranche`, `team`, `tokens` | which is purchased; the tokens that it brings |
| `p_dry_before`, `p_dry_before_low`, `p_dry_before_high` | the odds of running dry from today on and before that day, with a 95 % interval (Wilson's) |
| `balance_before_p10`, `balance_before_p50`, `balance_before_p90` | what all teams have at the end of the day before, less what they owe: at most so much in 10 %, 50 %, 90 % of the replications |
| `smaller` | the smaller purchase that would do; 0: none is needed; empty if there is none |
| `smaller_p_worse` | the share of the replications that are worse off with it |
| `smaller_p_dry` | with it, the odds of running dry from today on |
| `smaller_p_write_off`, `smaller_expired` | with it, the odds that some of the tranche expires, and the tokens, on average |

### extra_use.csv

A row per tranche that has not expired today and expires within the horizon, by expiry.

| column | what |
|---|---|
| `tranche`, `team`, `expires` | which |
| `days`, `working_days` | from today, or its arrival, until it expires; those of them from Monday to Friday |
| `lost_p50`, `lost_p90` | tokens that expire: at most so many in 50 %, 90 % of the replications |
| `per_day_p50`, `per_day_p90` | so many more on each day would use them up |
| `per_working_day_p50`, `per_working_day_p90` | likewise on each working day; empty if there is none |

### forecast.json

One object, the same as `drawdown forecast --json` prints. Amounts are numbers, written exactly; what does not exist is null.

| key | what |
|---|---|
| `scenario`, `from`, `today`, `until` | what was forecast |
| `by`, `seed`, `replications` | `demand`, `bootstrap` or `fit`; how many were made |
| `p_dry`, `p_dry_low`, `p_dry_high` | the odds of running dry from today on |
| `dry_p10`, `dry_p50`, `dry_p90` | the day by which 10 %, 50 %, 90 % of the replications have |
| `consumed`, `expired`, `written_off` | tokens, tokens and money of the whole horizon, on average |
| `price_per_token_consumed`, `price_per_token_consumed_p10`, `price_per_token_consumed_p90` | the mean; at most so much in 10 %, 90 % of the replications |
| `risk` | what `smaller` may cost |
| `version` | the program's |
| `ahead`, `tranches`, `extra_use` | the rows of forecast.csv, tranche_odds.csv and extra_use.csv |
)";

}  // namespace drawdown::manual_text
