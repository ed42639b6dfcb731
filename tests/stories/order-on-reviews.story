# A periodic policy looks on the first day and every so many days after; a weekly review on Mondays only.
# every 2: on the 5th, the 7th. The Monday is the 5th too: at 10, its reorder point is not reached; in the order of the list.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {grace: 0s}
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches: []
  purchasing:
    - {name: p, policy: periodic, up_to: 10, every: 2}
    - {name: w, policy: reorder_point, at: 9, quantity: 5, review: weekly}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 12:00
mary,AutoCAD,2026-01-06 10:00,2026-01-06 12:00
mary,AutoCAD,2026-01-07 11:00,2026-01-07 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = p-1:7
charge 2026-01-07T11:00:00Z until 2026-01-08T11:00:00Z mary AutoCAD: 7 = p-1:3 p-2:4
denied 2026-01-06T10:00:00Z mary AutoCAD: needs 7, has 3
ordered 2026-01-05T00:00:00Z p-1: 10, p
arrived 2026-01-05T00:00:00Z p-1: 10
ordered 2026-01-07T00:00:00Z p-2: 7, p
arrived 2026-01-07T00:00:00Z p-2: 7
tranche p-1: bought 10, consumed 10, expired 0, remaining 0, ordered 2026-01-05, there from 2026-01-05 until 2027-01-05
tranche p-2: bought 7, consumed 4, expired 0, remaining 3, ordered 2026-01-07, there from 2026-01-07 until 2027-01-07
visits 2, free 0, denied sessions 1, cut-offs 0
