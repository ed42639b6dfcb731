# A session that tries again is like one that opens then: it can join a visit, and make it longer.
# Spec §2, `when_empty`. At 00:30 it joins the visit of 00:10, which now lasts until 04:00 and is renewed three times.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: flex, window: {kind: rolling, length: 1h}, when_empty: {retry: 2h}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: tue, bought: 2026-01-06, tokens: 28, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 22:30,2026-01-06 04:00
ann,AutoCAD,2026-01-06 00:10,2026-01-06 01:00
---
charge 2026-01-06T00:10:00Z until 2026-01-06T01:10:00Z ann AutoCAD: 7 = tue:7
renewal 2026-01-06T01:10:00Z until 2026-01-06T02:10:00Z ann AutoCAD: 7 = tue:7
renewal 2026-01-06T02:10:00Z until 2026-01-06T03:10:00Z ann AutoCAD: 7 = tue:7
renewal 2026-01-06T03:10:00Z until 2026-01-06T04:10:00Z ann AutoCAD: 7 = tue:7
denied 2026-01-05T22:30:00Z ann AutoCAD: needs 7, has 0
arrived 2026-01-06T00:00:00Z tue: 28
tranche tue: bought 28, consumed 28, expired 0, remaining 0
visits 1, free 0, denied sessions 1, cut-offs 0
