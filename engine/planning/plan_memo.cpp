#include "engine/planning/plan_memo.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "engine/planning/memo.h"
#include "engine/planning/plan_tables.h"

namespace drawdown {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_orders = 12;

std::string number_of(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

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
    const auto found = std::find_if(record_.begin(), record_.end(), [&](const auto& each) { return each.first == key; });
    const std::string text = found->second.to_text();
    return memo_.figure(show(parse_tokens(text).value_or(Tokens{})), "plan.json", "", key);
  }
  static std::string as_money(Tokens amount) { return memo_money(Money{amount.micro}); }
  static std::string as_share(Tokens amount) { return memo_share(amount.micro); }

  std::string money(Money amount) const { return memo_money(amount) + " " + currency_; }

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
    std::string text = "Which tokens should " +
                       (study_.plan.team.empty() ? std::string("the organisation") : "the team " + memo_name(study_.plan.team)) +
                       " order, and when, between " + memo_.figure(format(scenario_.from), "plan.json", "", "from") +
                       " and " + memo_.figure(format(scenario_.until), "plan.json", "", "until") +
                       " (exclusive), so that the whole costs least? " + fact("demand_tokens", memo_tokens) +
                       " tokens are asked for in that time" +
                       (drawn_ ? ", on average; how many it will be is not known." : ".") + " There are " +
                       fact("stock", memo_tokens) + " tokens already, or to come in any case.";
    memo_.say(text);
  }

  void answer() {
    memo_.heading("Answer");
    if (study_.orders->empty()) {
      memo_.say("Buy nothing.");
      return;
    }
    const std::size_t last = orders_.rows().size() - 1;
    memo_.say("**" + number_of(orders_.rows().size(), "order") + ", " + order(last, 11, memo_tokens) +
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
                " on these, so that it is at most " + fact("gap", as_share) + " too dear.");
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
        cells.push_back(
            compared(row, "p_dry", memo_share(estimate_share(dry_paths(row), row.costs.size()).value)));
      }
    }
    memo_.table(rows);
    const PlanReplays& replays = study_.replays;
    memo_.say("The plan was replayed through the engine, session by session, " + fact("replays", memo_tokens) +
              (replays.replays == 1 ? " time; " : " times; ") + fact("replays_without_refusal", memo_tokens) +
              " of these without a refusal, and of these " + fact("replays_equal", memo_tokens) +
              " came to the predicted cost, tokens and write-off to the millionth.");
  }

  void assumptions() {
    memo_.heading("Assumptions");
    const std::string file = std::filesystem::path(scenario_.file).filename().string();
    const auto given = [&](const std::string& value, const std::string& key) {
      return memo_.figure(value, file, "", key);
    };
    std::string demand = drawn_ ? "Demand is drawn, with the seed " + fact("seed", memo_tokens) +
                                      "; the plan is tried on " + fact("tests", memo_tokens) +
                                      " courses that it was not made from."
                         : scenario_.usage.given() && !scenario_.demand
                             ? "Demand is that of the log " +
                                   given(memo_name(std::filesystem::path(scenario_.usage.sessions.empty()
                                                                             ? scenario_.usage.results
                                                                             : scenario_.usage.sessions)
                                                       .filename()
                                                       .string()),
                                         "usage") +
                                   ", and known in advance."
                             : "Demand is " + given("given", "demand.series") + ", and known in advance.";
    memo_.point(demand);
    memo_.point("Tokens cost what the price list says, " +
                given(task_.incremental ? "each tier for its own tokens" : "the tier that an order reaches for all of it",
                      "pool.price_list, plan.discount") +
                "; orders are of at least " + given(memo_tokens(scenario_.prices->minimum_order), "pool.minimum_order") +
                " tokens, in multiples of " + given(memo_tokens(study_.plan.problem.multiple), "pool.order_multiple") +
                ".");
    memo_.point("An order costs " + given(money(task_.order_cost), "plan.order_cost") + " besides; capital " +
                given(format(task_.capital_cost) + " %", "plan.capital_cost") +
                " a year until the horizon ends; a token left then is worth " +
                given(money(task_.left_value), "plan.left_value") + ".");
    memo_.point("Tokens are there " + given(number_of(static_cast<std::size_t>(task_.lead_days), "day"), "plan.lead_time") +
                " after the order. There are " + std::to_string(study_.plan.problem.order_days.size()) +
                " days on which may be ordered (" + given("plan.every or plan.days", "plan") + ").");
    memo_.point(refusals(given));
    for (const std::string& note : study_.plan.notes) {
      memo_.point(note);
    }
  }

  template <class Given>
  std::string refusals(const Given& given) {
    std::string text = "Nothing may be refused.";
    if (task_.penalty) {
      text = "A token that is refused costs " + given(money(*task_.penalty), "plan.penalty") + ".";
    } else if (task_.refused_day) {
      text = "An access day on which somebody is refused costs " + given(money(*task_.refused_day), "plan.refused_day") +
             "; in the search a token costs its part of that, " + fact("penalty_per_token", as_money) + ".";
    } else if (task_.risk && drawn_) {
      text = "In at most " + given(format(*task_.risk) + " %", "plan.risk") + " of the courses anything may be refused.";
    }
    if (!task_.budgets.empty()) {
      text += " Orders stay within the yearly budget (" + given("plan.budget", "plan.budget") + ").";
    }
    if (task_.most_orders) {
      text += " There are at most " +
              given(number_of(static_cast<std::size_t>(*task_.most_orders), "order"), "plan.most_orders") + ".";
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
      memo_.say("The plan fits one course of demand, and nothing is kept in reserve beyond it. "
                "A scenario with a `demand` that is drawn says what a reserve is worth.");
    }
    std::string text;
    for (const int percent : {10, 20, -20}) {
      if (const PlanChange* row = change("demand", percent)) {
        text += (text.empty() ? "" : " ") + std::string("If demand is ") +
                changed(*row, "percent", memo_percent(percent)) + " and the plan is kept, " +
                changed(*row, "refused_if_kept", memo_tokens(row->kept_refused)) + " tokens are refused";
        text += row->kept ? " and it costs " + changed(*row, "cost_if_kept", memo_money(*row->kept)) + " " + currency_ +
                                "."
                          : ", which is not allowed.";
      }
    }
    if (!text.empty()) {
      memo_.say(text);
    }
  }

  // The best of the policies against the plan.
  void adapting() {
    const ComparedPlan* best = nullptr;
    for (const ComparedPlan& row : study_.compared) {
      if (row.kind == ComparedPlan::Kind::policy &&
          (best == nullptr || cost_figure(row).value < cost_figure(*best).value)) {
        best = &row;
      }
    }
    if (best == nullptr) {
      return;
    }
    const PlanFigure difference = difference_figure(study_, *best);
    std::string text = "Ordering by what has been used instead, by the best rule found, " + memo_name(best->name) + " " +
                       compared(*best, "parameters", memo_name(best->what)) + ", costs " +
                       compared(*best, "difference", memo_money(Money{std::abs(difference.value.micro)})) + " " +
                       currency_ + (difference.value < Money{} ? " less" : " more") + " than the plan on average";
    if (difference.interval) {
      text += " (difference " + compared(*best, "difference_low", memo_money(Money{difference.interval->low})) + " to " +
              compared(*best, "difference_high", memo_money(Money{difference.interval->high})) + ")";
    }
    memo_.say(text + ".");
  }

  void what_would_change_it() {
    memo_.heading("What would change the answer");
    Rows rows{{"If", "Best then costs, " + currency_, "Orders", "Tokens", "Same days and tiers", "This plan kept costs"}};
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
      text += (text.empty() ? "" : " ") + std::string(turn.name == "prices" ? "Prices" : "Demand") + ": ";
      text += turn.percent ? "from " + of("percent", *turn.percent) + " on, other days or tiers are best."
                           : "up to " + of("tried_to", turn.up ? turn.tried : -turn.tried) +
                                 ", the days and tiers stay the same.";
    }
    if (!text.empty()) {
      memo_.say(text);
    }
  }

  void by_when() {
    memo_.heading("What to decide by when");
    const auto dry = std::find_if(record_.begin(), record_.end(),
                                  [](const auto& each) { return each.first == "dry_without_orders"; });
    if (dry->second.kind() == Cell::Kind::text) {
      memo_.say("Without an order, tokens are refused from " +
                memo_.figure(dry->second.to_text(), "plan.json", "", "dry_without_orders") + " on.");
    }
    for (std::size_t i = 0; i < std::min(most_orders, orders_.rows().size()); ++i) {
      memo_.point("By " + order(i, 1) + ": order " + order(i, 4, memo_tokens) + " tokens for " +
                  order(i, 9, as_money) + " " + currency_ + (i == 0 ? "." : ", after a look at what has been used."));
    }
    if (orders_.rows().size() > 1) {
      memo_.say("Only the first order is binding. Before each further one, plan again with what has been used until "
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
