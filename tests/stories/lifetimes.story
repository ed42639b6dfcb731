# Lifetimes in days, months and years: 365 days are not a year across 29 February, and a day that a month does not have
# is its last.
# Spec §3. At one instant tranches expire before others arrive: 2024-02-29.
time_zone: UTC
from: 2024-02-28
until: 2025-03-05
rates: {AutoCAD: 7}
pool:
  tranches:
    - {id: days, bought: 2023-03-01, tokens: 1, lifetime: 365d}
    - {id: year, bought: 2023-03-01, tokens: 2, lifetime: 1y}
    - {id: leap-months, bought: 2024-02-29, tokens: 3, lifetime: 12mo}
    - {id: leap-year, bought: 2024-02-29, tokens: 4, lifetime: 1y}
    - {id: leap-days, bought: 2024-02-29, tokens: 5, lifetime: 365d}
    - {id: march, bought: 2024-03-01, tokens: 6, lifetime: 12mo}
---
user,product,open,close
---
arrived 2024-02-28T00:00:00Z days: 1
arrived 2024-02-28T00:00:00Z year: 2
expired 2024-02-29T00:00:00Z days: 1
arrived 2024-02-29T00:00:00Z leap-months: 3
arrived 2024-02-29T00:00:00Z leap-year: 4
arrived 2024-02-29T00:00:00Z leap-days: 5
expired 2024-03-01T00:00:00Z year: 2
arrived 2024-03-01T00:00:00Z march: 6
expired 2025-02-28T00:00:00Z leap-months: 3
expired 2025-02-28T00:00:00Z leap-year: 4
expired 2025-02-28T00:00:00Z leap-days: 5
expired 2025-03-01T00:00:00Z march: 6
tranche days: bought 1, consumed 0, expired 1, remaining 0
tranche year: bought 2, consumed 0, expired 2, remaining 0
tranche leap-months: bought 3, consumed 0, expired 3, remaining 0
tranche leap-year: bought 4, consumed 0, expired 4, remaining 0
tranche leap-days: bought 5, consumed 0, expired 5, remaining 0
tranche march: bought 6, consumed 0, expired 6, remaining 0
visits 0, free 0, denied sessions 0, cut-offs 0
