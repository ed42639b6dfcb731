#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view expectations = R"(## What is expected

```yaml
expect:
  - denied_sessions == 0
  - written_off <= 500
  - p_dry < 0.02
  - dry.p10 >= 2026-11-01
```

A line has a measure, one of `<`, `<=`, `>`, `>=`, `==` and `!=`, and a number or a day. Numbers are exact decimals: tokens,
money of the scenario's currency, counts, or shares between 0 and 1. Days are civil days of the server's zone; what has not
happened is `never`, later than every day.

`drawdown run` looks at its one replay: at all keys of `summary.json` that are numbers or dates. `drawdown stress` looks at
all replications of the scenario as it stands, before sizes and variants. Most of its measures have a value in each
replication, and need a statistic behind a point: `mean`; `p5`, `p10`, `p50`, `p90` or `p95`, the value that so many percent
of the replications do not exceed; or `max`. What a command does not know it does not check, and says so: one scenario
serves both. Means and shares are compared before they are rounded. The intervals of estimates do not count.

Each line passes or fails. If one fails, the exit status is 3; result files are written all the same. With `--quiet` and
`--json` only those that fail are shown, on the standard error. A measure that has no value, such as a price per token
when nothing was bought, fails.

These measures are of `stress` only; with it they stand beside `sessions`, `visits`, `graced_visits`, `denied_sessions`,
`cut_offs`, `bought`, `consumed`, `expired`, `remaining`, `overdraft`, `spent`, `written_off` and `denied_results`:

| measure | what |
|---|---|
| `refused_days` | access days on which the user was refused a product |
| `service_level` | the share of access days that were served |
| `fill_rate` | the share of the tokens asked for that were charged |
| `cost` | of the tokens consumed and expired, and the penalty |
| `dry` | the day on which the pool ran dry; never, if it did not |
| `p_dry` | the share of replays in which the pool ran dry; takes no statistic |

### expectations.csv

A row for each line of `expect`, if there are any.

| column | what |
|---|---|
| `expectation` | as it is written |
| `found` | the value; empty if the command does not check it |
| `result` | `passed`, `failed` or `not checked` |
)";

}  // namespace drawdown::manual_text
