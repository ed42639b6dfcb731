# A contract year that ends on a day which the clocks skip: its true-up is bought when the next day begins.
# Samoa had no 30 December 2011: the 30th begins when the 31st does.
time_zone: Pacific/Apia
from: 2011-12-28
until: 2012-01-02
rules: {grace: 0s, when_empty: overdraft, window: {kind: rolling, length: 7d}}
rates: {AutoCAD: 7}
pool:
  tranches: []
  contracts:
    - {id: eba, from: 2011-12-01, until: 2011-12-30, true_up: 2}
---
user,product,open,close
mary,AutoCAD,2011-12-29 09:00,2011-12-29 12:00
---
charge 2011-12-29T19:00:00Z until 2012-01-05T19:00:00Z mary AutoCAD: 7 = overdraft:7
arrived 2011-12-30T10:00:00Z eba-true-up-1: 7
paid debt 2011-12-30T10:00:00Z eba-true-up-1: 7
tranche eba-true-up-1: bought 7, consumed 7, expired 0, remaining 0, there from 2011-12-31 until 2012-01-01 at 2, a true-up
visits 1, free 0, denied sessions 0, cut-offs 0
