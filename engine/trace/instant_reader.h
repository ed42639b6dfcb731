// Instants as session files write them, read in a few nanoseconds: a fixed layout is checked and converted eight bytes
// at a time, and each civil day that appears is looked up once. What has another layout goes to `parse_instant`: the
// two always agree.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace drawdown {

class InstantReader {
 public:
  // `zone`, of instants without an offset, must outlive the reader.
  explicit InstantReader(const Zone& zone) : zone_(&zone) {}

  // Seconds since 1970, into `seconds`; false if the text is not an instant. The text must be readable for 32 bytes.
  bool read(std::string_view text, std::int64_t& seconds) {
    if constexpr (std::endian::native == std::endian::little) {
      if (text.size() == 20 && text[19] == 'Z' && read_fixed(text.data(), utc_, seconds)) {
        return true;
      }
      if (text.size() == 19 && read_fixed(text.data(), local_, seconds)) {
        return true;
      }
    }
    return read_any(text, seconds);
  }

 private:
  static constexpr int first_year = 1970;
  static constexpr std::size_t days = std::size_t{136} << 9;  // to 2105: years of twelve months of 32 places
  // A day's entry: its first second since 1970, plus 2, because two values mean something else.
  using DayCache = std::vector<std::uint32_t>;  // empty until it is needed
  static constexpr std::uint32_t unknown = 0;
  static constexpr std::uint32_t irregular =
      1;  // no such day, or its local times are not all one offset apart from UTC

  static std::uint64_t load(const char* p) {
    std::uint64_t word = 0;
    std::memcpy(&word, p, sizeof word);
    return word;
  }

  // The bytes as differences from the pattern, in which '0' stands for any digit; `ok` is cleared if one does not
  // match.
  static std::uint64_t match(const char* p, std::uint64_t pattern, std::uint64_t reach, bool& ok) {
    const std::uint64_t difference = load(p) ^ pattern;
    // A digit may differ by 9 and other bytes by 0: adding 0x76 or 0x7F sets the high bit of what differs more.
    ok &= (((difference + reach) | difference) & 0x8080808080808080) == 0;
    return difference;
  }
  // The number that the two digits at byte i make; digits are values now.
  static std::uint32_t two(std::uint64_t digits, unsigned i) {
    return static_cast<std::uint32_t>((digits * 10 + (digits >> 8)) >> (8 * i)) & 0xFF;
  }

  // "YYYY-MM-DDTHH:MM:SS"
  bool read_fixed(const char* p, DayCache& cache, std::int64_t& seconds) {
    bool ok = true;
    const std::uint64_t date = match(p, 0x2D30302D30303030, 0x7F76767F76767676, ok);        // "0000-00-"
    const std::uint64_t clock = match(p + 11, 0x30303A30303A3030, 0x76767F76767F7676, ok);  // "00:00:00"
    std::uint64_t day =
        std::uint64_t{static_cast<unsigned char>(p[8])} | std::uint64_t{static_cast<unsigned char>(p[9])} << 8;
    day ^= 0x3030;
    ok &= (((day + 0x7676) | day) & 0x8080) == 0;
    ok &= p[10] == 'T' || p[10] == ' ';
    const std::uint32_t year = two(date, 0) * 100 + two(date, 2) - first_year;
    const std::uint32_t month = two(date, 5) - 1;
    const std::uint32_t of_month = two(day, 0);
    const std::uint32_t hour = two(clock, 0);
    const std::uint32_t minute = two(clock, 3);
    const std::uint32_t second = two(clock, 6);
    ok &= (year < 136) & (month < 12) & (of_month < 32) & (hour < 24) & (minute < 60) & (second < 60);
    if (!ok) [[unlikely]] {
      return false;
    }
    if (cache.empty()) [[unlikely]] {
      cache.resize(days);
    }
    std::uint32_t& entry = cache[(std::size_t{year} << 9) | (month << 5) | of_month];
    if (entry <= irregular) [[unlikely]] {
      if (entry == irregular || !look_up(p, cache, entry)) {
        return false;
      }
    }
    seconds = std::int64_t{entry} - 2 + (hour * 60 + minute) * 60 + second;
    return true;
  }

  bool look_up(const char* date, const DayCache& cache, std::uint32_t& entry) const;
  bool read_any(std::string_view text, std::int64_t& seconds) const;

  const Zone* zone_;
  DayCache utc_;
  DayCache local_;
};

}  // namespace drawdown
