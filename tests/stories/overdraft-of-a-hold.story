# What a hold lacks is owed only when the hold becomes a charge; one that turns out free owes nothing.
# Spec §3. ann holds all 5 and lacks 2; she is free, and the 5 go back. ben's hold found nothing: at 09:06 he is charged,
# owes 7, and the 5 that are back pay at once. His row shows what his hold took.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {preset: flex, when_empty: overdraft}
rates: {AutoCAD: 7}
pool: {tranches: [{id: mon, bought: 2026-01-05, tokens: 5, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00,2026-01-05 09:02
ben,AutoCAD,2026-01-05 09:01,2026-01-05 10:00
---
charge 2026-01-05T09:01:00Z until 2026-01-06T09:01:00Z ben AutoCAD: 7 = overdraft:7
arrived 2026-01-05T00:00:00Z mon: 5
paid debt 2026-01-05T09:06:00Z mon: 5
tranche mon: bought 5, consumed 5, expired 0, remaining 0
owes 2
visits 2, free 1, denied sessions 0, cut-offs 0
