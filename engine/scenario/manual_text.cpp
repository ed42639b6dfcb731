#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view scenarios = R"(# Scenarios

A scenario is one question about a pool of tokens, in a YAML file: which days, which rules, which rates, who bought
what, and where the sessions are.

```
drawdown check scenarios/office.yaml            # reads everything, runs nothing, says what looks odd
drawdown run scenarios/office.yaml -o out       # replays the sessions and writes the results to out/
drawdown compare scenarios/office.yaml -o out   # replays them under other rules too, and says what differs and why
drawdown explain scenarios/office.yaml --charge 9  # says why; or what happened to a user, step by step
drawdown manual                                 # this text
```

| here | what |
|---|---|
| [office.yaml](office.yaml) | a year of a practice of 120 people in three cities, with variants to compare; its sessions are synthetic |
| [campus.yaml](campus.yaml) | training cohorts that come in bursts; its sessions are synthetic |
| [enterprise.yaml](enterprise.yaml) | nine months of an estate that has all of it: teams, subscriptions, seats, results, budgets, a contract, purchasing by rules; its sessions are synthetic |
| [rates.yaml](rates.yaml) | rates that were found in public sources, to copy from |
| [rules/](rules/) | rule sets with their sources, as variants: what vendors charge by, what has been said of it, and what might be |
| [examples/](examples/) | what vendors, resellers and guides have published as examples, with the figures that they expect; the sessions are made up |

This file is printed by `drawdown manual`; change the text there, then `drawdown manual > scenarios/README.md`.

```yaml
name: Northwind, 2026
time_zone: America/New_York         # the server's
from: 2026-01-01
until: 2027-01-01
currency: USD
rules: flex                         # or {preset: flex, grace: 0s, window: {kind: calendar, period: day, zone: server}}
rates:
  AutoCAD: 7
  Revit: [{from: 2026-01-01, tokens: 10}, {from: 2026-07-01, tokens: 11}]
users:                              # optional: home zone and team
  - {id: mary, time_zone: Europe/London, team: UK}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 5000, unit_price: 2.40}
    - {bought: 2026-07-01, tokens: 1000, unit_price: 3.00, team: UK}
usage:
  sessions: northwind.csv           # relative to the scenario's folder
  time_zone: America/New_York
```

Nothing is guessed. An unknown key, a missing one, a value of the wrong type, an unknown time zone, a day that does
not exist, a duplicate name: each stops the program with the file, the line and the column, and the nearest word that
would be right. Amounts are exact decimals with at most six places, written plainly: `5000` or `0.5`, not `5_000`,
`5,000` or `5e3`. Names are text, whatever they look like; only the name `null` or `~` needs quotes. Anchors and
aliases work, merge keys (`<<`) and tags do not.
)";

const std::string_view overrides = R"(## Trying another value: `--set`

`--set PATH=VALUE` changes a scenario for one run, and may be given several times.

```
drawdown run scenarios/office.yaml -o out --set pool.tranches[0].tokens=4000
drawdown run scenarios/office.yaml -o out --set rules.grace=0s --set rates.AutoCAD=8
drawdown run scenarios/office.yaml -o out --set 'rates["3ds Max"]=5' --set 'rules={preset: token-flex}'
```

Paths are those above, with the number of an item in the brackets, counted from 0, and a product's name in the place of
PRODUCT; a name that holds a dot, a bracket or an equals sign stands in brackets and quotes. The value is YAML. A
setting that the scenario leaves out is added; items of lists and products are not. A word that stands for a map gives
way to the map: after `rules: flex`, `--set rules.grace=0s` means `{preset: flex, grace: 0s}`.
)";

const std::string_view sessions = R"(## Sessions

A CSV file (RFC 4180, UTF-8, with or without a byte-order mark; lines end in LF or CRLF), plain or compressed with gzip
or zstd. Its first line names the columns, in any order and without regard to case, spaces, `_` and `-`:

| column | what |
|---|---|
| `user` | who |
| `product` | what was open; a product of the rate sheet, spelled the same |
| `open` | when it was opened |
| `close` | when it was closed; if empty, it is open until the simulation ends |
| `version`, `machine` | optional; only looked at if `rules.charge_per` has them; `machine` also if the idle spans do |
| `team` | optional; if empty, the user's team, else the default team |

