# A refund cancels what is still owed; what was owed and has been paid goes back to who paid the latest debts.
# 5 cost 5: jan pays 2, 3 are owed. 1 back: 2 are owed. feb pays them. 4 back: feb gets 2, jan 2.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {when_empty: overdraft}
rates: {Renders: {tokens: 1, per: 1}}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 2}
    - {id: feb, bought: 2026-01-06, tokens: 10}
---
user,product,open,close
---
user,product,time,quantity
mary,Renders,2026-01-05 09:00,5
mary,Renders,2026-01-05 10:00,-1
mary,Renders,2026-01-06 09:00,-4
---
result 2026-01-05T09:00:00Z mary Renders: 5 = jan:2 overdraft:3
refund 2026-01-05T10:00:00Z mary Renders: -1 = overdraft:-1
refund 2026-01-06T09:00:00Z mary Renders: -4 = feb:-2 jan:-2
arrived 2026-01-05T00:00:00Z jan: 2
arrived 2026-01-06T00:00:00Z feb: 10
paid debt 2026-01-06T00:00:00Z feb: 2
tranche jan: bought 2, consumed 0, expired 0, remaining 2
tranche feb: bought 10, consumed 0, expired 0, remaining 10
visits 0, free 0, denied sessions 0, cut-offs 0
