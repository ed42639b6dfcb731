# Policies look when all that is done to the pools at an instant is done: what expires is replaced, so nothing is ordered.
# On the 6th jan's 20 expire and feb's 20 arrive. On the 7th a transfer takes 20 away, and an adjustment gives 5: an order
# of 5, and not of 10.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 20, expires: 2026-01-06}
    - {id: feb, bought: 2026-01-06, tokens: 20}
  transfers:
    - {day: 2026-01-07, tranche: feb, to: UK}
  adjustments:
    - {day: 2026-01-07, tokens: 5, reason: goodwill}
  purchasing:
    - {name: s, policy: base_stock, up_to: 10}
---
user,product,open,close
---
arrived 2026-01-05T00:00:00Z jan: 20
expired 2026-01-06T00:00:00Z jan: 20
arrived 2026-01-06T00:00:00Z feb: 20
moved 2026-01-07T00:00:00Z feb to team UK: 20
adjusted 2026-01-07T00:00:00Z A1: 5, goodwill
ordered 2026-01-07T00:00:00Z s-1: 5, s
arrived 2026-01-07T00:00:00Z s-1: 5
tranche jan: bought 20, consumed 0, expired 20, remaining 0
tranche feb: bought 20, consumed 0, expired 0, remaining 20, moved to team UK
tranche A1: bought 0, consumed 0, expired 0, remaining 5, adjusted 5
tranche s-1: bought 5, consumed 0, expired 0, remaining 5, ordered 2026-01-07, there from 2026-01-07 until 2027-01-07
visits 0, free 0, denied sessions 0, cut-offs 0
