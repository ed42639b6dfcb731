#include "engine/planning/online_rule.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/replay/meter.h"

namespace drawdown {
namespace {

constexpr Wide one = micro_per_unit;

constexpr std::uint32_t none = UINT32_MAX;

// More than 0, on the scenario's first day.
std::optional<Money> price_of_seat(const Scenario& scenario, ProductId product) {
  const SubscriptionPrice* const prices = price_of(scenario.subscription_prices, product);
  const std::optional<Money> price = prices == nullptr ? std::nullopt : prices->on(scenario.from);
  return price && *price > Money{} ? price : std::nullopt;
}

Money seats_that_stay(const SeatTerms& terms) {
  Money sum;
  for (const auto& [user, held] : terms.held()) {
    for (const HeldSeat& seat : held) {
      sum += seat.committed_cost;
    }
  }
  return sum;
}

}  // namespace

Money rounded(OnlineCost cost) {
  const Wide micro = pico_per_micro * one;
  return {narrow((cost + micro / 2) / micro, "money")};
}

OnlineCost rule_cost(std::span<const PricedUse> uses, const Seat& seat, std::size_t* seats) {
  OnlineCost sum = 0;
  OnlineCost recent = 0;  // paid in full within the last while
  std::size_t oldest = 0;
  Instant valid_until{INT64_MIN};
  std::vector<bool> in_full(uses.size());
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const OnlineCost full = online_cost(uses[i].cost);
    const OnlineCost part = uses[i].cost.pico * seat.share;
    if (uses[i].at < valid_until) {
      sum += part;
      continue;
    }
    in_full[i] = true;
    recent += full;
    for (; uses[oldest].at + seat.valid <= uses[i].at; ++oldest) {
      recent -= in_full[oldest] ? online_cost(uses[oldest].cost) : 0;
    }
    if (recent * (one - seat.share) < online_cost(seat.price) * one) {
      sum += full;
      continue;
    }
    sum += online_cost(seat.price) + part;
    recent -= full;
    in_full[i] = false;
    valid_until = uses[i].at + seat.valid;
    if (seats != nullptr) {
      ++*seats;
    }
  }
  return sum;
}

OnlineCost hindsight_cost(std::span<const PricedUse> uses, const Seat& seat) {
  // least[i]: of the uses from i on, if no seat is valid then. It pays to subscribe at a use only.
  std::vector<OnlineCost> least(uses.size() + 1);
  std::size_t end = uses.size();  // the first use that a seat from i on does not cover
  OnlineCost covered = 0;         // the uses in [i, end), in full
  for (std::size_t i = uses.size(); i-- > 0;) {
    covered += uses[i].cost.pico;
    for (; uses[end - 1].at >= uses[i].at + seat.valid; --end) {
      covered -= uses[end - 1].cost.pico;
    }
    least[i] =
        std::min(online_cost(uses[i].cost) + least[i + 1], online_cost(seat.price) + covered * seat.share + least[end]);
  }
  return least[0];
}

std::int64_t OnlineStudy::ratio(const OnlinePair& pair) {
  return pair.hindsight == 0 ? micro_per_unit : static_cast<std::int64_t>(divide_up(pair.rule * one, pair.hindsight));
}

OnlineStudy study_online(const NeedVariants& variants, const SessionLog& log, Money token_price) {
  const Scenario& scenario = variants.scenario;
  const Trace trace = trace_of(log, variants.committed);
  OnlineStudy study;
  study.users = trace.users;
  study.committed = online_cost(seats_that_stay(variants.terms));
  // Units of one user and product, of several teams, versions or machines, are one pair.
  std::map<std::pair<UserId, ProductId>, std::uint32_t> pairs;
  std::vector<std::uint32_t> pair_of;  // by unit; `none` without a subscription price
  std::vector<std::vector<PricedUse>> uses;
  for (const ChargeUnit& unit : trace.units) {
    if (!price_of_seat(scenario, unit.product)) {
      pair_of.push_back(none);
      continue;
    }
    const auto pair = pairs.emplace(std::pair{unit.user, unit.product}, static_cast<std::uint32_t>(pairs.size())).first;
    pair_of.push_back(pair->second);
  }
  uses.resize(pairs.size());
  for (const Charge& charge : meter(variants.committed, trace).charges) {
    const ExactCost cost = exact_cost(charge.tokens, token_price);
    if (const std::uint32_t pair = pair_of[charge.unit.value]; pair != none) {
      uses[pair].push_back({charge.at, cost});
    } else {
      study.others += online_cost(cost);
    }
  }
  study.others += online_cost(exact_cost(result_tokens(scenario, trace), token_price));
  for (const auto& [key, place] : pairs) {
    const std::vector<PricedUse>& paid = uses[place];
    if (paid.empty()) {
      continue;
    }
    OnlinePair pair{key.first, key.second, paid.size()};
    const Seat seat{*price_of_seat(scenario, pair.product)};
    for (const PricedUse& use : paid) {
      pair.tokens += online_cost(use.cost);
    }
    pair.rule = rule_cost(paid, seat, &pair.seats);
    pair.hindsight = hindsight_cost(paid, seat);
    study.tokens += pair.tokens;
    study.rule += pair.rule;
    study.hindsight += pair.hindsight;
    study.seats += pair.seats;
    study.pairs.push_back(pair);
  }
  std::sort(study.pairs.begin(), study.pairs.end(), [&](const OnlinePair& a, const OnlinePair& b) {
    const int order = a.user == b.user ? 0 : study.users[a.user].compare(study.users[b.user]);
    return order != 0 ? order < 0 : a.product < b.product;
  });
  for (std::size_t i = 0; i < study.pairs.size(); ++i) {
    const OnlinePair& pair = study.pairs[i];
    if (pair.hindsight > 0 &&
        (!study.worst || OnlineStudy::ratio(pair) > OnlineStudy::ratio(study.pairs[*study.worst]))) {
      study.worst = i;
    }
  }
  return study;
}

}  // namespace drawdown
