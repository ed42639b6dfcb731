# Renewals of one instant go in the order in which the charges that they renew were made, across zones.
# Spec §4. At 18:30Z ann's day in Kolkata ends; ben's ended at 18:00Z in Dhaka, but he is settled only now. ann's charge
# was made earlier, so she gets the last 7 tokens and ben is cut off, though his row stands first in the file.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: flex, grace: 1h, window: {kind: calendar, period: day, zone: user}}
rates: {AutoCAD: 7}
users:
  - {id: ann, time_zone: Asia/Kolkata}
  - {id: ben, time_zone: Asia/Dhaka}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 21, lifetime: 365d}]}
---
user,product,open,close
ben,AutoCAD,2026-01-05 17:30,2026-01-05 20:00
ann,AutoCAD,2026-01-05 09:00,2026-01-05 20:00
---
charge 2026-01-05T09:00:00Z until 2026-01-05T18:30:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-05T17:30:00Z until 2026-01-05T18:00:00Z ben AutoCAD: 7 = jan:7
renewal 2026-01-05T18:30:00Z until 2026-01-06T18:30:00Z ann AutoCAD: 7 = jan:7
cut off 2026-01-05T18:30:00Z ben AutoCAD: needs 7, has 0
arrived 2026-01-05T00:00:00Z jan: 21
tranche jan: bought 21, consumed 21, expired 0, remaining 0
visits 2, free 0, denied sessions 0, cut-offs 1
