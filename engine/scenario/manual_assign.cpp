#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view assign = R"(## Assignment

`drawdown assign SCENARIO -o FOLDER` decides who gets tokens, who a subscription, who a place in a collection, or
which mix of them, so that all of it costs the least within the scenario's days.

```
drawdown assign scenarios/examples/22-assign.yaml -o out --scenario out/assigned.yaml
drawdown run out/assigned.yaml
drawdown assign scenarios/examples/22-assign.yaml --set assign.most_changes=2
drawdown assign scenarios/examples/22-assign.yaml --set assign.minimum_stay_days=30
drawdown assign scenarios/population-office.yaml --set 'subscription_prices={AutoCAD: 2310}' --set assign.token_price=2.70
```

**What things cost.**

- Tokens: all that are needed are bought in one order, on the first day: the cheapest order of `pool.price_list` that
  is large enough, after `minimum_order` and `order_multiple`. It may be larger than what is needed, where that
  reaches a better price. `assign.token_price` stands in place of the list. The tokens that the scenario has, and its
  purchases, are not looked at.
- Subscriptions cost their price in `subscription_prices`, places in a collection its `price`, for a year. A seat is
  paid for by years from the day on which it begins, or on which the scenario does, at the price in force when each
  begins; a part of a year costs its share by days.
- How many tokens somebody needs for a product is metered by the rules. While nothing is refused it depends on nobody
  else; windows that everybody shares are refused. Results cannot be covered, and are counted in the order.

**What is there already.** A subscription or a place with an `until` is committed until then: it is paid for, and ends
there. One without is renewed each year on the day of its `from`, and can be dropped on those days; without a `from`,
at once; if it only begins within the scenario's days, a year after that. Until then nobody loses it. One without a
price stays as it is. A new subscription begins where the last commitment ends that covers its product; a new place in
a collection where the first of the products that the user needs is no longer covered. Both go on to the scenario's
end.

**For all at once.** At a given price of a token, everybody's best mix depends on nobody else: each takes the cheapest
of all mixes that no other beats in both money and tokens; with `assign.most_changes`, those change who save the most.
The price depends on the total. So each price of the list is looked at: if the best mixes at that price need as many
tokens as it asks for, they are its best. If they need fewer, tokens up to that quantity are there anyway, and are
worth something between nothing and their price; the worth at which the mixes need just that quantity bounds the cost
from below, and what is between the bound and the best mixes known is searched through. `bound` says what nothing
costs less than: if it is the cost, the assignment is proven to be the best. It mostly is.

**Seats that move.** With `assign.minimum_stay_days` a new seat may serve users one after the other, each from the
first to the last day on which the user needs it, and for so many days at least. As many seats are needed as there are
stays at once; each costs what a seat costs over all of the scenario's days. Whoever has a seat that cannot be dropped
on the first day does not take part. Without collections, and at one price of a token, this is proven too; with them,
`bound` says how far from the best it can be.

**Floating seats** go to whoever comes first. What somebody who no longer asks for them leaves to others is not
predicted: the replay says what it costs, and `bound` is below that too.

**On one log** nothing is known about chance: another year would be another one. With `--replications N`, or without a
log, the scenario's `demand` is asked: N replications decide, by the mean of everybody's needs, and N others judge.
Their means come with 95 % intervals, and each choice with the share of replications in which it was the cheapest of
all mixes of its user. Below `assign.sure` it is contested. Whoever seems worth a seat in the replications that decide
may not be in others: a saving that these do not confirm needs more of them. A log of the past as `demand.history` is
asked that way.

**Replay.** The assigned scenario is replayed, on the log or on the first replication that judged: its entitlements
against its order. Predicted and replayed cost are shown, and agree to the micro-unit; only floating seats can part
them. `--scenario FILE` writes that scenario; whatever could refuse a session is not in it (`rules.when_empty` is
`overdraft`, and there are no budgets).

**The break-even rule** is for whoever does not forecast: pay tokens for a product until those of the last 365 days,
with the use at hand, would have paid a subscription; then subscribe for 365 days. It never costs more than 2 times
what knowing everything in advance would have cost for that user and product, and no rule without chance promises
less; if a subscriber still paid a share b of each use, 2 − b (Fleischer, "On the Bahncard problem", 2001; for
ever-lasting seats Karlin and others, "Competitive snoopy caching", 1988). It is run on what was replayed, on the
charges as they are without a subscription, with all tokens at the price of the assignment's order; beside it stand
tokens alone, all as it is, the assignment, and hindsight: for each user and product the best of tokens and
subscriptions from some day on, without collections. What cannot be dropped is in all of them.

### assignment.csv

One row per user with a session or a seat, by name. Of a demand, tokens and days are means. Costs are seats, and
tokens at the price of the order; so they sum to the bill but for tokens that are bought and not needed. What a seat
costs that moves is shared by the days of its stays.

| column | what |
|---|---|
| `user` | who |
| `choice` | what the user gets: subscriptions by their product, collections by their name, `tokens`; or `nothing` |
| `before` | what the user has |
| `changed` | `yes` or `no` |
| `access_days` | civil days on which a product is opened, over all products |
| `tokens_alone` | that are needed with nothing but what cannot be dropped |
| `tokens_before`, `tokens_after` | that are needed as it is, and as chosen |
| `seats_before`, `seats_after` | what seats cost |
| `cost_alone`, `cost_before`, `cost_after` | what all costs: with nothing but tokens beside what cannot be dropped, as it is, and as chosen |
| `saving` | before less after |
| `probability`, `low`, `high` | of a demand: in what share of the replications the choice is the cheapest, and its 95 % interval |
| `contested` | `yes` if that is less than `assign.sure` |

### assignment_products.csv

One row per user and product, by name and in the order of the rate sheet.

| column | what |
|---|---|
| `user`, `product` | who uses what |
| `covered_by` | `subscription`, a collection's name, or `tokens` |
| `from` | from which day on |
| `access_days` | civil days on which it is opened |
| `tokens_alone`, `tokens_before`, `tokens_after` | as above |

### online.csv

One row per user and product with a subscription price on the first day.

| column | what |
|---|---|
| `user`, `product` | who uses what |
| `charges` | without a subscription |
| `cost_tokens`, `cost_rule`, `cost_hindsight` | what it costs in tokens, by the break-even rule, and in hindsight |
| `ratio` | rule to hindsight, rounded up |
| `subscriptions` | that the rule buys |

### assignment.json

`scenario`, `currency`, `from`, `until`; `decided_on` (`log` or `demand`) and `replications`; `users`, `changed`. The
bills `before` and `after`: `_seats`, `_tokens` needed, `_order` in tokens, `_unit_price`, `_cost`. `saving`; `bound`
and `gap`, how much less anything could cost; `token_worth`, what one token more would cost. `judged_before`,
`judged_after` and `judged_saving` with `_low` and `_high`, and `contested`, of a demand. `replayed`, with
`predicted_tokens`, `predicted_cost`, `replayed_tokens` and `replayed_cost`. `online_token_price`,
`online_tokens_only`, `online_as_is`, `online_rule`, `online_assigned`, `online_hindsight`; `online_bound` and
`online_worst_ratio`. `version`.
)";

}  // namespace drawdown::manual_text
