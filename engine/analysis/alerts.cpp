#include "engine/analysis/alerts.h"

#include <array>
#include <cstdint>
#include <utility>

#include "engine/analysis/pool_ahead.h"
#include "engine/analysis/pool_days.h"
#include "engine/analysis/user_costs.h"
#include "engine/base/wide.h"

namespace drawdown {
namespace {

constexpr std::int64_t hundred_percent = 100 * micro_per_unit;

// part ÷ whole < (or >) share, exactly.
bool is_below(Tokens part, Tokens whole, Percent share) {
  return Wide{part.micro} * hundred_percent < Wide{whole.micro} * share.micro;
}
bool is_above(Tokens part, Tokens whole, Percent share) {
  return Wide{part.micro} * hundred_percent > Wide{whole.micro} * share.micro;
}

std::string share_text(Tokens part, Tokens whole) { return format(percent(part, whole).value_or(Percent{})); }

std::string days_text(std::int32_t days) { return std::to_string(days) + (days == 1 ? " day" : " days"); }

// What one alert has told. A subject is what it can hold for: a team, a tranche, or a user's product.
class Told {
 public:
  Told(std::size_t alert, std::vector<FiredAlert>& fired) : alert_(alert), fired_(fired) {}

  // `make` is asked for the words on the first day on which it holds.
  template <class Make>
  void tell(std::size_t subject, bool holds, Day day, const Make& make) {
    if (subject >= open_.size()) {
      open_.resize(subject + 1, closed);
    }
    if (holds == (open_[subject] != closed)) {
      return;
    }
    if (!holds) {
      fired_[std::exchange(open_[subject], closed)].until = day;
      return;
    }
    open_[subject] = fired_.size();
    FiredAlert told = make();
    told.alert = alert_;
    told.day = day;
    fired_.push_back(std::move(told));
  }

 private:
  static constexpr std::size_t closed = static_cast<std::size_t>(-1);
  std::size_t alert_;
  std::vector<FiredAlert>& fired_;
  std::vector<std::size_t> open_;  // by subject: what was told and holds yet
};

class Watch {
 public:
  Watch(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const BurnCurve& curve)
      : scenario_(scenario),
        trace_(trace),
        outcome_(outcome),
        curve_(curve),
        days_(scenario, trace, outcome, curve),
        ahead_(scenario, outcome) {}

  std::vector<FiredAlert> run() {
    std::vector<Told> told;
    std::vector<std::optional<UserCosts>> costs(scenario_.alerts.size());
    for (std::size_t i = 0; i < scenario_.alerts.size(); ++i) {
      const Alert& alert = scenario_.alerts[i];
      told.emplace_back(i, fired_);
      if (alert.when == Alert::When::dearer_than_subscription && is_known(alert)) {
        costs[i].emplace(trace_, outcome_, alert.team ? trace_.teams.find(*alert.team) : std::nullopt);
      }
    }
    while (days_.next()) {
      for (std::size_t i = 0; i < scenario_.alerts.size(); ++i) {
        if (costs[i]) {
          costs[i]->add(days_);
          judge_costs(scenario_.alerts[i], *costs[i], told[i]);
        } else {
          judge_pools(scenario_.alerts[i], told[i]);
        }
      }
    }
    return std::move(fired_);
  }

 private:
  // Whether the team that it names, if any, has sessions or tokens.
  [[nodiscard]] bool is_known(const Alert& alert) const { return !alert.team || trace_.teams.find(*alert.team); }

  void judge_pools(const Alert& alert, Told& told) {
    for (std::size_t place = 0; place < curve_.teams.size(); ++place) {
      const TeamId team = curve_.teams[place].team;
      if (alert.team && trace_.teams[team] != *alert.team) {
        continue;
      }
      switch (alert.when) {
        case Alert::When::share_left:
          judge_share(alert, team, told);
          break;
        case Alert::When::empty_before:
          judge_empty(alert, team, place, told);
          break;
        case Alert::When::expiring:
        case Alert::When::write_off:
          judge_tranches(alert, team, place, told);
          break;
        case Alert::When::dearer_than_subscription:  // of a team that nobody knows
          break;
      }
    }
  }

