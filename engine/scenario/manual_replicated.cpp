#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view replicated = R"(## Results of a comparison on demand

```
drawdown compare plan.yaml                                  # 400 replications of its demand
drawdown compare plan.yaml --vary 'rules.grace=[0s, 5m, 15m]' --replications 5000 -o out
drawdown compare plan.yaml --replication 17 -o out          # one of them, as a log
```

A scenario with a `demand` is compared on many replications of it: as many as `--replications` says, or 400 if that is left
out and `usage` names no log. The scenario and all variants meet the same demand in each replication, and differences are
taken replication by replication: they are far more certain than the means that they are differences of. A variant that
changes `demand` itself, or the days of the scenario, draws its own, from the same streams. At most 1000 scenarios are compared,
steps included.

All intervals are 95 % intervals: of means and differences Student's t, of shares Wilson's, as `drawdown stress` has them. Of
one replication alone they end at its value. Nothing depends on the number of threads. `compare` does not look at `stress`,
but for its `penalty`.

`--replication 17` compares on that replication alone, as on a log, and writes the files of a comparison, with all reasons. The
mean over replications 1 to 400 is the mean of what the 400 comparisons on one of them say. One log cannot serve a variant
that draws another demand; that is an error.

### variants_replicated.csv

A row per variant and measure, the baseline first.

| column | what |
|---|---|
| `variant`, `replications` | which; how many were made |
| `measure` | one of those of the next section |
| `mean`, `mean_low`, `mean_high` | over all replications, and its interval |
| `difference`, `difference_low`, `difference_high` | more or less than the baseline's, on average |
| `more`, `more_low`, `more_high` | the share of replications in which it is more than the baseline's; empty for the baseline |
| `less`, `less_low`, `less_high` | less, likewise |

### Measures of a replicated comparison

| measure | what |
|---|---|
| `sessions`, `charges`, `denied_sessions`, `cut_offs` | as in `variants.csv` |
| `denied_results` | as in `summary.json` |
| `refused_days` | access days refused, as `drawdown stress` defines them |
| `tokens`, `expired`, `cost`, `written_off` | as in `variants.csv` |
| `total_cost` | `cost` and `written_off`, and the baseline's `stress.penalty` for what is refused: what `drawdown stress` calls cost |
| `p_dry` | the probability of running dry; `more`: the variant does and the baseline does not |

### bridge_replicated.csv

How each variant comes from the baseline, as in `bridge.csv`: a row per step. The means of the steps sum to the variant's
difference, but for their rounding to a millionth.

| column | what |
|---|---|
| `variant`, `step` | which, and the number of the step |
| `change` | `rules.grace: 0s` |
| `tokens`, `tokens_low`, `tokens_high` | more or less than before the step, on average, and its interval |
| `cost`, `cost_low`, `cost_high` | likewise |
| `written_off`, `written_off_low`, `written_off_high` | likewise |
)";

}  // namespace drawdown::manual_text
