#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view alerts = R"(## Alerts

```yaml
subscription_prices:
  AutoCAD: 2310
  Revit: [{from: 2026-01-01, price: 2985}]
alerts:
  - {name: published rule, when: share_left, below: 30, days_left: 90}
  - {name: use or lose, when: expiring, left: 1000, days: 90}
  - {name: stock-out, when: empty_before, days: 60}
  - {name: surplus, when: write_off, more_than: 500, trailing: 30}
  - {name: buy a seat, when: dearer_than_subscription, product: AutoCAD}
reminders: {lead_time: 30}
```

Alerts change nothing. Every condition is judged at the end of each civil day of the server, for every team by itself, by
what was known then. It is told on the first day on which it holds, and again only after a day on which it did not.

What was known: the day's ledger. A charge counts from the day of its instant on, also if its grace period ends after
midnight. A tranche that expires at that midnight is still there. Days to an expiry are counted from the midnight that
ends the day. What is on order is known from the day of the order on: orders of purchasing policies, and later years of
contracts that have begun. Purchases, transfers and adjustments that the scenario lists for later days are not known
before they come. Before a team's first tranche has come, nothing is told of its pool.

| `when` | holds if | cannot see |
|---|---|---|
| `share_left` | free tokens of the usable tranches ÷ what these tranches brought < `below`. Brought is what was bought (also if the scenario says what `remaining` of it), and what was given by hand; true-ups do not count. With `days_left` only tranches with more days to their expiry count; if there are none, it does not hold. Without it, a pool whose last tranche has gone has 0 % left | how fast tokens go: 20 % may last for a year, or for a day; nor that too much is left |
| `expiring` | a tranche has more than `left` tokens, or `left_share` percent of what it brought, and less than `days` days to its expiry | whether they will be used by then |
| `empty_before` | at the trailing rate the pool has nothing left (all is drawn, or has expired) before the start of `day`, or within `days` days | seasons: a rate of the past is no forecast. Refusals: who is refused consumes nothing, so a pool that was short for weeks seems to last |
| `write_off` | at the trailing rate a tranche will have more than `more_than` tokens left when it expires; each tranche for itself | seasons, as above: after holidays every surplus looks larger than it is |
| `dearer_than_subscription` | what the user's tokens for the product have cost since 1 January, or since the simulation began in that year, is more than the price that `subscription_prices` has on that day | the rest of the year, and what was used before the simulation began; whether a subscription would cover all that the user does |

**The trailing rate** is what the team consumed in the last `trailing` civil days, less refunds, divided by them; nothing
is projected before so many days are simulated. The pool is drawn at that rate, evenly, in its draw order, from the
tranches that are there by then: a later tranche does not help one that has expired before it comes, and a tranche that
is drawn later is not touched before those in front of it are empty. With an overdraft, what is lacking is owed and paid by what comes.
Charges are not spread evenly, so figures are estimates; but they are computed exactly, and the same everywhere. Over 30
days the number of weekends changes, and an alert near its threshold may come and go: whole weeks, such as `trailing: 28`,
are calmer.

**The cost of a user's tokens** is exact: each token at the unit price of the tranche that paid it. What no tranche could
pay by then counts at the unit price of the latest purchase; no unit price counts as free. Only products with a
subscription price are looked at, each by itself. Nobody gets a subscription by it.

**The published rule**, to warn at 30 % with more than 90 days left, is `share_left` with `below: 30` and `days_left: 90`. It
finds a pool that is used up too fast. It says nothing of one that is used too slowly, though it is offered for that, too:
a tranche that expires with half of it left never passes 30 %, and in the last 90 days the rule is silent.
[examples/12-alerts.yaml](examples/12-alerts.yaml) shows both; there `write_off` tells of the surplus months before.

With alerts, `drawdown run SCENARIO -o FOLDER` writes one more file; and with alerts or `reminders` a calendar.

### alerts.csv

One row each time that an alert is told: by date, and within a day in the order of the scenario.

| column | what |
|---|---|
| `date` | the first day at whose end it holds |
| `until` | the first day after that at whose end it does not; empty if it holds at the end of the simulation |
| `alert`, `when` | its name and kind |
| `team` | whose pool; of `dearer_than_subscription` the team that the alert names. Empty for the default team |
| `tranche` | of `expiring` and `write_off` |
| `user`, `product` | of `dearer_than_subscription` |
| `value` | on that day: of `share_left` and of `expiring` with `left_share` percent of what was brought; of `expiring` tokens left; of `empty_before` the day on which the pool is empty; of `write_off` tokens that will be left; of `dearer_than_subscription` what the tokens have cost |
| `threshold` | what the alert compares it with |
| `words` | the same for people |

### alerts.ics

A calendar (RFC 5545) of all-day events, for any calendar program to import. It is left out if there is nothing to put
into it.

- **Expiries**: of tokens that expired unused within the simulated days, and of those that are left at their end, with
  what would be left at the trailing rate.
- **Decisions**: the day from which the lead time reaches the projected stock-out; as known on the day before it and, for
  what lies behind the simulated days, at their end. The lead time is that of the team's purchasing policies, the longest
  of them, or else `reminders.lead_time`. Another decision is put down only after the pool has got something.
- **Purchases**: orders of purchasing policies, and the days on which tokens arrive within the simulated days or are on
  order at their end.

Events keep their identity from run to run, so that importing the calendar of a later run changes them and does not double
them: it is made of the scenario's name and the tranche, of a decision the team and its number in the run. The time stamp
is the end of the simulated days.
)";

}  // namespace drawdown::manual_text
