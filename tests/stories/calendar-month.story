# A calendar month is paid once, however long the visit is in it.
# Spec §2 "calendar".
time_zone: UTC
from: 2026-01-01
until: 2026-04-01
rules: {preset: token-flex, window: {kind: calendar, period: month, zone: server}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-01, tokens: 30, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-30 09:00,2026-03-02 09:00
---
charge 2026-01-30T09:00:00Z until 2026-02-01T00:00:00Z mary AutoCAD: 7 = jan:7
renewal 2026-02-01T00:00:00Z until 2026-03-01T00:00:00Z mary AutoCAD: 7 = jan:7
renewal 2026-03-01T00:00:00Z until 2026-04-01T00:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-01T00:00:00Z jan: 30
tranche jan: bought 30, consumed 21, expired 0, remaining 9
visits 1, free 0, denied sessions 0, cut-offs 0
