# Charge units can differ by version and by machine.
# Spec §1 "charge unit", §2 rule axes.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {preset: flex, charge_per: [user, product, version, machine]}
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 50, lifetime: 365d}]}
---
user,product,version,machine,open,close
mary,AutoCAD,2025,ws1,2026-01-05 09:00,2026-01-05 12:00
mary,AutoCAD,2026,ws1,2026-01-05 10:00,2026-01-05 12:00
mary,AutoCAD,2026,ws2,2026-01-05 11:00,2026-01-05 12:00
mary,AutoCAD,2026,,2026-01-05 11:00,2026-01-05 12:00
mary,AutoCAD,2025,ws1,2026-01-05 13:00,2026-01-05 14:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD version 2025 machine ws1: 7 = jan:7
charge 2026-01-05T10:00:00Z until 2026-01-06T10:00:00Z mary AutoCAD version 2026 machine ws1: 7 = jan:7
charge 2026-01-05T11:00:00Z until 2026-01-06T11:00:00Z mary AutoCAD version 2026 machine ws2: 7 = jan:7
charge 2026-01-05T11:00:00Z until 2026-01-06T11:00:00Z mary AutoCAD version 2026: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 50
tranche jan: bought 50, consumed 28, expired 0, remaining 22
visits 5, free 0, denied sessions 0, cut-offs 0
