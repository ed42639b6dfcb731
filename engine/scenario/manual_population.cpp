#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view population = R"(### A population

`demand.population` has people, in groups, and how often they use which products.

```yaml
demand:
  seed: 7
  population:
    holidays:
      America/New_York: [4 July or nearest weekday, fourth Thursday of November]
    groups:
      - name: architects
        size: 60
        spread: 0.8
        products:
          Revit: {days_per_year: 40, bursts: {on: 8, off: 20}, sessions_per_day: 1.5, length: {median: 85m, p90: 270m}}
          AutoCAD: {per_working_day: 0.05, spread: 1.5, along: {Revit: 25}}
    shocks:
      - {name: market, spread: 0.25, half_life: 120d}
```

**Who.** A group has a `size`, or lists its `users`, or has `cohorts` that come and go together, such as courses: each is
there from a day on, until another. People of a `size` and of cohorts are called by `prefix` and a number. A group that
grows is joined by one after the other.

**Access days.** On each day a person opens a product or does not; what counts is the chance.

- `days_per_year` is what one of them has on average in a calendar year, `days_per_month` in each month. They are spread
  over working days: not over holidays, and by the factors of `weekdays` and `season`, which move days within the year
  and keep their number. (Of a rate per month, the season's factors move days between months.) `per_working_day` is the
  chance itself; there, factors multiply it.
- `spread` makes people differ. Each has a factor, log-normal with mean 1 and this standard deviation, drawn anew in each
  replication: with 1.5, half of the people have less than 0.55 of the average, and one in a hundred has 6.9 times it, or
  more. The factor of the group's `spread` holds for all products of a person alike.
- With `share`, only so many of the people, drawn anew in each replication, use the product at all, and they the more
  often. The rate is still the average of all.
- With `bursts`, a person is on for some days and off for some, day by day: on days leave with probability 1 ⁄ on, off days
  with 1 ⁄ off. The product is opened on days that are on only, the more often, so that the average stays.
- With `along`, another product is opened too on a day on which this one is opened for its own sake. What comes along
  brings nothing along.
- A chance above 1 counts as 1. Chances are set so that the average over people, weeks and bursts is what the rate says,
  also where heavy users reach every day.

**Sessions.** A day with access has 1 + Poisson `sessions_per_day`, which begin and last independently: two may overlap.
`start` and `length` are one value, or quantiles: of `[08:00, 09:00, 12:00]`, half lie between eight and nine, and half
between nine and noon, evenly. Lengths may be log-normal by their median and 90th percentile. Some sessions are
`short_launches`. With the chance `overnight` the day's last session is closed when work begins on the next working day,
or within half an hour after. Times are those of the group's clock, also when clocks change.

**Results.** A product that is charged per result has `results`: how many each request asks for, Poisson or negative
binomial, whose variance is mean + mean² ⁄ shape. Requests are in place of sessions.

**Holidays** are days of one year (`2026-02-17`), dates (`25 December`), or rules: `fourth Thursday of November`, `last
Monday of May`, `last Monday before 25 May`, `first Saturday after 20 June`, `Easter`; all of these with `2 days before`
or `1 day after` in front, and `or next Monday` or `or nearest weekday` behind, for those that fall on a weekend.

**What is drawn.** Every number has a name: seed, replication, user, product, day, and what for. So adding a user, a
product or a group changes no other's days; a longer simulation has the same days as a shorter one; a higher rate keeps
all access days and adds some; and all rules, pools, prices and purchases of variants meet the same demand.

#### Why shocks

People who decide each for themselves average out. A thousand of them, with five days a year each, need nearly the same
tokens every year, and a pool that is 15 % larger than their average looks safe. But their days are not
independent: when business is good, all are busy. A **shock** is a factor that the rates of many share: log-normal with
mean 1, the same from Monday to Sunday, and in the next week near what it was: after `half_life`, half of a deviation
is left. It does not average out, however many the people.

[population-occasional.yaml](population-occasional.yaml), as it is and without its shock: tokens that the year consumes
if nothing is refused, in 1,000 replications.

| | without the shock | with it: spread 0.25, half-life 120 days |
|---|---|---|
| average | 32,667 | 32,756 |
| standard deviation | 1,566 | 6,374 |
| one year in ten needs more than | 34,769 | 41,601 |
| one year in a hundred needs more than | 36,582 | 51,338 |
| years in which 15 % more than the average do not suffice | 0 % | 22 % |

A group's own shock (`groups`) tells what its people share: a large project in one office. How large shocks are can be
read off a history of monthly totals: what these vary more than a Poisson count would.
)";

}  // namespace drawdown::manual_text
