# A refund goes back to the tranche that paid, whoever has it now; if it has expired, it expires there.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rates: {Renders: {tokens: 1, per: 1}}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 20, expires: 2026-01-08}
  transfers:
    - {day: 2026-01-06, tranche: jan, to: UK}
---
user,product,open,close
---
user,product,time,quantity
mary,Renders,2026-01-05 09:00,5
mary,Renders,2026-01-06 09:00,-1
mary,Renders,2026-01-08 09:00,-1
---
result 2026-01-05T09:00:00Z mary Renders: 5 = jan:5
refund 2026-01-06T09:00:00Z mary Renders: -1 = jan:-1
refund 2026-01-08T09:00:00Z mary Renders: -1 = jan:-1
arrived 2026-01-05T00:00:00Z jan: 20
moved 2026-01-06T00:00:00Z jan to team UK: 15
moved 2026-01-06T09:00:00Z jan to team UK: 1
expired 2026-01-08T00:00:00Z jan team UK: 16
moved 2026-01-08T09:00:00Z jan to team UK: 1
expired 2026-01-08T09:00:00Z jan team UK: 1
tranche jan: bought 20, consumed 3, expired 17, remaining 0, moved to team UK
visits 0, free 0, denied sessions 0, cut-offs 0
