#include "engine/replay/result_meter.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/wide.h"

namespace drawdown {
namespace {

std::int64_t tokens_of(Wide number) { return narrow(number, "tokens"); }

// What a quantity costs where no part of it is carried on.
std::int64_t price(Partial partial, const RateStep& rate, std::int64_t quantity) {
  const Wide tokens = rate.tokens.micro;
  if (partial == Partial::up) {
    return tokens_of(divide_up(quantity, rate.per) * tokens);
  }
  return tokens_of((2 * quantity * tokens + rate.per) / (2 * Wide{rate.per}));  // halves away from zero
}

}  // namespace

ResultMeter::ResultMeter(const Scenario& scenario, const Trace& trace) : scenario_(scenario), trace_(trace) {}

const Product& ResultMeter::product() const {
  const Product& product = scenario_.products[trace_.units[result().unit].product.value];
  check(product.per_result.has_value(), "results are of products that are charged per result");
  return product;
}

const RateStep& ResultMeter::rate() const {
  const RateStep* rate = product().rate_at({result().at});
  check(rate != nullptr, "a result has a rate");
  return *rate;
}

std::tuple<std::uint32_t, std::uint32_t, std::uint32_t> ResultMeter::key() const {
  const ChargeUnit& unit = trace_.units[result().unit];
  return {unit.team.value, unit.product.value, carries() ? 0 : unit.user.value};
}

ResultMeter::Account& ResultMeter::account() { return accounts_[key()]; }

const ResultMeter::Account* ResultMeter::find_account() const {
  const auto found = accounts_.find(key());
  return found == accounts_.end() ? nullptr : &found->second;
}

std::int64_t ResultMeter::due() const {
  if (is_refund()) {
    return 0;
  }
  if (!carries()) {
    return price(*product().per_result, rate(), quantity());
  }
  const Account* account = find_account();
  const Wide quantity = Wide{account == nullptr ? 0 : account->carried} + result().quantity;
  return tokens_of(quantity / rate().per * rate().tokens.micro);
}

bool ResultMeter::divisible() const { return *product().per_result == Partial::divisible; }

std::int64_t ResultMeter::divide(std::int64_t most) {
  const Wide tokens = rate().tokens.micro;
  const Wide per = rate().per;
  check(divisible() && 0 <= most && most < due(), "what is divided costs more than there is");
  // The most whose price, (2 · quantity · tokens + per) ÷ (2 · per), does not exceed it.
  const std::int64_t whole = due();
  part_ = narrow((2 * per * most + per - 1) / (2 * tokens), "results");
  return whole - due();
}

void ResultMeter::charge(std::vector<Draw> draws, std::int64_t owed) {
  Paid paid{result().at, result().unit, quantity(), due(), rate(), std::move(draws), owed};
  Account& account = this->account();
  if (carries()) {
    const Wide quantity = Wide{account.carried} + result().quantity;
    account.carried = static_cast<std::int64_t>(quantity % rate().per);
    paid.quantity = narrow(quantity - account.carried, "results");
  }
  go_on();
  if (paid.quantity > 0) {
    account.paid.push_back(std::move(paid));
  }
}

bool ResultMeter::take_back(const std::function<void(Paid&, std::int64_t)>& give_back) {
  Account& account = this->account();
  const bool carries = this->carries();
  const Partial partial = *product().per_result;
  std::int64_t quantity = -result().quantity;
  go_on();
  if (carries) {
    const std::int64_t of_carried = std::min(quantity, account.carried);
    account.carried -= of_carried;
    quantity -= of_carried;
  }
  while (quantity > 0 && !account.paid.empty()) {
    Paid& last = account.paid.back();
    std::int64_t left = 0;
    if (carries) {  // whole units; what they are more than asked for is carried on again
      const std::int64_t per = last.rate.per;
      const std::int64_t units = std::min(last.quantity / per, narrow(divide_up(quantity, per), "results"));
      left = last.quantity - units * per;
      quantity -= units * per;
    } else {
      left = std::max<std::int64_t>(0, last.quantity - quantity);
      quantity -= last.quantity - left;
    }
    const std::int64_t tokens =
        carries ? tokens_of(Wide{left / last.rate.per} * last.rate.tokens.micro) : price(partial, last.rate, left);
    last.quantity = left;
    if (const std::int64_t back = last.tokens - tokens; back > 0) {
      last.tokens = tokens;
      give_back(last, back);
    }
    if (left == 0) {
      account.paid.pop_back();
    }
  }
  if (carries && quantity < 0) {
    account.carried = -quantity;
    quantity = 0;
  }
  return quantity == 0;
}

}  // namespace drawdown
