# A rate of 0 makes charges of 0 tokens: they open windows, are renewed, and are never denied, even by no pool at all.
# Spec §2.7. On Tuesday the rate becomes 7, but mary's window is paid until 09:00; then her renewal cannot be paid.
time_zone: UTC
from: 2026-01-04
until: 2026-01-08
rates: {Viewer: [{from: 2026-01-01, tokens: 0}, {from: 2026-01-06, tokens: 7}]}
pool: {tranches: []}
---
user,product,open,close
mary,Viewer,2026-01-04 09:00,2026-01-06 10:00
---
charge 2026-01-04T09:00:00Z until 2026-01-05T09:00:00Z mary Viewer: 0 = nothing
renewal 2026-01-05T09:00:00Z until 2026-01-06T09:00:00Z mary Viewer: 0 = nothing
cut off 2026-01-06T09:00:00Z mary Viewer: needs 7, has 0
visits 1, free 0, denied sessions 0, cut-offs 1
