# At one instant: expiries before settlings. Tokens given back at the very instant when their tranche expires expire.
# Spec §4.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rates: {AutoCAD: 7}
pool: {tranches: [{id: mon, bought: 2026-01-05, tokens: 7, lifetime: 1d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 23:55,2026-01-05 23:58
ben,AutoCAD,2026-01-06 00:00,2026-01-06 01:00
---
denied 2026-01-06T00:00:00Z ben AutoCAD: needs 7, has 0
arrived 2026-01-05T00:00:00Z mon: 7
expired 2026-01-06T00:00:00Z mon: 7
tranche mon: bought 7, consumed 0, expired 7, remaining 0
visits 1, free 1, denied sessions 1, cut-offs 0
