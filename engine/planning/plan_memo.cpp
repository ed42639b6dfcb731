#include "engine/planning/plan_memo.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "engine/planning/memo.h"
#include "engine/planning/plan_tables.h"

namespace drawdown {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_orders = 12;

class Writer {
 public:
  Writer(const Scenario& scenario, const PlanStudy& study, const PlanChanges& changes)
      : scenario_(scenario),
        task_(*scenario.plan),
        study_(study),
        changes_(changes),
        record_(plan_record(scenario, study)),
        orders_(plan_table(study)),
        currency_(memo_name(scenario.currency)),
        drawn_(!study.demand.certain()) {}

  std::string write() {
    memo_.title("What to buy: " + memo_name(scenario_.name));
    question();
    answer();
    numbers();
    assumptions();
    risk();
    what_would_change_it();
    by_when();
    return memo_.text();
  }

 private:
  // Of plan.json.
  std::string fact(const std::string& key, std::string (*show)(Tokens)) {
    return memo_.figure(show(parse_tokens(text_of(key)).value_or(Tokens{})), "plan.json", "", key);
  }
  [[nodiscard]] std::string text_of(const std::string& key) const {
    return std::find_if(record_.begin(), record_.end(), [&](const auto& each) { return each.first == key; })
        ->second.to_text();
  }
  static std::string as_money(Tokens amount) { return memo_money(Money{amount.micro}); }
  static std::string as_share(Tokens amount) { return memo_share(amount.micro); }

  // Of a row of plan_compared.csv.
  std::string compared(const ComparedPlan& row, const std::string& column, const std::string& value) {
    return memo_.figure(value, "plan_compared.csv", row.name, column);
  }
  // Of plan.csv.
  std::string order(std::size_t row, std::size_t column, std::string (*show)(Tokens) = nullptr) {
    const std::string text = orders_.rows()[row][column].to_text();
    return memo_.figure(show == nullptr ? text : show(*parse_tokens(text)), "plan.csv",
                        "order " + std::to_string(row + 1), orders_.columns()[column].name);
  }

  void question() {
    memo_.heading("Question");
    std::string text =
        "Which tokens should " +
        (study_.plan.team.empty() ? std::string("the organisation") : "the team " + memo_name(study_.plan.team)) +
        " order, and when, between " + memo_.figure(format(scenario_.from), "plan.json", "", "from") + " and " +
        memo_.figure(format(scenario_.until), "plan.json", "", "until") +
        " (exclusive), so that the whole costs least? " + fact("demand_tokens", memo_tokens) +
        " tokens are asked for in that time" + (drawn_ ? ", on average; how many it will be is not known." : ".") +
        " There are " + fact("stock", memo_tokens) + " tokens already, or to come in any case.";
    memo_.say(text);
  }

  void answer() {
    memo_.heading("Answer");
    if (study_.orders->empty()) {
      memo_.say("Buy nothing.");
      return;
    }
    const std::size_t last = orders_.rows().size() - 1;
    memo_.say("**" + order(last, 0) + (last == 0 ? " order, " : " orders, ") + order(last, 11, memo_tokens) +
              " tokens in all, for " + order(last, 10, as_money) + " " + currency_ + ".** The first, of " +
              order(0, 4, memo_tokens) + " tokens, is placed on " + order(0, 1) + ".");
    Rows rows{{"Order on", "There on", "Expires", "Tokens", "Price each", "Paid, " + currency_, "Paid in all"}};
    for (std::size_t i = 0; i < std::min(most_orders, orders_.rows().size()); ++i) {
      rows.push_back({order(i, 1), order(i, 2), order(i, 3), order(i, 4, memo_tokens), order(i, 6),
                      order(i, 9, as_money), order(i, 10, as_money)});
    }
    if (orders_.rows().size() > most_orders) {
      rows.push_back({"and so on: plan.csv", "", "", "", "", "", ""});
    }
    memo_.table(rows);
    if (!drawn_) {
      memo_.say(study_.proven ? "It is proven that no plan that is allowed costs less than this one: " +
                                    fact("cost", as_money) + " " + currency_ + " with all that is counted."
                              : "The search was too large to be finished. No plan costs less than " +
                                    fact("bound", as_money) + " " + currency_ + "; this one, at " +
                                    fact("cost", as_money) + ", is at most " + fact("gap", as_share) + " too dear.");
    } else {
      memo_.say("The plan is the best schedule found for " + fact("replications", memo_tokens) +
                " courses of demand, at " + fact("cost", as_money) + " " + currency_ +
                " on average; no fixed schedule costs less than " + fact("bound", as_money) +
                " on these, so that it is at most " + fact("gap", as_share) + " too dear." +
                (study_.at_large ? " For all that can happen it is at most " + fact("gap_at_large_at_most", as_money) +
                                       " " + currency_ + " dearer than the best schedule, with 95 % confidence."
                                 : ""));
    }
  }

