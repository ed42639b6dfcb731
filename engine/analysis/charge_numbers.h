// Which row of charges.csv a charge is, and back. The first row below the header is 1.
//
//   const ChargeNumbers numbers(outcome.charges);
//   numbers.number_of({ChargeKind::open, row});
//   if (const auto place = numbers.find(12)) { outcome.charges.charge(place->kind, place->row); }
//
// Four bytes per hold.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/pool/journal.h"

namespace drawdown {

// A row of one of the journal's sheets.
struct ChargePlace {
  ChargeKind kind = ChargeKind::open;
  std::uint32_t row = 0;
  bool operator==(const ChargePlace&) const = default;
};

class ChargeNumbers {
 public:
  // Looks at the journal as long as it lives.
  explicit ChargeNumbers(const Journal& journal);

  [[nodiscard]] std::uint64_t count() const {
    return charged_before_.back() + journal_.renewals.rows.size() + journal_.results.size();
  }
  // Of a row that is a charge.
  [[nodiscard]] std::uint64_t number_of(ChargePlace place) const;
  // Empty if there is no such row.
  [[nodiscard]] std::optional<ChargePlace> find(std::uint64_t number) const;

 private:
  // Charges of a sheet before the instant.
  [[nodiscard]] std::size_t renewals_before(std::int64_t instant) const;
  [[nodiscard]] std::size_t results_before(std::int64_t instant) const;
  [[nodiscard]] std::size_t opens_before(std::int64_t instant) const;

  const Journal& journal_;
  std::vector<std::uint32_t> charged_before_;  // by row of the sheet of opens, and one more: charges in rows before it
};

}  // namespace drawdown
