# With a named zone that zone's days count for all, wherever the server and the users are.
# Spec §2 "calendar". London's clocks go forward on 2026-03-29: its day ends at 23:00Z.
time_zone: America/New_York
from: 2026-03-29
until: 2026-04-01
rules: {preset: token-flex, window: {kind: calendar, period: day, zone: Europe/London}}
rates: {AutoCAD: 7}
users: [{id: asha, time_zone: Asia/Kolkata}]
pool: {tranches: [{id: mar, bought: 2026-03-29, tokens: 50, lifetime: 365d}]}
---
user,product,open,close
asha,AutoCAD,2026-03-29T12:00:00Z,2026-03-30T00:00:00Z
---
charge 2026-03-29T12:00:00Z until 2026-03-29T23:00:00Z asha AutoCAD: 7 = mar:7
renewal 2026-03-29T23:00:00Z until 2026-03-30T23:00:00Z asha AutoCAD: 7 = mar:7
arrived 2026-03-29T04:00:00Z mar: 50
tranche mar: bought 50, consumed 14, expired 0, remaining 36
visits 1, free 0, denied sessions 0, cut-offs 0
