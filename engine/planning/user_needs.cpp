#include "engine/planning/user_needs.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "engine/analysis/day_cursor.h"
#include "engine/base/input_error.h"
#include "engine/base/wide.h"
#include "engine/replay/meter.h"
#include "engine/replay/result_meter.h"

namespace drawdown {
namespace {

// What every seat covers.
template <class Visit>
void each_covered(const Scenario& scenario, const HeldSeat& seat, Visit visit) {
  if (!seat.collection) {
    visit(seat.product);
    return;
  }
  for (const ProductId product : scenario.entitlements.collections[*seat.collection].products) {
    visit(product);
  }
}

// Named seats as terms of subscriptions, which cover what collections do.
Entitlements committed_seats(const Scenario& scenario, const SeatTerms& terms) {
  Entitlements seats;
  seats.seats = scenario.entitlements.seats;
  for (const auto& [user, held] : terms.held()) {
    for (const HeldSeat& seat : held) {
      if (seat.from < seat.committed) {
        each_covered(scenario, seat, [&, &name = user](ProductId product) {
          seats.subscriptions.push_back({name, product, {seat.from, seat.committed}});
        });
      }
    }
  }
  return seats;
}

// The days from which on nothing that is committed covers a product.
NeedVariants::Starts starts_of(const Scenario& scenario, const std::vector<HeldSeat>& held) {
  NeedVariants::Starts starts{{}, {scenario.from}};
  for (const HeldSeat& seat : held) {
    each_covered(scenario, seat, [&](ProductId product) {
      const auto start = starts.of.emplace(product, scenario.from).first;
      start->second = seat.from < seat.committed ? std::max(start->second, seat.committed) : start->second;
    });
  }
  for (const auto& [product, start] : starts.of) {
    starts.days.push_back(start);
  }
  std::sort(starts.days.begin(), starts.days.end());
  starts.days.erase(std::unique(starts.days.begin(), starts.days.end()), starts.days.end());
  return starts;
}

// Products of which somebody can have a seat.
std::vector<ProductId> seated_products(const Scenario& scenario) {
  std::vector<ProductId> products;
  for (std::uint32_t place = 0; place < scenario.products.size(); ++place) {
    const ProductId product(place);
    const bool in_collection =
        std::any_of(scenario.entitlements.collections.begin(), scenario.entitlements.collections.end(),
                    [product](const Collection& collection) {
                      return std::find(collection.products.begin(), collection.products.end(), product) !=
                             collection.products.end();
                    });
    if (!scenario.products[place].per_result && (in_collection || price_of(scenario.subscription_prices, product))) {
      products.push_back(product);
    }
  }
  return products;
}

Tokens mean_of(Tokens sum, std::int64_t number) {
  const Wide twice = 2 * static_cast<Wide>(number);
  return {static_cast<std::int64_t>((2 * static_cast<Wide>(sum.micro) + number) / twice)};
}

template <class Visit>
void each_charge(const Metered& metered, Visit visit) {
  for (const Journal::Sheet* sheet : {&metered.charges.opens, &metered.charges.renewals}) {
    for (std::size_t i = 0; i < sheet->rows.size(); ++i) {
      const Journal::Row& row = sheet->rows[i];
      if (row.state == RowState::charged) {
        visit(row.unit, Tokens{metered.charges.tokens(row)});
      }
    }
  }
}

// Refunds give back what results have cost.
template <class Visit>
void each_result(const Scenario& scenario, const Trace& trace, Visit visit) {
  ResultMeter meter(scenario, trace);
  while (meter.next() != never) {
    const std::uint32_t unit = meter.result().unit;
    if (meter.is_refund()) {
      (void)meter.take_back([&](ResultMeter::Paid&, std::int64_t tokens) { visit(unit, Tokens{} - Tokens{tokens}); });
    } else {
      const std::int64_t due = meter.due();
      meter.charge({}, due);
      visit(unit, Tokens{due});
    }
  }
}

}  // namespace

NeedVariants::NeedVariants(const Scenario& base, const SeatTerms& seats)
    : scenario(base), terms(seats), without(base), committed(base) {
  if (std::holds_alternative<SharedWindow>(base.rules.window)) {
    throw InputError({base.file},
                     "rules.window: where everybody shares a window, what one user costs depends on the others, and "
                     "nobody's choice can be decided by itself");
  }
  without.entitlements = {{}, {}, base.entitlements.seats};
  committed.entitlements = committed_seats(base, seats);
  const std::vector<ProductId> products = seated_products(base);
  for (const auto& [user, held] : seats.held()) {
    const Starts& own = starts.emplace(user, starts_of(base, held)).first->second;
    // From the first day on all would be covered, which needs no metering.
    for (std::size_t i = 1; i < own.days.size(); ++i) {
      if (covered.size() < i) {
        covered.push_back(committed);
      }
      for (const ProductId product : products) {
        covered[i - 1].entitlements.subscriptions.push_back({user, product, {own.days[i], std::nullopt}});
      }
    }
  }
}

UserNeeds::UserNeeds(const NeedVariants& variants) : variants_(variants) {
  for (const auto& [user, starts] : variants.starts) {
    const UserId id = names_.intern(user);
    rows_of_.emplace_back();
    for (const auto& [product, start] : starts.of) {
      row_of(id, product).start = start;
    }
  }
}

ProductNeed& UserNeeds::row_of(UserId user, ProductId product) {
  for (const std::uint32_t row : rows_of_[user.value]) {
    if (rows_[row].need.product == product) {
      return rows_[row].need;
    }
  }
  rows_of_[user.value].push_back(static_cast<std::uint32_t>(rows_.size()));
  rows_.push_back({user, {}});
  rows_.back().need.product = product;
  rows_.back().need.start = variants_.scenario.from;
  return rows_.back().need;
}

Tokens& UserNeeds::covered_in(ProductNeed& need, std::size_t start) {
  need.covered.resize(std::max(need.covered.size(), start + 1));
  return need.covered[start];
}

// `find` gives what of a need the tokens are added to.
template <class Find>
void UserNeeds::add_tokens(const Scenario& scenario, const Trace& trace, Find find) {
  std::vector<Tokens> of_unit(trace.units.size());
  each_charge(meter(scenario, trace), [&](std::uint32_t unit, Tokens tokens) { of_unit[unit] += tokens; });
  for (std::size_t unit = 0; unit < of_unit.size(); ++unit) {
    if (of_unit[unit] > Tokens{}) {
      const UserId user = names_.intern(trace.users[trace.units[unit].user]);
      rows_of_.resize(names_.size());
      find(row_of(user, trace.units[unit].product)) += of_unit[unit];
    }
  }
}

void UserNeeds::add_days(const Trace& trace) {
  std::vector<std::int32_t> last(trace.units.size(), -1);
  std::vector<std::uint32_t> place(trace.units.size());
  DayCursor day_of(variants_.scenario.days);
  // Units of one user and product (of several teams, versions or machines) share a day.
  std::vector<std::int32_t> last_of_row;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const auto day = static_cast<std::int32_t>(day_of(Instant{trace.open[i]}));
    const std::uint32_t unit = trace.unit[i];
    if (last[unit] == -1) {
      const UserId user = names_.intern(trace.users[trace.units[unit].user]);
      rows_of_.resize(names_.size());
      const ProductNeed& need = row_of(user, trace.units[unit].product);
      place[unit] = *std::find_if(rows_of_[user.value].begin(), rows_of_[user.value].end(),
                                  [&](std::uint32_t row) { return &rows_[row].need == &need; });
      last_of_row.resize(rows_.size(), -1);
    }
    if (last[unit] == day) {
      continue;
    }
    last[unit] = day;
    ProductNeed& need = rows_[place[unit]].need;
    if (std::exchange(last_of_row[place[unit]], day) != day) {
      ++need.days;
      need.first = std::min(need.first, day);
      need.last = std::max(need.last, day + 1);
    }
  }
}

