#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view managed_pools = R"(## Per-result services

A product whose rate has `per` is charged for what it makes, and not for the time in which it is open: it has rows in
`usage.results`, and no sessions. Windows, grace and `rules.charge_per` do not touch it.

```yaml
rates:
  Reality Capture: {tokens: 1, per: 50}                     # photos; parts of a unit are carried on
  Model Derivative: {tokens: 0.5, per: 1, partial: up}      # jobs; a part counts as a whole one
  Media: {tokens: 1, per: 10, partial: exact}               # images; 25 cost 2.5
  Platform:                                                 # minutes
    - {from: 2026-01-01, tokens: 1, per: 20}
    - {from: 2026-07-01, tokens: 1, per: 15}
usage:
  results: results.csv                                      # beside `sessions`, or without
```

A result is charged at its instant, at the rate in force then: all or nothing, from the team's pool. If the pool has too
few tokens or a budget refuses, it is a row of denials.csv, and did not happen: no part of it is carried, it is not tried
again, and it cannot be refunded. With `when_empty: overdraft` what the pool lacks is owed.

**Parts of a unit.** With `carry` the results of a team on a product are added up, whoever's they are, and each time
that they fill `per`, as many whole units are charged to whoever filled them. 10 of 20 minutes cost nothing, and the 10
are carried on: across months, and across a change of the rate, after which they count towards the new `per`. What is
still carried when the simulation ends is not charged, and the next simulation does not know of it. With `up` each row
is rounded up to whole units by itself; with `exact` each row costs its share, to the nearest millionth of a token.

**Refunds.** A row with a quantity less than 0 takes results back: the latest first, those of the same team, product and
user, and with `carry` whoever's they are, for they were added up. Each goes back at the rate at which it was charged.

- With `carry`, what is carried goes first, then whole units; what is then undone too much is carried on again. 25
  photos at 1 token for 10 cost 2 and carry 5; a refund of 10 gives 1 token back, and 5 are carried.
- With `up`, what is left of a row is rounded up again: of 2.5 jobs at 1 token, charged as 3, a refund of 1 gives 1 back.
- What was owed for the result is cancelled first. If the debt has been paid in the meantime, who paid the team's
  latest debts gets that back. Then the tranches that paid for the result get theirs, the last that was drawn first.
- Tokens go back to the tranche that they came from. If it has expired, they expire at the instant of the refund; if it
  was moved, its new team gets them.
- A budget gets them back in the month of the charge, not of the refund.
- A refund by a user whom access refuses takes nothing back, and is counted in `unmatched_refunds`.
- A refund of more than was used takes back what there is, and is counted in `unmatched_refunds`. One that gives no
  tokens back, because all of it was carried, makes no row of charges.csv.

## Budgets

A budget is a cap in tokens on charges, in each civil month of the server's zone or over all that is simulated. It
counts the charges that match all that it names; with `each`, every user, team or product among them has a cap of its
own.

```yaml
budgets:
  - {name: Media, tokens: 500, each: user, team: media, products: [Maya, 3ds Max]}
  - {name: Cloud, tokens: 2000, period: horizon, products: [Reality Capture]}
```

A charge that would bring any of its caps beyond its tokens is refused, whatever the pool has, and also with
`when_empty: overdraft`: a session at its open, a visit at its renewal (it is cut off), a result. The denial names the
first such budget of the list, and what is left of its cap. Charges of 0 tokens are never refused. With `when_empty:
{retry: 1h}` a session that a budget refuses tries again like any other. Budgets are asked before the pool: if both say
no, it was the budget.

A hold counts from the moment it is taken, in the month of its visit's start, and stops counting when the visit turns
out free. A renewal counts in the month of its instant. A refund gives back in the month in which the result was charged.
What entitlements cover counts nowhere.

## Buying by rules

`pool.purchasing` buys tokens as they are used. Each policy looks after the pool of one team.

```yaml
pool:
  lifetime: 365d
  tranches: [{id: first, bought: 2026-01-05, tokens: 5000, unit_price: 2.70}]
  price_list:
    - {quantity: 100, unit_price: 3.00}
    - {quantity: 5000, unit_price: 2.70}
    - {from: 2026-07-01, quantity: 100, unit_price: 3.20}      # from July on there is no other price
  minimum_order: 100
  purchasing:
    - {name: top up, policy: reorder_point, at: 1500, quantity: 1000, lead_time: 5, orders: 12}
    - {name: yearly, policy: yearly_share, on: 2026-03-01, share: 110, before: 12000, team: UK}
```

| `policy` | looks | orders |
|---|---|---|
| `reorder_point` | by `review` | at a position of `at` or less, the least multiple of `quantity` that brings it above `at` |
| `order_up_to` | by `review` | at a position of `at` or less, what brings it to `up_to` |
| `base_stock` | by `review` | at a position below `up_to`, what brings it to `up_to` |
| `periodic` | on `from`, and each `every` days later | what brings the position to `up_to` |
| `yearly_share` | on `on` and its anniversaries | `share` percent of the year's consumption, whatever the position |

