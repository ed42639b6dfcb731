# Where clocks skip midnight the day begins where they land.
# São Paulo, 2018-11-04: 00:00 -03 became 01:00 -02, at 03:00Z; the day has 23 hours.
time_zone: America/Sao_Paulo
from: 2018-11-03
until: 2018-11-07
rules: token-flex
rates: {AutoCAD: 7}
pool: {tranches: [{id: nov, bought: 2018-11-04, tokens: 20, lifetime: 1d}]}
---
user,product,open,close
mary,AutoCAD,2018-11-03T22:00:00Z,2018-11-04T12:00:00Z
---
charge 2018-11-03T22:00:00Z until 2018-11-04T03:00:00Z mary AutoCAD: 7 = overdraft:7
renewal 2018-11-04T03:00:00Z until 2018-11-05T02:00:00Z mary AutoCAD: 7 = nov:7
arrived 2018-11-04T03:00:00Z nov: 20
paid debt 2018-11-04T03:00:00Z nov: 7
expired 2018-11-05T02:00:00Z nov: 6
tranche nov: bought 20, consumed 14, expired 6, remaining 0
visits 1, free 0, denied sessions 0, cut-offs 0
