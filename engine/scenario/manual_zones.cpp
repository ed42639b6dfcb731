#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view zones = R"(## Where the server stands

`drawdown zones SCENARIO -o FOLDER` replays a scenario whose windows are calendar days, weeks or months by one clock
(`zone: server` or a named zone), with that clock in the present zone, in the home zones of all users, and in those of
`--zone`. It shows each bill, and what each clock does to each office: to all users of one home zone. Users without one
are at home in the server's.

```
drawdown zones scenarios/examples/10-server-zone.yaml --zone Europe/London -o out
drawdown zones scenarios/office.yaml --set rules=token-flex
```

Only the metering clock moves. The days simulated, purchases and expiries stay civil days of `time_zone`.

A session straddles if a metering day, week or month ends while it is open: after its open, before its close. Only
sessions that last as long as the grace period, or longer, are counted; if the rules are idle-aware, active spells. The
extra tokens are those charged more than if each user were metered by the own clock (`zone: user`). They are more than
the straddling sessions tell: whoever works before and after the server's midnight, and not at it, pays twice as well.
If the pool refuses somebody, what is refused is not charged: compare bills of pools that suffice.

### zones.csv

A row per zone, the present one first.

| column | what |
|---|---|
| `zone` | whose clock meters |
| `present` | `yes` for the scenario's own, else `no` |
| `charges`, `renewals`, `denied_sessions`, `cut_offs` | as in `summary.json` |
| `tokens`, `tokens_difference` | charged; more or less than in the present zone |
| `cost`, `cost_difference` | of the tokens consumed, as in a comparison |
| `extra_tokens` | more than by the users' own clocks |

### offices.csv

A row per zone and office.

| column | what |
|---|---|
| `zone` | whose clock meters |
| `office` | the users' home zone |
| `users`, `sessions` | who has sessions or results; the sessions that are counted |
| `straddling`, `straddling_percent` | those of them that straddle |
| `tokens` | charged |
| `renewed_tokens` | of these: charged when a metering day ended while somebody was there |
| `extra_tokens` | more than by the users' own clocks |
)";

}  // namespace drawdown::manual_text
