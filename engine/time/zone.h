// A time zone of the IANA database, and the instants at which its civil days begin.
//
//   const Zone zone = *Zone::find("America/New_York");
//   zone.start_of(day);                                  // the first instant of that civil day
//   zone.day_at(instant);                                // the civil day that holds the instant
//   zone.instant_of(day, 9 * 3600);                      // 09:00:00 local time
//   parse_instant("2026-01-05 09:00", zone);             // local time, unless the text says otherwise
//
// Local times that clocks show twice mean the first time; times that clocks skip are moved forward by the gap. A civil
// day begins at its first midnight, or where the clocks land if its midnight is skipped; a day that is skipped whole is
// empty: it begins where the next one does.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {

class Zone {
 public:
  // UTC.
  Zone();
  // Empty if the database has no zone of this name. Only names of the database count: no paths, no "localtime", no
  // fixed offsets but its own ("Etc/GMT+5"). Upper and lower case matter.
  [[nodiscard]] static std::optional<Zone> find(const std::string& name);
  // All names the database lists, sorted: for suggestions. Empty if it has no readable list.
  [[nodiscard]] static std::vector<std::string> all_names();

  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] Instant start_of(Day day) const;
  // The last day that begins at or before the instant: the inverse of start_of.
  [[nodiscard]] Day day_at(Instant instant) const;

  enum class Clock { plain, repeated, skipped };
  struct Local {
    Instant instant;
    Clock clock = Clock::plain;  // whether clocks showed that time once, twice or never
  };
  // seconds_of_day: 0 … 86399.
  [[nodiscard]] Local instant_of(Day day, std::int32_t seconds_of_day) const;

  // Seconds east of UTC at the instant.
  [[nodiscard]] std::int32_t offset_at(Instant instant) const;
  // The first instant after `instant` at which the offset changes; `never` if there is none. A change of the
  // abbreviation alone is none.
  [[nodiscard]] Instant next_change(Instant instant) const;

  friend bool operator==(const Zone& a, const Zone& b) { return a.name() == b.name(); }

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
  explicit Zone(std::shared_ptr<const Impl> impl);
};

// The starts of the civil days `from` … `until` in a zone, as a table of UTC seconds.
class DayTable {
 public:
  DayTable() = default;
  DayTable(const Zone& zone, Day from, Day until);

  [[nodiscard]] Day from() const { return from_; }
  [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(starts_.size()) - 1; }  // days
  [[nodiscard]] Instant start(std::int32_t index) const { return starts_[static_cast<std::size_t>(index)]; }
  // The index of the day that holds the instant: 0 … size() − 1. The instant must be in [start(0), start(size())).
  [[nodiscard]] std::int32_t index_at(Instant instant) const;

 private:
  Day from_;
  std::vector<Instant> starts_{Instant{}};  // size() + 1 entries, never decreasing
};

enum class Period { day, week, month };

// The distinct starts of the days, weeks (from Monday) or months of a zone, from the one that holds `begin` to the
// first at or after `end`; ascending, at least two.
[[nodiscard]] std::vector<Instant> period_starts(const Zone& zone, Period period, Instant begin, Instant end);

// How an instant was written.
enum class InstantForm { utc, offset, local, unix_seconds };
struct ParsedInstant {
  Instant instant;
  InstantForm form = InstantForm::utc;
  Zone::Clock clock = Zone::Clock::plain;  // for local times
};

// Spec §5: "2026-01-05T09:00:00Z", with an offset "-05:00", without either (local time in `zone`), a space instead of
// the "T", or whole seconds since 1970 (digits only, up to the year 9999). Seconds may be left out ("09:00"); fractions
// are refused. "t" and "z" may be small letters, as RFC 3339 has it; an offset is always a sign, two digits, a colon
// and two digits. Empty if it is none of these, has anything around it, or does not exist (2026-02-30, 24:00, second
// 60).
[[nodiscard]] std::optional<ParsedInstant> parse_instant(std::string_view text, const Zone& zone);

}  // namespace drawdown
