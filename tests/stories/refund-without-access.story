# A refund of results that access refused is no denial, and takes nothing from others whose results are carried.
# Without access eve's 10 are refused, so that her refund finds nothing; mary's stay charged.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {Renders: {tokens: 1, per: 10}}
access: {deny: [{user: eve}]}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 10}
---
user,product,open,close
---
user,product,time,quantity
mary,Renders,2026-01-05 09:00,10
eve,Renders,2026-01-05 10:00,10
eve,Renders,2026-01-05 11:00,-10
---
result 2026-01-05T09:00:00Z mary Renders: 1 = jan:1
denied 2026-01-05T10:00:00Z eve Renders: no access
arrived 2026-01-05T00:00:00Z jan: 10
tranche jan: bought 10, consumed 1, expired 0, remaining 9
visits 0, free 0, denied sessions 0, cut-offs 0
denied results 1, unmatched refunds 1
