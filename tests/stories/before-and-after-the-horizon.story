# Tranches from before: one that expires as the simulation begins is left out; the others are there from its start, in
# full or with what remains. One bought on `until` never comes.
# Spec §3. Of the same expiry, full was bought smaller than part, though part has less left.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rates: {Fusion: 2, Revit: 4}
pool:
  tranches:
    - {id: gone, bought: 2025-01-05, tokens: 100, lifetime: 365d}
    - {id: part, bought: 2025-06-01, tokens: 10, remaining: 1, lifetime: 365d}
    - {id: full, bought: 2025-06-02, tokens: 5, expires: 2026-06-01}
    - {id: late, bought: 2026-01-07, tokens: 3, lifetime: 365d}
    - {id: never, bought: 2026-01-08, tokens: 50, lifetime: 365d}
---
user,product,open,close
ann,Fusion,2026-01-05 09:00,2026-01-05 10:00
ben,Revit,2026-01-05 10:00,2026-01-05 11:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ann Fusion: 2 = full:2
charge 2026-01-05T10:00:00Z until 2026-01-06T10:00:00Z ben Revit: 4 = full:3 part:1
arrived 2026-01-05T00:00:00Z part: 1
arrived 2026-01-05T00:00:00Z full: 5
arrived 2026-01-07T00:00:00Z late: 3
tranche gone: bought 0, consumed 0, expired 0, remaining 0, left out
tranche part: bought 1, consumed 1, expired 0, remaining 0
tranche full: bought 5, consumed 5, expired 0, remaining 0
tranche late: bought 3, consumed 0, expired 0, remaining 3
tranche never: bought 0, consumed 0, expired 0, remaining 0
visits 2, free 0, denied sessions 0, cut-offs 0
