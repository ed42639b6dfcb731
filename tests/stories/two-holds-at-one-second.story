# Two visits of a unit can start at one second, the first one being of no length: each has a hold of its own.
# Spec §2.6. While both are held 6 of the 20 tokens are left, and ben is denied; the first one is free.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00,2026-01-05 09:00
ann,AutoCAD,2026-01-05 09:00,2026-01-05 10:00
ben,AutoCAD,2026-01-05 09:01,2026-01-05 10:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ann AutoCAD: 7 = jan:7
denied 2026-01-05T09:01:00Z ben AutoCAD: needs 7, has 6
arrived 2026-01-05T00:00:00Z jan: 20
tranche jan: bought 20, consumed 7, expired 0, remaining 13
visits 2, free 1, denied sessions 1, cut-offs 0
