#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view break_even = R"(## Break-even

`drawdown breakeven SCENARIO -o FOLDER` says from how much use on a subscription is cheaper than tokens. It reads no log.

```
drawdown breakeven scenarios/examples/20-break-even.yaml
drawdown breakeven scenarios/examples/20-break-even.yaml --price 2.40 --on 2026-07-01 -o out
```

It compares one user's year: the tokens for what the user does, with a seat of the user's own. The break-even is the
price of the subscription, divided by the rate times the price of a token; exactly, as a fraction. At a whole number both
cost the same: 2,310 ÷ (7 × 3) = 110 days are a tie, and the subscription is cheaper from 111 on. 2,985 ÷ (10 × 3) =
199/2: tokens are cheaper up to 99 days, the subscription from 100 on.

- Rates and prices are those in force at the start of one day of the server: of `--on`, or the scenario's first. A product
  whose rate or price begins later is left out.
- **Price of a token.** `list`: each price of `pool.price_list`, with the smallest order that gets it, after
  `minimum_order` and `order_multiple`. `scenario`: the average of the purchases that are usable on that day: the cost of
  all tokens bought, divided by their number, and not rounded. Purchases without a `unit_price`, and tokens that come by
  an adjustment, are left out. `given`: that of `--price`, in place of `scenario`. One user's days do not decide which
  price of the list counts: the organisation's order does.
- **What is counted.** Days on which the user opens the product, if the rules' window is one day for each user (24
  hours from the open, or a civil day): one charge on each. With any other window, charges. Of a product that is charged
  per result: results; with `partial: carry` or `up` whole units, of as many results as `per` says, for only these are
  charged.
- What a token leaves behind when it expires unused is not part of the comparison; `drawdown stress` weighs it.
- `never`: tokens cost nothing, so they never cost as much. `always`: neither costs anything.

**Collections.** One of `entitlements.collections` with a `price` is compared at each price of a token. It is cheaper than
tokens as soon as the user would need more tokens in a year than its price buys. These tokens are the frontier: all days
d₁, d₂, … of its products with rate₁ × d₁ + rate₂ × d₂ + … equal to it.

Whoever has no collection may still subscribe to single products, so no product costs more than its own subscription.
Against this cheapest mix the frontier of two products has two corners: it comes down at a constant number of days of the
first product, goes straight from corner to corner, and goes on at a constant number of days of the second. Beyond it,
with more days of the first than at the one corner and more of the second than at the other, the collection is cheaper. A
corner on an axis is not bounded by a subscription. If both subscriptions cost no more than the collection, it is never
cheaper for these two. A product that costs no tokens adds nothing to what others cost, and is in no pair.

### break_even.csv

A row per product and price of a token. Numerators and denominators have no common divisor; in JSON they are text, as they
can be longer than a reader's numbers.

| column | what |
|---|---|
| `product` | which |
| `counted` | `days`, `charges`, `results` or `units` |
| `rate`, `per` | tokens per window, or for `per` results |
| `subscription` | its price for a user and a year |
| `token_price_of` | `list`, `scenario` or `given` |
| `order_from` | of `list`: for orders of so many tokens or more |
| `token_price`, `token_price_rounded`, `token_price_numerator`, `token_price_denominator` | the price of a token: as an exact decimal, empty if it has no last digit; to six places; as a fraction |
| `break_even`, `rounded`, `numerator`, `denominator` | how many cost the same as the subscription, likewise; or `never` or `always` |
| `tokens_cheaper_through` | up to so many tokens are cheaper; empty if they never are, or are for any number |
| `tie_at` | so many cost the same; empty if no whole number does |
| `tokens_dearer_from` | from so many on the subscription is cheaper |

### break_even_sensitivity.csv

A row per product, price of a token, and discounts: 0, 10, 15, 20 and 30 % off the subscription, 0, 10 and 20 % off the
token.

| column | what |
|---|---|
| `product`, `counted`, `token_price_of`, `order_from` | as above |
| `subscription_percent_off`, `token_percent_off` | the discounts |
| `break_even`, `rounded`, `numerator`, `denominator`, `tokens_cheaper_through`, `tie_at`, `tokens_dearer_from` | as above |

### break_even_collections.csv

Rows per collection and price of a token.

| column | what |
|---|---|
| `collection`, `price` | which; for a user and a year |
| `token_price_of`, `order_from` | as above |
| `point` | `tokens`: `at` is the tokens that cost what the collection costs. `alone`: `at` is days of one product, if no other is used. `mix`: a corner of the frontier of two products against the cheapest mix |
| `product`, `at`, `rounded`, `numerator`, `denominator` | days of this product |
| `other_product`, `other_at`, `other_rounded`, `other_numerator`, `other_denominator` | of `mix`: days of the other |
)";

}  // namespace drawdown::manual_text
