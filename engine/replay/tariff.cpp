#include "engine/replay/tariff.h"

#include <algorithm>
#include <map>
#include <utility>

namespace drawdown {

Tariff::Tariff(const RateSheet& products, const Trace& trace, Instant begin, Instant end) {
  std::map<std::pair<ProductId, TeamId>, std::uint32_t> slot_of;
  slot_of_unit_.reserve(trace.units.size());
  for (const ChargeUnit& unit : trace.units) {
    const auto [found, is_new] =
        slot_of.try_emplace({unit.product, unit.team}, static_cast<std::uint32_t>(slots_.size()));
    slot_of_unit_.push_back(found->second);
    if (!is_new) {
      continue;
    }
    Slot slot;
    slot.team = unit.team;
    set(slot, amount_of({}));  // before a product's first rate nobody can open it: the reader refuses such sessions
    for (const RateStep& step : products[unit.product.value].rates) {
      if (step.from <= begin) {
        set(slot, amount_of(step.tokens));
      } else if (step.from < end) {
        changes_.push_back({step.from.seconds, found->second, amount_of(step.tokens)});
      }
    }
    slots_.push_back(slot);
  }
  std::stable_sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
  find_highest_rate();
}

void Tariff::change() {
  const Change& change = changes_[next_++];
  set(slots_[change.slot], change.amount);
  find_highest_rate();
}

std::uint32_t Tariff::amount_of(Tokens rate) {
  const auto found = std::find(amounts_.begin(), amounts_.end(), rate.micro);
  if (found == amounts_.end()) {
    amounts_.push_back(rate.micro);
    return static_cast<std::uint32_t>(amounts_.size() - 1);
  }
  return static_cast<std::uint32_t>(found - amounts_.begin());
}

void Tariff::set(Slot& slot, std::uint32_t amount) const {
  slot.amount = amount;
  slot.rate = amounts_[amount];
}

void Tariff::find_highest_rate() {
  highest_rate_ = 0;
  for (const Slot& slot : slots_) {
    highest_rate_ = std::max(highest_rate_, slot.rate);
  }
}

}  // namespace drawdown
