#include "engine/planning/assignment_study.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/planning/seat_flow.h"
#include "engine/replay/replay.h"

namespace drawdown {
namespace {

// What the log costs with these entitlements.
Bill bill_of(const Scenario& scenario, const Entitlements& entitlements, Money seats, const SessionLog& log) {
  Scenario with = scenario;
  with.entitlements = entitlements;
  const Trace trace = trace_of(log, with);
  Bill bill{seats, result_tokens(with, trace), {}};
  for (const Tokens tokens : tokens_by_user(with, trace)) {
    bill.tokens += tokens;
  }
  bill.order = token_orders(scenario).cheapest(bill.tokens);
  return bill;
}

Money price_for(const Scenario& scenario, const Assignment& assignment) {
  for (const TokenOrder& order : {assignment.after.order, assignment.before.order}) {
    if (order.tokens > Tokens{}) {
      return order.unit_price;
    }
  }
  return token_orders(scenario).tiers().front().unit_price;
}

// What seats that move cost more than the days of their stays: as many seats as are needed at once, over the horizon.
Money more_for_moving(const Scenario& scenario, const SeatTerms& terms, const std::vector<SeatMove>& moves) {
  Money sum;
  std::map<std::pair<std::size_t, ProductId>, std::vector<Stay>> of_kind;
  const auto cost = [&](const SeatMove& move, Day from, Day until) {
    return *(move.collection ? terms.collection(*move.collection, from, until)
                             : terms.subscription(move.product, from, until));
  };
  for (const SeatMove& move : moves) {
    const Stay stay{static_cast<std::size_t>(move.from - scenario.from),
                    static_cast<std::size_t>(move.until - scenario.from), 0};
    auto& stays = of_kind[{move.collection.value_or(scenario.entitlements.collections.size()), move.product}];
    const auto seats = [&stays] {
      const std::vector<std::size_t> numbers = seat_numbers(stays);
      return numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end()) + 1;
    };
    const std::size_t before = seats();
    stays.push_back(stay);
    sum -= cost(move, move.from, move.until);
    sum += seats() > before ? cost(move, scenario.from, scenario.until) : Money{};
  }
  return sum;
}

void compare_online(AssignmentStudy& study, const NeedVariants& variants, const SessionLog& log) {
  const Scenario& scenario = variants.scenario;
  study.token_price = price_for(scenario, study.assignment);
  study.online = study_online(variants, log, study.token_price);
  const OnlineStudy& online = study.online;
  const OnlineCost same = online.committed + online.others;
  study.bills.tokens = rounded(same + online.tokens);
  study.bills.rule = rounded(same + online.rule);
  study.bills.hindsight = rounded(same + online.hindsight);
  const Bill& before = study.assignment.before;
  const Bill as_is = study.replications == 0 ? before : bill_of(scenario, scenario.entitlements, before.seats, log);
  study.bills.as_is = as_is.seats + cost(as_is.tokens, study.token_price);
  study.bills.assigned = study.predicted.seats + cost(study.predicted.tokens, study.token_price);
}

}  // namespace

bool AssignmentStudy::contested(std::size_t user, std::int64_t sure) const {
  return judgement && judgement->probability(user).value < sure;
}

ReplayedBill replay_bill(const Scenario& assigned, const SeatTerms& terms, const std::vector<SeatMove>& moves,
                         const SessionLog& log) {
  const Outcome outcome = replay(assigned, trace_of(log, assigned));
  ReplayedBill bill{terms.cost_of(assigned.entitlements), {}, {}, 0};
  bill.refused = static_cast<std::uint64_t>(
      std::count_if(outcome.denials.begin(), outcome.denials.end(),
                    [](const Denial& denial) { return denial.reason != DenialReason::access; }));
  bill.seats += more_for_moving(assigned, terms, moves);
  for (const Charge& charge : outcome.charges) {
    bill.tokens += charge.tokens;
  }
  for (const Tranche& tranche : outcome.tranches) {
    bill.order.tokens += tranche.tokens;
    bill.order.unit_price = *tranche.unit_price;
  }
  bill.order.cost = cost(bill.order.tokens, bill.order.unit_price);
  return bill;
}

AssignmentStudy study_assignment(const Scenario& scenario, const SessionLog* log, const DemandSource* source,
                                 const AssignmentOptions& options) {
  const SeatTerms terms(scenario);
  const NeedVariants variants(scenario, terms);
  AssignmentStudy study;
  study.replications = options.replications;
  if (options.total != nullptr) {
    *options.total = 2 * options.replications;
  }
  const DrawLog draw = [source](std::uint64_t replication) { return source->log(replication); };
  if (options.replications > 0) {
    if (scenario.demand->series) {
      throw InputError({scenario.file}, "demand.series: a series of tokens has no users to decide on");
    }
    const UserNeeds needs = needs_of(variants, draw, {1, options.replications, options.threads, options.done});
    study.assignment = assign(variants, needs);
    study.judgement = judge(variants, study.assignment, draw,
                            {options.replications + 1, options.replications, options.threads, options.done});
  } else {
    check(log != nullptr, "a log or a demand is there to decide on");
    UserNeeds needs(variants);
    needs.add(*log);
    study.assignment = assign(variants, needs);
  }
  SessionLog drawn;
  if (log == nullptr) {
    study.replication = options.replications + 1;
    drawn = source->log(study.replication);
    log = &drawn;
  }
  const Assignment& assignment = study.assignment;
  study.predicted = options.replications == 0
                        ? assignment.after
                        : bill_of(scenario, assignment.entitlements, assignment.after.seats, *log);
  study.assigned = assigned_scenario(scenario, assignment, *log);
  study.replayed = replay_bill(study.assigned, terms, assignment.moves, *log);
  compare_online(study, variants, *log);
  return study;
}

}  // namespace drawdown
