# At one instant: arrivals before settlings. A tranche that comes pays the debt before tokens that go back do.
# Spec §4. At midnight wed's 4 pay 4 of ben's debt of 7, then ann's 5 go back to mon and pay the other 3.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: flex, when_empty: overdraft}
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: mon, bought: 2026-01-05, tokens: 12}
    - {id: wed, bought: 2026-01-07, tokens: 4}
---
user,product,open,close
ben,AutoCAD,2026-01-05 23:57,2026-01-07 12:00
ann,AutoCAD,2026-01-06 23:55,2026-01-06 23:56
---
charge 2026-01-05T23:57:00Z until 2026-01-06T23:57:00Z ben AutoCAD: 7 = mon:7
renewal 2026-01-06T23:57:00Z until 2026-01-07T23:57:00Z ben AutoCAD: 7 = overdraft:7
arrived 2026-01-05T00:00:00Z mon: 12
arrived 2026-01-07T00:00:00Z wed: 4
paid debt 2026-01-07T00:00:00Z wed: 4
paid debt 2026-01-07T00:00:00Z mon: 3
tranche mon: bought 12, consumed 10, expired 0, remaining 2
tranche wed: bought 4, consumed 4, expired 0, remaining 0
visits 2, free 1, denied sessions 0, cut-offs 0
