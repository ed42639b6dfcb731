# At one instant: settlings before renewals. Tokens that go back at 09:00 pay the renewal of 09:00.
# Spec §4.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 14, lifetime: 365d}]}
---
user,product,open,close
ben,AutoCAD,2026-01-05 09:00,2026-01-06 10:00
ann,AutoCAD,2026-01-06 08:55,2026-01-06 08:57
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ben AutoCAD: 7 = jan:7
renewal 2026-01-06T09:00:00Z until 2026-01-07T09:00:00Z ben AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 14
tranche jan: bought 14, consumed 14, expired 0, remaining 0
visits 2, free 1, denied sessions 0, cut-offs 0
