# At one instant: renewals before retries. At 01:00 there are 7 tokens: ben's renewal gets them, cleo is denied again.
# Spec §4.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {preset: flex, when_empty: {retry: 2h}}
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: mon, bought: 2026-01-05, tokens: 7}
    - {id: tue, bought: 2026-01-06, tokens: 7}
---
user,product,open,close
cleo,AutoCAD,2026-01-05 23:00,2026-01-06 02:00
ben,AutoCAD,2026-01-05 01:00,2026-01-06 02:00
---
charge 2026-01-05T01:00:00Z until 2026-01-06T01:00:00Z ben AutoCAD: 7 = mon:7
renewal 2026-01-06T01:00:00Z until 2026-01-07T01:00:00Z ben AutoCAD: 7 = tue:7
denied 2026-01-05T23:00:00Z cleo AutoCAD: needs 7, has 0
denied 2026-01-06T01:00:00Z cleo AutoCAD: needs 7, has 0
arrived 2026-01-05T00:00:00Z mon: 7
arrived 2026-01-06T00:00:00Z tue: 7
tranche mon: bought 7, consumed 7, expired 0, remaining 0
tranche tue: bought 7, consumed 7, expired 0, remaining 0
visits 1, free 0, denied sessions 1, cut-offs 0
