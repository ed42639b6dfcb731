# Overlapping sessions are one visit; a session that opens exactly when the visit ends starts a new one.
# Spec §2 and §2.1, shown with a charge per visit. The visit's end is the later of the closes so far.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {preset: flex, window: {kind: visit}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 30, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 12:00
mary,AutoCAD,2026-01-05 10:00,2026-01-05 11:00
mary,AutoCAD,2026-01-05 11:30,2026-01-05 13:00
mary,AutoCAD,2026-01-05 12:30,2026-01-05 12:45
mary,AutoCAD,2026-01-05 13:00,2026-01-05 14:00
---
charge 2026-01-05T09:00:00Z until 2026-01-05T09:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-05T13:00:00Z until 2026-01-05T13:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 30
tranche jan: bought 30, consumed 14, expired 0, remaining 16
visits 2, free 0, denied sessions 0, cut-offs 0
