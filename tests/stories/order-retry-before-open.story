# At one instant: arrivals before retries, and retries before opens. At midnight 7 tokens come; ann, who was denied at
# 22:00, gets them, not ben, who opens then and stands first in the file.
# Spec §4.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {preset: flex, when_empty: {retry: 2h}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: tue, bought: 2026-01-06, tokens: 7, lifetime: 365d}]}
---
user,product,open,close
ben,AutoCAD,2026-01-06 00:00,2026-01-06 01:00
ann,AutoCAD,2026-01-05 22:00,2026-01-06 01:00
---
charge 2026-01-06T00:00:00Z until 2026-01-07T00:00:00Z ann AutoCAD: 7 = tue:7
denied 2026-01-05T22:00:00Z ann AutoCAD: needs 7, has 0
denied 2026-01-06T00:00:00Z ben AutoCAD: needs 7, has 0
arrived 2026-01-06T00:00:00Z tue: 7
tranche tue: bought 7, consumed 7, expired 0, remaining 0
visits 1, free 0, denied sessions 2, cut-offs 0
