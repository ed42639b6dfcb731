#include "engine/pool/journal.h"

#include "engine/base/check.h"

namespace drawdown {

std::span<const Draw> Journal::draws(const Row& row, Draw& one) const {
  if (row.split) {
    const Split& split = splits_[row.payer];
    return std::span(draws_).subspan(split.first, split.count);
  }
  one = {TrancheId(row.payer), Tokens{row.tokens}};
  return {&one, row.tokens > 0 ? 1U : 0U};
}

void Journal::pay(Row& row, std::span<const Draw> draws) {
  if (row.tokens == 0) {  // nobody pays nothing
    row.payer = 0;
    row.split = false;
    return;
  }
  if (draws.size() == 1 && draws[0].tokens.micro == row.tokens) {
    row.payer = draws[0].tranche.value & ((1U << 29U) - 1);
    row.split = false;
    return;
  }
  check(splits_.size() < (1U << 29U) && draws_.size() + draws.size() < UINT32_MAX,
        "fewer than 2^29 charges are paid by several tranches");
  row.payer = static_cast<std::uint32_t>(splits_.size()) & ((1U << 29U) - 1);
  row.split = true;
  splits_.push_back({static_cast<std::uint32_t>(draws_.size()), static_cast<std::uint32_t>(draws.size())});
  draws_.insert(draws_.end(), draws.begin(), draws.end());
}

Charge Journal::charge(const Row& row, ChargeKind kind) const {
  Charge charge;
  charge.at = {row.at};
  charge.until = {row.until};
  charge.unit = UnitId(row.unit);
  charge.kind = kind;
  charge.tokens = {row.tokens};
  const auto paid = draws(row, charge.one);
  charge.overdraft = charge.tokens;
  for (const Draw& draw : paid) {
    charge.overdraft -= draw.tokens;
  }
  if (row.split) {
    charge.several = paid.size() > 1 ? paid : std::span<const Draw>();
    charge.one = paid.size() == 1 ? paid[0] : Draw{};
  }
  return charge;
}

Journal::Iterator Journal::begin() const { return Iterator(*this); }

void Journal::Iterator::settle() {
  const Journal& all = *journal_;
  while (open_ < all.opens.size() && all.opens[open_].state != RowState::charged) {
    ++open_;
  }
  at_renewal_ =
      renewal_ < all.renewals.size() && (open_ == all.opens.size() || all.renewals[renewal_].at <= all.opens[open_].at);
}

Charge Journal::Iterator::operator*() const {
  return at_renewal_ ? journal_->charge(journal_->renewals[renewal_], ChargeKind::renewal)
                     : journal_->charge(journal_->opens[open_], ChargeKind::open);
}

Journal::Iterator& Journal::Iterator::operator++() {
  ++(at_renewal_ ? renewal_ : open_);
  settle();
  return *this;
}

}  // namespace drawdown
