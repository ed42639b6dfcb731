# A refund undoes the latest results first, gives their tokens back last drawn first, and to an expired tranche as expired.
# 50 cost 5, of `old` 2 and of `new` 3. 20 back: 2 of new. 25 back of the 30 left: 3 whole units, and 5 are carried again.
# 20 more back: 5 were used.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rates: {Renders: {tokens: 1, per: 10}}
pool:
  lifetime: 365d
  tranches:
    - {id: old, bought: 2026-01-04, tokens: 2, expires: 2026-01-06}
    - {id: new, bought: 2026-01-05, tokens: 10}
---
user,product,open,close
---
user,product,time,quantity
mary,Renders,2026-01-05 09:00,50
bob,Renders,2026-01-06 09:00,-20
mary,Renders,2026-01-06 10:00,-25
mary,Renders,2026-01-06 11:00,-20
---
result 2026-01-05T09:00:00Z mary Renders: 5 = old:2 new:3
refund 2026-01-06T09:00:00Z bob Renders: -2 = new:-2
refund 2026-01-06T10:00:00Z mary Renders: -3 = new:-1 old:-2
arrived 2026-01-05T00:00:00Z old: 2
arrived 2026-01-05T00:00:00Z new: 10
expired 2026-01-06T10:00:00Z old: 2
tranche old: bought 2, consumed 0, expired 2, remaining 0
tranche new: bought 10, consumed 0, expired 0, remaining 10
visits 0, free 0, denied sessions 0, cut-offs 0
denied results 0, unmatched refunds 1
