# With `renew: false` a visit goes on free after its window; the next visit outside the window is charged.
# Spec §2, rule axes. Sessions that overlap the long one join it, free too.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rules: {preset: flex, renew: false}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-07 12:00
mary,AutoCAD,2026-01-07 10:00,2026-01-07 11:00
mary,AutoCAD,2026-01-07 12:00,2026-01-07 13:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-07T12:00:00Z until 2026-01-08T12:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 20
tranche jan: bought 20, consumed 14, expired 0, remaining 6
visits 2, free 0, denied sessions 0, cut-offs 0
