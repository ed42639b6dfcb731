#include "engine/planning/size_study.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/ensemble/parallel.h"
#include "engine/planning/size_grid.h"
#include "engine/planning/size_search.h"

namespace drawdown {
namespace {

[[noreturn]] void refuse(const Scenario& scenario, const std::string& why) { throw InputError({scenario.file}, why); }

void check_scenario(const Scenario& scenario, const SizeQuestion& question) {
  if (question.tranche >= scenario.tranches.size() ||
      scenario.tranches[question.tranche].origin.kind != TrancheOrigin::Kind::listed) {
    refuse(scenario, "size needs a purchase in pool.tranches, whose `tokens` it then chooses");
  }
  const Tranche& tranche = scenario.tranches[question.tranche];
  if (tranche.bought >= scenario.until || tranche.expires <= scenario.from) {
    refuse(scenario, "the purchase '" + tranche.id + "' serves no day of the simulation");
  }
  if (tranche.remaining) {
    refuse(scenario, "the purchase '" + tranche.id + "' is in use already (`remaining`), so that its size is given");
  }
  if (scenario.rules.when_empty == WhenEmpty::overdraft) {
    refuse(scenario,
           "with when_empty: overdraft nothing is ever refused, and any size serves; try --set "
           "rules.when_empty=deny");
  }
  const auto without = [&](bool given, const std::string& key) {
    if (given) {
      refuse(scenario, "size is for pools of listed tranches and contracts; try --set " + key + "=[]");
    }
  };
  without(!scenario.policies.empty(), "pool.purchasing");
  without(!scenario.transfers.empty(), "pool.transfers");
  without(!scenario.adjustments.empty(), "pool.adjustments");
  without(!scenario.budgets.empty(), "budgets");
}

// The purchase among the tranches of its team, in the order in which they are drawn. Ties do not matter: what expires
// on the same day is one tranche to day totals, and other draw orders go by the day of purchase and the list.
OnePurchase purchase_of(const Scenario& scenario, std::size_t own) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < scenario.tranches.size(); ++i) {
    const Tranche& each = scenario.tranches[i];
    const bool serves = std::max(each.bought, scenario.from) < std::min(each.expires, scenario.until);
    if (serves && each.team == scenario.tranches[own].team) {
      order.push_back(i);
    }
  }
  const auto key = [&](std::size_t i) {
    const Tranche& each = scenario.tranches[i];
    const std::int32_t bought = each.bought.number;
    switch (scenario.rules.consume) {
      case DrawOrder::soonest_expiry:
        return std::tuple(each.rank, each.expires.number, bought, i);
      case DrawOrder::oldest:
        return std::tuple(each.rank, bought, 0, i);
      case DrawOrder::newest:
        return std::tuple(each.rank, -bought, 0, i);
    }
    return std::tuple(each.rank, 0, 0, i);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::vector<Stock> others;
  std::size_t after = 0;
  OnePurchase::Span span;
  for (const std::size_t i : order) {
    const Tranche& each = scenario.tranches[i];
    const auto arrives = static_cast<std::size_t>(std::max(each.bought - scenario.from, 0));
    const auto expires = static_cast<std::size_t>(each.expires - scenario.from);
    if (i == own) {
      after = others.size();
      span = {arrives, expires};
    } else {
      others.push_back({each.remaining.value_or(each.tokens), arrives, expires});
    }
  }
  return {static_cast<std::size_t>(scenario.until - scenario.from), std::move(others), span, after};
}

class Study {
 public:
  Study(const Scenario& scenario, const DrawReplication& draw, const SizeQuestion& question)
      : scenario_(scenario), draw_(draw), replays_(scenario, question.tranche) {
    const Tranche& tranche = scenario.tranches[question.tranche];
    study_.question = question;
    study_.as_is = tranche.tokens;
    study_.costs.prices = prices_of(scenario, tranche);
    study_.priced = !study_.costs.prices.tiers.empty();
    study_.costs.left_value = question.left_value;
    if (scenario.prices) {
      study_.costs.minimum = scenario.prices->minimum_order;
      study_.costs.multiple = std::max(scenario.prices->order_multiple, Tokens{1});
    }
    for (const OrderPrices::Tier& tier : study_.costs.prices.tiers) {
      if (tier.unit_price <= question.left_value) {
        refuse(scenario, "a token that is left (" + format(question.left_value) +
                             ") must be worth less than it costs (" + format(tier.unit_price) +
                             "), or the largest purchase is the best");
      }
    }
  }

