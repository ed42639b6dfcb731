# A session that is refused when it is used again is over: what is left of it makes no attempt.
# At 22:00 nothing is left. At noon there would be, but mary must open the product again, as she does at 13:00.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {grace: 0s, window: {kind: rolling, length: 1h}, idle: 15m}
rates: {AutoCAD: 7}
pool:
  tranches:
    - {id: a, bought: 2026-01-05, tokens: 7, lifetime: 365d}
    - {id: b, bought: 2026-01-06, tokens: 21, lifetime: 365d}
---
user,product,open,close
mary,AutoCAD,2026-01-05 20:00,2026-01-06 18:00
mary,AutoCAD,2026-01-06 13:00,2026-01-06 14:00
---
user,product,from,to
mary,AutoCAD,2026-01-05 20:30,2026-01-05 22:00
mary,AutoCAD,2026-01-05 22:30,2026-01-06 12:00
---
charge 2026-01-05T20:00:00Z until 2026-01-05T21:00:00Z mary AutoCAD: 7 = a:7
charge 2026-01-06T13:00:00Z until 2026-01-06T14:00:00Z mary AutoCAD: 7 = b:7
denied 2026-01-05T22:00:00Z mary AutoCAD: needs 7, has 0
arrived 2026-01-05T00:00:00Z a: 7
arrived 2026-01-06T00:00:00Z b: 21
tranche a: bought 7, consumed 7, expired 0, remaining 0
tranche b: bought 21, consumed 7, expired 0, remaining 14
visits 2, free 0, denied sessions 1, cut-offs 0
