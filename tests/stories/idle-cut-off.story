# A cut-off ends every session of the unit that is open then, idle or not; who opens again afterwards comes in.
# At 22:00 the visit of m1 is cut off; the session on m2 is idle, and over too; at 01:00 mary opens a third one.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {grace: 0s, window: {kind: rolling, length: 2h}, idle: 15m}
rates: {AutoCAD: 7}
pool:
  tranches:
    - {id: a, bought: 2026-01-05, tokens: 7, lifetime: 365d}
    - {id: b, bought: 2026-01-06, tokens: 70, lifetime: 365d}
---
user,product,machine,open,close
mary,AutoCAD,m1,2026-01-05 20:00,2026-01-05 23:00
mary,AutoCAD,m2,2026-01-05 20:00,2026-01-06 18:00
mary,AutoCAD,m3,2026-01-06 01:00,2026-01-06 02:00
---
user,product,machine,from,to
mary,AutoCAD,m2,2026-01-05 20:30,2026-01-06 12:00
---
charge 2026-01-05T20:00:00Z until 2026-01-05T22:00:00Z mary AutoCAD: 7 = a:7
charge 2026-01-06T01:00:00Z until 2026-01-06T03:00:00Z mary AutoCAD: 7 = b:7
cut off 2026-01-05T22:00:00Z mary AutoCAD: needs 7, has 0
arrived 2026-01-05T00:00:00Z a: 7
arrived 2026-01-06T00:00:00Z b: 70
tranche a: bought 7, consumed 7, expired 0, remaining 0
tranche b: bought 70, consumed 7, expired 0, remaining 63
visits 2, free 0, denied sessions 0, cut-offs 1