void UserNeeds::add(const SessionLog& log) {
  const Trace without = trace_of(log, variants_.without);
  add_days(without);
  others_ += result_tokens(variants_.scenario, without);
  const auto committed = [](ProductNeed& need) -> Tokens& { return need.committed; };
  if (variants_.terms.held().empty()) {
    add_tokens(variants_.without, without, committed);
  } else {
    add_tokens(variants_.scenario, trace_of(log, variants_.scenario),
               [](ProductNeed& need) -> Tokens& { return need.as_is; });
    add_tokens(variants_.committed, trace_of(log, variants_.committed), committed);
    for (std::size_t i = 0; i < variants_.covered.size(); ++i) {
      add_tokens(variants_.covered[i], trace_of(log, variants_.covered[i]),
                 [i](ProductNeed& need) -> Tokens& { return covered_in(need, i + 1); });
    }
  }
  ++logs_;
}

void UserNeeds::add(const UserNeeds& other) {
  for (const Row& row : other.rows_) {
    const UserId user = names_.intern(other.names_[row.user]);
    rows_of_.resize(names_.size());
    ProductNeed& need = row_of(user, row.need.product);
    need.as_is += row.need.as_is;
    need.committed += row.need.committed;
    for (std::size_t i = 0; i < row.need.covered.size(); ++i) {
      covered_in(need, i) += row.need.covered[i];
    }
    need.days += row.need.days;
    need.first = std::min(need.first, row.need.first);
    need.last = std::max(need.last, row.need.last);
  }
  others_ += other.others_;
  logs_ += other.logs_;
}