  void numbers() {
    memo_.heading("The numbers");
    Rows rows{{drawn_ ? "On average over the courses tried" : "Way to buy", "Cost, " + currency_, "More than the plan",
               "Bought", "Refused", "Expired", "Left"}};
    if (drawn_) {
      rows.front().emplace_back("Runs dry");
    }
    for (const ComparedPlan& row : study_.compared) {
      const auto tokens = [&](const char* column, Tokens PlanCost::*part) {
        return compared(row, column, memo_tokens(mean_amount(row, part)));
      };
      auto& cells = rows.emplace_back();
      cells = {memo_name(row.name),
               compared(row, "cost", memo_money(cost_figure(row).value)),
               compared(row, "difference", memo_money(difference_figure(study_, row).value)),
               tokens("bought", &PlanCost::bought),
               tokens("refused", &PlanCost::refused),
               tokens("expired", &PlanCost::expired),
               tokens("left", &PlanCost::left)};
      if (drawn_) {
        cells.push_back(compared(row, "p_dry", memo_share(estimate_share(dry_paths(row), row.costs.size()).value)));
      }
    }
    memo_.table(rows);
    const PlanReplays& replays = study_.replays;
    if (!drawn_ && replays.equal == 1) {
      memo_.say(
          "A replay of the plan through the engine, session by session, comes to the same cost, tokens and "
          "write-off, to the millionth.");
    } else if (!drawn_) {
      memo_.say(
          "A replay of the plan through the engine, session by session, is the line below it: where something is "
          "refused, or rules draw otherwise, only the replay knows what follows.");
    } else {
      memo_.say("The plan was replayed through the engine, session by session, on " + fact("replays", memo_tokens) +
                " courses, in " + fact("replays_without_refusal", memo_tokens) +
                " of them without a refusal; of these " + fact("replays_equal", memo_tokens) +
                " came to the predicted cost, tokens and write-off to the millionth.");
    }
  }

  void assumptions() {
    memo_.heading("Assumptions");
    if (drawn_) {
      memo_.point("Demand is drawn, with the seed " + fact("seed", memo_tokens) + "; the plan is tried on " +
                  fact("tests", memo_tokens) + " courses that it was not made from.");
    } else if (scenario_.demand) {
      memo_.point("Demand is the scenario's series, and known in advance.");
    } else {
      memo_.point("Demand is that of the log " + memo_.figure(memo_name(text_of("log")), "plan.json", "", "log") +
                  ", and known in advance.");
    }
    memo_.point(std::string("Tokens cost what the price list says: ") +
                (task_.incremental ? "each tier gives the price of its own tokens"
                                   : "the tier that an order reaches gives the price of all its tokens") +
                ". Orders are of at least " + fact("minimum_order", memo_tokens) + " tokens, and in multiples of " +
                fact("order_multiple", memo_tokens) + ", on any of " + fact("order_days", memo_tokens) +
                " days; tokens are there " + fact("lead_time", memo_tokens) + " days later.");
    memo_.point("An order costs " + fact("order_cost", as_money) + " " + currency_ + " besides; capital costs " +
                fact("capital_cost", memo_tokens) +
                " % a year until the horizon ends; a token that is left then is worth " + fact("left_value", as_money) +
                " " + currency_ + ".");
    memo_.point(refusals());
    for (const std::string& note : study_.plan.notes) {
      memo_.point(note);
    }
  }

