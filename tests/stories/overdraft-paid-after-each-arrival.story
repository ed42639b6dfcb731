# Of two tranches that arrive at one instant the first in the list pays the debt, whatever the draw order says.
# Spec §3, §4. sooner would be drawn first, but the debt of 5 is paid before it arrives.
time_zone: UTC
from: 2026-01-05
until: 2026-01-08
rules: {preset: flex, grace: 0s, when_empty: overdraft}
rates: {AutoCAD: 5}
pool:
  tranches:
    - {id: later, bought: 2026-01-06, tokens: 20, lifetime: 365d}
    - {id: sooner, bought: 2026-01-06, tokens: 20, lifetime: 30d}
---
user,product,open,close
ann,AutoCAD,2026-01-05 09:00,2026-01-05 10:00
ben,AutoCAD,2026-01-06 09:00,2026-01-06 10:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ann AutoCAD: 5 = overdraft:5
charge 2026-01-06T09:00:00Z until 2026-01-07T09:00:00Z ben AutoCAD: 5 = sooner:5
arrived 2026-01-06T00:00:00Z later: 20
paid debt 2026-01-06T00:00:00Z later: 5
arrived 2026-01-06T00:00:00Z sooner: 20
tranche later: bought 20, consumed 5, expired 0, remaining 15
tranche sooner: bought 20, consumed 5, expired 0, remaining 15
visits 2, free 0, denied sessions 0, cut-offs 0
