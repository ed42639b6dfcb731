# At one instant: renewals before results, and results before retries and opens.
# At 10:00 there are 7 tokens. ann is renewed for 1; the result takes 6; ben's retry and cid's session find none.
time_zone: UTC
from: 2026-01-05
until: 2026-01-06
rules: {window: {kind: rolling, length: 1h}, grace: 0s, when_empty: {retry: 1h}}
rates: {Viewer: 1, AutoCAD: 10, Revit: 6, Renders: {tokens: 6, per: 1}}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 8}
---
user,product,open,close
ann,Viewer,2026-01-05 09:00,2026-01-05 10:30
ben,AutoCAD,2026-01-05 09:00,2026-01-05 10:30
cid,Revit,2026-01-05 10:00,2026-01-05 10:30
---
user,product,time,quantity
mary,Renders,2026-01-05 10:00,1
---
charge 2026-01-05T09:00:00Z until 2026-01-05T10:00:00Z ann Viewer: 1 = jan:1
renewal 2026-01-05T10:00:00Z until 2026-01-05T11:00:00Z ann Viewer: 1 = jan:1
result 2026-01-05T10:00:00Z mary Renders: 6 = jan:6
denied 2026-01-05T09:00:00Z ben AutoCAD: needs 10, has 7
denied 2026-01-05T10:00:00Z ben AutoCAD: needs 10, has 0
denied 2026-01-05T10:00:00Z cid Revit: needs 6, has 0
arrived 2026-01-05T00:00:00Z jan: 8
tranche jan: bought 8, consumed 8, expired 0, remaining 0
visits 1, free 0, denied sessions 2, cut-offs 0
