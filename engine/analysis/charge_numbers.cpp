#include "engine/analysis/charge_numbers.h"

#include <algorithm>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// The first of so many rows that does not satisfy `before`, which those at the head do.
template <class Before>
std::size_t first_not(std::size_t rows, Before before) {
  std::size_t low = 0;
  for (std::size_t high = rows; low < high;) {
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

std::size_t ChargeNumbers::renewals_before(std::int64_t instant) const {
  const auto& rows = journal_.renewals.rows;
  return first_not(rows.size(), [&](std::size_t row) { return rows[row].at < instant; });
}

std::size_t ChargeNumbers::results_before(std::int64_t instant) const {
  const auto& rows = journal_.results;
  return first_not(rows.size(), [&](std::size_t row) { return rows[row].at.seconds < instant; });
}

std::size_t ChargeNumbers::opens_before(std::int64_t instant) const {
  const auto& rows = journal_.opens.rows;
  return charged_before_[first_not(rows.size(), [&](std::size_t row) { return rows[row].at < instant; })];
}

// All sheets merged by `at`: renewals, then results, then opens.
std::uint64_t ChargeNumbers::number_of(ChargePlace place) const {
  const std::int64_t at = journal_.charge(place.kind, place.row).at.seconds;
  switch (place.kind) {
    case ChargeKind::renewal:
      return 1 + place.row + results_before(at) + opens_before(at);
    case ChargeKind::result:
    case ChargeKind::refund:
      return 1 + place.row + renewals_before(at + 1) + opens_before(at);
    case ChargeKind::open:
      break;
  }
  check(journal_.opens.rows[place.row].state == RowState::charged, "only charges have numbers");
  return 1 + charged_before_[place.row] + renewals_before(at + 1) + results_before(at + 1);
}

std::optional<ChargePlace> ChargeNumbers::find(std::uint64_t number) const {
  if (number < 1 || number > count()) {
    return std::nullopt;
  }
  const auto place = [](ChargeKind kind, std::size_t row) {
    return ChargePlace{kind, static_cast<std::uint32_t>(row)};
  };
  // So many renewals, and results, stand before it.
  const auto before = [&](ChargeKind kind, std::size_t rows) {
    return first_not(rows, [&](std::size_t row) { return number_of(place(kind, row)) < number; });
  };
  const std::size_t renewal = before(ChargeKind::renewal, journal_.renewals.rows.size());
  if (renewal < journal_.renewals.rows.size() && number_of(place(ChargeKind::renewal, renewal)) == number) {
    return place(ChargeKind::renewal, renewal);
  }
  const std::size_t result = before(ChargeKind::result, journal_.results.size());
  if (result < journal_.results.size() && number_of(place(ChargeKind::result, result)) == number) {
    return place(journal_.results[result].kind, result);
  }
  const auto opens = static_cast<std::uint32_t>(number - 1 - renewal - result);
  const auto after = std::upper_bound(charged_before_.begin(), charged_before_.end(), opens);
  return place(ChargeKind::open, static_cast<std::size_t>(after - charged_before_.begin()) - 1);
}

}  // namespace drawdown
