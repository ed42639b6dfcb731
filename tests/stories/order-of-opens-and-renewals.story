# Sessions that open at one second go in the order of the file, and so do their renewals a window later.
# Spec §4. On Monday, after ben, two of the three who open at 09:00 can be paid; on Tuesday one of these two.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: mon, bought: 2026-01-05, tokens: 21}
    - {id: tue, bought: 2026-01-06, tokens: 10}
---
user,product,open,close
zoe,AutoCAD,2026-01-05 09:00,2026-01-06 10:00
ann,AutoCAD,2026-01-05 09:00,2026-01-06 10:00
ben,AutoCAD,2026-01-05 08:00,2026-01-05 09:00
mia,AutoCAD,2026-01-05 09:00,2026-01-06 10:00
---
charge 2026-01-05T08:00:00Z until 2026-01-06T08:00:00Z ben AutoCAD: 7 = mon:7
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z zoe AutoCAD: 7 = mon:7
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ann AutoCAD: 7 = mon:7
renewal 2026-01-06T09:00:00Z until 2026-01-07T09:00:00Z zoe AutoCAD: 7 = tue:7
denied 2026-01-05T09:00:00Z mia AutoCAD: needs 7, has 0
cut off 2026-01-06T09:00:00Z ann AutoCAD: needs 7, has 3
arrived 2026-01-05T00:00:00Z mon: 21
arrived 2026-01-06T00:00:00Z tue: 10
tranche mon: bought 21, consumed 21, expired 0, remaining 0
tranche tue: bought 10, consumed 7, expired 0, remaining 3
visits 3, free 0, denied sessions 1, cut-offs 1