std::vector<UserNeed> UserNeeds::users() const {
  std::vector<UserNeed> users(names_.size());
  for (std::uint32_t user = 0; user < users.size(); ++user) {
    users[user].user = names_[UserId(user)];
    const auto seats = variants_.starts.find(users[user].user);
    users[user].starts = seats == variants_.starts.end() ? std::vector{variants_.scenario.from} : seats->second.days;
    for (const std::uint32_t row : rows_of_[user]) {
      ProductNeed need = rows_[row].need;
      if (seats == variants_.starts.end()) {  // of whoever has no seat, nothing is covered in any variant
        need.as_is = need.committed;
      }
      need.covered.resize(users[user].starts.size());
      users[user].products.push_back(need);
    }
    std::sort(users[user].products.begin(), users[user].products.end(),
              [](const ProductNeed& a, const ProductNeed& b) { return a.product < b.product; });
  }
  std::sort(users.begin(), users.end(), [](const UserNeed& a, const UserNeed& b) { return a.user < b.user; });
  return users;
}

Tokens UserNeeds::mean_others() const { return mean_of(others_, static_cast<std::int64_t>(logs_)); }

std::vector<UserNeed> UserNeeds::mean_users() const {
  std::vector<UserNeed> means = users();
  const auto logs = static_cast<std::int64_t>(logs_);
  const auto divide = [logs](Tokens& tokens) { tokens = mean_of(tokens, logs); };
  for (UserNeed& user : means) {
    for (ProductNeed& need : user.products) {
      divide(need.as_is);
      divide(need.committed);
      std::for_each(need.covered.begin(), need.covered.end(), divide);
      need.days = (2 * need.days + logs_) / (2 * logs_);
    }
  }
  return means;
}

std::vector<Tokens> tokens_by_user(const Scenario& scenario, const Trace& trace) {
  std::vector<Tokens> of_user(trace.users.size());
  each_charge(meter(scenario, trace),
              [&](std::uint32_t unit, Tokens tokens) { of_user[trace.units[unit].user.value] += tokens; });
  return of_user;
}

std::map<std::string, Tokens> tokens_by_team(const Scenario& scenario, const Trace& trace) {
  std::vector<Tokens> of_unit(trace.units.size());
  const auto add = [&](std::uint32_t unit, Tokens tokens) { of_unit[unit] += tokens; };
  each_charge(meter(scenario, trace), add);
  each_result(scenario, trace, add);
  std::map<std::string, Tokens> of_team;
  for (std::size_t unit = 0; unit < of_unit.size(); ++unit) {
    of_team[trace.teams[trace.units[unit].team]] += of_unit[unit];
  }
  return of_team;
}

Tokens result_tokens(const Scenario& scenario, const Trace& trace) {
  Tokens sum;
  each_result(scenario, trace, [&sum](std::uint32_t, Tokens tokens) { sum += tokens; });
  return sum;
}

}  // namespace drawdown