  SizeStudy run() {
    if (study_.question.total != nullptr) {
      *study_.question.total = 3 * study_.question.replications;
    }
    const SizeSample sample = ask();
    study_.p_dry_at_all = share_of_paths(sample.paths().size() - sample.enough().size(), study_.question.replications);
    study_.by_risk = sample.smallest(study_.question.risk, study_.costs);
    if (study_.priced && study_.costs.penalty > Money{}) {
      study_.by_cost = study_.by_cost_days = sample.cheapest(study_.costs);
      if (study_.by_day) {
        search_replays(sample);
      }
    }
    if (study_.by_risk) {
      replay_risk();
    }
    trace_curve(sample);
    replay_answers();
    return std::move(study_);
  }

 private:
  template <class Work>
  void for_each_replication(const Work& work) const {
    const SizeQuestion& question = study_.question;
    in_parallel(question.replications, question.threads, [&](std::size_t i) {
      work(i, draw_(i + 1));
      if (question.done != nullptr) {
        ++*question.done;
      }
    });
  }

  SizeSample ask() {
    const OnePurchase purchase = purchase_of(scenario_, study_.question.tranche);
    std::vector<std::optional<SizePath>> paths(study_.question.replications);
    std::vector<Tokens> team(paths.size());
    std::vector<Tokens> tokens(paths.size());
    std::vector<std::uint64_t> days(paths.size());
    for_each_replication([&](std::size_t i, const Trace& trace) {
      const AskedFor asked = replays_.asked_for(trace);
      paths[i] = purchase.path(asked.days);
      for (const Tokens day : asked.days) {
        team[i] += day;
      }
      tokens[i] = asked.tokens;
      days[i] = asked.access_days;
    });
    std::vector<SizePath> all;
    Mean demand;
    Wide all_tokens = 0;
    Wide all_days = 0;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      all.push_back(std::move(*paths[i]));
      demand.add(team[i].micro);
      most_demand_ = std::max(most_demand_, team[i]);
      all_tokens += tokens[i].micro;
      all_days += static_cast<Wide>(days[i]);
    }
    study_.demand = demand.estimate();
    study_.by_day = all_days > 0;
    study_.costs.penalty = study_.question.penalty;
    if (study_.by_day && all_tokens > 0) {
      const Wide penalties = Wide{study_.question.penalty.micro} * all_days * micro_per_unit;
      study_.costs.penalty = Money{narrow((penalties + all_tokens / 2) / all_tokens, "the penalty of a token")};
    }
    return SizeSample(std::move(all));
  }

  // Charges are not refused in parts, and holds take tokens that come back, so that replays need a little more than day
  // totals, never less: replications that are dry all the same are looked at one by one.
  void replay_risk() {
    const Tokens size = study_.by_risk->size;
    std::vector<std::optional<Tokens>> above(study_.question.replications);
    std::vector<char> dry(above.size());
    for_each_replication([&](std::size_t i, const Trace& trace) {
      const SizeReplays::Course course(replays_, trace);
      dry[i] = course.is_dry(size) ? 1 : 0;
      if (dry[i] != 0) {
        above[i] = course.enough_above(size, most_demand_);
      }
    });
    std::vector<Tokens> enough;
    std::size_t number = 0;
    for (std::size_t i = 0; i < above.size(); ++i) {
      number += dry[i] != 0 ? 1U : 0U;
      if (above[i]) {
        enough.push_back(*above[i]);
      }
    }
    std::sort(enough.begin(), enough.end());
    const auto may_be_dry =
        static_cast<std::size_t>(Wide{study_.question.risk} * static_cast<Wide>(above.size()) / micro_per_unit);
    if (number <= may_be_dry) {
      return;
    }
    const std::size_t place = number - may_be_dry - 1;
    if (place >= enough.size()) {
      study_.by_risk.reset();
      return;
    }
    RiskSize& answer = *study_.by_risk;
    answer.size = allowed_size(study_.costs, enough[place]);
    answer.low = std::min(answer.low, answer.size);
    if (answer.high) {
      answer.high = std::max(*answer.high, answer.size);
    }
  }

  [[nodiscard]] std::set<Tokens> answers() const {
    std::set<Tokens> sizes{study_.as_is};
    if (study_.by_risk) {
      sizes.insert(study_.by_risk->size);
    }
    if (study_.by_cost) {
      sizes.insert(*study_.by_cost);
    }
    return sizes;
  }

  // Penalties of access days: where whole charges are refused, and how many of them a day has, only replays know.
  void search_replays(const SizeSample& sample) {
    std::set<Tokens> starts = curve_sizes(sample, study_.costs, {*study_.by_cost});
    starts.insert(Tokens{});
    const ReplayedSearch found =
        cheapest_in_replays(replays_, draw_, terms(), starts, study_.question.replications, study_.question.threads);
    study_.by_cost = found.size;
    study_.searched = found.tried;
    study_.search_replications = found.replications;
  }

