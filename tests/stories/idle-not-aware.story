# A product that is not idle-aware is charged again at hour 24, however long it was idle.
# The vendor's example of idle awareness, without it.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {idle: {after: 15m, except: [AutoCAD]}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 100, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 00:00,2026-01-06 20:00
---
user,product,from,to
mary,AutoCAD,2026-01-05 10:00,2026-01-06 16:00
---
charge 2026-01-05T00:00:00Z until 2026-01-06T00:00:00Z mary AutoCAD: 7 = jan:7
renewal 2026-01-06T00:00:00Z until 2026-01-07T00:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 100
tranche jan: bought 100, consumed 14, expired 0, remaining 86
visits 1, free 0, denied sessions 0, cut-offs 0
