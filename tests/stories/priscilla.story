# Priscilla works Monday from 08:00 to 17:00 and Tuesday from 07:00 to 17:00: 7 tokens at 08:00 on both days.
# Spec §6 example 1. On Tuesday she reopens inside Monday's window and is still there when it ends.
time_zone: America/New_York
from: 2026-01-05
until: 2026-01-09
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
priscilla,AutoCAD,2026-01-05 08:00,2026-01-05 17:00
priscilla,AutoCAD,2026-01-06 07:00,2026-01-06 17:00
---
charge 2026-01-05T13:00:00Z until 2026-01-06T13:00:00Z priscilla AutoCAD: 7 = jan:7
renewal 2026-01-06T13:00:00Z until 2026-01-07T13:00:00Z priscilla AutoCAD: 7 = jan:7
arrived 2026-01-05T05:00:00Z jan: 20
tranche jan: bought 20, consumed 14, expired 0, remaining 6
visits 2, free 0, denied sessions 0, cut-offs 0
