# A result that the pool cannot pay is refused whole, does not try again, and is not carried on.
# 5 are carried; 29 more would make 3 units, for 2 tokens. The 5 that come then fill the unit.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {when_empty: {retry: 1h}}
rates: {Renders: {tokens: 1, per: 10}}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 2}
    - {id: more, bought: 2026-01-06, tokens: 50}
---
user,product,open,close
---
user,product,time,quantity
mary,Renders,2026-01-05 09:00,5
mary,Renders,2026-01-05 10:00,29
mary,Renders,2026-01-05 11:00,5
---
result 2026-01-05T11:00:00Z mary Renders: 1 = jan:1
denied 2026-01-05T10:00:00Z mary Renders: needs 3, has 2
arrived 2026-01-05T00:00:00Z jan: 2
arrived 2026-01-06T00:00:00Z more: 50
tranche jan: bought 2, consumed 1, expired 0, remaining 1
tranche more: bought 50, consumed 0, expired 0, remaining 50
visits 0, free 0, denied sessions 0, cut-offs 0
denied results 1, unmatched refunds 0
