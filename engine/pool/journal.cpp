#include "engine/pool/journal.h"

#include <algorithm>

#include "engine/base/check.h"

namespace drawdown {
namespace {

Charge charge_of(const Journal::ResultRow& row) {
  Charge charge{row.at, row.at, row.unit, row.kind, row.tokens, row.tokens, {}, {}};
  for (const Draw& draw : row.draws) {
    charge.overdraft -= draw.tokens;
  }
  if (row.draws.size() == 1) {
    charge.one = row.draws.front();
  } else {
    charge.several = row.draws;
  }
  return charge;
}

}  // namespace

void Journal::pay(Row& row, std::span<const Draw> draws) {
  if (tokens(row) == 0) {  // nobody pays nothing
    row.payer = 0;
    row.split = false;
    return;
  }
  if (draws.size() == 1 && draws[0].tokens.micro == tokens(row)) {
    pay(row, draws[0].tranche);
    return;
  }
  check(splits_.size() < payer_mask && draws_.size() + draws.size() < UINT32_MAX,
        "fewer than 2^29 charges are paid by several tranches");
  row.payer = static_cast<std::uint32_t>(splits_.size()) & payer_mask;
  row.split = true;
  splits_.push_back({static_cast<std::uint32_t>(draws_.size()), static_cast<std::uint32_t>(draws.size())});
  draws_.insert(draws_.end(), draws.begin(), draws.end());
}

Charge Journal::charge(ChargeKind kind, std::size_t index) const {
  if (kind == ChargeKind::result || kind == ChargeKind::refund) {
    return charge_of(results[index]);
  }
  const Row& row = sheet(kind).rows[index];
  Charge charge;
  charge.at = {row.at};
  charge.until = {until(sheet(kind), index)};
  charge.unit = UnitId(row.unit);
  charge.kind = kind;
  charge.tokens = {tokens(row)};
  if (!row.split) {
    charge.one = {TrancheId(row.payer), charge.tokens};
    return charge;
  }
  const auto paid = split_draws(row);
  charge.overdraft = charge.tokens;
  for (const Draw& draw : paid) {
    charge.overdraft -= draw.tokens;
  }
  if (paid.size() == 1) {
    charge.one = paid[0];
  } else {
    charge.several = paid;
  }
  return charge;
}

Journal::Iterator Journal::begin() const { return Iterator(*this); }

void Journal::Iterator::settle() {
  const Column<Row>& taken = journal_->opens.rows;
  const Column<Row>& renewed = journal_->renewals.rows;
  while (open_ < taken.size() && taken[open_].state != RowState::charged) {
    ++open_;
  }
  const std::int64_t open = open_ < taken.size() ? taken[open_].at : never.seconds;
  const std::int64_t renewal = renewal_ < renewed.size() ? renewed[renewal_].at : never.seconds;
  const std::int64_t result =
      result_ < journal_->results.size() ? journal_->results[result_].at.seconds : never.seconds;
  at_ = renewal <= std::min(result, open) ? ChargeKind::renewal
        : result <= open                  ? ChargeKind::result
                                          : ChargeKind::open;
}

Charge Journal::Iterator::operator*() const { return journal_->charge(at_, row()); }

Journal::Iterator& Journal::Iterator::operator++() {
  ++(at_ == ChargeKind::open ? open_ : at_ == ChargeKind::renewal ? renewal_ : result_);
  settle();
  return *this;
}

}  // namespace drawdown
