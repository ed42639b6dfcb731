# A calendar boundary within the grace period does nothing; when the hold is settled, a renewal is due at once.
# Spec §2, last paragraph on windows. ann, from 23:58, is settled at 00:03, when her day is over: Monday's charge and
# Tuesday's renewal. ben, from 23:50, was settled before midnight: his renewal is at midnight. cleo's visit ends exactly
# when she is settled: charged for Monday, not renewed. dan's is free.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: token-flex, grace: 5m}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 50, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 23:58,2026-01-06 00:10
ben,AutoCAD,2026-01-05 23:50,2026-01-06 00:10
cleo,AutoCAD,2026-01-05 23:58,2026-01-06 00:03
dan,AutoCAD,2026-01-05 23:58,2026-01-06 00:02
---
charge 2026-01-05T23:50:00Z until 2026-01-06T00:00:00Z ben AutoCAD: 7 = jan:7
charge 2026-01-05T23:58:00Z until 2026-01-06T00:00:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-05T23:58:00Z until 2026-01-06T00:00:00Z cleo AutoCAD: 7 = jan:7
renewal 2026-01-06T00:00:00Z until 2026-01-07T00:00:00Z ben AutoCAD: 7 = jan:7
renewal 2026-01-06T00:03:00Z until 2026-01-07T00:00:00Z ann AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 50
tranche jan: bought 50, consumed 35, expired 0, remaining 15
visits 4, free 1, denied sessions 0, cut-offs 0
