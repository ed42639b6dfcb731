# With a balance of 6, AutoCAD at 7 is denied and the balance stays 6.
# Spec §2.3, §6 example 5.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 6, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 10:00
---
denied 2026-01-05T09:00:00Z mary AutoCAD: needs 7, has 6
arrived 2026-01-05T00:00:00Z jan: 6
tranche jan: bought 6, consumed 0, expired 0, remaining 6
visits 0, free 0, denied sessions 1, cut-offs 0
