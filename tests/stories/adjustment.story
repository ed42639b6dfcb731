# Tokens taken by hand come from the named tranche first, then in the pool's order; what is not there is owed, and paid
# after what is owed for charges.
# feb is named and pays 4; jan, which expires first, the other 1. Then 20 are taken where 9 are: 11 are owed, and bob's 7.
# The 12 that come pay bob's 7 first, and 5 of the 11.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rules: {grace: 0s, when_empty: overdraft}
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-04, tokens: 10}
    - {id: feb, bought: 2026-01-05, tokens: 4}
    - {id: mar, bought: 2026-01-08, tokens: 12}
  adjustments:
    - {day: 2026-01-06, tokens: -5, reason: booked twice, tranche: feb}
    - {day: 2026-01-07, tokens: -20, reason: audit}
---
user,product,open,close
bob,AutoCAD,2026-01-07 09:00,2026-01-07 12:00
---
charge 2026-01-07T09:00:00Z until 2026-01-08T09:00:00Z bob AutoCAD: 7 = overdraft:7
arrived 2026-01-05T00:00:00Z jan: 10
arrived 2026-01-05T00:00:00Z feb: 4
adjusted 2026-01-06T00:00:00Z feb: -4, booked twice
adjusted 2026-01-06T00:00:00Z jan: -1, booked twice
adjusted 2026-01-07T00:00:00Z jan: -9, audit
adjusted 2026-01-07T00:00:00Z: -11, audit
arrived 2026-01-08T00:00:00Z mar: 12
paid debt 2026-01-08T00:00:00Z mar: 7
paid adjustment 2026-01-08T00:00:00Z mar: 5
tranche jan: bought 10, consumed 0, expired 0, remaining 0, adjusted -10
tranche feb: bought 4, consumed 0, expired 0, remaining 0, adjusted -4
tranche mar: bought 12, consumed 7, expired 0, remaining 0, adjusted -5
owes 6 for adjustments
visits 1, free 0, denied sessions 0, cut-offs 0
