# Idle for exactly the time that is allowed changes nothing; a second more does. Spans that touch are one.
# ann is idle for 15 minutes twice, with work between; ben for 15 minutes and a second; cid twice, without work between.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {grace: 0s, window: visit, idle: 15m}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 100, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 08:00,2026-01-05 12:00
ben,AutoCAD,2026-01-05 08:00,2026-01-05 12:00
cid,AutoCAD,2026-01-05 08:00,2026-01-05 12:00
---
user,product,from,to
ann,AutoCAD,2026-01-05 09:00,2026-01-05 09:15
ann,AutoCAD,2026-01-05 09:15:01,2026-01-05 09:30:01
ben,AutoCAD,2026-01-05 09:00,2026-01-05 09:15:01
cid,AutoCAD,2026-01-05 09:10,2026-01-05 09:20
cid,AutoCAD,2026-01-05 09:00,2026-01-05 09:10
---
charge 2026-01-05T08:00:00Z until 2026-01-05T08:00:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-05T08:00:00Z until 2026-01-05T08:00:00Z ben AutoCAD: 7 = jan:7
charge 2026-01-05T08:00:00Z until 2026-01-05T08:00:00Z cid AutoCAD: 7 = jan:7
charge 2026-01-05T09:15:01Z until 2026-01-05T09:15:01Z ben AutoCAD: 7 = jan:7
charge 2026-01-05T09:20:00Z until 2026-01-05T09:20:00Z cid AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 100
tranche jan: bought 100, consumed 35, expired 0, remaining 65
visits 5, free 0, denied sessions 0, cut-offs 0
