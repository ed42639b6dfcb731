# A calendar week is from Monday to Monday.
# Spec §2 "calendar". Sunday's visit pays for a week that is over at midnight; a Monday's pays for a whole one.
time_zone: UTC
from: 2026-01-01
until: 2026-01-20
rules: {preset: token-flex, window: {kind: calendar, period: week, zone: server}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-01, tokens: 30, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-04 23:00,2026-01-05 01:00
mary,AutoCAD,2026-01-11 23:00,2026-01-12 00:00
mary,AutoCAD,2026-01-12 00:00,2026-01-12 01:00
---
charge 2026-01-04T23:00:00Z until 2026-01-05T00:00:00Z mary AutoCAD: 7 = jan:7
renewal 2026-01-05T00:00:00Z until 2026-01-12T00:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-12T00:00:00Z until 2026-01-19T00:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-01T00:00:00Z jan: 30
tranche jan: bought 30, consumed 21, expired 0, remaining 9
visits 3, free 0, denied sessions 0, cut-offs 0