**The position** is what is free, and what policies have ordered for the team and has not arrived, less what the team
owes. Tokens that are held are not free. A listed tranche, or a contract's, counts from the day on which it arrives: it
is not known before.

**When a policy looks.** `continuous`: at the start of the simulation, and whenever the position falls: by a hold, a
charge, a debt, an expiry, a transfer away, tokens taken by hand. `daily`, `weekly` (on Mondays) and `monthly` (on the
first): at the start of the civil day, in the server's zone, after all else that happens to tranches then. `yearly_share`
adds up the team's charges, less refunds, that are settled and are dated in the 365 civil days before; for days before the
simulation it takes their share of `before`. With `until` a policy does not look on that day, nor later.

**The order** is rounded up to `minimum_order` and to a multiple of `order_multiple`. Its price is that of the list on
the day of the order, by its size. Its tokens are there at the start of the civil day `lead_time` days later, or at once
if that is 0, and `lifetime` counts from that day. It is the tranche NAME-1, NAME-2, … of tranches.csv; an order that
would arrive at or after the end of the simulation is placed, and brings nothing.

**`not_ordered`** in events.csv: the policy would order, but its `orders` are used up, or the order would cost more than is
left of its `budget`. It is said once, and again only after the policy has ordered, or has looked and needed nothing.
Nothing smaller is ordered in its place.

## Contracts

A contract has tokens for each contract year, which expire with it, and tokens that last to its end.

```yaml
pool:
  tranches: []
  contracts:
    - id: eba
      from: 2026-02-01
      until: 2029-02-01
      annual: [344000, 344000, 300000]
      multi_year: 25000
      unit_price: 1.90
      draw: annual
      true_up: 2.20
```

Its provisions are the tranches eba-1, eba-2, eba-3 and eba-multi, like any other of the team. With `draw: annual`
multi-year tokens are drawn after all others of the pool, with `multi_year` before them; among the others `rules.consume`
decides. If the simulation begins inside the contract, `remaining` says what is left then.

**True-up.** With `true_up`, what the team owes at the very end of a contract year, for charges and adjustments, is
bought at that price: the tranche eba-true-up-1 pays the debt before the year's tokens expire and the next year's come.
That goes for a year that ends with the simulation too. Without it the debt stays, and the next tokens pay it. What is
held then, and lacks tokens, is owed only when it is settled.

### contracts.csv

With contracts, `drawdown run SCENARIO -o FOLDER` writes a row per contract and year. Of a year of which no day is
simulated only what is provided is known. Of one that the simulation reaches or leaves half-way, the row tells the part
that is simulated.

provisioned + adjusted = used_before + consumed + remaining, for each year; multi_year_at_start + multi_year_adjusted =
multi_year_consumed + multi_year_remaining, and that is what the next year starts with. The years sum to the contract's
rows of tranches.csv.

| column | what |
|---|---|
| `contract`, `team` | which, and whose |
| `year`, `from`, `until` | counted from 1; civil days of the server's zone |
| `provisioned` | tokens for this year |
| `used_before` | of these, before the simulation begins |
| `consumed` | of these, by charges and debts, less what was refunded: whenever, and whatever the charge is dated |
| `adjusted` | given to them by hand, less those taken |
| `expired` | of `remaining`: what has expired; also what came back later |
| `remaining` | left when the year ends, or the simulation does |
| `multi_year_at_start` | multi-year tokens when the year begins, or the simulation does |
| `multi_year_consumed` | of these, by charges dated in this year, and by debts paid and refunds made in it |
| `multi_year_adjusted` | given to them by hand in this year, less those taken |
| `multi_year_expired` | of `multi_year_remaining`: when the contract ends |
| `multi_year_remaining` | left when the year ends, or the simulation does |
| `trued_up`, `true_up_cost` | tokens bought for what was owed when the year ended, and their price |
| `spent` | what the year's tokens cost, and its true-up; the multi-year tokens' price is in the first year that is simulated |

## Transfers and adjustments

```yaml
pool:
  transfers:
    - {day: 2026-06-01, tranche: jan, to: UK}
  adjustments:
    - {day: 2026-03-15, tokens: -40, reason: booked twice}
    - {day: 2026-03-20, tokens: 100, reason: goodwill, expires: 2026-12-31}
```

**A transfer** moves a tranche, with all that is left of it, to the pool of another team. There it pays what that team
owes, and is drawn in its place of the order. What was held of it stays held, and is charged to it all the same; if it
comes back, it comes to the new team, as an event `moved` of its own.

**An adjustment** gives tokens to a tranche, or takes them. Given without a `tranche` they are a tranche A1, A2, … of
their own, without a price. Taken, they come from the `tranche` first, then from the team's pool in its order; what is
not there is owed, apart from what is owed for charges, and paid after that, from whatever comes next. Adjustments are
not consumption: they have a column of their own in burn.csv, tranches.csv and summary.json. Budgets do not count them.

Both happen at the start of their civil day, in the order of their lists, transfers first: after the tranches of that
day have expired and arrived.
)";

}  // namespace drawdown::manual_text
