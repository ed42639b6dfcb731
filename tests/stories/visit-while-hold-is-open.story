# A visit that starts after an earlier one is over, but before its hold is settled, has a hold of its own.
# Spec §2.6. Both are short, each on its own: several short launches do not add up. ben cannot pay while both are held.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00,2026-01-05 09:02
ann,AutoCAD,2026-01-05 09:02,2026-01-05 09:06
ben,AutoCAD,2026-01-05 09:03,2026-01-05 10:00
ann,AutoCAD,2026-01-05 09:20,2026-01-05 10:00
---
charge 2026-01-05T09:20:00Z until 2026-01-06T09:20:00Z ann AutoCAD: 7 = jan:7
denied 2026-01-05T09:03:00Z ben AutoCAD: needs 7, has 6
arrived 2026-01-05T00:00:00Z jan: 20
tranche jan: bought 20, consumed 7, expired 0, remaining 13
visits 3, free 2, denied sessions 1, cut-offs 0
