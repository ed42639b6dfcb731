#include "tests/oracle/results.h"

#include <algorithm>
#include <utility>

namespace drawdown::oracle {

const Product& Results::product(const UsedResult& result) const {
  return scenario_.products[trace_.units[result.unit].product.value];
}

std::pair<std::size_t, std::size_t> Results::pool_of(const UsedResult& result) const {
  const ChargeUnit& unit = trace_.units[result.unit];
  return {unit.team.value, unit.product.value};
}

std::int64_t Results::cost(Partial partial, std::int64_t quantity, const RateStep& rate) const {
  const std::int64_t whole = quantity / rate.per;
  const std::int64_t rest = quantity % rate.per;
  if (partial == Partial::exact) {
    // To the nearest millionth. The amounts of these worlds are small.
    const std::int64_t doubled = 2 * rest * (rate.tokens.micro / 1000) / (rate.per / 1000);
    return whole * rate.tokens.micro + (doubled + 1) / 2;
  }
  const bool up = partial == Partial::up && rest > 0;
  return (whole + (up ? 1 : 0)) * rate.tokens.micro;
}

std::int64_t Results::due(const UsedResult& result) const {
  const RateStep& rate = *product(result).rate_at({result.at});
  const Partial partial = *product(result).per_result;
  const auto before = carried_.find(pool_of(result));
  const std::int64_t left = before == carried_.end() ? 0 : before->second.left;
  return cost(partial, result.quantity + (partial == Partial::carry ? left : 0), rate);
}

void Results::let_in(const UsedResult& result, Ledger::Paid paid) {
  const RateStep& rate = *product(result).rate_at({result.at});
  all.push_back({result.unit, result.at, std::move(paid), 0, rate});
  if (product(result).per_result != Partial::carry) {
    all.back().used = result.quantity;
    return;
  }
  Carried& account = carried_[pool_of(result)];
  account.left += result.quantity;
  for (; account.left >= rate.per; account.left -= rate.per) {
    account.units.push_back({all.size() - 1, rate.per, rate.tokens.micro});
  }
}

std::vector<Results::Undone> Results::take_back_carried(const UsedResult& refund, std::int64_t& missing) {
  Carried& account = carried_[pool_of(refund)];
  std::vector<Undone> undone;
  account.left += refund.quantity;
  while (account.left < 0 && !account.units.empty()) {
    const OneUnit last = account.units.back();
    account.units.pop_back();
    account.left += last.per;
    if (undone.empty() || undone.back().charged != last.charged) {
      undone.push_back({last.charged, 0});
    }
    undone.back().tokens += last.tokens;
  }
  missing = std::max<std::int64_t>(0, -account.left);
  account.left = std::max<std::int64_t>(0, account.left);
  return undone;
}

std::vector<Results::Undone> Results::take_back(const UsedResult& refund, std::int64_t& missing) {
  const Partial partial = *product(refund).per_result;
  if (partial == Partial::carry) {
    return take_back_carried(refund, missing);
  }
  std::vector<Undone> undone;
  missing = -refund.quantity;
  for (std::size_t i = all.size(); i-- > 0;) {
    Charged& charged = all[i];
    if (charged.unit == refund.unit && charged.used > 0 && missing > 0) {
      const std::int64_t part = std::min(missing, charged.used);
      const std::int64_t before = cost(partial, charged.used, charged.rate);
      charged.used -= part;
      missing -= part;
      undone.push_back({i, before - cost(partial, charged.used, charged.rate)});
    }
  }
  return undone;
}

}  // namespace drawdown::oracle
