#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view charge_back = R"(## Charge-back

With `charge_back`, `drawdown run SCENARIO -o FOLDER` writes what each team, user and product costs, and by any column of
a file of users: each for itself, and each so that its lines sum exactly to the whole.

```yaml
users_file: people.csv
charge_back: {by: [team, user, product, cost centre], write_off: team}
```

The file of users is a CSV file like that of the sessions, with a row for each user:

| column | what |
|---|---|
| `user` | who, as in the sessions; a user without sessions is no error |
| `time_zone`, `team` | optional; as in `users`. If `users` has the same user, they must not differ |

Every other column with a name can be charged back by, but for one that is called `product`. A user without a row, or
with an empty field, counts under the empty value. Bad rows stop the program, with line and reason.

**Cost.** A token costs the unit price of the tranche that paid for it; without a unit price, nothing. What a charge
owed costs the price of the tranche that paid it later, be it bought by a true-up: a team's debts count as paid in the
order in which they were made. What is still owed at the end counts at the price of the latest purchase. A refund is
taken off at the price of the tranche that got the tokens back. Giving and taking tokens by hand is nobody's cost; a token
that was given costs what its tranche costs.

**Write-off.** What expired of a tranche is shared out by `charge_back.write_off`, in proportion to tokens charged less
refunded in the whole simulation; whoever was refunded more than charged bears nothing. With `team`, the team that has
the tranche bears it in the dimension `team`, even if it used nothing. If nobody has a share by the key (a tranche that
nobody used, by `tranche`), it is on the line `unallocated`, as all of it is with `none`.

**Sums.** The lines of each dimension sum to the line `all`: `tokens` is `consumed` of summary.json, `expired` and
`write_off` are its `expired` and `written_off`, `owed` its `overdraft` less what is owed for adjustments, and `cost` is
that of a comparison. Money is summed exactly and rounded once to the millionth, each line down; what that leaves goes,
one millionth at a time, to the lines that lost most, ties to the line that comes first. If nobody adjusted tokens and
nothing is owed, `cost` + `write_off` + the price of what remains is `spent`, but for the rounding of each tranche to
the millionth.

### charge_back.csv

The first line is the whole. Then for each dimension a line for every value under which something was charged, products
in the order of the rate sheet, others by name.

| column | what |
|---|---|
| `dimension` | `all`; `team`, `user`, `product`, or the column as the file of users calls it |
| `value` | which; empty for the default team, and for users of whom nothing is known |
| `line` | `part`, `unallocated` for what nobody bears, or `all` |
| `tokens` | charged, less refunded |
| `owed` | of these: what nobody has paid at the end |
| `cost` | of the tokens |
| `expired` | the share of the tokens that expired |
| `write_off` | what was paid for those |
| `total` | `cost` + `write_off` |
| `write_off_by` | the key: `team`, `tranche`, `equal` or `none` |
)";

const std::string_view focus = R"(## FOCUS

`drawdown run SCENARIO -o FOLDER --focus` also writes focus.csv: the ledger in the columns of the FinOps Open Cost and
Usage Specification, version 1.2, for tools that read bills of clouds. Tokens are its virtual currency, and tranches its
commitment discounts. An empty field is null. Every row is checked against the specification's rules for its columns
(types, nulls, allowed values, what must hold between columns) before the file gets its name.

| rows | what |
|---|---|
| `ChargeCategory` Purchase | one for each tranche that brings tokens, in the order of tranches.csv |
| Usage, `CommitmentDiscountStatus` Used | one for each charge and each tranche that paid of it, at the time or later, in the order of charges.csv; a refund is less than 0 |
| Usage without a commitment | what no tranche has paid of a charge; a charge of 0 tokens |
| Usage, `CommitmentDiscountStatus` Unused | one for each time that tokens of a tranche expired |
| Adjustment | tokens given to a tranche, or taken from it, by hand; they cost nothing |

