# A contract's years bring tokens that expire with them; multi-year tokens come after all others. What is owed when a
# year ends is bought then, before the next year's tokens come, and also what was taken by hand and was not there.
# eba-1's 5 and eba-multi's 1 pay 6 of 10. 4 are owed for charges, and 2 by hand. The last year ends with the simulation.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rules: {grace: 0s, when_empty: overdraft, window: {kind: rolling, length: 1d}}
rates: {Revit: 10}
pool:
  lifetime: 365d
  tranches: []
  contracts:
    - {id: eba, from: 2025-01-07, until: 2026-01-09, annual: [5, 7], multi_year: 1, unit_price: 2, true_up: 2.2}
  adjustments:
    - {day: 2026-01-06, tokens: -2, reason: booked twice}
---
user,product,open,close
mary,Revit,2026-01-05 09:00,2026-01-05 12:00
bob,Revit,2026-01-08 09:00,2026-01-08 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary Revit: 10 = eba-1:5 eba-multi:1 overdraft:4
charge 2026-01-08T09:00:00Z until 2026-01-09T09:00:00Z bob Revit: 10 = eba-2:7 overdraft:3
arrived 2026-01-05T00:00:00Z eba-1: 5
arrived 2026-01-05T00:00:00Z eba-multi: 1
adjusted 2026-01-06T00:00:00Z: -2, booked twice
arrived 2026-01-07T00:00:00Z eba-true-up-1: 6
paid debt 2026-01-07T00:00:00Z eba-true-up-1: 4
paid adjustment 2026-01-07T00:00:00Z eba-true-up-1: 2
arrived 2026-01-07T00:00:00Z eba-2: 7
arrived 2026-01-09T00:00:00Z eba-true-up-2: 3
paid debt 2026-01-09T00:00:00Z eba-true-up-2: 3
tranche eba-1: bought 5, consumed 5, expired 0, remaining 0
tranche eba-2: bought 7, consumed 7, expired 0, remaining 0
tranche eba-multi: bought 1, consumed 1, expired 0, remaining 0
tranche eba-true-up-1: bought 6, consumed 4, expired 0, remaining 0, adjusted -2, there from 2026-01-07 until 2026-01-08 at 2.2, a true-up
tranche eba-true-up-2: bought 3, consumed 3, expired 0, remaining 0, there from 2026-01-09 until 2026-01-10 at 2.2, a true-up
visits 2, free 0, denied sessions 0, cut-offs 0
