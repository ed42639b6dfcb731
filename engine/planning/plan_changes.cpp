#include "engine/planning/plan_changes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/wide.h"
#include "engine/planning/exact_plan.h"

namespace drawdown {
namespace {

constexpr std::size_t most_paths = 100;  // of a demand that is drawn: each row is a search of its own
constexpr std::array steps{1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50};
constexpr std::size_t most_tiers = 4;  // whose prices are turned one by one
constexpr int decimals = 100;

std::int64_t by_percent(std::int64_t micro, int percent) {
  return narrow((Wide{micro} * (decimals + percent) * 2 + decimals) / (2 * decimals), "an amount by percent");
}

bool is_set(const std::atomic<bool>* stop) { return stop != nullptr && *stop; }

// The tier that an order reaches, from 0.
std::size_t tier_of(const PurchaseProblem& problem, const PlannedOrder& order) {
  const std::vector<OrderPrices::Tier>& tiers = problem.prices[problem.order_days[order.order_day].prices].tiers;
  std::size_t tier = 0;
  while (tier + 1 < tiers.size() && tiers[tier + 1].quantity <= order.tokens) {
    ++tier;
  }
  return tier;
}

bool is_same(const PurchaseProblem& problem, const PurchasePlan& a, const PurchasePlan& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const PlannedOrder& x, const PlannedOrder& y) {
    return x.order_day == y.order_day && tier_of(problem, x) == tier_of(problem, y);
  });
}

struct Question {
  std::string name;
  std::optional<int> percent;
  PurchaseProblem problem;
  DemandPaths paths;
};

