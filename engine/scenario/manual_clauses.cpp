#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view clauses = R"(## The rules, clause by clause

`drawdown explain` says by which of these each step came about. The section above has the details.

- **2.1** A session that opens while its unit's visit goes on joins the visit, and costs nothing by itself. The unit is
  the user on the product, in a team, and whatever else `rules.charge_per` has.
- **2.2** A visit that starts inside its unit's window, which is paid, costs nothing by itself.
- **2.3** A visit that starts outside a window needs its product's rate. If the pool has the tokens, they are held; if
  not, the session is refused and no visit starts.
- **2.4** A hold is settled when the grace period is over. If the visit was shorter, it was free and the tokens go back;
  if their tranche has expired, they expire. Otherwise the hold becomes a charge, dated at the visit's start, and the
  window starts there. Without a grace period the charge is made at once.
- **2.5** When a window ends while the visit still goes on, the unit is charged again at that instant, without grace: a
  renewal. If the pool cannot pay, the visit is cut off. If nobody is there, or `rules.renew` is false, nothing is
  charged. A window that ended before its hold was settled is renewed when it is.
- **2.6** A visit that starts while the hold of the visit before is not settled yet is a visit of its own, with a hold of
  its own.
- **2.7** The rate is the one in force at the instant of the charge: the visit's start, or the renewal. At a rate of 0
  windows open, and nobody is refused.
- **2.8** A product that is used but not on the rate sheet is an error in the input, not a free product.
- **3** Each team draws from its own tranches, in the order of `rules.consume`, from several if need be, all or nothing.
  With `overdraft`, what is lacking is owed, and paid as soon as tokens come.
- **4** In one second: tranches expire, tranches arrive, holds are settled, windows are renewed, results are charged,
  refused sessions try again, sessions open.
- **5** Results of a product that is charged per result are charged at once, or refused whole; refunds undo the latest.
- **6** What would exceed a budget is refused, whatever the pool has.
- **7** Who or what may not use tokens is refused, unless entitled.

### drawdown explain --json

An array with an object for each event, by unit and then in order of time. What does not apply is null. With `--charge`
or `--denial` it is an object: `events` is that array, for what led to the row, and `pool` lists the team's tranches as
they were just before, in the order in which they are drawn.

A session that opens or tries again is one of the events `joins_visit`, `in_window`, `takes_hold`, `charged_at_once` and
`denied`; an active spell of a session that was refused or cut off before is `refused_with_session`. A hold that is
settled is `hold_charged` or `hold_free`; a window that ends is `renewed`, `cut_off` or `window_ended`. A session that
access refuses is `no_access`; results are `result_charged` or `result_denied`, and undone `result_refunded`.

| key | what |
|---|---|
| `at` | when |
| `user`, `product`, `version`, `machine`, `team` | the unit |
| `event` | what happened, a word of those above |
| `clause` | the rule that it follows |
| `words` | the same as text |
| `session` | counted from 1 by their open: the one that opens or tries again, or that started the visit |
| `open`, `close` | of that session; if it falls into active spells, of this one |
| `attempt` | 1 for a session that opens, 2 and more when it tries again |
| `visit_start`, `visit_end` | of the visit, as it came to be |
| `window_from`, `window_until` | of the window that was opened, that the visit started in, or that ended |
| `charge` | the row of `charges.csv`; the first below its head is 1 |
| `denial` | the row of `denials.csv`, likewise; also the one that ended a session with its later spells |
| `tokens` | held, charged, given back or needed |
| `tranches` | where they were drawn, as in `charges.csv` |
| `available` | what the pool had for a denial, or what was left of the budget that refused |
)";

}  // namespace drawdown::manual_text
