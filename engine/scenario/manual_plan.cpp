#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view plan = R"(## What to buy, and when

`drawdown plan SCENARIO` looks for the dates and sizes of one team's purchases that cost least over the scenario's horizon, as
its section `plan` allows.

```yaml
pool:
  lifetime: 365d
  minimum_order: 100
  order_multiple: 100
  price_list:
    - {quantity: 100, unit_price: 3.00}
    - {quantity: 10000, unit_price: 2.40}
  tranches: []
plan:
  every: month
  lead_time: 5
  order_cost: 150
  capital_cost: 8
  penalty: 9
```

```
drawdown plan scenarios/examples/24-plan.yaml -o out --memo out/plan.md --scenario out/bought.yaml
drawdown plan scenarios/examples/25-plan-uncertain.yaml --set plan.penalty=30
drawdown plan northwind.yaml --log --set plan.every=quarter
```

**What costs.** The price of all orders; `order_cost` for each; `capital_cost` a year on both, from the day of the order to the end of
the horizon, of 365 days a year, without interest on interest; and the penalty for what is refused; less `left_value` for each
token that is left at the end and has not expired. What expires has been paid for, and counts no further: buying more than is
used is right where a lower price makes up for it. What the pool has already is free.

**What may be bought.** One order on each day that `every` or `days` names, at the price list in force on that day, within
`budget` and `most_orders`. Tokens are there `lead_time` days after the order, and last for `lifetime` from then. Under
`discount: incremental` the first entry of the list gives the price of all tokens below the second, and so on.

**What may be refused.** Without `penalty`, `refused_day` and `risk`, nothing; a demand that is drawn needs one of them. With
`penalty` each token refused costs so much. With `refused_day` each access day does on which somebody is refused a product and
never let in; the search is on day totals, in which there are no access days, so there a token costs its part: an access day
counts as many tokens as one has on average, over all teams and replications. The replay counts access days exactly. With `risk`
something may be refused in so many percent of the replications the plan is made from, at no penalty.

**Demand** is that of `demand`, or if there is none (or with `--log`) of the log that `usage` names, and is known in advance.
A series that is given, or has no spread (`sd: 0`), is known too. All else is drawn: the plan is made from replications 1 to
`replications`, and tried on the `tests` replications after them. Its figures are day totals: what would be charged on each civil
day of the server if nothing were refused for want of tokens. Budgets of the scenario refuse what they refuse.

**Stock.** The team's listed tranches, before the horizon or within it, with what `remaining` says; credits; and the annual tokens of
contracts. What a plan cannot know exactly on day totals is refused, with a message: policies that buy for the team, transfers
of its tranches, corrections by hand, multi-year tokens of contracts, and a penalty under `when_empty: overdraft`.

**How good it is.** If demand is known, the plan is the cheapest of all that are allowed, proven; if the search gets too large, it says
how far from that it can be. If demand is drawn, it is a fixed schedule, decided on the first day. Its mean cost is given beside a
bound that no fixed schedule is below on the same replications. What it costs on others is an estimate with a 95 % interval. Without
`risk`, half of the tests say how far from best the plan is for all that can happen, and not on those replications alone: the mean
of the bounds of five batches of them is below the best expected cost, and the plan's cost on the other half above it (Mak, Morton
and Wood, 1999).

**Beside it** stand habits: 115 % of the last year's use once a year; 100 % of what is expected once a year, and the smallest
order whenever the pool would run dry; what is expected each quarter; one order. They know what was used before and what is
expected on average. If demand is drawn, rules that react to use do as well: (s, nQ), (s, S), (R, S) and a share of the last
year's use, with the best parameters that were found on the first 100 replications; and hindsight: the best plan for each of
the first 100 replications of the test, known before. No plan does better than hindsight on average (under `risk`, hindsight
serves all, and a plan may do better); between the best rule and the plan lies what reacting is worth.

**The replay.** The plan's orders are put into the scenario as tranches and replayed through the engine, session by session: the log, or
the first 100 replications of the test. Where nobody is refused, of whatever team, cost, tokens and what expires are what day totals say, to the
millionth. Three things make exceptions, and are said where they apply: rules that draw the oldest or newest tokens first; launches
that turn out free, whose tokens are held for minutes and are not in day totals; and refunds. Where something is refused, sessions
are refused as a whole, and only the replay knows what follows; of a series both are still the same.

**What would change the answer** is looked for with `--memo`: the same search with prices, demand, lifetimes and penalty more or less
by a few percent, and without discounts. Of a known demand it also says at how many percent the answer is another for the first
time: an order on another day, or of another tier. Of whole percents, 1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40 and 50 are tried, and where one of
these is the first with another answer, all before it down to the last that was tried. A demand that is drawn is looked at on its first 100
replications here.

**The memo** is Markdown for whoever decides. Behind its figures stand the file, the row and the column that they come from; money is rounded to two decimals there, and tokens to one.

