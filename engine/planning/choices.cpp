#include "engine/planning/choices.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/wide.h"
#include "engine/planning/choice_search.h"
#include "engine/planning/relaxed_choices.h"

namespace drawdown {
namespace {

class Chooser {
 public:
  Chooser(const Choices& choices, const TokenOrders& orders, const ChooseOptions& options)
      : choices_(choices), orders_(orders), options_(options), others_(options.others.micro) {
    for (std::size_t g = 0; g < choices.groups(); ++g) {
      check(!choices[g].empty() && !choices[g][0].change, "a group can stay as it is");
    }
  }

  ChoicesMade run() {
    offer(std::vector<std::uint32_t>(choices_.groups()));  // nobody changes
    offer_no_order();
    std::vector<TierBound> bounds;
    for (const OrderTier& tier : orders_.tiers()) {
      bounds.push_back(bound_of(tier));
    }
    const TierBound& cheapest = *std::min_element(
        bounds.begin(), bounds.end(), [](const TierBound& a, const TierBound& b) { return a.least < b.least; });
    best_.worth = Money{cheapest.relaxed.worth};
    Money bound = best_.cost;
    std::uint64_t work = options_.most_work;
    std::vector<std::size_t> by_bound(bounds.size());
    std::iota(by_bound.begin(), by_bound.end(), std::size_t{0});
    std::stable_sort(by_bound.begin(), by_bound.end(),
                     [&](std::size_t a, std::size_t b) { return bounds[a].least < bounds[b].least; });
    for (const std::size_t i : by_bound) {
      ChoiceSearch search(choices_, orders_, bounds[i], {options_.others, options_.most_changes}, best_.cost);
      const bool closed = search.run(work);
      if (search.found()) {
        offer(search.chosen());
      }
      if (!closed) {
        bound = std::min(bound, least_money(bounds[i].least));
      }
    }
    for (const TierBound& tier : bounds) {
      if (best_.order.tokens >= tier.tier.least && best_.order.unit_price == tier.tier.unit_price) {
        best_.worth = Money{tier.relaxed.worth};
      }
    }
    best_.bound = std::min(bound, best_.cost);
    return std::move(best_);
  }

 private:
  // Becomes the best that is known, if it is better.
  void offer(std::vector<std::uint32_t> chosen) {
    Wide cost = 0;
    Wide tokens = others_;
    std::uint64_t changes = 0;
    for (std::size_t g = 0; g < choices_.groups(); ++g) {
      const Choice& choice = choices_[g][chosen[g]];
      cost += choice.cost.micro;
      tokens += choice.tokens.micro;
      changes += choice.change ? 1U : 0U;
    }
    check(!options_.most_changes || changes <= *options_.most_changes, "no more change than may");
    const TokenOrder order = orders_.cheapest(Tokens{narrow(tokens, "tokens")});
    const Money all = Money{narrow(cost, "money")} + order.cost;
    if (!known_ || all < best_.cost) {
      known_ = true;
      best_.chosen = std::move(chosen);
      best_.order = order;
      best_.tokens = Tokens{narrow(tokens, "tokens")};
      best_.choices_cost = Money{narrow(cost, "money")};
      best_.cost = all;
      best_.changes = changes;
    }
  }

  // Without tokens there is no order, and no least order either.
  void offer_no_order() {
    if (others_ > 0) {
      return;
    }
    std::vector<std::uint32_t> chosen(choices_.groups());
    std::vector<std::pair<Wide, std::size_t>> may_stay;  // what a change of the group saves
    std::vector<std::uint32_t> stays(choices_.groups());
    std::uint64_t changes = 0;
    for (std::size_t g = 0; g < choices_.groups(); ++g) {
      std::optional<std::uint32_t> kept;
      std::optional<std::uint32_t> changed;
      for (std::uint32_t i = 0; i < choices_[g].size(); ++i) {
        const Choice& choice = choices_[g][i];
        std::optional<std::uint32_t>& best = choice.change ? changed : kept;
        if (choice.tokens == Tokens{} && (!best || choice.cost < choices_[g][*best].cost)) {
          best = i;
        }
      }
      if (!kept && !changed) {
        return;
      }
      chosen[g] = !changed || (kept && choices_[g][*kept].cost <= choices_[g][*changed].cost) ? *kept : *changed;
      if (choices_[g][chosen[g]].change) {
        ++changes;
        if (kept) {
          stays[g] = *kept;
          may_stay.emplace_back(choices_[g][*kept].cost.micro - choices_[g][*changed].cost.micro, g);
        }
      }
    }
    const std::uint64_t most = options_.most_changes.value_or(changes);
    if (changes > most) {
      const auto too_many = static_cast<std::size_t>(changes - most);
      if (too_many > may_stay.size()) {
        return;
      }
      std::sort(may_stay.begin(), may_stay.end());
      for (std::size_t i = 0; i < too_many; ++i) {
        chosen[may_stay[i].second] = stays[may_stay[i].second];
      }
    }
    offer(std::move(chosen));
  }

  TierBound at(const OrderTier& tier, std::int64_t worth) {
    TierBound bound{tier, relaxed_choices(choices_, worth, options_.most_changes), 0};
    bound.least = bound.relaxed.least + static_cast<Wide>(worth) * others_ +
                  static_cast<Wide>(tier.unit_price.micro - worth) * tier.least.micro;
    offer(bound.relaxed.chosen);
    return bound;
  }

  // The best bound of a tier: at its price, or where the tokens needed cross its least order.
  TierBound bound_of(const OrderTier& tier) {
    const auto reaches = [&](const TierBound& bound) { return bound.relaxed.tokens + others_ >= tier.least.micro; };
    TierBound above = at(tier, tier.unit_price.micro);
    if (reaches(above) || tier.unit_price.micro == 0) {
      return above;
    }
    TierBound below = at(tier, 0);
    if (!reaches(below)) {
      return below;
    }
    while (above.relaxed.worth - below.relaxed.worth > 1) {
      TierBound middle = at(tier, below.relaxed.worth + (above.relaxed.worth - below.relaxed.worth) / 2);
      (reaches(middle) ? below : above) = std::move(middle);
    }
    return below.least >= above.least ? below : above;
  }

  const Choices& choices_;
  const TokenOrders& orders_;
  const ChooseOptions& options_;
  Wide others_;
  bool known_ = false;
  ChoicesMade best_;
};

}  // namespace

ChoicesMade choose(const Choices& choices, const TokenOrders& orders, const ChooseOptions& options) {
  return Chooser(choices, orders, options).run();
}

}  // namespace drawdown
