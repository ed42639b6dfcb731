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
    // Before a product's first rate nobody can open it: the reader refuses such sessions.
    Slot slot{0, unit.team, unit.product};
    for (const RateStep& step : products[unit.product.value].rates) {
      if (step.from <= begin) {
        slot.rate = step.tokens.micro;
      } else if (step.from < end) {
        changes_.push_back({step.from.seconds, found->second, step.tokens.micro});
      }
    }
    slots_.push_back(slot);
  }
  std::stable_sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
  find_highest_rate();
}

void Tariff::change() {
  const Change& change = changes_[next_++];
  slots_[change.slot].rate = change.rate;
  find_highest_rate();
}

void Tariff::find_highest_rate() {
  highest_rate_ = 0;
  for (const Slot& slot : slots_) {
    highest_rate_ = std::max(highest_rate_, slot.rate);
  }
}

}  // namespace drawdown