Other columns are ignored. Rows need no order: they are sorted by `open`, and rows that open in the same second keep the
order of the file.

Instants are one of

- `2026-01-05T09:00:00Z`, in UTC,
- `2026-01-05T09:00:00-05:00`, with an offset,
- `2026-01-05T09:00:00`, local time in `usage.time_zone`,
- the same with a space in place of the `T`, or without the seconds,
- `1767621600`, whole seconds since 1970-01-01T00:00:00Z.

A local time that clocks show twice, when they are set back, means the first time. One that clocks skip, when they are
set forward, is moved forward by what they skip.

A row that cannot be a session (a field is missing, an instant is unreadable, it closes before it opens, its product is
not on the rate sheet) stops the run with exit status 2; the first ten are shown with line and reason, and the number of
all. With `--skip-bad-rows` they are left out, counted, and written to `rejected.csv`. Sessions that open outside the
simulated days are left out and counted.

### Idle spans

`usage.idle` names a file of the same kind, with these columns. It is only looked at if the rules have `idle`.

| column | what |
|---|---|
| `user`, `product` | who was idle in what; a user without sessions is no error |
| `from` | since when |
| `to` | until when; if empty, until the simulation ends |
| `machine` | optional; if empty, on all of the user's machines, else only in sessions that name this one |

Rows need no order, and may overlap. Bad rows are dealt with like those of the sessions: with `--skip-bad-rows` they are
left out, counted, and written to `rejected_idle.csv`.

### Results of per-result products

`usage.results` names a file of the same kind, for the products whose rate has `per`.

| column | what |
|---|---|
| `user` | who |
| `product` | of what; a product of the rate sheet that is charged per result |
| `time` | when; an instant as above |
| `quantity` | how many: a number with at most six decimals, not 0; less than 0 takes results back |
| `team` | optional; as in the sessions |

Rows need no order: they are sorted by `time`, and rows of the same second keep the order of the file. Bad rows are dealt
with like those of the sessions: with `--skip-bad-rows` they are left out, counted, and written to
`rejected_results.csv`. Results outside the simulated days are left out and counted.
)";

const std::string_view results = R"(## Results

`drawdown run SCENARIO -o FOLDER` writes plain CSV with exact decimals and instants in UTC (`2026-01-05T14:00:00Z`).

Text in results that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is written with an apostrophe in front,
so that a spreadsheet does not run it: a user called `=cmd` appears as `'=cmd`.

### charges.csv

Every charge, by instant; ties in the order of settling.

| column | what |
|---|---|
| `at` | when: the visit's start, or for a renewal the end of the window before; of a result or refund its time |
| `until` | the end of the window that it paid for; the same as `at` if it opened none |
| `user`, `product` | whom and what it was for |
| `version`, `machine` | likewise; empty unless `rules.charge_per` has them |
| `team` | whose pool paid; empty for the default team |
| `kind` | `open`, `renewal`, or of a per-result product `result` or `refund` |
| `tokens` | how much; of a refund less than 0 |
| `tranches` | which tranches paid, in the order drawn: `jan:5;T2:2`; what none could pay: `overdraft:3`; of a refund what each got back, less than 0, and what was owed and is not any more: `jan:-2;overdraft:-1` |

### denials.csv

Every failed attempt, by instant.

| column | what |
|---|---|
| `at` | when |
| `user`, `product`, `team` | who wanted what, and whose pool could not pay |
| `kind` | `denied`: refused at open, or a result that was refused; `cut_off`: ended at a renewal |
| `tokens` | what was needed; 0 if access refused, which does not ask |
| `available` | what the pool had; if a budget refused, what was left of its cap |
| `reason` | `tokens`: the pool had too few; `budget`: a cap would have been exceeded; `access`: the user or the product may not use tokens |
| `cap` | the name of the budget that refused |

### tranches.csv

