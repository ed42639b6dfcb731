// The places of rows by charge unit, so that one unit can be looked at without walking over everything.
//
//   const PlacesByUnit sessions = sessions_by_unit(trace);     // of the trace alone: outcomes of one trace share it
//   for (const std::uint32_t place : sessions[unit]) { trace.open[place]; }
//
// Four bytes a row and four a unit. Each unit's places ascend.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/id.h"
#include "engine/replay/outcome.h"
#include "engine/trace/trace.h"

namespace drawdown {

class PlacesByUnit {
 public:
  // `unit_of(place)` is the unit's number, below `units`, of each row 0 … rows − 1. Fewer than 2^32 rows.
  template <class UnitOf>
  PlacesByUnit(std::size_t units, std::size_t rows, UnitOf unit_of) : ends_(units), places_(rows) {
    for (std::size_t row = 0; row < rows; ++row) {
      ++ends_[unit_of(row)];
    }
    std::uint32_t begin = 0;
    for (std::uint32_t& end : ends_) {
      begin += std::exchange(end, begin);
    }
    for (std::size_t row = 0; row < rows; ++row) {  // moves each unit's entry from the begin of its places to their end
      places_[ends_[unit_of(row)]++] = static_cast<std::uint32_t>(row);
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> operator[](UnitId unit) const {
    const std::size_t begin = unit.value == 0 ? 0 : ends_[unit.value - 1];
    return std::span(places_).subspan(begin, ends_[unit.value] - begin);
  }

 private:
  std::vector<std::uint32_t> ends_;  // by unit: where its places end
  std::vector<std::uint32_t> places_;
};

// In the columns of the trace.
[[nodiscard]] PlacesByUnit sessions_by_unit(const Trace& trace);

// In the sheets of the journal, also holds that turned out free, and in the denials.
struct RowsByUnit {
  PlacesByUnit opens;
  PlacesByUnit renewals;
  PlacesByUnit results;
  PlacesByUnit denials;
};
[[nodiscard]] RowsByUnit rows_by_unit(const Trace& trace, const Outcome& outcome);

}  // namespace drawdown
