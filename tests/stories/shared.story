# A shared window starts with the first visit start, even a free one; everyone pays once in it.
# Spec §2 "shared". ann's free launch at 09:00 starts it. ben pays from 12:00, ann from 14:00, both until 09:00. ben is
# there when it ends: his renewal starts the next one, which ann pays into at 09:30. At 09:00 on Wednesday none runs, so
# cleo's starts then.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rules: {preset: flex, window: {kind: shared, length: 24h}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 40, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00,2026-01-05 09:02
ben,AutoCAD,2026-01-05 12:00,2026-01-05 13:00
ann,AutoCAD,2026-01-05 14:00,2026-01-05 15:00
ben,AutoCAD,2026-01-06 08:00,2026-01-06 10:00
ann,AutoCAD,2026-01-06 09:30,2026-01-06 10:00
cleo,AutoCAD,2026-01-07 09:00,2026-01-07 10:00
---
charge 2026-01-05T12:00:00Z until 2026-01-06T09:00:00Z ben AutoCAD: 7 = jan:7
charge 2026-01-05T14:00:00Z until 2026-01-06T09:00:00Z ann AutoCAD: 7 = jan:7
renewal 2026-01-06T09:00:00Z until 2026-01-07T09:00:00Z ben AutoCAD: 7 = jan:7
charge 2026-01-06T09:30:00Z until 2026-01-07T09:00:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-07T09:00:00Z until 2026-01-08T09:00:00Z cleo AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 40
tranche jan: bought 40, consumed 35, expired 0, remaining 5
visits 6, free 1, denied sessions 0, cut-offs 0
