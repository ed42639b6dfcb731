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
`grace`, `renew`, `when_empty`, `consume`. Changes between which the scenario would not be valid are one step: a window
of a minute cannot come before the grace period of five minutes goes.
)";

}  // namespace drawdown::manual_text
