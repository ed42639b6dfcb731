# Multi-year tokens may come before all others, however late they expire.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {grace: 0s}
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: soon, bought: 2026-01-05, tokens: 20, expires: 2026-01-06}
  contracts:
    - {id: eba, from: 2025-02-01, until: 2028-02-01, annual: [20], multi_year: 10, draw: multi_year, remaining: {multi_year: 3, annual: 9}}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = eba-multi:3 soon:4
arrived 2026-01-05T00:00:00Z soon: 20
arrived 2026-01-05T00:00:00Z eba-1: 9
arrived 2026-01-05T00:00:00Z eba-multi: 3
expired 2026-01-06T00:00:00Z soon: 16
tranche soon: bought 20, consumed 4, expired 16, remaining 0
tranche eba-1: bought 9, consumed 0, expired 0, remaining 9
tranche eba-multi: bought 3, consumed 3, expired 0, remaining 0
visits 1, free 0, denied sessions 0, cut-offs 0