class Changes {
 public:
  Changes(const Scenario& scenario, const PlanStudy& study, const PlanStudyOptions& options)
      : scenario_(scenario),
        study_(study),
        options_(options),
        paths_(study.demand.paths.begin(), study.demand.paths.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                            most_paths, study.demand.paths.size()))) {
    options_.progress = nullptr;  // it shows the questions, not each search
  }

  PlanChanges ask() {
    const std::vector<Question> questions = all_questions();
    begin(questions.size());
    for (const Question& question : questions) {
      result_.rows.push_back(answer(question));
      step();
      if (is_set(options_.stop)) {
        return std::move(result_);
      }
    }
    if (study_.demand.certain()) {
      for (const Dial& dial : dials()) {
        for (const bool up : {false, true}) {
          result_.turns.push_back(turn(dial, up));
          step();
        }
      }
    }
    result_.finished = !is_set(options_.stop);
    return std::move(result_);
  }

 private:
  void begin(std::size_t questions) const {
    if (shown_ != nullptr) {
      shown_->begin(PlanProgress::Phase::changes, questions + (study_.demand.certain() ? 2 * dials().size() : 0));
    }
  }
  void step() const {
    if (shown_ != nullptr) {
      ++shown_->done;
    }
  }

  [[nodiscard]] std::vector<Question> all_questions() const {
    const PurchaseProblem& problem = study_.plan.problem;
    std::vector<Question> questions{{"as planned", std::nullopt, problem, paths_}};
    for (const int percent : {-10, 10}) {
      questions.push_back({"prices", percent, with_prices(problem, percent), paths_});
    }
    for (const int percent : {-20, -10, 10, 20}) {
      questions.push_back({"demand", percent, problem, with_demand(paths_, percent)});
    }
    for (const int percent : {-50, 100}) {
      questions.push_back({"lifetime", percent, with_lifetime(percent), paths_});
    }
    if (problem.penalty) {
      for (const int percent : {-50, 100}) {
        PurchaseProblem other = problem;
        other.penalty = Money{by_percent(problem.penalty->micro, percent)};
        if (other.left_value <= *other.penalty) {
          questions.push_back({"penalty", percent, std::move(other), paths_});
        }
      }
    }
    if (std::any_of(problem.prices.begin(), problem.prices.end(),
                    [](const OrderPrices& prices) { return prices.tiers.size() > 1; })) {
      PurchaseProblem flat = problem;
      for (OrderPrices& prices : flat.prices) {
        prices.tiers.resize(1);
      }
      questions.push_back({"no discounts", std::nullopt, std::move(flat), paths_});
    }
    return questions;
  }

  // Of the days that tokens last, from the day on which they are there.
  [[nodiscard]] PurchaseProblem with_lifetime(int percent) const {
    PurchaseProblem problem = study_.plan.problem;
    for (OrderDay& day : problem.order_days) {
      const auto lasts = static_cast<std::int64_t>(day.expires - day.arrives);
      day.expires = day.arrives + std::max<std::size_t>(1, static_cast<std::size_t>(by_percent(lasts, percent)));
    }
    for (std::size_t i = 1; i < problem.order_days.size(); ++i) {  // months are not equally long
      problem.order_days[i].expires = std::max(problem.order_days[i].expires, problem.order_days[i - 1].expires);
    }
    return problem;
  }

  [[nodiscard]] PlanChange answer(const Question& question) const {
    const FoundPlan found =
        find_plan(question.problem, question.paths, study_.demand.certain(), scenario_.plan->risk, options_);
    PlanChange change;
    change.name = question.name;
    change.percent = question.percent;
    change.proven = found.proven;
    change.orders = found.orders;
    change.cost = found.cost;
    // Tiers may be gone, but not what an order comes to in them.
    change.same = found.orders && is_same(study_.plan.problem, *found.orders, *study_.orders);
    keep(question, change);
    return change;
  }

  // The plan as it is, where all else is changed.
  void keep(const Question& question, PlanChange& change) const {
    const PurchasePlan& orders = *study_.orders;
    if (!is_allowed(question.problem, orders)) {
      return;
    }
    const PlanOutlook outlook = outlook_of(costs_on(question.problem, question.paths, orders, options_.threads));
    change.kept_refused =
        Tokens{narrow(outlook.refused.sum() / static_cast<Wide>(question.paths.size()), "tokens refused")};
    const Wide allowed = scenario_.plan->risk ? Wide{scenario_.plan->risk->micro / 100} *
                                                    static_cast<Wide>(question.paths.size()) / micro_per_unit
                                              : 0;
    if (question.problem.penalty || static_cast<Wide>(outlook.dry) <= allowed) {
      change.kept = Money{outlook.cost.estimate().value};
    }
  }

  // What is turned up and down until the answer changes.
  struct Dial {
    std::string name;
    bool demand = false;
    std::optional<Tokens> tier;  // none: all prices
  };
  [[nodiscard]] std::vector<Dial> dials() const {
    std::vector<Dial> all{{"demand", true, {}}, {"all prices", false, {}}};
    std::vector<Tokens> tiers;
    for (const OrderPrices& prices : study_.plan.problem.prices) {
      for (const OrderPrices::Tier& tier : prices.tiers) {
        tiers.push_back(tier.quantity);
      }
    }
    std::sort(tiers.begin(), tiers.end());
    tiers.erase(std::unique(tiers.begin(), tiers.end()), tiers.end());
    if (tiers.size() > 1 && tiers.size() <= most_tiers) {
      for (const Tokens tier : tiers) {
        all.push_back({"the price from " + format(tier) + " tokens on", false, tier});
      }
    }
    return all;
  }

  // None: a token that is left would be worth what it costs.
  [[nodiscard]] std::optional<bool> is_same_at(const Dial& dial, int percent) const {
    const PurchaseProblem& as_is = study_.plan.problem;
    const PurchaseProblem problem = dial.demand ? as_is : with_prices(as_is, percent, dial.tier);
    if (!has_cheapest_plan(problem)) {
      return std::nullopt;
    }
    const FoundPlan found =
        find_plan(problem, dial.demand ? with_demand(paths_, percent) : paths_, true, scenario_.plan->risk, options_);
    return found.orders && is_same(as_is, *found.orders, *study_.orders);
  }

  // The first of some steps at which the answer is another, and between it and the step before the first whole percent.
  [[nodiscard]] PlanTurn turn(const Dial& dial, bool up) const {
    PlanTurn turn{dial.name, up, std::nullopt, 0};
    for (const int percent : steps) {
      if (is_set(options_.stop)) {
        return turn;
      }
      const std::optional<bool> same = is_same_at(dial, up ? percent : -percent);
      if (!same) {
        return turn;
      }
      if (!*same) {
        int first = turn.tried + 1;
        while (first < percent && is_same_at(dial, up ? first : -first) == true) {
          ++first;
        }
        turn.percent = up ? first : -first;
        turn.tried = percent;
        return turn;
      }
      turn.tried = percent;
    }
    return turn;
  }

  const Scenario& scenario_;
  const PlanStudy& study_;
  PlanStudyOptions options_;
  PlanProgress* shown_ = options_.progress;
  DemandPaths paths_;
  PlanChanges result_;
};

}  // namespace

PurchaseProblem with_prices(PurchaseProblem problem, int percent, std::optional<Tokens> tier) {
  for (OrderPrices& prices : problem.prices) {
    for (OrderPrices::Tier& each : prices.tiers) {
      if (!tier || each.quantity == *tier) {
        each.unit_price = Money{by_percent(each.unit_price.micro, percent)};
      }
    }
  }
  if (!tier && percent < 0) {  // a token that is left must be worth less than it costs
    problem.left_value = Money{by_percent(problem.left_value.micro, percent)};
  }
  return problem;
}

DemandPaths with_demand(DemandPaths paths, int percent) {
  for (DayDemand& path : paths) {
    for (Tokens& day : path) {
      day = Tokens{by_percent(day.micro, percent)};
    }
  }
  return paths;
}

PlanChanges plan_changes(const Scenario& scenario, const PlanStudy& study, const PlanStudyOptions& options) {
  return Changes(scenario, study, options).ask();
}

}  // namespace drawdown
