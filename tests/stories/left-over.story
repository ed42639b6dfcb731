# Of 10,000 tokens 8,000 are used before day 365; the other 2,000 expire.
# Spec §6 example 7, §3: bought on D with 365d, it serves the 365 civil days from D on.
time_zone: UTC
from: 2026-01-05
until: 2027-01-07
rates: {Everything: 8000}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 10000, unit_price: 2.40, lifetime: 365d}]}
---
user,product,open,close
mary,Everything,2026-06-01 09:00,2026-06-01 17:00
---
charge 2026-06-01T09:00:00Z until 2026-06-02T09:00:00Z mary Everything: 8000 = jan:8000
arrived 2026-01-05T00:00:00Z jan: 10000
expired 2027-01-05T00:00:00Z jan: 2000
tranche jan: bought 10000, consumed 8000, expired 2000, remaining 0
visits 1, free 0, denied sessions 0, cut-offs 0