One row per tranche, in the order of the scenario: listed ones, those of contracts, credits; then those bought in the
simulation. Tokens and adjusted are what the tranche brought: its tokens, or what `remaining` says; nothing if it expired
before the simulation begins or was to come after it ends. They are as much as consumed, expired and remaining.

| column | what |
|---|---|
| `id`, `team` | which, and whose |
| `bought`, `expires` | civil days of the server's zone; it expires at the start of the day |
| `tokens` | what it brought, so that the row adds up: tokens + adjusted = consumed + expired + remaining |
| `unit_price` | as in the scenario |
| `consumed` | what charges and debts took |
| `expired` | what was left when it expired |
| `remaining` | what is left at the end |
| `write_off` | what was paid for the expired tokens; empty without a unit price |
| `adjusted` | tokens given to it by hand, less those taken |
| `moved_to` | the team that has it at the end, if that is another |
| `ordered` | the day on which a policy ordered it |
| `rule` | what caused it: `listed`, the policy, `contract eba year 2`, `true-up eba year 1`, or an adjustment's reason |

### events.csv

Whatever happened to tokens, but charges; in order of time.

| column | what |
|---|---|
| `at` | when |
| `event` | `arrived`; `expired`; `moved` to another team; `adjusted`: given or taken by hand; `debt_paid`: what was owed for charges is paid; `adjustment_paid`: what was owed for adjustments is; `ordered` and `not_ordered`: a policy orders, or would but has no budget or orders left |
| `tranche` | which; empty if there is none |
| `team`, `to_team` | whose it was; if it moved, whose it is now |
| `tokens` | how many; if taken, less than 0 |
| `rule` | what caused it: as in tranches.csv |

### burn.csv

One row per civil day and team. Opening + bought + adjusted + moved − consumed − expired = closing, every day.

| column | what |
|---|---|
| `date`, `team` | civil day of the server's zone; empty for the default team |
| `opening` | the balance when the day begins; tokens bought before the first day are in its opening |
| `bought` | tranches that arrive on this day |
| `consumed` | charges on this day, also what is still owed for them: with an overdraft a balance may be negative |
| `expired` | tokens that expire on this day, unused |
| `closing` | the balance when the day ends |
| `denied` | attempts to open that were refused on this day |
| `moved` | tokens that came with transfers from other teams, less those that left; over all teams the sum is 0 |
| `adjusted` | tokens given by hand, less those taken |

### summary.json

One object. Amounts are numbers, written exactly; what does not exist is null.

| key | what |
|---|---|
| `scenario`, `from`, `until` | its name and days |
| `sessions` | sessions that open inside the simulated days |
| `visits`, `graced_visits` | visits that started; those of them that were free for being short |
| `charges`, `renewals` | all charges, without refunds; those of them that are renewals |
| `denied_sessions`, `cut_offs` | sessions that were refused, each once; visits that were ended at a renewal |
| `bought`, `consumed`, `expired`, `remaining` | tokens; what is owed at the end is consumed too |
| `overdraft` | tokens that are still owed at the end |
| `spent`, `written_off` | what was paid for the tokens bought, and for those that expired; no unit price counts as 0 |
| `price_per_token_bought`, `price_per_token_consumed` | `spent` divided by the tokens bought, and by those consumed |
| `first_denial` | the first instant at which a session was refused |
| `sessions_outside`, `rejected_rows` | sessions that open outside the simulated days; bad rows that were skipped, of all files |
| `results`, `refunds` | charges of per-result products, also counted in `charges`; rows of refunds |
| `denied_results`, `unmatched_refunds` | results that were refused; refunds that asked for more than was used |
| `adjusted` | tokens given by hand, less those taken; bought + adjusted + overdraft = consumed + expired + remaining |
| `covered_sessions` | sessions that entitlements cover, also counted in `sessions` |
| `results_outside` | results and refunds outside the simulated days |
| `version` | the program's |

### rejected.csv, rejected_idle.csv, rejected_results.csv

Only with `--skip-bad-rows`: the bad rows of the sessions; and those of the idle spans and of the results, if these are
read.

| column | what |
|---|---|
| `line` | of the file |
| `reason` | what is wrong |
| `row` | the row as it stands in the file |
)";

}  // namespace drawdown::manual_text
