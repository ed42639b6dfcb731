# A denied session tries again after each delay, while it is strictly before its close.
# Spec §2, `when_empty`. Tokens come at midnight; ann, open until 01:00, gets them at 00:30. ben closes at 00:30 and does
# not try then. Each attempt that fails is a row; each session counts once.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: flex, when_empty: {retry: 1h}}
rates: {AutoCAD: 7}
pool: {tranches: [{id: tue, bought: 2026-01-06, tokens: 20, lifetime: 365d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 22:30,2026-01-06 01:00
ben,AutoCAD,2026-01-05 22:30,2026-01-06 00:30
---
charge 2026-01-06T00:30:00Z until 2026-01-07T00:30:00Z ann AutoCAD: 7 = tue:7
denied 2026-01-05T22:30:00Z ann AutoCAD: needs 7, has 0
denied 2026-01-05T22:30:00Z ben AutoCAD: needs 7, has 0
denied 2026-01-05T23:30:00Z ann AutoCAD: needs 7, has 0
denied 2026-01-05T23:30:00Z ben AutoCAD: needs 7, has 0
arrived 2026-01-06T00:00:00Z tue: 20
tranche tue: bought 20, consumed 7, expired 0, remaining 13
visits 1, free 0, denied sessions 2, cut-offs 0
