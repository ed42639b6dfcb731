#include "engine/planning/assignment_tables.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/base/version.h"

namespace drawdown {
namespace {

constexpr Cell::Kind text = Cell::Kind::text;
constexpr Cell::Kind count = Cell::Kind::count;
constexpr Cell::Kind amount = Cell::Kind::amount;

Cell yes_no(bool yes) { return yes ? "yes" : "no"; }

std::string name_of(const Scenario& scenario, const std::optional<std::size_t>& collection, ProductId product) {
  return collection ? scenario.entitlements.collections[*collection].name : scenario.products[product.value].name;
}

std::string joined(const std::vector<std::string>& names, Tokens tokens) {
  std::string all;
  for (const std::string& name : names) {
    all += (all.empty() ? "" : " + ") + name;
  }
  if (tokens > Tokens{}) {
    all += all.empty() ? "tokens" : " + tokens";
  }
  return all.empty() ? "nothing" : all;
}

bool covers(const Scenario& scenario, const HeldSeat& seat, ProductId product) {
  if (!seat.collection) {
    return seat.product == product;
  }
  const std::vector<ProductId>& products = scenario.entitlements.collections[*seat.collection].products;
  return std::find(products.begin(), products.end(), product) != products.end();
}

// Null if the user's seat of this kind does not move.
const SeatMove* move_of(const Assignment& assignment, std::size_t user, const std::optional<std::size_t>& collection,
                        ProductId product) {
  const auto found = std::find_if(assignment.moves.begin(), assignment.moves.end(), [&](const SeatMove& move) {
    return move.user == user && move.collection == collection && (collection || move.product == product);
  });
  return found == assignment.moves.end() ? nullptr : &*found;
}

// What covers a product of a user from some day on: a word for it, and the day.
std::pair<std::string, std::optional<Day>> cover_of(const Scenario& scenario, const SeatTerms& terms,
                                                    const Assignment& assignment, std::size_t user, std::size_t p) {
  const UserCase& one = assignment.cases[user];
  const UserChoice& choice = assignment.choices[user];
  if (!choice.change) {
    for (const HeldSeat& seat : terms.held_by(assignment.users[user].user)) {
      if (covers(scenario, seat, one.products[p].product)) {
        return {seat.collection ? scenario.entitlements.collections[*seat.collection].name : "subscription", seat.from};
      }
    }
    return {"tokens", std::nullopt};
  }
  if ((choice.mix.subscriptions >> p & 1U) != 0) {
    const SeatMove* const move = move_of(assignment, user, std::nullopt, one.products[p].product);
    return {"subscription", move != nullptr ? move->from : one.starts[one.products[p].start]};
  }
  for (std::size_t c = 0; c < one.collections.size(); ++c) {
    if ((choice.mix.collections >> c & 1U) != 0 && (one.collections[c].products >> p & 1U) != 0) {
      const SeatMove* const move = move_of(assignment, user, one.collections[c].place, ProductId(0));
      return {scenario.entitlements.collections[one.collections[c].place].name,
              move != nullptr ? move->from : one.starts[one.collections[c].start]};
    }
  }
  return {"tokens", std::nullopt};
}

Money bill(Money seats, Tokens tokens, Money price) { return seats + cost(tokens, price); }

}  // namespace

std::string mix_before(const Scenario& scenario, const SeatTerms& terms, const Assignment& assignment,
                       std::size_t user) {
  std::vector<std::string> names;
  for (const HeldSeat& seat : terms.held_by(assignment.users[user].user)) {
    names.push_back(name_of(scenario, seat.collection, seat.product));
    if (seat.until < scenario.until) {
      names.back() += " until " + format(seat.until);
    }
  }
  return joined(names, assignment.choices[user].tokens_before);
}

std::string mix_after(const Scenario& scenario, const SeatTerms& terms, const Assignment& assignment,
                      std::size_t user) {
  const UserChoice& choice = assignment.choices[user];
  if (!choice.change) {
    return mix_before(scenario, terms, assignment, user);
  }
  const UserCase& one = assignment.cases[user];
  std::vector<std::string> names;
  for (const HeldSeat& seat : terms.held_by(assignment.users[user].user)) {
    if (seat.from < seat.committed) {
      names.push_back(name_of(scenario, seat.collection, seat.product));
      names.back() += seat.committed < scenario.until ? " until " + format(seat.committed) : "";
    }
  }
  const auto add = [&](const std::optional<std::size_t>& collection, ProductId product, Day start) {
    names.push_back(name_of(scenario, collection, product));
    const SeatMove* const move = move_of(assignment, user, collection, product);
    if (move != nullptr) {
      names.back() +=
          " " + format(move->from) + " to " + format(move->until - 1) + ", seat " + std::to_string(move->seat + 1);
    } else {
      names.back() += start > scenario.from ? " from " + format(start) : "";
    }
  };
  for (std::size_t c = 0; c < one.collections.size(); ++c) {
    if ((choice.mix.collections >> c & 1U) != 0) {
      add(one.collections[c].place, ProductId(0), one.starts[one.collections[c].start]);
    }
  }
  for (std::size_t p = 0; p < one.products.size(); ++p) {
    if ((choice.mix.subscriptions >> p & 1U) != 0) {
      add(std::nullopt, one.products[p].product, one.starts[one.products[p].start]);
    }
  }
  return joined(names, choice.tokens_after);
}

Table assignment_table(const Scenario& scenario, const AssignmentStudy& study) {
  Table table({{"user", text},
               {"choice", text},
               {"before", text},
               {"changed", text},
               {"access_days", count},
               {"tokens_alone", amount},
               {"tokens_before", amount},
               {"tokens_after", amount},
               {"seats_before", amount},
               {"seats_after", amount},
               {"cost_alone", amount},
               {"cost_before", amount},
               {"cost_after", amount},
               {"saving", amount},
               {"probability", amount},
               {"low", amount},
               {"high", amount},
               {"contested", text}});
  const SeatTerms terms(scenario);
  const Assignment& all = study.assignment;
  for (std::size_t u = 0; u < all.users.size(); ++u) {
    const UserChoice& choice = all.choices[u];
    std::uint64_t days = 0;
    for (const ProductNeed& need : all.users[u].products) {
      days += need.days;
    }
    const Money before = bill(choice.seats_before, choice.tokens_before, study.token_price);
    const Money after = bill(choice.seats_after, choice.tokens_after, study.token_price);
    std::vector<Cell> row{all.users[u].user,
                          mix_after(scenario, terms, all, u),
                          mix_before(scenario, terms, all, u),
                          yes_no(choice.change),
                          days,
                          choice.tokens_alone,
                          choice.tokens_before,
                          choice.tokens_after,
                          choice.seats_before,
                          choice.seats_after,
                          bill(all.cases[u].committed_cost, choice.tokens_alone, study.token_price),
                          before,
                          after,
                          before - after};
    if (study.judgement) {
      const Estimate estimate = study.judgement->probability(u);
      row.insert(row.end(), {Number{estimate.value}, Number{estimate.low}, Number{estimate.high},
                             yes_no(study.contested(u, scenario.assign.sure))});
    } else {
      row.insert(row.end(), 4, Cell());
    }
    table.add(std::move(row));
  }
  return table;
}

Table assigned_products_table(const Scenario& scenario, const AssignmentStudy& study) {
  Table table({{"user", text},
               {"product", text},
               {"covered_by", text},
               {"from", text},
               {"access_days", count},
               {"tokens_alone", amount},
               {"tokens_before", amount},
               {"tokens_after", amount}});
  const SeatTerms terms(scenario);
  const Assignment& all = study.assignment;
  for (std::size_t u = 0; u < all.users.size(); ++u) {
    for (std::size_t p = 0; p < all.users[u].products.size(); ++p) {
      const ProductNeed& need = all.users[u].products[p];
      const auto& [cover, from] = cover_of(scenario, terms, all, u, p);
      const UserChoice& choice = all.choices[u];
      const Tokens after = choice.change ? all.cases[u].tokens(choice.mix, p) : need.as_is;
      table.add({all.users[u].user, scenario.products[need.product.value].name, cover,
                 from ? Cell(format(*from)) : Cell(), need.days, need.committed, need.as_is, after});
    }
  }
  return table;
}

Table online_table(const Scenario& scenario, const AssignmentStudy& study) {
  Table table({{"user", text},
               {"product", text},
               {"charges", count},
               {"cost_tokens", amount},
               {"cost_rule", amount},
               {"cost_hindsight", amount},
               {"ratio", amount},
               {"subscriptions", count}});
  for (const OnlinePair& pair : study.online.pairs) {
    table.add({study.online.users[pair.user], scenario.products[pair.product.value].name, std::uint64_t{pair.uses},
               rounded(pair.tokens), rounded(pair.rule), rounded(pair.hindsight), Number{OnlineStudy::ratio(pair)},
               std::uint64_t{pair.seats}});
  }
  return table;
}

Record assignment_record(const Scenario& scenario, const AssignmentStudy& study) {
  const Assignment& all = study.assignment;
  Record record{{"scenario", scenario.name},
                {"currency", scenario.currency},
                {"from", format(scenario.from)},
                {"until", format(scenario.until)},
                {"decided_on", study.replications > 0 ? "demand" : "log"},
                {"replications", study.replications},
                {"users", std::uint64_t{all.users.size()}},
                {"changed", all.changes}};
  const auto add_bill = [&record](const std::string& prefix, const Bill& bill) {
    record.emplace_back(prefix + "_seats", bill.seats);
    record.emplace_back(prefix + "_tokens", bill.tokens);
    record.emplace_back(prefix + "_order", bill.order.tokens);
    record.emplace_back(prefix + "_unit_price", bill.order.unit_price);
    record.emplace_back(prefix + "_cost", bill.cost());
  };
  add_bill("before", all.before);
  add_bill("after", all.after);
  record.emplace_back("saving", all.before.cost() - all.after.cost());
  record.emplace_back("bound", all.bound);
  record.emplace_back("gap", all.after.cost() - all.bound);
  record.emplace_back("token_worth", all.worth);
  const auto add_mean = [&](const std::string& key, const Mean Judgement::*mean) {
    Cell value;
    Cell low;
    Cell high;
    if (study.judgement) {
      const Estimate estimate = ((*study.judgement).*mean).estimate();
      value = Money{estimate.value};
      low = Money{estimate.low};
      high = Money{estimate.high};
    }
    record.emplace_back(key, std::move(value));
    record.emplace_back(key + "_low", std::move(low));
    record.emplace_back(key + "_high", std::move(high));
  };
  add_mean("judged_before", &Judgement::before);
  add_mean("judged_after", &Judgement::after);
  add_mean("judged_saving", &Judgement::saving);
  std::uint64_t contested = 0;
  for (std::size_t u = 0; u < all.users.size(); ++u) {
    contested += study.contested(u, scenario.assign.sure) ? 1U : 0U;
  }
  record.emplace_back("contested", study.judgement ? Cell(contested) : Cell());
  record.emplace_back("replayed",
                      study.replication == 0 ? std::string("log") : "replication " + std::to_string(study.replication));
  record.emplace_back("predicted_tokens", study.predicted.tokens);
  record.emplace_back("predicted_cost", study.predicted.cost());
  record.emplace_back("replayed_tokens", study.replayed.tokens);
  record.emplace_back("replayed_cost", study.replayed.cost());
  record.emplace_back("online_token_price", study.token_price);
  record.emplace_back("online_tokens_only", study.bills.tokens);
  record.emplace_back("online_as_is", study.bills.as_is);
  record.emplace_back("online_rule", study.bills.rule);
  record.emplace_back("online_assigned", study.bills.assigned);
  record.emplace_back("online_hindsight", study.bills.hindsight);
  record.emplace_back("online_bound", std::uint64_t{2});
  record.emplace_back(
      "online_worst_ratio",
      study.online.worst ? Cell(Number{OnlineStudy::ratio(study.online.pairs[*study.online.worst])}) : Cell());
  record.emplace_back("version", version());
  return record;
}

}  // namespace drawdown
