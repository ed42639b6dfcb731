# A cap may be used up exactly, not exceeded; a month's begins anew; holds count while they are held.
# The cap is 14. mary's short visit holds 7 while bob asks: 7 and 7 are 14. It is free, so that she may have 7 later that
# day. The 1 token that Viewer wants is more than is left. In February 14 are there again.
time_zone: UTC
from: 2026-01-30
until: 2026-02-03
rates: {AutoCAD: 7, Viewer: 1, Free: 0}
budgets:
  - {name: all, tokens: 14}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 100}
---
user,product,open,close
mary,AutoCAD,2026-01-30 09:00,2026-01-30 09:02
bob,AutoCAD,2026-01-30 09:01,2026-01-30 12:00
ann,AutoCAD,2026-01-30 09:02,2026-01-30 12:00
mary,AutoCAD,2026-01-30 10:00,2026-01-30 12:00
ann,Viewer,2026-01-30 11:00,2026-01-30 12:00
ann,Free,2026-01-30 11:00,2026-01-30 12:00
ann,Viewer,2026-02-01 00:00,2026-02-01 12:00
---
charge 2026-01-30T09:01:00Z until 2026-01-31T09:01:00Z bob AutoCAD: 7 = jan:7
charge 2026-01-30T10:00:00Z until 2026-01-31T10:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-30T11:00:00Z until 2026-01-31T11:00:00Z ann Free: 0 = nothing
charge 2026-02-01T00:00:00Z until 2026-02-02T00:00:00Z ann Viewer: 1 = jan:1
denied 2026-01-30T09:02:00Z ann AutoCAD: needs 7, has 0 of budget all
denied 2026-01-30T11:00:00Z ann Viewer: needs 1, has 0 of budget all
arrived 2026-01-30T00:00:00Z jan: 100
tranche jan: bought 100, consumed 15, expired 0, remaining 85
visits 5, free 1, denied sessions 2, cut-offs 0
