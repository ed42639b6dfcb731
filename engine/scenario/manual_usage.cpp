#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view usage = R"(## Use

`drawdown usage SCENARIO -o FOLDER` replays the sessions as `run` does, or one replication of a demand (`--replication`), and
says who used what, how use is distributed, and which charges paid for next to nothing.

```
drawdown usage scenarios/examples/21-usage.yaml
drawdown usage scenarios/office.yaml --short 15 --tail 30 -o out
```

**Days and hours.** An access day is a civil day of the server on which a user opened a product in a session that needed
tokens, or was refused it; several sessions and several teams of a user count once. Of these, a refused day is one on which
the user was never let in. A covered day is one on which a session opened that an entitlement covers; a day may be both.
Results of per-result products are no access. Whoever may not use a product (`access`) has no access day by trying. Hours are
those of visits within the simulated days: sessions that overlap count once, but each charge unit counts by itself. A visit
that is cut off ends there; who is refused is not in.

**Days in a year.** Days × 365 ÷ the days of the scenario; each whole year from `from` on counts as 365 days, so that a
leap year changes nothing. A user who came in June counts as one who was there all year, and was idle until June.

**Charges** are all that charges.csv has, but refunds: of sessions and of results. Tokens and cost are less what was refunded.
The cost is that of [Charge-back](#charge-back): each token at the unit price of the tranche that paid it in the end. All rows
sum to `charges`, `renewals`, `graced_visits` and `consumed` of summary.json, and to the `cost` of a charge-back, to the
millionth.

**Heavy users.** Where a product has a price in `subscription_prices`, its break-even is that of `drawdown breakeven`, at the
rate and price of the first day (or of `--on`), and at what the scenario's purchases that are usable then cost a token on
average (or at `--price`; without either, the price list's smallest order). A user is heavy in a product if the tokens that
it took, for a year, cost more than the subscription: `cheaper` is `subscription`. That compares the tokens that were charged,
so it holds for every window and for results too; the break-even on the histogram is drawn where it is in days.

**Days with several products.** A civil day on which one user was charged tokens for two products or more; a charge counts on
the day of its instant. Charges of 0 tokens and refunds do not count. With three products the day counts for three pairs.

**Launches** are visits that start outside a window. A free one was shorter than `rules.grace`. A short one was charged, and
was over in less than `--short` minutes; whether its window was used again later does not matter here.

**Avoidable charges.** What counts is for how long the window that a charge paid for was used: for how long visits of its
charge unit went on in it, also later ones. Without windows (`kind: visit`) it is the visit.

- `short`: the charge at an open whose window was used for less than `--short` minutes, 10 unless given. Also one that ends
  soon after, such as that of a calendar day opened at 23:55, whatever happens after midnight.
- `tail`: the renewal whose window was used for less than `--tail` minutes, 10 unless given: whoever had closed in time
  would not have been charged. Who comes back within that window used it, and would have been charged anyway.

Each charge is in one class at most: opens are never tails, and renewals never short. With 0 minutes a class is empty. A
charge of 0 tokens is not avoidable. A window that outlasts the simulated days is not judged, for what is not simulated
might use it. Each is avoidable by itself; tokens that are not spent might admit a session that was refused, which nobody
looks at. The tokens of avoidable charges are part of those consumed; their money is rounded for each charge by itself.

### usage.csv

A row for each user and product with a session that needed tokens or was covered, or with a result: by the user's name, then
in the order of the rate sheet.

| column | what |
|---|---|
| `user`, `product` | who used what |
| `access_days`, `days_per_year` | as above; in a year |
| `refused_days`, `covered_days` | as above |
| `sessions` | that needed tokens, also those that were refused |
| `hours`, `covered_hours` | in the product, by tokens; and by sessions that entitlements cover |
| `charged_days` | civil days with a charge |
| `charges`, `renewals` | charges; those of them that are renewals |
| `tokens`, `cost` | charged, less refunded |
| `free_launches`, `short_launches` | as above |
| `short_windows`, `short_window_tokens`, `short_window_cost` | avoidable opens, their tokens, their cost |
| `tails`, `tail_tokens`, `tail_cost` | avoidable renewals, likewise |
| `avoidable_tokens`, `avoidable_cost` | of both |
| `cheaper` | for this user's tokens of a year: `tokens`, `subscription`, or `either` if they cost the same; empty without charges or a subscription price |

### usage_products.csv

A row for each product that has one in usage.csv, in the order of the rate sheet; counts and amounts are sums of its rows.
Quantiles are values that occur: the least that so many percent do not exceed.

| column | what |
|---|---|
| `product` | which |
| `users`, `charged_users` | users with an access day; with a charge |
| `half_users` | the fewest users that have half of its tokens, or more |
| `access_days`, `refused_days`, `covered_days`, `sessions`, `hours`, `covered_hours`, `charged_days`, `charges`, `renewals`, `tokens`, `cost`, `free_launches`, `short_launches`, `short_windows`, `short_window_tokens`, `short_window_cost`, `tails`, `tail_tokens`, `tail_cost`, `avoidable_tokens`, `avoidable_cost` | as in usage.csv |
| `days_p10`, `days_p25`, `days_p50`, `days_p75`, `days_p90`, `days_most` | access days of a user in a year, of users with one |
| `users_to_20`, `users_to_40`, `users_to_60`, `users_to_80`, `users_to_100`, `users_to_120`, `users_to_140`, `users_to_160`, `users_to_180`, `users_to_200`, `users_to_220`, `users_to_240`, `users_to_260`, `users_above_260` | the histogram: users with more days in a year than the class before, and at most so many |
| `renewal_minutes_p10`, `renewal_minutes_p50`, `renewal_minutes_p90` | for how many minutes renewals' windows were used, of those that are judged |
| `renewals_below_5m`, `renewals_below_10m`, `renewals_below_15m`, `renewals_below_30m`, `renewals_below_60m`, `renewals_below_120m`, `renewals_below_240m`, `renewals_below_480m`, `renewals_from_480m` | their histogram: used for less than so many minutes, and not less than the class before |
| `counted` | what the break-even counts: `days`, `charges`, `results` or `units`; this and what follows is empty without a subscription price |
| `token_price_of` | `list`, `scenario` or `given` |
| `subscription`, `token_price` | for a user and a year; to six places |
| `break_even` | exact, or to six places if it has no last digit; `never` or `always` |
| `heavy_users` | users for whom `cheaper` is `subscription` |

### usage_days.csv

A row for each day on which a user was charged tokens for several products: by day, then by the user's name.

| column | what |
|---|---|
| `date`, `user` | when and who |
| `number`, `products` | how many, and which: `AutoCAD;Revit`, in the order of the rate sheet |
| `charges`, `tokens`, `cost` | of that day, without refunds |

### avoidable.csv

A row for each avoidable charge, in the order of charges.csv.

| column | what |
|---|---|
| `charge` | its row of charges.csv, the first below the head is 1: `drawdown explain SCENARIO --charge N` tells its story |
| `at`, `until`, `user`, `product`, `version`, `machine`, `team` | as in charges.csv |
| `way` | `short` or `tail` |
| `used_seconds` | for how long its window was used |
| `tokens`, `cost` | what it cost |
| `session_open`, `session_close` | the session: of `short` the one that started the visit; of `tail`, of those open then, the one that closes last. If idle spans split it, its spell |

### usage.json

One object; amounts are numbers, written exactly.

| key | what |
|---|---|
| `scenario`, `currency`, `from`, `until` | its name, currency and days |
| `days_of_years` | what days are divided by, and multiplied by 365, to be days in a year |
| `short_minutes`, `tail_minutes` | `--short` and `--tail` |
| `users` | users with a row in usage.csv |
| `access_days`, `refused_days`, `covered_days`, `sessions`, `hours`, `covered_hours`, `charged_days`, `charges`, `renewals`, `tokens`, `cost`, `free_launches`, `short_launches`, `short_windows`, `short_window_tokens`, `short_window_cost`, `tails`, `tail_tokens`, `tail_cost`, `avoidable_tokens`, `avoidable_cost` | sums of usage.csv |
| `multi_product_days` | rows of usage_days.csv |
| `heavy_rows` | rows of usage.csv whose `cheaper` is `subscription` |
| `version` | the program's |
| `products` | the rows of usage_products.csv |
| `pairs` | of two products on one day: `product`, `other_product`, `days`, `users`; the most days first |
| `heavy_users` | the first hundred of `heavy_rows`, the most tokens first: `user`, `product`, `days_per_year`, `tokens`, `cost`, `cheaper` |
| `largest_users` | likewise of all rows with charges |
)";

}  // namespace drawdown::manual_text
