# With `zone: user` each user's day is that of the home zone; a user without one has the server's.
# Spec §2 "calendar". At 05:00Z it is New York's midnight, at 18:30Z Kolkata's.
time_zone: America/New_York
from: 2026-01-05
until: 2026-01-08
rules: {preset: token-flex, window: {kind: calendar, period: day, zone: user}}
rates: {AutoCAD: 7}
users: [{id: asha, time_zone: Asia/Kolkata}]
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 50, lifetime: 365d}]}
---
user,product,open,close
asha,AutoCAD,2026-01-05T18:00:00Z,2026-01-06T05:30:00Z
mary,AutoCAD,2026-01-05T18:00:00Z,2026-01-06T05:30:00Z
---
charge 2026-01-05T18:00:00Z until 2026-01-05T18:30:00Z asha AutoCAD: 7 = jan:7
charge 2026-01-05T18:00:00Z until 2026-01-06T05:00:00Z mary AutoCAD: 7 = jan:7
renewal 2026-01-05T18:30:00Z until 2026-01-06T18:30:00Z asha AutoCAD: 7 = jan:7
renewal 2026-01-06T05:00:00Z until 2026-01-07T05:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-05T05:00:00Z jan: 50
tranche jan: bought 50, consumed 28, expired 0, remaining 22
visits 2, free 0, denied sessions 0, cut-offs 0
