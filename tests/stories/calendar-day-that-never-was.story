# A civil day that is skipped whole is no period: what began before it lasts to the start of the day after it.
# Samoa had no 2011-12-30. It began, with the 31st, at 10:00Z of the 30th; old's two days are the 29th and that one. At
# that instant the expiry comes first, so the renewal is owed.
time_zone: Pacific/Apia
from: 2011-12-29
until: 2012-01-01
rules: token-flex
rates: {AutoCAD: 7}
pool: {tranches: [{id: old, bought: 2011-12-29, tokens: 20, lifetime: 2d}]}
---
user,product,open,close
mary,AutoCAD,2011-12-29 12:00,2011-12-31 12:00
---
charge 2011-12-29T22:00:00Z until 2011-12-30T10:00:00Z mary AutoCAD: 7 = old:7
renewal 2011-12-30T10:00:00Z until 2011-12-31T10:00:00Z mary AutoCAD: 7 = overdraft:7
arrived 2011-12-29T10:00:00Z old: 20
expired 2011-12-30T10:00:00Z old: 13
tranche old: bought 20, consumed 7, expired 13, remaining 0
owes 7
visits 1, free 0, denied sessions 0, cut-offs 0
