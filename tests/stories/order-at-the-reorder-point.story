# A position of exactly the reorder point orders, one above does not; the least multiple brings it above; what is on
# order counts, so that nothing is ordered twice.
# 20 − 7 = 13 is above 6; 6 is not: 4 more make 10. They are on order when Viewer takes 1 of the 6 and leaves 9. On the
# 7th they are there, and 7 of 9 are taken: 2, and 8 more, of which 4 would not bring it above 6, make 10.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rules: {grace: 0s}
rates: {AutoCAD: 7, Viewer: 1}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 20}
  price_list:
    - {quantity: 0, unit_price: 3}
  purchasing:
    - {name: top up, policy: reorder_point, at: 6, quantity: 4, lead_time: 2}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 12:00
bob,AutoCAD,2026-01-05 10:00,2026-01-05 12:00
ann,AutoCAD,2026-01-05 11:00,2026-01-05 12:00
ann,Viewer,2026-01-05 11:00,2026-01-05 12:00
ann,AutoCAD,2026-01-07 00:00,2026-01-07 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-05T10:00:00Z until 2026-01-06T10:00:00Z bob AutoCAD: 7 = jan:7
charge 2026-01-05T11:00:00Z until 2026-01-06T11:00:00Z ann Viewer: 1 = jan:1
charge 2026-01-07T00:00:00Z until 2026-01-08T00:00:00Z ann AutoCAD: 7 = jan:5 top up-1:2
denied 2026-01-05T11:00:00Z ann AutoCAD: needs 7, has 6
arrived 2026-01-05T00:00:00Z jan: 20
ordered 2026-01-05T10:00:00Z top up-1: 4, top up
arrived 2026-01-07T00:00:00Z top up-1: 4
ordered 2026-01-07T00:00:00Z top up-2: 8, top up
tranche jan: bought 20, consumed 20, expired 0, remaining 0
tranche top up-1: bought 4, consumed 2, expired 0, remaining 2, ordered 2026-01-05, there from 2026-01-07 until 2027-01-07 at 3
tranche top up-2: bought 0, consumed 0, expired 0, remaining 0, ordered 2026-01-07, there from 2026-01-09 until 2027-01-09 at 3
visits 4, free 0, denied sessions 1, cut-offs 0