**The copy.** `--scenario FILE` writes the scenario with the orders as tranches plan-1, plan-2, …, which `drawdown run` replays. Relative paths
are rewritten for the new folder. Of incremental prices each order is one tranche for each tier that it reaches. Comments, `variants` and `vary` are
not copied.

**Ctrl-C** shows the best plan found so far, marked as not finished. No files are written then, and the exit status is 1. So it is if nothing
was found yet. A second Ctrl-C ends the program at once. With `--json`, `finished` is `no`.

Nothing depends on the number of threads.

### plan.csv

A row for each order.

| column | what |
|---|---|
| `order` | its number |
| `ordered`, `there`, `expires` | the day of the order, the first day on which its tokens serve, and the first on which they do not |
| `tokens`, `tier` | its size; the entry of the price list that it reaches |
| `unit_price`, `price` | of one token, on average under incremental prices; of all |
| `order_cost`, `paid` | what the order costs besides; both together |
| `paid_total`, `tokens_total` | of this order and all before it |

### plan_compared.csv

A row for each way to buy; of a demand that is drawn all are means, with their intervals.

| column | what |
|---|---|
| `name`, `kind` | `plan`; `replay`: of the plan, by the engine; `habit`; `policy`; `hindsight` |
| `parameters` | of a policy |
| `paths` | on how many courses of demand it was tried: the first ones |
| `cost`, `cost_low`, `cost_high` | all that is counted |
| `difference`, `difference_low`, `difference_high` | more or less than the plan on the same courses |
| `price`, `order_costs`, `interest`, `penalty`, `left_value` | its parts; `left_value` is taken off |
| `bought`, `consumed`, `refused`, `expired`, `left` | tokens; with the stock, but for `bought` |
| `orders` | how many |
| `p_dry`, `p_dry_low`, `p_dry_high` | the share of courses on which something is refused |

### plan_days.csv

A row for each civil day, over the same courses.

| column | what |
|---|---|
| `date` | the day |
| `demand`, `demand_total` | tokens asked for on it, and until its end |
| `demand_total_p10`, `demand_total_p90` | the total that 10 %, 90 % of the courses do not exceed; empty if demand is known |
| `arrived`, `arrived_total` | tokens that come, of stock and orders, and until its end |
| `expired`, `refused`, `left` | at its beginning; on it; at its end |
| `left_without_orders` | what would be left if nothing were ordered |

### plan_changes.csv

With `--memo`: a row for the plan, and for each change.

| column | what |
|---|---|
| `change`, `percent` | what is more or less, and by how much |
| `cost`, `orders`, `tokens`, `first_order` | of the best plan then; empty if there is none |
| `same_plan` | `yes` if it orders on the same days, of the same tiers |
| `cost_if_kept`, `refused_if_kept` | what the plan as it is comes to then; without a cost if it is not allowed |
| `proven` | `yes` if no plan is cheaper by more than a thousandth; of a known demand, by anything |

### plan_turns.csv

With `--memo`, of a known demand: a row for what is turned, in each direction.

| column | what |
|---|---|
| `change`, `direction` | what; `less` or `more` |
| `percent` | at which the answer is another for the first time; empty if it stays the same |
| `tried_to` | how far was tried |

### plan.json

One object, the same as `drawdown plan --json` prints.

| key | what |
|---|---|
| `scenario`, `from`, `until`, `team`, `currency` | what is planned |
| `demand` | `known` or `drawn` |
| `seed`, `replications`, `tests` | of one that is drawn; else null |
| `demand_tokens`, `stock` | tokens asked for, on average where the plan is tried; there without orders |
| `log` | the file whose demand it is, or null |
| `order_days` | on how many days may be ordered |
| `minimum_order`, `order_multiple`, `lead_time`, `order_cost`, `capital_cost`, `left_value` | as given |
| `penalty_per_token` | what a refused token costs in the search, or null |
| `refused_day`, `risk`, `most_orders` | as given, or null |
| `result` | `plan`; `nothing found`, if it was stopped too early |
| `finished`, `proven` | `yes` or `no`: whether it was stopped; whether nothing is cheaper, or of a drawn demand, cheaper by more than a thousandth |
| `cost`, `bound`, `gap` | the plan's cost, where it was made; what none costs less than; (cost − bound) ÷ cost |
| `gap_at_large`, `gap_at_large_at_most` | of a drawn demand without `risk`: how much dearer the plan is than the best schedule for all that can happen; at most, with 95 % confidence. Or null |
| `dry` | on how many of these replications something is refused |
| `replays`, `replays_without_refusal`, `replays_equal` | of the plan, by the engine; of these; of these, equal in every amount |
| `refused_days` | access days refused in the replays, on average |
| `dry_without_orders` | of a known demand: the day on which something is refused if nothing is bought, or null |
| `version` | the program's |
| `notes` | where a replay may not do exactly what day totals say |
| `orders`, `compared`, `changes`, `turns` | the rows of the files; the last two with `--memo` |
)";

}  // namespace drawdown::manual_text
