# A hold that becomes a charge is dated at the visit's start, and its window runs from there.
# Spec §2.4. One second before the window's end a visit is free; at its end it is charged.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: flex, grace: 1h}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00:00,2026-01-05 10:30:00
ann,AutoCAD,2026-01-06 08:59:59,2026-01-06 09:00:00
ann,AutoCAD,2026-01-06 09:00:00,2026-01-06 11:00:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-06T09:00:00Z until 2026-01-07T09:00:00Z ann AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 20
tranche jan: bought 20, consumed 14, expired 0, remaining 6
visits 3, free 0, denied sessions 0, cut-offs 0
