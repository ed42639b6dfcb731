# A span that names a machine is about the sessions on it; one that names none, about all of the user's.
# The session on m2 goes on while m1 is idle, so the visit does; at noon nobody is there.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {grace: 0s, window: {kind: rolling, length: 2h}, idle: 15m}
rates: {AutoCAD: 7}
pool: {tranches: [{id: a, bought: 2026-01-05, tokens: 100, lifetime: 365d}]}
---
user,product,machine,open,close
mary,AutoCAD,m1,2026-01-05 08:00,2026-01-05 15:00
mary,AutoCAD,m2,2026-01-05 09:00,2026-01-05 15:00
---
user,product,machine,from,to
mary,AutoCAD,m1,2026-01-05 09:30,2026-01-05 11:00
mary,AutoCAD,,2026-01-05 11:30,2026-01-05 14:30
---
charge 2026-01-05T08:00:00Z until 2026-01-05T10:00:00Z mary AutoCAD: 7 = a:7
renewal 2026-01-05T10:00:00Z until 2026-01-05T12:00:00Z mary AutoCAD: 7 = a:7
charge 2026-01-05T14:30:00Z until 2026-01-05T16:30:00Z mary AutoCAD: 7 = a:7
arrived 2026-01-05T00:00:00Z a: 100
tranche a: bought 100, consumed 21, expired 0, remaining 79
visits 2, free 0, denied sessions 0, cut-offs 0
