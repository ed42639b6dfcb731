#include "engine/analysis/charge_numbers.h"

#include <algorithm>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// The first row of a sheet that does not satisfy `before`, which those at its head do.
template <class Before>
std::size_t first_not(const Column<Journal::Row>& rows, Before before) {
  std::size_t low = 0;
  for (std::size_t high = rows.size(); low < high;) {
    const std::size_t middle = low + (high - low) / 2;
    if (before(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace

ChargeNumbers::ChargeNumbers(const Journal& journal) : journal_(journal) {
  const Column<Journal::Row>& opens = journal.opens.rows;
  charged_before_.reserve(opens.size() + 1);
  std::uint32_t charged = 0;
  for (std::size_t row = 0; row < opens.size(); ++row) {
    charged_before_.push_back(charged);
    charged += opens[row].state == RowState::charged ? 1U : 0U;
  }
  charged_before_.push_back(charged);
}

// Both sheets merged by `at`, renewals first.
std::uint64_t ChargeNumbers::number_of(ChargePlace place) const {
  const Journal::Row& row = journal_.sheet(place.kind).rows[place.row];
  check(row.state == RowState::charged, "only charges have numbers");
  if (place.kind == ChargeKind::open) {
    const auto& renewals = journal_.renewals.rows;
    return 1 + charged_before_[place.row] +
           first_not(renewals, [&](std::size_t i) { return renewals[i].at <= row.at; });
  }
  const auto& opens = journal_.opens.rows;
  return 1 + place.row + charged_before_[first_not(opens, [&](std::size_t i) { return opens[i].at < row.at; })];
}

std::optional<ChargePlace> ChargeNumbers::find(std::uint64_t number) const {
  if (number < 1 || number > count()) {
    return std::nullopt;
  }
  const auto place = [](ChargeKind kind, std::size_t row) {
    return ChargePlace{kind, static_cast<std::uint32_t>(row)};
  };
  const std::size_t renewal = first_not(
      journal_.renewals.rows, [&](std::size_t row) { return number_of(place(ChargeKind::renewal, row)) < number; });
  if (renewal < journal_.renewals.rows.size() && number_of(place(ChargeKind::renewal, renewal)) == number) {
    return place(ChargeKind::renewal, renewal);
  }
  // `renewal` renewals stand before it, and so many charges of the other sheet:
  const auto before = static_cast<std::uint32_t>(number - 1 - renewal);
  const auto after = std::upper_bound(charged_before_.begin(), charged_before_.end(), before);
  return place(ChargeKind::open, static_cast<std::size_t>(after - charged_before_.begin()) - 1);
}

}  // namespace drawdown
