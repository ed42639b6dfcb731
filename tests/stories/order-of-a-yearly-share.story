# A yearly share looks back on 365 civil days: what was charged in them, less refunds, and of the days before the
# simulation their even part of what was known; rounded up to the millionth.
# On 2026-01-07, two days in: 363/365 of 730 are 726; 7 charged and 2 results, 1 refunded: 734; 50 % are 367. The hold of
# 23:58 is not a charge yet. 2027-01-07 is beyond the end.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rates: {AutoCAD: 7, Renders: {tokens: 1, per: 1}}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 20}
  purchasing:
    - {name: y, policy: yearly_share, on: 2025-01-07, share: 50, before: 730}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 12:00
bob,AutoCAD,2026-01-06 23:58,2026-01-07 12:00
---
user,product,time,quantity
mary,Renders,2026-01-05 09:00,2
mary,Renders,2026-01-06 09:00,-1
---
result 2026-01-05T09:00:00Z mary Renders: 2 = jan:2
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = jan:7
refund 2026-01-06T09:00:00Z mary Renders: -1 = jan:-1
charge 2026-01-06T23:58:00Z until 2026-01-07T23:58:00Z bob AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 20
ordered 2026-01-07T00:00:00Z y-1: 367, y
arrived 2026-01-07T00:00:00Z y-1: 367
tranche jan: bought 20, consumed 15, expired 0, remaining 5
tranche y-1: bought 367, consumed 0, expired 0, remaining 367, ordered 2026-01-07, there from 2026-01-07 until 2027-01-07
visits 2, free 0, denied sessions 0, cut-offs 0
