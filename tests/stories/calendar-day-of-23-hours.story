# A calendar day is as long as clocks make it: 23 hours when they go forward.
# Spec §1 "civil day", §2 "calendar". New York, 2026-03-08: from 05:00Z to 04:00Z.
time_zone: America/New_York
from: 2026-03-07
until: 2026-03-11
rules: token-flex
rates: {AutoCAD: 7}
pool: {tranches: [{id: mar, bought: 2026-03-07, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-03-08 00:00:00,2026-03-09 00:00:01
---
charge 2026-03-08T05:00:00Z until 2026-03-09T04:00:00Z mary AutoCAD: 7 = mar:7
renewal 2026-03-09T04:00:00Z until 2026-03-10T04:00:00Z mary AutoCAD: 7 = mar:7
arrived 2026-03-07T05:00:00Z mar: 20
tranche mar: bought 20, consumed 14, expired 0, remaining 6
visits 1, free 0, denied sessions 0, cut-offs 0