  void judge_share(const Alert& alert, TeamId team, Told& told) {
    Tokens free;
    Tokens brought;
    for (std::uint32_t id = 0; id < outcome_.tranches.size(); ++id) {
      const TrancheId tranche(id);
      const Tranche& bought = outcome_.tranches[id];
      const bool settles = bought.origin.kind == TrancheOrigin::Kind::true_up;  // what was used before it came
      if (days_.team(tranche) == team && days_.is_there(tranche) && !settles &&
          days_left(bought) > alert.days_left.value_or(-1)) {
        free += days_.free(tranche);
        brought += days_.brought(tranche);
      }
    }
    const bool nothing = brought == Tokens{};
    const bool holds = nothing ? !alert.days_left && days_.ever_had_tokens(team) : is_below(free, brought, alert.below);
    told.tell(team.value, holds, days_.day(), [&] {
      std::string words =
          nothing ? "no usable tranche is left" : format(free) + " of " + format(brought) + " tokens left";
      if (alert.days_left) {
        words += " in tranches with more than " + days_text(*alert.days_left) + " to their expiry";
      }
      return about(team, share_text(free, brought), format(alert.below), std::move(words));
    });
  }

  void judge_empty(const Alert& alert, TeamId team, std::size_t place, Told& told) {
    const auto view = ahead_.at(days_, team, place, alert.trailing);
    const Day tomorrow = days_.day() + 1;
    const Day before = alert.day.value_or(tomorrow + alert.days);
    const bool holds = view && tomorrow + view->projection.empty < before;
    told.tell(team.value, holds, days_.day(), [&] {
      const std::string day = format(tomorrow + view->projection.empty);
      return about(team, day, format(before),
                   view->free == Tokens{} ? "the pool is empty" : "empty on " + day + ", at " + rate_text(*view));
    });
  }

  // One by one: those of the team that are there, or on order; for all others it does not hold.
  void judge_tranches(const Alert& alert, TeamId team, std::size_t place, Told& told) {
    const bool projected = alert.when == Alert::When::write_off;
    std::optional<PoolAhead::View> view;
    left_.assign(outcome_.tranches.size(), Tokens{});
    if (projected) {
      view = ahead_.at(days_, team, place, alert.trailing);
      for (std::size_t i = 0; view && i < view->tranches.size(); ++i) {
        left_[view->tranches[i].value] = view->projection.left[i];
      }
    }
    for (std::uint32_t id = 0; id < outcome_.tranches.size(); ++id) {
      const TrancheId tranche(id);
      if (days_.team(tranche) != team) {
        if (alert.team) {  // it may have been moved away
          told.tell(id, false, days_.day(), [] { return FiredAlert{}; });
        }
      } else if (projected) {
        told.tell(id, left_[id] > alert.more_than, days_.day(), [&] { return writing_off(alert, *view, tranche); });
      } else {
        told.tell(id, is_expiring(alert, tranche), days_.day(), [&] { return expiring(alert, tranche); });
      }
    }
  }

  [[nodiscard]] bool is_expiring(const Alert& alert, TrancheId tranche) const {
    if (!days_.is_there(tranche) || days_left(outcome_.tranches[tranche.value]) >= alert.days) {
      return false;
    }
    const Tokens free = days_.free(tranche);
    return alert.left ? free > *alert.left : is_above(free, days_.brought(tranche), *alert.left_share);
  }

  [[nodiscard]] FiredAlert expiring(const Alert& alert, TrancheId id) const {
    const Tranche& tranche = outcome_.tranches[id.value];
    const Tokens free = days_.free(id);
    const Tokens brought = days_.brought(id);
    FiredAlert told = about(days_.team(id), alert.left ? format(free) : share_text(free, brought),
                            alert.left ? format(*alert.left) : format(*alert.left_share),
                            format(free) + " of " + format(brought) + " tokens left, " + days_text(days_left(tranche)) +
                                " before they expire on " + format(tranche.expires) + worth(tranche, free, false));
    told.tranche = id;
    return told;
  }

  [[nodiscard]] FiredAlert writing_off(const Alert& alert, const PoolAhead::View& view, TrancheId id) const {
    const Tranche& tranche = outcome_.tranches[id.value];
    const Tokens left = left_[id.value];
    FiredAlert told = about(days_.team(id), format(left), format(alert.more_than),
                            estimate_text(left) + " of " + format(days_.brought(id)) + " tokens will be left on " +
                                format(tranche.expires) + ", at " + rate_text(view) + worth(tranche, left, true));
    told.tranche = id;
    return told;
  }

