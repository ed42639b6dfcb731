# A grace longer than a day: the charge pays for the day of the start, the renewal for the day of the settling, and the
# day in between is not paid for.
# Spec §2, last paragraph on windows. Settled on Wednesday at 02:00.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rules: {preset: token-flex, grace: 30h}
rates: {AutoCAD: [{from: 2026-01-01, tokens: 7}, {from: 2026-01-06, tokens: 8}, {from: 2026-01-07, tokens: 9}]}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 50, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 20:00,2026-01-07 12:00
---
charge 2026-01-05T20:00:00Z until 2026-01-06T00:00:00Z ann AutoCAD: 7 = jan:7
renewal 2026-01-07T02:00:00Z until 2026-01-08T00:00:00Z ann AutoCAD: 9 = jan:9
arrived 2026-01-05T00:00:00Z jan: 50
tranche jan: bought 50, consumed 16, expired 0, remaining 34
visits 1, free 0, denied sessions 0, cut-offs 0
