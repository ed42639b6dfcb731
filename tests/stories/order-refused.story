# What a policy may not order is told once for each time that it needs something.
# 20 cost 60 of a budget of 60, to the cent. At 2 it would order again, and says so; at 1 it does not say so twice. Tokens
# given on the 7th bring it to 9; when it falls to 2 it says so again.
time_zone: UTC
from: 2026-01-05
until: 2026-01-09
rules: {grace: 0s}
rates: {AutoCAD: 7, Viewer: 1, Revit: 18}
pool:
  lifetime: 365d
  tranches: []
  price_list:
    - {quantity: 0, unit_price: 3}
  adjustments:
    - {day: 2026-01-07, tokens: 8, reason: goodwill}
  purchasing:
    - {name: s, policy: order_up_to, at: 2, up_to: 20, budget: 60}
---
user,product,open,close
mary,Revit,2026-01-05 09:00,2026-01-05 12:00
mary,Viewer,2026-01-05 10:00,2026-01-05 12:00
mary,AutoCAD,2026-01-07 09:00,2026-01-07 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary Revit: 18 = s-1:18
charge 2026-01-05T10:00:00Z until 2026-01-06T10:00:00Z mary Viewer: 1 = s-1:1
charge 2026-01-07T09:00:00Z until 2026-01-08T09:00:00Z mary AutoCAD: 7 = s-1:1 A1:6
ordered 2026-01-05T00:00:00Z s-1: 20, s
arrived 2026-01-05T00:00:00Z s-1: 20
not ordered 2026-01-05T09:00:00Z: 18, s
adjusted 2026-01-07T00:00:00Z A1: 8, goodwill
not ordered 2026-01-07T09:00:00Z: 18, s
tranche A1: bought 0, consumed 6, expired 0, remaining 2, adjusted 8
tranche s-1: bought 20, consumed 20, expired 0, remaining 0, ordered 2026-01-05, there from 2026-01-05 until 2027-01-05 at 3
visits 3, free 0, denied sessions 0, cut-offs 0