  std::string refusals() {
    std::string text = "Nothing may be refused.";
    if (task_.penalty) {
      text = "A token that is refused costs " + fact("penalty_per_token", as_money) + " " + currency_ + ".";
    } else if (task_.refused_day) {
      text = "An access day on which somebody is refused costs " + fact("refused_day", as_money) + " " + currency_ +
             "; in the search a token costs its part of that, " + fact("penalty_per_token", as_money) + ".";
    } else if (task_.risk && drawn_) {
      text = "In at most " + fact("risk", memo_tokens) + " % of the courses anything may be refused.";
    }
    if (!task_.budgets.empty()) {
      text += " Orders stay within the budget of each year.";
    }
    if (task_.most_orders) {
      text += " There are at most " + fact("most_orders", memo_tokens) + " orders.";
    }
    return text;
  }

  const PlanChange* change(const std::string& name, int percent) const {
    const auto found = std::find_if(changes_.rows.begin(), changes_.rows.end(), [&](const PlanChange& each) {
      return each.name == name && each.percent == percent;
    });
    return found == changes_.rows.end() ? nullptr : &*found;
  }
  static std::string row_of(const PlanChange& row) {
    return row.percent ? row.name + " " + std::to_string(*row.percent) : row.name;
  }
  std::string changed(const PlanChange& row, const std::string& column, const std::string& value) {
    return memo_.figure(value, "plan_changes.csv", row_of(row), column);
  }

  void risk() {
    memo_.heading("Risk");
    if (drawn_) {
      const ComparedPlan& plan = study_.compared.front();
      const Estimate dry = estimate_share(dry_paths(plan), plan.costs.size());
      memo_.say("The plan refuses something in " + compared(plan, "p_dry", memo_share(dry.value)) +
                " of the courses tried (between " + compared(plan, "p_dry_low", memo_share(dry.low)) + " and " +
                compared(plan, "p_dry_high", memo_share(dry.high)) + " with 95 % confidence): " +
                compared(plan, "refused", memo_tokens(mean_amount(plan, &PlanCost::refused))) +
                " tokens on average, while " +
                compared(plan, "expired", memo_tokens(mean_amount(plan, &PlanCost::expired))) + " expire.");
      adapting();
    } else {
      memo_.say(
          "The plan fits one course of demand, and nothing is kept in reserve beyond it. "
          "A scenario with a `demand` that is drawn says what a reserve is worth.");
    }
    std::string text;
    for (const int percent : {10, 20, -20}) {
      if (const PlanChange* row = change("demand", percent)) {
        text += (text.empty() ? "" : " ") + std::string("If demand is ") +
                changed(*row, "percent", memo_percent(percent)) + " and the plan is kept, " +
                changed(*row, "refused_if_kept", memo_tokens(row->kept_refused)) + " tokens are refused";
        text += row->kept
                    ? " and it costs " + changed(*row, "cost_if_kept", memo_money(*row->kept)) + " " + currency_ + "."
                    : ", which is not allowed.";
      }
    }
    if (!text.empty()) {
      memo_.say(text);
    }
  }

