# A spell that is refused tries again until it closes; if it finds tokens, the session goes on, and its later spells too.
# ann is refused at 22:00 and let in at 00:00; ben's spell is over at 23:15, and so is his session.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {grace: 0s, window: {kind: rolling, length: 1h}, when_empty: {retry: 1h}, renew: false, idle: 15m}
rates: {AutoCAD: 7}
pool:
  tranches:
    - {id: a, bought: 2026-01-05, tokens: 14, lifetime: 365d}
    - {id: b, bought: 2026-01-06, tokens: 70, lifetime: 365d}
---
user,product,open,close
ann,AutoCAD,2026-01-05 20:00,2026-01-06 18:00
ben,AutoCAD,2026-01-05 20:00,2026-01-06 18:00
---
user,product,from,to
ann,AutoCAD,2026-01-05 20:30,2026-01-05 22:00
ann,AutoCAD,2026-01-06 01:00,2026-01-06 12:00
ben,AutoCAD,2026-01-05 20:30,2026-01-05 22:00
ben,AutoCAD,2026-01-05 23:00,2026-01-06 12:00
---
charge 2026-01-05T20:00:00Z until 2026-01-05T21:00:00Z ann AutoCAD: 7 = a:7
charge 2026-01-05T20:00:00Z until 2026-01-05T21:00:00Z ben AutoCAD: 7 = a:7
charge 2026-01-06T00:00:00Z until 2026-01-06T01:00:00Z ann AutoCAD: 7 = b:7
charge 2026-01-06T12:00:00Z until 2026-01-06T13:00:00Z ann AutoCAD: 7 = b:7
denied 2026-01-05T22:00:00Z ann AutoCAD: needs 7, has 0
denied 2026-01-05T22:00:00Z ben AutoCAD: needs 7, has 0
denied 2026-01-05T23:00:00Z ann AutoCAD: needs 7, has 0
denied 2026-01-05T23:00:00Z ben AutoCAD: needs 7, has 0
arrived 2026-01-05T00:00:00Z a: 14
arrived 2026-01-06T00:00:00Z b: 70
tranche a: bought 14, consumed 14, expired 0, remaining 0
tranche b: bought 70, consumed 14, expired 0, remaining 56
visits 4, free 0, denied sessions 2, cut-offs 0
