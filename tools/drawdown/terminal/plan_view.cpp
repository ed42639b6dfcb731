#include "tools/drawdown/terminal/plan_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/planning/plan_tables.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Of millionths.
std::string percent_text(std::int64_t micro) {
  const std::int64_t hundredths = (micro + 50) / 100;
  return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

// Means of tokens have no decimals that matter.
std::string mean_text(Tokens tokens) {
  constexpr std::int64_t half = micro_per_unit / 2;
  return text_of(Tokens{(tokens.micro + half) / micro_per_unit * micro_per_unit});
}

class View {
 public:
  View(const PlanView& view, const Screen& screen)
      : scenario_(view.scenario),
        study_(view.study),
        screen_(screen),
        currency_(printable(scenario_.currency)),
        drawn_(!study_.demand.certain()) {}

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(scenario_, screen_) + "\n";
    if (!study_.finished) {
      out += note("NOT FINISHED: stopped. The best plan found so far:") + "\n";
    }
    out += note(answer());
    if (!study_.orders->empty()) {
      out += "\n" + table_lines(orders(), screen_);
    }
    out += "\n" + table_lines(compared(), screen_) + "\n" + note(how_good());
    if (study_.replays.replays > 0) {
      out += note(replayed());
    }
    for (const std::string& words : study_.plan.notes) {
      out += note(words);
    }
    return out;
  }

 private:
  static constexpr std::size_t most_orders = 12;

  [[nodiscard]] std::string note(const std::string& words) const { return hanging("", 1, words, screen_.width - 1); }

  [[nodiscard]] std::string answer() const {
    const ComparedPlan& plan = study_.compared.front();
    if (study_.orders->empty()) {
      return "Buy nothing: what is there already is enough, or all that may be bought costs more than doing without.";
    }
    Tokens tokens;
    for (const PlannedOrder& order : *study_.orders) {
      tokens += order.tokens;
    }
    std::string words = fmt::format("{}, {} tokens, for {} {}", count_of(study_.orders->size(), "order"),
                                    text_of(tokens), text_of(plan.costs.front().price), currency_);
    if (!study_.plan.team.empty()) {
      words += fmt::format(", for the team {}", printable(study_.plan.team));
    }
    return words + ":";
  }

  [[nodiscard]] Rows orders() const {
    const Table table = plan_table(study_);
    Rows rows{{"Order on", "There on", "Expires", "Tokens", "Each", "Paid, " + currency_, "In all"}};
    const auto cell = [&](std::size_t row, std::size_t column) { return table.rows()[row][column].to_text(); };
    const auto money = [&](std::size_t row, std::size_t column) { return text_of(*parse_money(cell(row, column))); };
    // What is not finished is in no file.
    const std::size_t shown = study_.finished ? std::min(table.rows().size(), most_orders) : table.rows().size();
    for (std::size_t i = 0; i < shown; ++i) {
      rows.push_back({cell(i, 1), cell(i, 2), cell(i, 3), grouped(cell(i, 4)), cell(i, 6), money(i, 9), money(i, 10)});
    }
    if (table.rows().size() > shown) {
      rows.push_back({fmt::format("{} more in plan.csv", table.rows().size() - shown)});
      rows.back().resize(rows.front().size());
    }
    return rows;
  }

  [[nodiscard]] Rows compared() const {
    Rows rows{{drawn_ ? "On average" : "Compared", "Cost, " + currency_, "+/- plan"}};
    const auto add = [&rows](const std::vector<std::string>& cells) {
      rows.back().insert(rows.back().end(), cells.begin(), cells.end());
    };
    add(drawn_ ? std::vector<std::string>{"±", "Refused", "Expired", "Dry, %"}
               : std::vector<std::string>{"Bought", "Refused", "Expired", "Left"});
    for (const ComparedPlan& row : study_.compared) {
      const bool own = row.kind == ComparedPlan::Kind::plan;
      const PlanFigure difference = difference_figure(study_, row);
      rows.push_back({shortened(row.name, 28, !screen_.pictures), whole_text_of(cost_figure(row).value),
                      own ? "" : with_sign(whole_text_of(difference.value))});
      if (drawn_) {
        add({own || !difference.interval
                 ? ""
                 : whole_text_of(Money{(difference.interval->high - difference.interval->low) / 2})});
      } else {
        add({mean_text(mean_amount(row, &PlanCost::bought))});
      }
      add({mean_text(mean_amount(row, &PlanCost::refused)), mean_text(mean_amount(row, &PlanCost::expired))});
      if (!drawn_) {
        add({mean_text(mean_amount(row, &PlanCost::left))});
      } else {
        const std::string share = percent_text(estimate_share(dry_paths(row), row.costs.size()).value);
        add({share.substr(0, share.size() - 1)});
      }
    }
    return rows;
  }

  [[nodiscard]] std::string how_good() const {
    if (!drawn_) {
      return study_.proven ? fmt::format("No plan that is allowed costs less than {} {}: proven.", text_of(study_.cost),
                                         currency_)
                           : fmt::format("No plan costs less than {} {}: this one is at most {} % too dear.",
                                         text_of(study_.bound), currency_, percent_text(study_.gap()));
    }
    std::string words = fmt::format(
        "Made from {}, on which it costs {} {}; no fixed schedule costs less than {} there (gap {} %). Tried on {} "
        "others; ± is half a 95 % interval.",
        count_of(study_.demand.paths.size(), "replication"), text_of(study_.cost), currency_, text_of(study_.bound),
        percent_text(study_.gap()), text_of(study_.demand.tests.size()));
    if (study_.at_large) {
      words += fmt::format(" For all that can happen it is at most {} {} dearer than the best schedule (95 %).",
                           whole_text_of(study_.at_large->at_most), currency_);
    }
    if (const ComparedPlan* best = best_policy_of(study_)) {
      const Money difference = difference_figure(study_, *best).value;
      words += fmt::format(" The best rule that reacts to use costs {} {}: {}.",
                           whole_text_of(difference < Money{} ? Money{} - difference : difference),
                           difference < Money{} ? "less" : "more", best->what);
    }
    return words;
  }

  [[nodiscard]] std::string replayed() const {
    const PlanReplays& replays = study_.replays;
    std::string words;
    if (!drawn_) {
      words = replays.without_refusal == 0 ? "Replayed through the engine, with refusals: see the row above."
              : replays.equal == 1         ? "Replayed through the engine: the same, to the millionth."
                                           : "Replayed through the engine, without refusals: not the same, see above.";
    } else {
      words = fmt::format("Replayed through the engine: {} of {} without refusals, {} the same to the millionth.",
                          replays.without_refusal, count_of(replays.replays, "replication"), replays.equal);
    }
    if (scenario_.plan->refused_day) {
      words += fmt::format(" Access days refused: {}.", text_of(Tokens{replays.refused_days.estimate().value}));
    }
    return words;
  }

  const Scenario& scenario_;
  const PlanStudy& study_;
  const Screen& screen_;
  std::string currency_;
  bool drawn_;
};

}  // namespace

std::string show(const PlanView& view, const Screen& screen) { return View(view, screen).text(); }

std::string progress_line(const PlanProgress& progress, const std::string& currency, double seconds) {
  constexpr std::array words{"demand",    "the best plan", "what people do", "how good it is",
                             "hindsight", "policies",      "replays",        "what would change it"};
  std::string line = fmt::format("plan: {}", words[static_cast<std::size_t>(progress.phase.load())]);
  const std::uint64_t done = progress.done;
  const std::uint64_t total = progress.total;
  if (total > 0) {
    line += fmt::format(" {}/{}", std::min(done, total), total);
  } else if (done > 0) {
    line += fmt::format(", {} nodes", done);
  }
  line += fmt::format(", {} s", std::lround(seconds));
  const std::int64_t best = progress.best_micro;
  if (best != PlanProgress::none) {
    line += fmt::format("; best {} {}", text_of(Money{best}), printable(currency));
    const std::int64_t bound = progress.bound_micro;
    if (bound != PlanProgress::none) {
      line += fmt::format(", bound {}", text_of(Money{bound}));
    }
  }
  return shortened(line, 79, true);
}

}  // namespace drawdown::program
