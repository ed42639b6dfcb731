# Every team has a pool of its own. A session's team is its own, else its user's, else the default team.
# Spec §3. mary is at home in UK; a session for SG is another charge unit and another pool. joe has no team, and no
# tokens, however many UK has. Tranches without an id are called by their place.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
users: [{id: mary, team: UK}]
pool:
  lifetime: 365d
  tranches:
    - {team: UK, bought: 2026-01-05, tokens: 100}
    - {team: SG, bought: 2026-01-05, tokens: 9}
    - {bought: 2026-01-05, tokens: 1}
---
user,product,team,open,close
mary,AutoCAD,,2026-01-05 09:00,2026-01-05 12:00
mary,AutoCAD,SG,2026-01-05 10:00,2026-01-05 12:00
joe,AutoCAD,,2026-01-05 10:00,2026-01-05 12:00
ann,AutoCAD,SG,2026-01-05 11:00,2026-01-05 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD team UK: 7 = T1:7
charge 2026-01-05T10:00:00Z until 2026-01-06T10:00:00Z mary AutoCAD team SG: 7 = T2:7
denied 2026-01-05T10:00:00Z joe AutoCAD: needs 7, has 1
denied 2026-01-05T11:00:00Z ann AutoCAD team SG: needs 7, has 2
arrived 2026-01-05T00:00:00Z T1 team UK: 100
arrived 2026-01-05T00:00:00Z T2 team SG: 9
arrived 2026-01-05T00:00:00Z T3: 1
tranche T1: bought 100, consumed 7, expired 0, remaining 93
tranche T2: bought 9, consumed 7, expired 0, remaining 2
tranche T3: bought 1, consumed 0, expired 0, remaining 1
visits 2, free 0, denied sessions 2, cut-offs 0
