# A product that is used but not on the rate sheet is an input error, not a free product.
# Spec §2.8.
time_zone: UTC
from: 2026-01-05
until: 2026-01-07
rates: {AutoCAD: 7}
pool: {tranches: []}
---
user,product,open,close
mary,AutoCAD,2026-01-05 09:00,2026-01-05 10:00
mary,Revit,2026-01-05 09:00,2026-01-05 10:00
---
input error:
sessions.csv: 1 row of 2 is bad:
sessions.csv:3: unknown product 'Revit'
