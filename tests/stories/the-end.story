# At `until` nothing more is charged, and nothing expires; holds taken before it are still settled.
# Spec §4. ann stays open and is not renewed at the end. ben's visit outlasts his grace: charged. cleo's has no close, so
# it ends at the end, after two minutes: free. dan opens at the end: left out.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 40, expires: 2026-01-07}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 00:00,
ben,AutoCAD,2026-01-06 23:58,2026-01-07 02:00
cleo,AutoCAD,2026-01-06 23:58,
dan,AutoCAD,2026-01-07 00:00,2026-01-07 02:00
---
charge 2026-01-05T00:00:00Z until 2026-01-06T00:00:00Z ann AutoCAD: 7 = jan:7
renewal 2026-01-06T00:00:00Z until 2026-01-07T00:00:00Z ann AutoCAD: 7 = jan:7
charge 2026-01-06T23:58:00Z until 2026-01-07T23:58:00Z ben AutoCAD: 7 = jan:7
arrived 2026-01-05T00:00:00Z jan: 40
tranche jan: bought 40, consumed 21, expired 0, remaining 19
visits 3, free 1, denied sessions 0, cut-offs 0
