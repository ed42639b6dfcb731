# Tokens that are held when their tranche expires: charged, they are consumed; given back, they expire then.
# Spec §2.4, §3. At midnight old expires: 14 of its 20 tokens are held, so 6 go at midnight. ann's 7 are charged and her
# window outlives old; ben's visit is free, and his 7 expire when his hold is settled.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rates: {AutoCAD: 7}
pool: {tranches: [{id: old, bought: 2026-01-05, tokens: 20, lifetime: 1d}]}
---
user,product,open,close
ann,AutoCAD,2026-01-05 23:57,2026-01-06 00:10
ben,AutoCAD,2026-01-05 23:58,2026-01-06 00:01
ann,AutoCAD,2026-01-06 22:00,2026-01-06 23:00
---
charge 2026-01-05T23:57:00Z until 2026-01-06T23:57:00Z ann AutoCAD: 7 = old:7
arrived 2026-01-05T00:00:00Z old: 20
expired 2026-01-06T00:00:00Z old: 6
expired 2026-01-06T00:03:00Z old: 7
tranche old: bought 20, consumed 7, expired 13, remaining 0
visits 3, free 1, denied sessions 0, cut-offs 0