  void judge_costs(const Alert& alert, const UserCosts& costs, Told& told) {
    // A price that changes can change the answer for everybody.
    bool all = false;
    for (const SubscriptionPrice& price : scenario_.subscription_prices) {
      for (const SubscriptionPrice::Step& step : price.steps) {
        all = all || step.from == days_.day();
      }
    }
    if (all) {
      for (std::uint32_t pair = 0; pair < costs.pairs().size(); ++pair) {
        judge_cost(alert, costs, pair, told);
      }
    } else {
      for (const std::uint32_t pair : costs.changed()) {
        judge_cost(alert, costs, pair, told);
      }
    }
  }

  void judge_cost(const Alert& alert, const UserCosts& costs, std::uint32_t pair, Told& told) {
    const auto [user, product] = costs.pairs()[pair];
    const SubscriptionPrice* prices = price_of(scenario_.subscription_prices, product);
    if (prices == nullptr || (alert.product && *alert.product != product)) {
      return;
    }
    const std::optional<Money> price = prices->on(days_.day());
    told.tell(pair, price && costs.is_above(pair, *price), days_.day(), [&, user = user, product = product] {
      FiredAlert row;
      if (alert.team) {
        row.team = trace_.teams.find(*alert.team);
      }
      row.user = user;
      row.product = product;
      row.value = format(costs.cost(pair));
      row.threshold = format(*price);
      const Day since = std::max(scenario_.from, *day_of({date_of(days_.day()).year, 1, 1}));
      row.words = row.value + ' ' + scenario_.currency + " for " + scenario_.products[product.value].name + " since " +
                  format(since) + "; a year's subscription costs " + row.threshold;
      return row;
    });
  }

  [[nodiscard]] std::int32_t days_left(const Tranche& tranche) const { return tranche.expires - (days_.day() + 1); }

  [[nodiscard]] std::string worth(const Tranche& tranche, Tokens tokens, bool estimated) const {
    if (!tranche.unit_price) {
      return "";
    }
    const Money price = cost(tokens, *tranche.unit_price);
    return "; worth " + (estimated ? estimate_text(price) : format(price)) + ' ' + scenario_.currency;
  }

  static FiredAlert about(TeamId team, std::string value, std::string threshold, std::string words) {
    FiredAlert told;
    told.team = team;
    told.value = std::move(value);
    told.threshold = std::move(threshold);
    told.words = std::move(words);
    return told;
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  const BurnCurve& curve_;
  PoolDays days_;
  PoolAhead ahead_;
  std::vector<Tokens> left_;  // by TrancheId: of the team that is judged
  std::vector<FiredAlert> fired_;
};

}  // namespace

std::vector<FiredAlert> fired_alerts(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                     const BurnCurve& curve) {
  return scenario.alerts.empty() ? std::vector<FiredAlert>{} : Watch(scenario, trace, outcome, curve).run();
}

std::string_view alert_word(Alert::When when) {
  constexpr std::array<std::string_view, 5> words{"share_left", "expiring", "empty_before", "write_off",
                                                  "dearer_than_subscription"};
  return words[static_cast<std::size_t>(when)];
}

Table alert_table(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                  const std::vector<FiredAlert>& fired) {
  std::vector<Table::Column> columns;
  for (const char* name :
       {"date", "until", "alert", "when", "team", "tranche", "user", "product", "value", "threshold", "words"}) {
    columns.push_back({name, Cell::Kind::text});
  }
  Table table(std::move(columns));
  for (const FiredAlert& told : fired) {
    const Alert& alert = scenario.alerts[told.alert];
    table.add({format(told.day), told.until ? Cell(format(*told.until)) : Cell(), alert.name, alert_word(alert.when),
               told.team ? Cell(trace.teams[*told.team]) : Cell(),
               told.tranche == no_tranche ? Cell() : Cell(outcome.tranches[told.tranche.value].id),
               told.user ? Cell(trace.users[*told.user]) : Cell(),
               told.product ? Cell(scenario.products[told.product->value].name) : Cell(), told.value, told.threshold,
               told.words});
  }
  return table;
}

}  // namespace drawdown
