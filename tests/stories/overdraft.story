# With `overdraft` what the pool lacks is owed, and paid before anything else when tokens come.
# Spec §3. ben's charge lacks 4, cleo's all 7. Tuesday's 5 tokens go to the debt of 11, and 6 of Wednesday's.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: flex, grace: 0s, when_empty: overdraft}
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: mon, bought: 2026-01-05, tokens: 10}
    - {id: tue, bought: 2026-01-06, tokens: 5}
    - {id: wed, bought: 2026-01-07, tokens: 20}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00,2026-01-05 10:00
ben,AutoCAD,2026-01-05 10:00,2026-01-05 11:00
cleo,AutoCAD,2026-01-05 11:00,2026-01-05 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ann AutoCAD: 7 = mon:7
charge 2026-01-05T10:00:00Z until 2026-01-06T10:00:00Z ben AutoCAD: 7 = mon:3 overdraft:4
charge 2026-01-05T11:00:00Z until 2026-01-06T11:00:00Z cleo AutoCAD: 7 = overdraft:7
arrived 2026-01-05T00:00:00Z mon: 10
arrived 2026-01-06T00:00:00Z tue: 5
paid debt 2026-01-06T00:00:00Z tue: 5
arrived 2026-01-07T00:00:00Z wed: 20
paid debt 2026-01-07T00:00:00Z wed: 6
tranche mon: bought 10, consumed 10, expired 0, remaining 0
tranche tue: bought 5, consumed 5, expired 0, remaining 0
tranche wed: bought 20, consumed 6, expired 0, remaining 14
visits 3, free 0, denied sessions 0, cut-offs 0
