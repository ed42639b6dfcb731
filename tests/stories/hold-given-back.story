# While a hold lasts, its tokens are not there for others; when the visit turns out free they go back.
# Spec §2.3, §2.4. ann's hold takes 5 of the first tranche and 2 of the second; ben is denied meanwhile.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
pool:
  tranches:
    - {id: first, bought: 2026-01-05, tokens: 5, lifetime: 10d}
    - {id: second, bought: 2026-01-05, tokens: 6, lifetime: 20d}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00,2026-01-05 09:04
ben,AutoCAD,2026-01-05 09:04:59,2026-01-05 10:00
cleo,AutoCAD,2026-01-05 09:05,2026-01-05 10:00
---
charge 2026-01-05T09:05:00Z until 2026-01-06T09:05:00Z cleo AutoCAD: 7 = first:5 second:2
denied 2026-01-05T09:04:59Z ben AutoCAD: needs 7, has 4
arrived 2026-01-05T00:00:00Z first: 5
arrived 2026-01-05T00:00:00Z second: 6
tranche first: bought 5, consumed 5, expired 0, remaining 0
tranche second: bought 6, consumed 2, expired 0, remaining 4
visits 2, free 1, denied sessions 1, cut-offs 0
