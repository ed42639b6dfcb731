#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view rules = R"(## What happens when

**Visits.** Overlapping sessions of one user on one product (and team, and whatever else `rules.charge_per` has) are one
visit, from the first open to the last close. A session that opens in the very second in which the visit ends starts a
new visit. What is charged is visits, not sessions: a second version or a second machine beside the first costs nothing
by itself.

**Charges.** A visit that starts inside a window that its user has paid for costs nothing. One that starts outside takes
the product's rate from the pool and holds it. If the visit lasts less than the grace period, the tokens go back;
otherwise the hold becomes a charge, dated at the visit's start, and the window starts there. Two short visits in a row
are two holds, and each is judged by its own length. The rate is the one in force at the visit's start, or at the
renewal's instant. A rate of 0 opens windows, and is never refused.

**Renewals.** If a visit is still going on when its window ends (not: ends in that very second), it is charged again at
that instant, without grace. With `renew: false` it goes on free until it ends, and the next visit is charged.
A renewal that the pool cannot pay in full ends the visit there, whatever its sessions say; a later session starts a new
visit.

**Calendar windows.** The period is the one that holds the visit's start. If midnight passes while a visit is still
within its grace period, nothing happens at midnight; when the grace period is over, the visit is charged for the day on
which it started, and at that instant once more for the day that it is by then, if it still goes on.

**Shared windows.** One clock per product, for all teams. It starts with the first visit start when no window is running,
even if that visit is refused or turns out free, and every user who comes in that time pays once. If a visit goes on when
it ends, the next one starts there.

**When the pool cannot pay.** A charge is all or nothing, and may draw from several tranches. `deny`: the session is
refused. `{retry: 1h}`: it is refused, and tries again an hour later, and so on, while that is before its close and
before the simulation ends; every failed attempt is a row of `denials.csv`, and the session counts once. A visit that was
cut off does not try again. `overdraft`: the session goes on, and what the pool lacked is owed as soon as the charge is
made. The pool pays its debts, before anything else, as soon as it has tokens. A visit that turns out free owes nothing.
`charges.csv` says what paid at the time of the charge; later payments of a debt are in the tranches' `consumed`.

**Idle awareness.** With `idle: 15m` a session is replaced by its active spells. A span of idleness counts from the
session's open at the earliest (opening is work) to its close at the latest; spans that overlap or touch are one. If it is
longer than 15 minutes (of exactly 15, nothing changes), the spell ends 15 minutes into it, and the next begins when the
span ends, if that is before the session's close. In all that is said here, a spell is a session: the first one after a
pause joins the visit, starts one inside the window, or is charged like any opening. Only, what is left of a session goes
with it: if a spell is refused, and finds no tokens until it closes, the session is over. Its later spells make no
attempt, and it counts once. A visit that is cut off ends every session of its user and product that is open then, also
one that is idle; not one that was refused before and waits to try again. Products in `except` are not idle-aware: their
sessions stay as they are. Spells that open in the same second come in the order in which their sessions opened.

**The pool.** Each team draws from its own tranches. `soonest_expiry` takes the tranche that expires first; ties go to the
smaller purchase (as bought, whatever is left of it), then the earlier, then the one listed earlier. `oldest` and
`newest` go by the day of purchase, ties by the list. Windows that are paid outlive the tranche that paid. Tokens that
are held when their tranche expires stay held; if they are given back, they expire then.

**The first and the last day.** A tranche that expires on or before `from` is left out. One bought before `from` is there
from the start, in full unless `remaining` says what is left of it. One bought on or after `until` brings nothing. A
session without a close is open until the end. At the end nothing more happens, except that holds taken before it are
settled: what expires, is bought or is due for renewal at the start of `until` is left to the next simulation.

**Clock changes.** Civil days have 23, 24 or 25 hours. A day begins at its first midnight, or where the clocks land if
midnight is skipped.

**The order of things in one second.** New rates come into force; contract years are trued up; tranches expire; tranches
arrive, and debts are paid; tranches are transferred; tokens are given and taken by hand; purchasing policies
look; holds are settled; windows are renewed; results are charged and taken back; refused sessions try again; sessions
open. Within each: the order of the lists in the scenario, of taking the holds, of the charges that are renewed, of the
file, of the refusals. A policy that looks continuously also does so right after each hold and charge that makes its
position fall; of what happens to tranches in one second, it sees the outcome.
)";

}  // namespace drawdown::manual_text
