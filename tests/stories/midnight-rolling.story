# Work from 23:29 to 00:30 is one charge when windows roll.
# Spec §6 example 8.
time_zone: America/New_York
from: 2026-01-05
until: 2026-01-08
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 23:29,2026-01-06 00:30
---
charge 2026-01-06T04:29:00Z until 2026-01-07T04:29:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-05T05:00:00Z jan: 20
tranche jan: bought 20, consumed 7, expired 0, remaining 13
visits 1, free 0, denied sessions 0, cut-offs 0
