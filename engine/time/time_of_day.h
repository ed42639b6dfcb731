// Times of day, as clocks show them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace drawdown {

// "09:00" or "09:00:30", up to "24:00": seconds since midnight. Empty if it is none.
[[nodiscard]] std::optional<std::int32_t> parse_time_of_day(std::string_view text);

}  // namespace drawdown