Costs are exact, to twelve places, and not rounded. `BilledCost` sums to what was spent; `EffectiveCost` of Used, and of
Usage without a commitment, to what was consumed; of Unused to what was written off. `ConsumedQuantity` sums to the
tokens consumed. For each tranche `CommitmentDiscountQuantity` of its Purchase is what it brought, of Used what it
consumed, of Unused what expired of it. Tokens that no tranche has paid are at the price of the latest purchase; where no
unit price is known, it is 0. A refund of what was owed takes back the team's latest unpaid debts, first those of its
own user and product; neither has a tranche.

Refunds are charges of their own, in the billing period in which they are made: `ChargeClass` is always null. Regions,
zones and capacity reservations do not apply, and have no columns.

### focus.csv

| column | what |
|---|---|
| `BilledCost` | of a purchase what it cost; else 0: tokens are paid in advance |
| `BillingAccountId`, `BillingAccountName`, `BillingAccountType` | `focus.billing_account`, twice; `Token Account` |
| `BillingCurrency` | the scenario's currency, three letters |
| `BillingPeriodEnd`, `BillingPeriodStart` | the civil month of the server in which the charge period begins |
| `ChargeCategory`, `ChargeClass` | as above; null |
| `ChargeDescription` | in words |
| `ChargeFrequency` | `Usage-Based` of charges, else `One-Time` |
| `ChargePeriodEnd`, `ChargePeriodStart` | of a purchase when its tokens are usable; of a charge the window that it paid for, or the second; of Unused the last civil day on which the tokens were usable; of an adjustment the second |
| `CommitmentDiscountCategory` | `Usage`; null without a commitment, as the next two are |
| `CommitmentDiscountId`, `CommitmentDiscountName` | the tranche |
| `CommitmentDiscountQuantity` | tokens bought, used or expired; null of an adjustment |
| `CommitmentDiscountStatus` | `Used` or `Unused`; null of purchases and adjustments |
| `CommitmentDiscountType`, `CommitmentDiscountUnit` | `Prepaid Tokens`; `Tokens` |
| `ConsumedQuantity`, `ConsumedUnit` | tokens charged; `Tokens`; null of all but charges |
| `ContractedCost` | `ContractedUnitPrice` × `PricingQuantity` |
| `ContractedUnitPrice` | of a token, in the currency; null of an adjustment |
| `EffectiveCost` | of charges and expired tokens what was paid for them; 0 of purchases and adjustments |
| `InvoiceId` | null |
| `InvoiceIssuerName` | `focus.invoice_issuer` |
| `ListCost`, `ListUnitPrice` | the same as `ContractedCost`, `ContractedUnitPrice` |
| `PricingCategory` | `Standard` of purchases and of what no tranche paid, `Committed` of charges and expired tokens |
| `PricingCurrency` | `Tokens`; of a purchase the currency |
| `PricingCurrencyContractedUnitPrice` | 1, a token costs a token; of a purchase its unit price |
| `PricingCurrencyEffectiveCost` | tokens charged or expired; 0 of purchases and adjustments |
| `PricingCurrencyListUnitPrice` | the same as `PricingCurrencyContractedUnitPrice` |
| `PricingQuantity`, `PricingUnit` | tokens; `Tokens` |
| `ProviderName`, `PublisherName` | `focus.provider`, `focus.publisher` |
| `ResourceId`, `ResourceName`, `ResourceType` | of all but charges the tranche; null; `Token Allocation` |
| `ServiceCategory` | `Business Applications` |
| `ServiceName` | `focus.service` |
| `ServiceSubcategory` | `Other (Business Applications)` |
| `SkuId` | the product charged; else `Tokens` |
| `SkuMeter` | `Access` of windows, `Results` of results, `Token Purchase` of all but charges |
| `SkuPriceDetails`, `SkuPriceId` | null; the same as `SkuId` |
| `SubAccountId`, `SubAccountName`, `SubAccountType` | the team, twice; `Team`; null of the default team |
| `Tags` | of a charge what the other columns of the file of users say of its user, as JSON |
| `x_Charge` | the row of charges.csv; the first below its head is 1 |
| `x_Kind` | of a charge as in charges.csv |
| `x_Machine` | of a charge, likewise |
| `x_Rule` | what caused the tranche, as in tranches.csv; of an adjustment its reason |
| `x_User`, `x_Version` | of a charge, as in charges.csv |
)";

}  // namespace drawdown::manual_text
