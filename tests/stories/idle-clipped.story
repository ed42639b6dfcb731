# Opening is work: what was idle before the open does not count. A session that is left idle ends there.
# ann opens in the midst of a span of hers, and is idle for 15 minutes of it; ben for an hour; cid is idle until the end.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {grace: 0s, window: {kind: rolling, length: 1h}, idle: 15m}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 100, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 08:45,2026-01-05 09:30
ben,AutoCAD,2026-01-05 08:00,2026-01-05 09:00:01
cid,AutoCAD,2026-01-05 08:00,
---
user,product,from,to
ann,AutoCAD,2026-01-05 08:00,2026-01-05 09:00
ben,AutoCAD,2026-01-05 07:00,2026-01-05 09:00
cid,AutoCAD,2026-01-05 08:30,
---
charge 2026-01-05T08:00:00Z until 2026-01-05T09:00:00Z ben AutoCAD: 7 = jan:7
charge 2026-01-05T08:00:00Z until 2026-01-05T09:00:00Z cid AutoCAD: 7 = jan:7
charge 2026-01-05T08:45:00Z until 2026-01-05T09:45:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-05T09:00:00Z until 2026-01-05T10:00:00Z ben AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 100
tranche jan: bought 100, consumed 28, expired 0, remaining 72
visits 4, free 0, denied sessions 0, cut-offs 0
