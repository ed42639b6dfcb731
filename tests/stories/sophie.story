# Sophie launches on Monday at 19:00 and closes on Tuesday at 17:00, with launches in between: one day, Monday's.
# The usage-reporting FAQ's second example.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
sophie,AutoCAD,2026-01-05 19:00,2026-01-06 17:00
sophie,AutoCAD,2026-01-06 09:00,2026-01-06 09:30
sophie,AutoCAD,2026-01-06 17:30,2026-01-06 18:00
---
charge 2026-01-05T19:00:00Z until 2026-01-06T19:00:00Z sophie AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 20
tranche jan: bought 20, consumed 7, expired 0, remaining 13
visits 2, free 0, denied sessions 0, cut-offs 0
