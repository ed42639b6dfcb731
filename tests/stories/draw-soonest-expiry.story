# The soonest expiry is drawn first; then the tranche bought smaller, then bought earlier, then listed earlier.
# Spec §2, `consume`. A charge may draw from several tranches.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: flex, consume: soonest_expiry}
rates: {Suite: 17}
pool:
  tranches:
    - {id: late, bought: 2026-01-01, tokens: 3, expires: 2026-03-01}
    - {id: big, bought: 2026-01-01, tokens: 50, expires: 2026-02-01}
    - {id: newer, bought: 2026-01-03, tokens: 5, expires: 2026-02-01}
    - {id: older, bought: 2026-01-02, tokens: 5, expires: 2026-02-01}
    - {id: twin, bought: 2026-01-02, tokens: 5, expires: 2026-02-01}
---
user,product,open,close
ann,Suite,2026-01-05 09:00,2026-01-05 10:00
ben,Suite,2026-01-05 10:00,2026-01-05 11:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ann Suite: 17 = older:5 twin:5 newer:5 big:2
charge 2026-01-05T10:00:00Z until 2026-01-06T10:00:00Z ben Suite: 17 = big:17
arrived 2026-01-05T00:00:00Z late: 3
arrived 2026-01-05T00:00:00Z big: 50
arrived 2026-01-05T00:00:00Z newer: 5
arrived 2026-01-05T00:00:00Z older: 5
arrived 2026-01-05T00:00:00Z twin: 5
tranche late: bought 3, consumed 0, expired 0, remaining 3
tranche big: bought 50, consumed 19, expired 0, remaining 31
tranche newer: bought 5, consumed 5, expired 0, remaining 0
tranche older: bought 5, consumed 5, expired 0, remaining 0
tranche twin: bought 5, consumed 5, expired 0, remaining 0
visits 2, free 0, denied sessions 0, cut-offs 0
