# A visit that is still going on when its window ends is charged again at that instant; one that ends then is not.
# Spec §2.5. ann stays a second longer, ben does not. A renewal has no grace: ann's second is charged in full.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 30, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00:00,2026-01-06 09:00:01
ben,AutoCAD,2026-01-05 09:00:00,2026-01-06 09:00:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ben AutoCAD: 7 = jan:7
renewal 2026-01-06T09:00:00Z until 2026-01-07T09:00:00Z ann AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 30
tranche jan: bought 30, consumed 21, expired 0, remaining 9
visits 2, free 0, denied sessions 0, cut-offs 0
