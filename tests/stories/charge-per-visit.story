# With `visit` every visit is charged once, however long, and never renewed.
# Spec §2 "visit".
time_zone: UTC
from: 2026-01-05
until: 2026-01-10
rules: {preset: flex, window: {kind: visit}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-08 09:00
mary,AutoCAD,2026-01-08 09:30,2026-01-08 09:34
mary,AutoCAD,2026-01-08 10:00,2026-01-08 10:30
---
charge 2026-01-05T09:00:00Z until 2026-01-05T09:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-08T10:00:00Z until 2026-01-08T10:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 20
tranche jan: bought 20, consumed 14, expired 0, remaining 6
visits 3, free 1, denied sessions 0, cut-offs 0
