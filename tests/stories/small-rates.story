# Tokens are exact to six places.
# Spec §1: 1 token per 50 photos is 0.02; a millionth is the least there is.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {Photo: 0.02, Call: 0.000001}
pool: {tranches: [{id: jan, bought: 2026-01-05, tokens: 0.020001, lifetime: 365d}]}
---
user,product,open,close
ann,Photo,2026-01-05 09:00,2026-01-05 10:00
ben,Call,2026-01-05 09:00,2026-01-05 10:00
cleo,Call,2026-01-05 09:00,2026-01-05 10:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ann Photo: 0.02 = jan:0.02
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ben Call: 0.000001 = jan:0.000001
denied 2026-01-05T09:00:00Z cleo Call: needs 0.000001, has 0
arrived 2026-01-05T00:00:00Z jan: 0.020001
tranche jan: bought 0.020001, consumed 0.020001, expired 0, remaining 0
visits 2, free 0, denied sessions 1, cut-offs 0
