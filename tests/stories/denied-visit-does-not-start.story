# A denied session starts no visit: a session that opens while it lasts has to pay for itself.
# Spec §2.3. Tokens come at midnight, while mary's first session still lasts; under `deny` it does not try again.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
pool: {tranches: [{id: tue, bought: 2026-01-06, tokens: 10, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 22:00,2026-01-06 03:00
mary,AutoCAD,2026-01-06 01:00,2026-01-06 02:00
---
charge 2026-01-06T01:00:00Z until 2026-01-07T01:00:00Z mary AutoCAD: 7 = tue:7
denied 2026-01-05T22:00:00Z mary AutoCAD: needs 7, has 0
arrived 2026-01-06T00:00:00Z tue: 10
tranche tue: bought 10, consumed 7, expired 0, remaining 3
visits 1, free 0, denied sessions 1, cut-offs 0
