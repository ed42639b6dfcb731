#include "engine/scenario/manual_text.h"

namespace drawdown::manual_text {

const std::string_view report = R"(## Reports

`run`, `compare`, `stress`, `forecast`, `usage`, `assign`, `size`, `plan` and `zones` write `report.html` into the folder
of `--out`: one file that opens in any browser, needs no network and no other file, and can be sent on. `--report FILE` writes it elsewhere, also without `--out`;
`--no-report` writes none. `--svg` also writes each of its charts into the folder of `--out`, as `chart_NAME.svg`.

The answer stands first, in sentences; then figures, charts and tables; and in the end how it was made: the command line
that gives the same again, rules in words, seed, totals, intervals, and what `drawdown check` finds. Of a log of more than
64 MB, or more than two million sessions, check's look at the single rows is left out, and the report says so.

Below each chart is the table that it shows, with its numbers exact. A click on the name of a column sorts, `Filter` keeps
the rows that hold a word, `Copy as CSV` copies them as the result file of that name has them. Charts are read with a
pointer, or with the arrow keys; charts over days are zoomed by dragging, or with `+` and `-`, and `0` shows the whole
range. Pages print, and follow the browser's light or dark scheme.

Some tables are in reports only. Users, products and teams are shown to the twentieth, with a row for all others.

| table | what |
|---|---|
| balances.csv | what is left of each tranche at the end of each day, in a column `tranche ID`; `others` of very many; and `balance`, less what is owed. Of more than 1100 days every so many |
| by_product.csv, by_team.csv, by_user.csv | `tokens`, `charges`, `denied` attempts and `cut_offs` of each; of teams the `closing` balance |
| burn.csv | of all teams together; of more than 1100 days by week or month |
| sizes.csv | of `stress`: the rows of stress.csv that have a size |
| waterfall.csv | of `compare`: for every variant the baseline's total, each step, and the variant's (`total` is yes or no) |
| user_differences.csv | of `compare`: for every variant the fifteen users whose tokens differ most |
| usage_histogram.csv | of `usage`: the classes of usage_products.csv, a row for each product and class: the `middle` of its access days, and its `users` |
| usage_largest.csv, usage_pairs.csv | of `usage`: as `largest_users` and `pairs` in usage.json |
| assignment_bills.csv, assignment_largest.csv, online_bills.csv | of `assign`: what seats and tokens cost before and after; the hundred rows of assignment.csv with which most is saved; what each rule would cost |
| findings.csv | what `drawdown check` finds |

### What if

In the report of a run, sliders change the size, the day and the price of each listed tranche, and the use of every day. The
page works on totals of days, exactly, as a demand series does: a day's use is drawn in the pool's order from what is there
when the day begins, after what is owed is paid, and what cannot be paid is refused, or with overdrafts owed. As long as
nothing is refused, `drawdown run` gives the same totals to the millionth; the page has the command line. It says so where a
setting takes the engine: which charges are refused when tokens run short, rules, rates and single users; and it has no
sliders where purchases follow from use, or contracts, transfers, adjustments, budgets or refunds change the pool.

A tranche that moves to another day keeps the number of days that it lasts. One that has a `lifetime` of its own has no
slider for its day, and one with `remaining` none for its size. What is scaled by `Use of every day` is an estimate: a log
has no such factor, and of a demand `drawdown stress --size-of demand` draws it anew.
)";

}  // namespace drawdown::manual_text
