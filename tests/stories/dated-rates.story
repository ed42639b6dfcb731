# The rate is the one in force when the visit starts, or when the renewal is due.
# Spec §2.7. From Tuesday on AutoCAD costs 11. ann started on Monday: her charge is at Monday's rate though its hold is
# settled on Tuesday, and her renewal at Tuesday's.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rates: {AutoCAD: [{from: 2026-01-01, tokens: 7}, {from: 2026-01-06, tokens: 11}]}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 50, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 23:58,2026-01-06 23:59
ben,AutoCAD,2026-01-06 00:00,2026-01-06 01:00
---
charge 2026-01-05T23:58:00Z until 2026-01-06T23:58:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-06T00:00:00Z until 2026-01-07T00:00:00Z ben AutoCAD: 11 = jan:11
renewal 2026-01-06T23:58:00Z until 2026-01-07T23:58:00Z ann AutoCAD: 11 = jan:11
arrived 2026-01-05T00:00:00Z jan: 50
tranche jan: bought 50, consumed 29, expired 0, remaining 21
visits 2, free 0, denied sessions 0, cut-offs 0
