# AutoCAD at 7 and Revit at 10 inside one day: 17 tokens, and each has its own clock.
# Spec §6 example 3.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7, Revit: 10}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 08:00,2026-01-05 10:00
mary,Revit,2026-01-05 09:00,2026-01-05 12:00
---
charge 2026-01-05T08:00:00Z until 2026-01-06T08:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary Revit: 10 = jan:10
arrived 2026-01-05T00:00:00Z jan: 20
tranche jan: bought 20, consumed 17, expired 0, remaining 3
visits 2, free 0, denied sessions 0, cut-offs 0
