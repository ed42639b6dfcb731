# A denied visit start starts the shared window too, for all teams.
# Spec §2 "shared". ann is denied on Monday at 23:00; ben, of another team, pays on Tuesday until 23:00.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: flex, window: {kind: shared, length: 24h}}
rates: {AutoCAD: 7, Revit: 10}
pool: {tranches: [{id: uk, team: UK, bought: 2026-01-05, tokens: 40, lifetime: 365d}]}
---
user,product,team,open,close
ann,AutoCAD,,2026-01-05 23:00,2026-01-06 01:00
ben,AutoCAD,UK,2026-01-06 10:00,2026-01-06 11:00
ben,Revit,UK,2026-01-06 10:00,2026-01-06 11:00
---
charge 2026-01-06T10:00:00Z until 2026-01-06T23:00:00Z ben AutoCAD team UK: 7 = uk:7
charge 2026-01-06T10:00:00Z until 2026-01-07T10:00:00Z ben Revit team UK: 10 = uk:10
denied 2026-01-05T23:00:00Z ann AutoCAD: needs 7, has 0
arrived 2026-01-05T00:00:00Z uk team UK: 40
tranche uk: bought 40, consumed 17, expired 0, remaining 23
visits 2, free 0, denied sessions 1, cut-offs 0
