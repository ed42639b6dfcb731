# A tranche moves with all that is left of it. Held tokens stay the team's until they are charged, or given back: then
# they follow the tranche. It pays its new team's debts at once.
# Both hold 7 at midnight. ann's visit is long, and charged to jan; mary's is free, and her 7 move too.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {when_empty: overdraft}
rates: {AutoCAD: 7, Viewer: 2}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 20}
  transfers:
    - {day: 2026-01-06, tranche: jan, to: UK}
---
user,product,team,open,close
kim,Viewer,UK,2026-01-05 09:00,2026-01-05 12:00
ann,AutoCAD,,2026-01-05 23:57,2026-01-06 01:00
mary,AutoCAD,,2026-01-05 23:58,2026-01-06 00:01
bob,AutoCAD,,2026-01-06 09:00,2026-01-06 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z kim Viewer team UK: 2 = overdraft:2
charge 2026-01-05T23:57:00Z until 2026-01-06T23:57:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-06T09:00:00Z until 2026-01-07T09:00:00Z bob AutoCAD: 7 = overdraft:7
arrived 2026-01-05T00:00:00Z jan: 20
moved 2026-01-06T00:00:00Z jan to team UK: 6
paid debt 2026-01-06T00:00:00Z jan team UK: 2
moved 2026-01-06T00:03:00Z jan to team UK: 7
tranche jan: bought 20, consumed 9, expired 0, remaining 11, moved to team UK
owes 7
visits 4, free 1, denied sessions 0, cut-offs 0
