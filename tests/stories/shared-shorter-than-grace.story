# A shared window may be over before the hold taken in it is settled; then the renewal pays in the one that runs now.
# Spec §2 "shared". ann's window is 09:00-10:00, and she is settled at 11:00. ben's launch at 10:30 started the next one.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {preset: flex, grace: 2h, window: {kind: shared, length: 1h}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 40, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00,2026-01-05 12:00
ben,AutoCAD,2026-01-05 10:30,2026-01-05 10:40
---
charge 2026-01-05T09:00:00Z until 2026-01-05T10:00:00Z ann AutoCAD: 7 = jan:7
renewal 2026-01-05T11:00:00Z until 2026-01-05T11:30:00Z ann AutoCAD: 7 = jan:7
renewal 2026-01-05T11:30:00Z until 2026-01-05T12:30:00Z ann AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 40
tranche jan: bought 40, consumed 21, expired 0, remaining 19
visits 2, free 1, denied sessions 0, cut-offs 0
