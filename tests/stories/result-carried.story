# Results that fill no unit are carried on, over a team's users; only whole units are charged.
# 25 of 10 are 2 units, and 5 are carried; bob's 4 make 9, his next 1 makes 10. The team UK carries for itself.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {Renders: {tokens: 1.5, per: 10}}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 100}
    - {id: uk, bought: 2026-01-05, tokens: 100, team: UK}
---
user,product,open,close
---
user,product,team,time,quantity
mary,Renders,,2026-01-05 09:00,25
bob,Renders,,2026-01-05 10:00,4
kim,Renders,UK,2026-01-05 10:30,9
bob,Renders,,2026-01-05 11:00,1
---
result 2026-01-05T09:00:00Z mary Renders: 3 = jan:3
result 2026-01-05T11:00:00Z bob Renders: 1.5 = jan:1.5
arrived 2026-01-05T00:00:00Z jan: 100
arrived 2026-01-05T00:00:00Z uk team UK: 100
tranche jan: bought 100, consumed 4.5, expired 0, remaining 95.5
tranche uk: bought 100, consumed 0, expired 0, remaining 100
visits 0, free 0, denied sessions 0, cut-offs 0
