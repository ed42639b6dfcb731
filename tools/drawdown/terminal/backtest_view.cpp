#include "tools/drawdown/terminal/backtest_view.h"

#include <fmt/core.h>

#include <cstddef>
#include <vector>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Whole tokens: what is forecast is not known to the millionth.
std::string rounded(Tokens tokens) {
  return text_of(Tokens::whole((tokens.micro + micro_per_unit / 2) / micro_per_unit));
}

std::string share(std::uint64_t inside, std::uint64_t weeks) {
  return fmt::format("{} ({} %)", inside, (200 * inside + weeks) / (2 * weeks));
}

std::string what_was_done(const BacktestView& view) {
  const Backtest& test = view.test;
  return fmt::format(
      "The use of {} to {} forecast from that of {} to {} by {}, {}; in tokens that would be charged if they never ran "
      "out.",
      format(test.at), format(test.until - 1), format(test.from), format(test.at - 1), view.method,
      count_of(view.replications, "replication"));
}

Rows coverage(const Backtest& test) {
  Rows rows{{"Interval", "Whole weeks", "Inside", "Naive", ""}};
  for (std::size_t i = 0; i < backtest_intervals.size(); ++i) {
    const IntervalCoverage& each = test.coverage[i];
    rows.push_back({fmt::format("{} %", backtest_intervals[i]), text_of(each.weeks), share(each.inside, each.weeks),
                    share(each.naive_inside, each.weeks), ""});
  }
  return rows;
}

std::string losses(const Backtest& test, std::size_t width) {
  const std::uint64_t weeks = test.coverage[0].weeks;
  std::string naive = "the mean of the last eight weeks";
  if (test.naive_weeks_of_year == weeks) {
    naive = "the same week a year before";
  } else if (test.naive_weeks_of_year > 0) {
    naive += fmt::format(", for {} the same week a year before", count_of(test.naive_weeks_of_year, "week"));
  }
  return wrapped(fmt::format("Pinball loss: {} tokens a week; of the naive forecast {} ({}, with the errors that it "
                             "made before). Less is better.",
                             rounded(test.loss), rounded(test.naive_loss), naive),
                 width);
}

Rows spans(const Backtest& test, BacktestSpan::Kind kind, const std::string& name) {
  Rows rows{{name, "Was", "Mean", "5 %", "25 %", "50 %", "75 %", "95 %", ""}};
  for (const BacktestSpan& span : test.spans) {
    if (span.kind == kind) {
      rows.push_back({kind == BacktestSpan::Kind::total   ? "all"
                      : kind == BacktestSpan::Kind::month ? format(span.from).substr(0, 7)
                                                          : format(span.from),
                      rounded(span.actual), rounded(span.mean), rounded(span.model[0]), rounded(span.model[2]),
                      rounded(span.model[3]), rounded(span.model[4]), rounded(span.model[6]), ""});
    }
  }
  return rows;
}

}  // namespace

std::string show(const BacktestView& view, const Screen& screen) {
  using Kind = BacktestSpan::Kind;
  const Backtest& test = view.test;
  std::string text = heading_of(view.scenario, screen) + "\n" + wrapped(what_was_done(view), screen.width - 1) + "\n" +
                     table_lines(coverage(test), screen) + "\n" + losses(test, screen.width - 1);
  for (const auto& [kind, name] :
       {std::pair{Kind::total, "Total"}, std::pair{Kind::month, "Month"}, std::pair{Kind::week, "Week from"}}) {
    if (const Rows rows = spans(test, kind, name); rows.size() > 1) {
      text += "\n" + table_lines(rows, screen);
    }
  }
  return text;
}

}  // namespace drawdown::program
