# With no grace a visit is charged at once, however short: even one of no length.
# Spec §2.4. The second session opens at the same second, but after the first one's end: a visit of its own, inside the
# window that the first one paid for.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {preset: flex, grace: 0s}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 09:00
mary,AutoCAD,2026-01-05 09:00,2026-01-05 10:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 20
tranche jan: bought 20, consumed 7, expired 0, remaining 13
visits 2, free 0, denied sessions 0, cut-offs 0
