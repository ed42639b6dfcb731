# A debt is paid as soon as the pool has tokens: also when a hold is given back.
# Spec §3. On Tuesday ann holds the last 5 when ben's renewal finds none; at 09:03 they go back and pay 5 of his 7.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {preset: flex, when_empty: overdraft}
rates: {AutoCAD: 7}
pool: {tranches: [{id: mon, bought: 2026-01-05, tokens: 12, lifetime: 365d}]}
---
user,product,open,close
ben,AutoCAD,2026-01-05 09:00,2026-01-06 10:00
ann,AutoCAD,2026-01-06 08:58,2026-01-06 08:59
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ben AutoCAD: 7 = mon:7
renewal 2026-01-06T09:00:00Z until 2026-01-07T09:00:00Z ben AutoCAD: 7 = overdraft:7
arrived 2026-01-05T00:00:00Z mon: 12
paid debt 2026-01-06T09:03:00Z mon: 5
tranche mon: bought 12, consumed 12, expired 0, remaining 0
owes 2
visits 2, free 1, denied sessions 0, cut-offs 0
