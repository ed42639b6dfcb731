#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view variants = R"(## Variants: other rules for the same log

`variants` lists changes under a name, in the notation of `--set`; `vary` makes a grid. Both may stand in the scenario,
or in a file that has nothing else.

```yaml
variants:
  no grace: {rules.grace: 0s}
  calendar day:
    about: The day of the licence server, without grace
    source: a clause, a page, an address
    on: no grace
    rules.window: {kind: calendar, period: day, zone: server}
  dearer: {rates.Revit: 12, 'pool.tranches[0].unit_price': 2.90}
vary:
  rules.grace: [0s, 5m, 15m]
  rules.window.length: [8h, 24h]
```

Each variant is the scenario with its changes, made in the order in which they are listed. A value replaces what was
there: `rules: {grace: 0s}` sets all the rules, `rules.grace: 0s` one of them. With `on`, the changes of another variant
come first, and of the one that that stands on; they may be listed later. Inside of braces, a path with brackets needs
quotes. `--set` changes the scenario, and so all its variants.

`vary` makes a variant of every combination: here six, from `grace=0s, length=8h` to `grace=15m, length=24h`. They are
named by the last key of each path, or by the whole path if two end alike. Names are distinct, over all files; there are
at most 10000 variants.

All variants are about the same sessions. Whatever is in `usage` cannot change; and if a variant changes `time_zone`,
because its server stands elsewhere, local times in the log without a zone stay what they were, those of the scenario's
`usage.time_zone`, or of its server.

The way from the scenario to a variant is a step for each change, those of the variants that it stands on first. A
change of `rules` or `rules.preset` is a step for each rule that it changes, in the order `window`, `charge_per`,
`grace`, `renew`, `when_empty`, `consume`, `idle`. Changes between which the scenario would not be valid are one step:
a window of a minute cannot come before the grace period of five minutes goes.
)";

const std::string_view comparison = R"(## Results of a comparison

`drawdown compare SCENARIO -o FOLDER` replays the scenario and all its variants on one reading of the sessions, and
writes the files below. Each variant is what `drawdown run` would say of it, to the token.

```
drawdown compare scenarios/office.yaml -o out                        # the variants of the scenario
drawdown compare scenarios/office.yaml --vary 'rules.grace=[0s, 5m, 15m]'
drawdown compare scenarios/office.yaml --library                     # all of scenarios/rules/
drawdown compare scenarios/office.yaml --variants scenarios/rules/token-flex.yaml --baseline Token-Flex
```

The baseline is the scenario itself, which is called `scenario` in all files, unless `--baseline` names a variant. A
difference is the variant's amount less the baseline's; a percentage is of the baseline's amount, rounded to six
places, and empty if that is nothing. The cost of tokens is what was paid for those that were consumed, each at the
unit price of the tranche that paid; tokens still owed at the end count at the price of the latest purchase.

### variants.csv

A row per variant, the baseline first.

| column | what |
|---|---|
| `variant` | its name |
| `sessions`, `visits`, `graced_visits` | as in `summary.json` |
| `charges`, `renewals`, `denied_sessions`, `cut_offs` | likewise |
| `tokens` | consumed, what is still owed at the end too |
| `expired`, `remaining`, `overdraft` | tokens, as in `summary.json` |
| `cost`, `written_off` | what was paid for the tokens consumed, and for those that expired |
| `charges_difference`, `denied_difference`, `cut_offs_difference` | more or less than the baseline |
| `tokens_difference`, `tokens_percent` | likewise |
| `cost_difference`, `cost_percent` | likewise |
| `written_off_difference`, `written_off_percent` | likewise |

### by_user.csv

A row per variant and user, unless neither it nor the baseline charges or refuses that user anything.

| column | what |
|---|---|
| `variant`, `user` | which |
| `charges`, `denied`, `cut_offs` | charges; attempts to open that were refused; visits that were ended at a renewal |
| `tokens` | of the charges |
| `tokens_difference` | more or less than the baseline |

### by_product.csv

The same by product.

| column | what |
|---|---|
| `variant`, `product` | which |
| `charges`, `denied`, `cut_offs`, `tokens`, `tokens_difference` | as in `by_user.csv` |

### by_day.csv

The same by civil day of the baseline's server zone.

| column | what |
|---|---|
| `variant`, `date` | which |
| `charges`, `denied`, `cut_offs`, `tokens`, `tokens_difference` | as in `by_user.csv` |

### bridge.csv

How each variant comes from the baseline: a row per change, or per rule of a change of all rules. The steps sum to the
variant's differences, exactly. If the baseline has changes that the variant lacks, the first step takes them back. What
a change is worth depends on those before it: the order is that of the variant.

| column | what |
|---|---|
| `variant`, `step` | which, and the number of the step |
| `change` | `rules.grace: 0s` |
| `tokens`, `cost`, `written_off` | more or less than before the step |

### differences.csv

A row per variant, user, product and civil day on which the variant charges that user otherwise than the baseline; not
with `--no-differences`.

| column | what |
|---|---|
| `variant`, `user`, `product`, `date` | which; civil day of the baseline's server zone |
| `baseline`, `tokens` | charged under the baseline, and under the variant |
| `difference` | more or less than the baseline |
| `reason` | why: one of those below; if there are several on that day, that of the most tokens |
| `root` | of the reason `moved`: that of the user's latest difference before it which is none itself |

### Reasons

One of the two charges at an instant at which the other does not, or charges another amount:

| reason | what |
|---|---|
| `rate` | both charge at that instant, at different rates |
| `grace` | the visit is shorter than the grace period of one, or its hold is not settled yet |
| `refused` | one of them refused or cut off the user, for want of tokens or by a budget |
| `idle` | the user is idle under one of them |
| `version` | a second version is charged under one |
| `machine` | a second machine is charged under one |
| `boundary` | the use crosses the boundary of a metering day, week or month of one |
| `renewal` | still open when the window of one ended |
| `window` | the window of an earlier charge is over under one, and still runs under the other |
| `shared` | another user's visit started or ended the shared window of one |
| `visit` | every visit is charged under one |
| `outside` | outside the simulated days of one |
| `moved` | the rules agree, but an earlier difference has moved the window, or what is carried on |
)";

}  // namespace drawdown::manual_text
