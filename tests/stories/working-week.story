# Five working days are five charges of 7; 260 such days are 1,820 tokens.
# Spec §6 example 6, one of its 52 weeks.
time_zone: UTC
from: 2026-01-05
until: 2026-01-12
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 35, lifetime: 365d}]}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 17:00
mary,AutoCAD,2026-01-06 09:00,2026-01-06 17:00
mary,AutoCAD,2026-01-07 09:00,2026-01-07 17:00
mary,AutoCAD,2026-01-08 09:00,2026-01-08 17:00
mary,AutoCAD,2026-01-09 09:00,2026-01-09 17:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-06T09:00:00Z until 2026-01-07T09:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-07T09:00:00Z until 2026-01-08T09:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-08T09:00:00Z until 2026-01-09T09:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-09T09:00:00Z until 2026-01-10T09:00:00Z mary AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 35
tranche jan: bought 35, consumed 35, expired 0, remaining 0
visits 5, free 0, denied sessions 0, cut-offs 0
