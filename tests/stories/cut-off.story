# A renewal that the pool cannot pay cuts the visit off; a later session starts a new visit.
# Spec §2.5. The first session would last until Wednesday noon. Sessions after Tuesday 09:00 do not find that visit going on:
# one is denied, and one on Wednesday, when there are tokens again, pays for itself.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rates: {AutoCAD: 7}
pool:
  tranches:
    - {id: mon, bought: 2026-01-05, tokens: 10, lifetime: 365d}
    - {id: wed, bought: 2026-01-07, tokens: 10, lifetime: 365d}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-07 12:00
mary,AutoCAD,2026-01-06 10:00,2026-01-06 11:00
mary,AutoCAD,2026-01-07 10:00,2026-01-07 11:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = mon:7
charge 2026-01-07T10:00:00Z until 2026-01-08T10:00:00Z mary AutoCAD: 7 = mon:3 wed:4
cut off 2026-01-06T09:00:00Z mary AutoCAD: needs 7, has 3
denied 2026-01-06T10:00:00Z mary AutoCAD: needs 7, has 3
arrived 2026-01-05T00:00:00Z mon: 10
arrived 2026-01-07T00:00:00Z wed: 10
tranche mon: bought 10, consumed 10, expired 0, remaining 0
tranche wed: bought 10, consumed 4, expired 0, remaining 6
visits 2, free 0, denied sessions 1, cut-offs 1
