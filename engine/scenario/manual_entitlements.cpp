#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view entitlements = R"(## Entitlements and access

Whoever is entitled to a product needs no tokens for it. What a session needs is decided when it opens, for the whole
session, in this order:

1. A **subscription**: the user's own, for that product.
2. A **collection** that has the product and the user.
3. A floating **seat** of the product, if one is free.
4. **Access**: whoever may not use tokens is refused.
5. **Tokens.**

```yaml
entitlements:
  subscriptions:
    - {user: mary, product: AutoCAD, from: 2026-01-01, until: 2027-01-01}
  collections:
    - name: AEC
      products: [AutoCAD, Revit]
      users: [{user: bob}, {user: ann, until: 2026-07-01}]
  seats:
    - {product: Maya, number: 5}
access:
  deny: [{user: eve}, {product: 3ds Max}, {user: ann, product: Revit}]
  only: [mary, bob, ann]
```

Only sessions that reach tokens are metered. The others open no window, hold no visit open and use up no grace period:
charges are made as if they did not exist. `sessions` in the summary counts them all.

- An entitlement counts if it is in force at the instant of the open: from the start of `from`, before the start of
  `until`, in the server's time zone. If it ends while the session is open, the session stays covered to its close.
- A session holds its seat from open to close, also if it is the user's second one. Sessions ask in the order of their
  opens, at the same second in the order of the file. A seat that is given back at an instant is free for a session that
  opens then. A session of no length is covered if a seat is free, and holds none.
- Several `seats` of one product add up while they are in force. When some of them end, seats that are held stay held to
  their sessions' closes, and nobody gets one before fewer are held than are in force.
- A session that finds no seat free counts as one refusal of a seat, and goes on to access and tokens. Sessions of a
  product without seats do not ask for one.
- A user whom access refuses is refused once for each session, and does not try again, whatever `rules.when_empty` says:
  a row of denials.csv with the reason `access`. Results that such a user asks for are refused likewise; entitlements do
  not cover results.
- Entitlements are decided on sessions as they were logged. A seat is held through idle time too.

With entitlements or access rules, `drawdown run SCENARIO -o FOLDER` writes two more files.

### coverage.csv

One row per user and product with a session or a result, by name and in the order of the rate sheet. Each session
counts in one of five ways, by the answer that it got when it opened. Access days are civil days of the server's zone on
which the user opened the product in that way.

| column | what |
|---|---|
| `user`, `product` | who used what |
| `subscription_sessions`, `subscription_days` | sessions that a subscription covered, and access days |
| `collection_sessions`, `collection_days` | likewise a collection |
| `seat_sessions`, `seat_days` | likewise a seat |
| `tokens_sessions`, `tokens_days` | sessions that reached tokens and were let in |
| `refused_sessions`, `refused_days` | sessions that were refused, by access, a budget or for want of tokens; also if they got in later |
| `covered_tokens` | what the sessions that were covered would have cost: the charges that they alone would make under the scenario's rules and rates, if nothing was refused |

### seats.csv

One row per product with floating seats, in the order in which the scenario names them.

| column | what |
|---|---|
| `product` | which |
| `number` | seats; the most that are in force at once within the simulated days |
| `peak`, `peak_at` | the most that were held at once, and since when for the first time |
| `granted` | sessions that got a seat |
| `refused` | sessions that asked and found none free |
)";

}  // namespace drawdown::manual_text
