#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view size = R"(## How large one purchase should be

```
drawdown size scenarios/examples/23-size.yaml
drawdown size scenarios/examples/23-size.yaml --risk 0.01 --sizes 5000..5600/50 -o out
```

One purchase of `pool.tranches` can have any size: that of `stress.size_of` (`--tranche`), otherwise the first without
`remaining`. All other listed tranches and contracts stay as they are. The size is chosen under the scenario's `demand`, by
`stress.replications` of it; a scenario without one has a single course, its log, and what suits that says nothing of
other courses. Two answers:

- **By risk**: the smallest size that runs dry in at most `--risk` (0.05) of the replications. Dry is as in `drawdown
  stress`, of the purchase's team alone: somebody is refused for want of tokens. There is no such size if too many
  replications refuse something at any size, before the purchase arrives or after it has expired. Its interval is that
  of the quantile, from order statistics; of few replications it may have no upper end.
- **By cost**: the size of the least mean of what is paid + penalty − value of what is left. Paid: the tokens at
  `pool.price_list` on the day of the purchase, the tier reached for all of them; without a list at its `unit_price`.
  Penalty: `stress.penalty` for each access day refused; of a series, and where there are no access days, for each token.
  Left: what all tranches of the team have when the simulation ends, each token worth `--left-value` (0). What
  expires on the way is paid for and lost, as ever. With one price this is the newsvendor's answer: the least size
  that suffices with the probability (penalty − price) ÷ (penalty − value of what is left).

Sizes are 0, or at least `pool.minimum_order` and the smallest entry of the price list, and multiples of
`pool.order_multiple`; without that, any number of millionths.

**How exact.** All sizes meet the same replications. On the totals of days, what is refused, expires and is left goes
straight from one size to another but for a few bends in each replication; these bends, and the tiers, are all looked
at, so that both answers are the best of all sizes on the replications that are drawn. For a series that is all. Day
totals refuse tokens in parts; where whole charges are refused, and held tokens come back, replays need a little
more. The size by risk is that of replays, to the millionth of a token. The size by cost is then searched for in
replays: those of day totals, where each refused token costs its share of an access day, of the curve and of no
purchase, and two rounds of sizes between the neighbours of the cheapest; on the first 100 replications at most. A
better one may lie between those that were tried.

`size` is for rules that refuse: with `when_empty: overdraft` any size serves. It does not know policies, transfers,
adjustments and budgets.

All intervals are 95 % intervals, as in `drawdown stress`; of a log they end at its value.

### size.csv

The curve on day totals: a row per size, those of `stress.sizes` (`--sizes`) or about 20, and the answers.

| column | what |
|---|---|
| `size` | tokens |
| `answer` | `risk`, `cost`, `as_is` (the size that the scenario has), or several of them |
| `unit_price`, `price` | of a token at that size, and of all; empty if tokens have no price |
| `p_dry`, `p_dry_low`, `p_dry_high` | share of the replications in which something is refused |
| `refused`, `refused_low`, `refused_high` | tokens that nobody could pay, in the mean |
| `expired`, `expired_low`, `expired_high` | tokens that expire before the simulation ends, of the whole team |
| `left`, `left_low`, `left_high` | tokens that are left then |
| `cost`, `cost_low`, `cost_high` | paid + penalty − value of what is left |
| `cost_difference`, `cost_difference_low`, `cost_difference_high` | from the size by cost, replication by replication; without one from the size as it is |

### size_replayed.csv

The answers and the size as it is, replayed charge by charge: the columns of size.csv, `refused_days` after `refused`
(access days, as `drawdown stress` defines them), and `cost_difference` from the size as it is.

### size.json

Both tables, as `curve` and `replayed`, and before them:

| key | what |
|---|---|
| `tranche`, `bought`, `expires` | which purchase |
| `demand`, `seed`, `replications` | `replications` of a demand, or a `log` |
| `asked_for` | tokens asked for in the whole simulation, in the mean, of the team |
| `risk`, `penalty`, `penalty_of`, `penalty_per_token`, `left_value` | the question; the penalty is of an `access_day` or of a `token` |
| `size_by_risk`, `size_by_risk_low`, `size_by_risk_high` | the answer by risk; null if there is none |
| `p_dry_at_all` | share of the replications that refuse something at any size |
| `size_by_cost` | the answer by cost; null without a price or a penalty |
| `size_by_cost_on_day_totals` | of all sizes, where each refused token costs `penalty_per_token` |
| `sizes_replayed_for_it`, `in_replications` | how many sizes were replayed to find `size_by_cost`, and how often each; 0 for a series |
| `not_surely_dearer_from`, `not_surely_dearer_until` | around it no size has a `cost_difference`, on day totals, that is surely more than 0; looked for in steps of at least a 200th of the curve |
| `as_is` | the size that the scenario has |
| `prices` | the tiers: `quantity`, `unit_price` |
)";

}  // namespace drawdown::manual_text
