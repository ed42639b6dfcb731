# What is not carried is refunded to the user alone, for what is left of it costs less.
# 25 of 10, rounded up, cost 3. 10 back leave 15, which cost 2; 4 more leave 11, which still cost 2. bob has used nothing.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {Renders: {tokens: 1, per: 10, partial: up}}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 10}
---
user,product,open,close
---
user,product,time,quantity
mary,Renders,2026-01-05 09:00,25
mary,Renders,2026-01-05 10:00,-10
mary,Renders,2026-01-05 11:00,-4
bob,Renders,2026-01-05 12:00,-1
---
result 2026-01-05T09:00:00Z mary Renders: 3 = jan:3
refund 2026-01-05T10:00:00Z mary Renders: -1 = jan:-1
arrived 2026-01-05T00:00:00Z jan: 10
tranche jan: bought 10, consumed 2, expired 0, remaining 8
visits 0, free 0, denied sessions 0, cut-offs 0
denied results 0, unmatched refunds 1
