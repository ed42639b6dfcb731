# A refund gives a cap back in the month of the charge that it undoes, not in its own.
# January's 10 are used up; the refund in February leaves February's 10 as they are: 10 more, and no 11th.
time_zone: UTC
from: 2026-01-30
until: 2026-02-03
rates: {Renders: {tokens: 1, per: 1}}
budgets:
  - {name: all, tokens: 10}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 100}
---
user,product,open,close
---
user,product,time,quantity
mary,Renders,2026-01-31 09:00,10
mary,Renders,2026-02-01 09:00,-4
mary,Renders,2026-02-01 10:00,10
mary,Renders,2026-02-01 11:00,1
---
result 2026-01-31T09:00:00Z mary Renders: 10 = jan:10
refund 2026-02-01T09:00:00Z mary Renders: -4 = jan:-4
result 2026-02-01T10:00:00Z mary Renders: 10 = jan:10
denied 2026-02-01T11:00:00Z mary Renders: needs 1, has 0 of budget all
arrived 2026-01-30T00:00:00Z jan: 100
tranche jan: bought 100, consumed 16, expired 0, remaining 84
visits 0, free 0, denied sessions 0, cut-offs 0
denied results 1, unmatched refunds 0
