# A launch of less than the grace period is free; one of exactly the grace period costs the full rate.
# Spec §2.4, §6 example 4. After the free launch the next one starts a visit of its own.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00:00,2026-01-05 09:04:59
mary,AutoCAD,2026-01-05 10:00:00,2026-01-05 10:05:00
---
charge 2026-01-05T10:00:00Z until 2026-01-06T10:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 20
tranche jan: bought 20, consumed 7, expired 0, remaining 13
visits 2, free 1, denied sessions 0, cut-offs 0