  [[nodiscard]] ReplayTerms terms() const {
    return {study_.costs, study_.by_day, study_.question.penalty, study_.question.left_value};
  }

  void trace_curve(const SizeSample& sample) {
    std::set<Tokens> sizes = answers();
    if (study_.question.sizes.empty()) {
      sizes = curve_sizes(sample, study_.costs, sizes);
    } else {
      sizes.insert(study_.question.sizes.begin(), study_.question.sizes.end());
    }
    const Tokens other = study_.by_cost.value_or(study_.as_is);
    study_.curve.resize(sizes.size());
    const std::vector<Tokens> list(sizes.begin(), sizes.end());
    in_parallel(list.size(), study_.question.threads, [&](std::size_t i) {
      study_.curve[i] = {list[i], sample.estimates(study_.costs, list[i], other)};
    });
    if (study_.by_cost) {
      study_.cheap = {last_cheap(sample, -1), last_cheap(sample, 1)};
    }
  }

  // From the cheapest size on, downwards or upwards, the last before one that is surely dearer; in small steps.
  [[nodiscard]] Tokens last_cheap(const SizeSample& sample, std::int64_t way) const {
    constexpr std::int64_t steps = 200;
    const Tokens reach = study_.curve.back().size - study_.curve.front().size;
    const Tokens step = nice_step(std::max(Tokens{reach.micro / steps}, Tokens{1}), study_.costs);
    Tokens last = *study_.by_cost;
    for (std::int64_t i = 1; i <= steps; ++i) {
      const Tokens size = allowed_size(study_.costs, {study_.by_cost->micro + way * i * step.micro});
      if (size == last) {
        continue;
      }
      if (sample.estimates(study_.costs, size, *study_.by_cost).cost_difference.low > 0) {
        return last;
      }
      last = size;
    }
    return last;
  }

  void replay_answers() {
    const std::set<Tokens> sizes = answers();
    const std::vector<Tokens> list(sizes.begin(), sizes.end());
    std::vector<std::vector<SizeReplay>> replays(study_.question.replications);
    for_each_replication([&](std::size_t i, const Trace& trace) {
      const SizeReplays::Course course(replays_, trace);
      for (const Tokens size : list) {
        replays[i].push_back(course.outcome(size));
      }
    });
    const auto own = static_cast<std::size_t>(std::find(list.begin(), list.end(), study_.as_is) - list.begin());
    for (std::size_t size = 0; size < list.size(); ++size) {
      std::size_t dry = 0;
      Mean refused;
      Mean refused_days;
      Mean expired;
      Mean left;
      Mean cost;
      Mean difference;
      const ReplayTerms paid_by = terms();
      for (const std::vector<SizeReplay>& all : replays) {
        const SizeReplay& each = all[size];
        const Money paid = paid_by.cost_of(list[size], each);
        dry += each.dry ? 1U : 0U;
        refused.add(each.refused.micro);
        refused_days.add(Tokens::whole(static_cast<std::int64_t>(each.refused_days)).micro);
        expired.add(each.expired.micro);
        left.add(each.left.micro);
        cost.add(paid.micro);
        difference.add((paid - paid_by.cost_of(list[own], all[own])).micro);
      }
      study_.replayed.push_back({list[size], share_of_paths(dry, replays.size()), refused.estimate(),
                                 refused_days.estimate(), expired.estimate(), left.estimate(), cost.estimate(),
                                 difference.estimate()});
    }
  }

  const Scenario& scenario_;
  const DrawReplication& draw_;
  SizeReplays replays_;
  SizeStudy study_;
  Tokens most_demand_;
};

}  // namespace

SizeStudy study_size(const Scenario& scenario, const DrawReplication& draw, const SizeQuestion& question) {
  check(question.replications > 0, "a size is studied on a replication at least");
  check_scenario(scenario, question);
  return Study(scenario, draw, question).run();
}

OrderPrices prices_of(const Scenario& scenario, const Tranche& tranche) {
  OrderPrices prices;
  if (scenario.prices && !scenario.prices->entries.empty()) {
    std::set<Tokens> quantities;
    for (const PriceList::Entry& entry : scenario.prices->entries) {
      quantities.insert(entry.quantity);
    }
    for (const Tokens quantity : quantities) {
      if (const auto price = scenario.prices->unit_price(quantity, tranche.bought)) {
        prices.tiers.push_back({quantity, *price});
      }
    }
  }
  if (prices.tiers.empty() && tranche.unit_price) {
    prices.tiers.push_back({Tokens{}, *tranche.unit_price});
  }
  return prices;
}

}  // namespace drawdown