  // The best of the policies against the plan.
  void adapting() {
    const ComparedPlan* best = best_policy_of(study_);
    if (best == nullptr) {
      return;
    }
    const PlanFigure difference = difference_figure(study_, *best);
    std::string text = "Ordering by what has been used instead, by the best rule found, " +
                       compared(*best, "parameters", memo_name(best->what)) + ", costs " +
                       compared(*best, "difference", memo_money(Money{std::abs(difference.value.micro)})) + " " +
                       currency_ + (difference.value < Money{} ? " less" : " more") + " than the plan on average";
    if (difference.interval) {
      text += " (difference " + compared(*best, "difference_low", memo_money(Money{difference.interval->low})) +
              " to " + compared(*best, "difference_high", memo_money(Money{difference.interval->high})) + ")";
    }
    memo_.say(text + ".");
  }

  void what_would_change_it() {
    memo_.heading("What would change the answer");
    Rows rows{
        {"If", "Best then costs, " + currency_, "Orders", "Tokens", "Same days and tiers", "This plan kept costs"}};
    const Table table = changes_table(changes_);
    for (std::size_t i = 0; i < changes_.rows.size(); ++i) {
      const PlanChange& row = changes_.rows[i];
      const auto cell = [&](std::size_t column) { return table.rows()[i][column].to_text(); };
      auto& cells = rows.emplace_back();
      cells = {row.percent ? row.name + " " + changed(row, "percent", memo_percent(*row.percent)) : row.name};
      if (!row.orders) {
        cells.insert(cells.end(), {"no plan", "", ""});
      } else {
        cells.push_back(changed(row, "cost", memo_money(row.cost)));
        cells.push_back(changed(row, "orders", cell(3)));
        cells.push_back(changed(row, "tokens", memo_tokens(*parse_tokens(cell(4)))));
      }
      cells.push_back(changed(row, "same_plan", row.same ? "yes" : "no"));
      cells.push_back(row.kept ? changed(row, "cost_if_kept", memo_money(*row.kept)) : "not allowed");
    }
    memo_.table(rows);
    std::string text;
    for (const PlanTurn& turn : changes_.turns) {
      const std::string row = turn.name + (turn.up ? " more" : " less");
      const auto of = [&](const char* column, int percent) {
        return memo_.figure(memo_percent(percent), "plan_turns.csv", row, column);
      };
      text = sentence_begin(turn.name) + (turn.up ? ", upwards: " : ", downwards: ");
      text += turn.percent ? "other days or tiers are best for the first time at " + of("percent", *turn.percent) + "."
                           : "the days and tiers stay the same, as far as " +
                                 of("tried_to", turn.up ? turn.tried : -turn.tried) + ".";
      memo_.point(text);
    }
  }

  static std::string sentence_begin(std::string words) {
    words[0] = static_cast<char>(words[0] - 'a' + 'A');  // they are ours, and begin with a small letter
    return words;
  }

  void by_when() {
    memo_.heading("What to decide by when");
    if (const std::string dry = text_of("dry_without_orders"); !dry.empty()) {
      memo_.say("Without an order, tokens are refused from " +
                memo_.figure(dry, "plan.json", "", "dry_without_orders") + " on.");
    }
    for (std::size_t i = 0; i < std::min(most_orders, orders_.rows().size()); ++i) {
      memo_.point("By " + order(i, 1) + ": order " + order(i, 4, memo_tokens) + " tokens for " + order(i, 9, as_money) +
                  " " + currency_ + (i == 0 ? "." : ", after a look at what has been used."));
    }
    if (orders_.rows().size() > 1) {
      memo_.say(
          "Only the first order is binding. Before each further one, plan again with what has been used until "
          "then.");
    }
  }

  const Scenario& scenario_;
  const PlanTask& task_;
  const PlanStudy& study_;
  const PlanChanges& changes_;
  Record record_;
  Table orders_;
  std::string currency_;
  bool drawn_;
  Memo memo_;
};

}  // namespace

std::string plan_memo(const Scenario& scenario, const PlanStudy& study, const PlanChanges& changes) {
  return Writer(scenario, study, changes).write();
}

}  // namespace drawdown
