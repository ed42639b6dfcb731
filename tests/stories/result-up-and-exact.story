# A unit that is begun is charged whole with `up`, and in proportion with `exact`, to the nearest millionth.
# Exactly 10 of 10 are one unit. A third of a token is 0.333333, two thirds are 0.666667.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates:
  Whole: {tokens: 2, per: 10, partial: up}
  Part: {tokens: 1, per: 3, partial: exact}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 100}
---
user,product,open,close
---
user,product,time,quantity
mary,Whole,2026-01-05 09:00,10
mary,Whole,2026-01-05 09:01,10.000001
mary,Part,2026-01-05 10:00,1
mary,Part,2026-01-05 10:01,2
---
result 2026-01-05T09:00:00Z mary Whole: 2 = jan:2
result 2026-01-05T09:01:00Z mary Whole: 4 = jan:4
result 2026-01-05T10:00:00Z mary Part: 0.333333 = jan:0.333333
result 2026-01-05T10:01:00Z mary Part: 0.666667 = jan:0.666667
arrived 2026-01-05T00:00:00Z jan: 100
tranche jan: bought 100, consumed 7, expired 0, remaining 93
visits 0, free 0, denied sessions 0, cut-offs 0
