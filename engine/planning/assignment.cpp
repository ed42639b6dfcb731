#include "engine/planning/assignment.h"

#include <algorithm>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/planning/moving_seats.h"

namespace drawdown {
namespace {

// The named seats of all users, as they are after the choices.
Entitlements entitlements_after(const Scenario& scenario, const SeatTerms& terms, const Assignment& assignment) {
  Entitlements after;
  after.seats = scenario.entitlements.seats;
  after.collections = scenario.entitlements.collections;
  for (Collection& collection : after.collections) {
    collection.users.clear();
  }
  const auto add = [&after](const std::string& user, const std::optional<std::size_t>& collection, ProductId product,
                            const Term& term) {
    if (collection) {
      after.collections[*collection].users.push_back({user, term});
    } else {
      after.subscriptions.push_back({user, product, term});
    }
  };
  for (std::size_t u = 0; u < assignment.users.size(); ++u) {
    const std::string& user = assignment.users[u].user;
    const UserChoice& choice = assignment.choices[u];
    const UserCase& one = assignment.cases[u];
    for (const HeldSeat& seat : terms.held_by(user)) {
      if (!choice.change || !seat.renews()) {
        add(user, seat.collection, seat.product, seat.term);
      } else if (seat.from < seat.committed) {
        add(user, seat.collection, seat.product, {seat.term.from, seat.committed});
      }
    }
    for (std::size_t p = 0; choice.change && p < one.products.size(); ++p) {
      if (((choice.mix.subscriptions & ~choice.moving.subscriptions) >> p & 1U) != 0) {
        add(user, std::nullopt, one.products[p].product, {one.starts[one.products[p].start], scenario.until});
      }
    }
    for (std::size_t c = 0; choice.change && c < one.collections.size(); ++c) {
      if (((choice.mix.collections & ~choice.moving.collections) >> c & 1U) != 0) {
        add(user, one.collections[c].place, ProductId(0), {one.starts[one.collections[c].start], scenario.until});
      }
    }
  }
  for (const SeatMove& move : assignment.moves) {
    add(assignment.users[move.user].user, move.collection, move.product, {move.from, move.until});
  }
  return after;
}

// The same cases, as if products with floating seats cost no tokens: whatever becomes of these seats, it is no less.
std::vector<UserCase> without_floating(const Scenario& scenario, const Assignment& assignment) {
  std::vector<UserCase> cases = assignment.cases;
  const std::vector<ProductId> floating = products_with_seats(scenario.entitlements);
  for (std::size_t u = 0; u < cases.size(); ++u) {
    for (std::size_t p = 0; p < cases[u].products.size(); ++p) {
      UserCase::Product& product = cases[u].products[p];
      if (std::find(floating.begin(), floating.end(), product.product) != floating.end()) {
        product.committed = Tokens{};
        std::fill(product.covered.begin(), product.covered.end(), Tokens{});
        cases[u].kept_tokens -= assignment.users[u].products[p].as_is;
      }
    }
  }
  return cases;
}

// Everybody's options, as choices.
struct AllOptions {
  std::vector<MixOption> options;
  std::vector<std::size_t> first;  // by user
  Choices choices;
  bool complete = true;

  AllOptions(const UserMixes& mixes, const std::vector<UserCase>& cases) {
    for (const UserCase& one : cases) {
      first.push_back(options.size());
      choices.begin_group();
      for (const MixOption& option : mixes.options_of(one, complete)) {
        choices.add({option.cost, option.tokens, option.change});
        options.push_back(option);
      }
    }
  }
};

}  // namespace

const UserChoice* Assignment::of(const std::string& user) const {
  const auto found = std::lower_bound(users.begin(), users.end(), user,
                                      [](const UserNeed& need, const std::string& name) { return need.user < name; });
  return found == users.end() || found->user != user ? nullptr
                                                     : &choices[static_cast<std::size_t>(found - users.begin())];
}

Assignment assign(const NeedVariants& variants, const UserNeeds& needs) {
  const Scenario& scenario = variants.scenario;
  if (scenario.assign.minimum_stay && !scenario.entitlements.seats.empty()) {
    throw InputError({scenario.file},
                     "assign.minimum_stay_days: named seats that move cannot be decided on beside floating ones; "
                     "remove one of the two");
  }
  const TokenOrders orders = token_orders(scenario);
  const UserMixes mixes(scenario, variants.terms);
  Assignment assignment;
  assignment.users = needs.mean_users();
  assignment.others = needs.mean_others();
  for (const UserNeed& user : assignment.users) {
    assignment.cases.push_back(mixes.case_of(user));
  }
  const AllOptions all(mixes, assignment.cases);
  ChooseOptions options{assignment.others, scenario.assign.most_changes};
  options.most_work = all.complete ? options.most_work : 0;  // options were left out that only a search would miss
  const ChoicesMade made = choose(all.choices, orders, options);
  Tokens tokens_before = assignment.others;
  for (std::size_t u = 0; u < assignment.users.size(); ++u) {
    const UserCase& one = assignment.cases[u];
    const MixOption& option = all.options[all.first[u] + made.chosen[u]];
    assignment.choices.push_back(
        {option.mix, option.change, one.kept_cost, option.cost, one.kept_tokens, option.tokens, one.tokens({})});
    assignment.before.seats += one.kept_cost;
    tokens_before += one.kept_tokens;
    assignment.changes += option.change ? 1U : 0U;
  }
  assignment.before.tokens = tokens_before;
  assignment.before.order = orders.cheapest(tokens_before);
  assignment.after = {made.choices_cost, made.tokens, made.order};
  assignment.bound = made.bound;
  assignment.worth = made.worth;
  if (!scenario.entitlements.seats.empty()) {
    const AllOptions least(mixes, without_floating(scenario, assignment));
    assignment.bound = choose(least.choices, orders, options).bound;
  }
  if (scenario.assign.minimum_stay) {
    move_seats(variants, mixes, orders, assignment);
  }
  assignment.entitlements = entitlements_after(scenario, variants.terms, assignment);
  return assignment;
}

Scenario assigned_scenario(const Scenario& scenario, const Assignment& assignment, const SessionLog& log) {
  Scenario assigned = scenario;
  assigned.entitlements = assignment.entitlements;
  assigned.rules.when_empty = WhenEmpty::overdraft;
  assigned.tranches.clear();
  assigned.policies.clear();
  assigned.contracts.clear();
  assigned.transfers.clear();
  assigned.adjustments.clear();
  assigned.budgets.clear();
  assigned.alerts.clear();
  assigned.reminders.reset();
  assigned.expectations.clear();
  assigned.charge_back.reset();
  const Trace trace = trace_of(log, assigned);
  const std::map<std::string, Tokens> of_team = tokens_by_team(assigned, trace);
  Tokens need;
  for (const auto& [team, tokens] : of_team) {
    need += tokens;
  }
  const TokenOrder order = token_orders(scenario).cheapest(need);
  Tokens rest = order.tokens - need;
  for (const auto& [team, tokens] : of_team) {
    if (tokens + rest > Tokens{}) {
      Tranche& tranche = assigned.tranches.emplace_back();
      tranche.id = team.empty() ? "order" : "order of " + team;
      tranche.team = team;
      tranche.bought = scenario.from;
      tranche.expires = scenario.until;
      tranche.arrives_at = scenario.begin;
      tranche.expires_at = scenario.end;
      tranche.tokens = tokens + std::exchange(rest, Tokens{});
      tranche.unit_price = order.unit_price;
    }
  }
  return assigned;
}

}  // namespace drawdown
