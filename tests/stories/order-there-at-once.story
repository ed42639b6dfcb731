# Without a lead time an order is there before anything else happens, and pays debts.
# At 09:00 mary's 7 leave 1 of 8: up to 10 are 9 more, and ben, at the same second, is paid by both. Orders are at least 8.
time_zone: UTC
from: 2026-01-05
until: 2026-01-06
rules: {grace: 0s, when_empty: overdraft}
rates: {AutoCAD: 7, Revit: 20}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 8}
  minimum_order: 8
  price_list:
    - {quantity: 0, unit_price: 3}
    - {quantity: 10, unit_price: 2}
  purchasing:
    - {name: s, policy: order_up_to, at: 1, up_to: 10}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 12:00
ben,AutoCAD,2026-01-05 09:00,2026-01-05 12:00
cid,Revit,2026-01-05 10:00,2026-01-05 12:00
---
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary AutoCAD: 7 = jan:7
charge 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z ben AutoCAD: 7 = jan:1 s-1:6
charge 2026-01-05T10:00:00Z until 2026-01-06T10:00:00Z cid Revit: 20 = s-1:3 overdraft:17
arrived 2026-01-05T00:00:00Z jan: 8
ordered 2026-01-05T09:00:00Z s-1: 9, s
arrived 2026-01-05T09:00:00Z s-1: 9
ordered 2026-01-05T10:00:00Z s-2: 27, s
arrived 2026-01-05T10:00:00Z s-2: 27
paid debt 2026-01-05T10:00:00Z s-2: 17
tranche jan: bought 8, consumed 8, expired 0, remaining 0
tranche s-1: bought 9, consumed 9, expired 0, remaining 0, ordered 2026-01-05, there from 2026-01-05 until 2027-01-05 at 3
tranche s-2: bought 27, consumed 17, expired 0, remaining 10, ordered 2026-01-05, there from 2026-01-05 until 2027-01-05 at 2
visits 3, free 0, denied sessions 0, cut-offs 0
