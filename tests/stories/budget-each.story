# A cap for each has an account for every user, team or product; the first that would be exceeded refuses.
# mary has 10 in all, at Revit too; each product has 17. bob's second product is beyond Revit's 17.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rules: {grace: 0s, when_empty: overdraft}
rates: {AutoCAD: 7, Revit: 10}
budgets:
  - {name: mary, tokens: 10, period: horizon, user: mary}
  - {name: product, tokens: 17, period: horizon, each: product, products: [AutoCAD, Revit]}
pool:
  lifetime: 365d
  tranches: []
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 12:00
mary,Revit,2026-01-05 10:00,2026-01-05 12:00
ann,Revit,2026-01-05 11:00,2026-01-05 12:00
bob,Revit,2026-01-05 11:00,2026-01-05 12:00
bob,AutoCAD,2026-01-05 11:30,2026-01-05 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = overdraft:7
charge 2026-01-05T11:00:00Z until 2026-01-06T11:00:00Z ann Revit: 10 = overdraft:10
charge 2026-01-05T11:30:00Z until 2026-01-06T11:30:00Z bob AutoCAD: 7 = overdraft:7
denied 2026-01-05T10:00:00Z mary Revit: needs 10, has 3 of budget mary
denied 2026-01-05T11:00:00Z bob Revit: needs 10, has 7 of budget product
owes 24
visits 3, free 0, denied sessions 2, cut-offs 0
