#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view demand = R"(## Demand

A scenario may have a `demand` in place of a log in `usage`: what will be used is not known, but how it varies is. Each
**replication** is another course of it, numbered from 1. What is drawn depends on `demand.seed` and that number alone:
replication 7 is the same on every machine, for any number of threads, and whatever was drawn before. It is replayed by
the same rules as a log.

    drawdown run plan.yaml --replication 7 -o out
    drawdown explain plan.yaml --replication 7 --charge 12
    drawdown compare plan.yaml --replication 7 -o out
    drawdown synth plan.yaml --replication 7 -o sessions.csv --results results.csv

Without `--replication`, `run` replays the log that `usage` names, or where there is none, replication 1; so a scenario
may have both, and what happened can be held against what might have. `synth` writes a replication as a log:
`usage.sessions` and `usage.results` read it, and its replay gives the ledger that the replication gives.

Each user, team and product is drawn from a stream of its own, found by its name: whoever adds one changes nothing that
is drawn for another.

### A series

`demand.series` has tokens per civil day and no users, for textbooks and for strategies of purchase.

```yaml
demand:
  seed: 7
  series:
    - {distribution: poisson, mean: 12, weekdays: [monday, tuesday, wednesday, thursday, friday]}
    - {team: UK, file: daily.csv}
```

- **given**: the tokens stand in `file`, a CSV file with the columns `date` (such as 2026-01-05), `tokens` and perhaps
  `team`. All replications are alike.
- **poisson**, **negative_binomial**, **normal**, **gamma**: each day is drawn independently. A parameter is a number, or
  a list of twelve, by the month of the day; or all parameters stand in `file`, with the columns `date`, perhaps `team`,
  and one for each, called as its key. Draws are by inversion: of one replication under two parameters, days that are
  heavy under one are heavy under the other.
- **empirical**: each day is one of `values`, or of the column `tokens` of `file`.

A day that the file lacks has no demand; days outside the horizon are not looked at. A file with several teams makes a
series for each. What the file says of no team is of the series' own `team`. The discrete distributions give whole
tokens; `round` says what becomes of the others, and less than 0 counts as 0.

A day's demand falls due at the start of the civil day in the server's time zone: after tranches have expired and
arrived, and after policies that are reviewed daily have looked. A civil day that clocks skip has none. In the ledgers it
is a result of the product `demand`, one token each, by the user `demand`; no product on the rate sheet may be called so,
and `rates` may be left out. `budgets` and `access` see it like any other.

It is divisible: what the pool, or a budget, has left is consumed, and the rest is refused and **lost**, a row of
`denials.csv` with the rest as `tokens` and what is left after the charge as `available`. Nobody tries again. With
`when_empty: overdraft` it is **back-ordered**: the rest is owed, and paid as soon as tokens come. A log that `synth`
wrote is read by a scenario that has the demand, or by one whose rate sheet has

```yaml
rates:
  demand: {tokens: 1, per: 1, partial: divisible}
```
)";

}  // namespace drawdown::manual_text
