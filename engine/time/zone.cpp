#include "engine/time/zone.h"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "engine/base/check.h"

namespace drawdown {

struct Zone::Impl {
  std::string name;
  cctz::time_zone zone;
};

namespace {

using TimePoint = cctz::time_point<cctz::seconds>;
using CivilLookup = cctz::time_zone::civil_lookup;

TimePoint to_cctz(Instant instant) { return TimePoint(cctz::seconds(instant.seconds)); }
Instant from_cctz(TimePoint point) { return {point.time_since_epoch().count()}; }

cctz::civil_day to_civil(Day day) { return cctz::civil_day(1970, 1, 1) + day.number; }

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Whether the name looks like one of the database's: parts that begin with a letter or digit, of these and "_", "+",
// "-", joined by "/". cctz would open a file for any other name too.
bool is_zone_name(std::string_view name) {
  bool part_begins = true;
  for (const char c : name) {
    if (part_begins && !is_letter_or_digit(c)) {
      return false;
    }
    if (!is_letter_or_digit(c) && c != '_' && c != '+' && c != '-' && c != '/') {
      return false;
    }
    part_begins = c == '/';
  }
  return !part_begins;  // neither empty nor with a slash at the end
}

// Files that lie beside the zones, and a name that only cctz knows.
bool is_no_zone(std::string_view name) {
  return name == "localtime" || name == "posixrules" || name == "UTC0" || name.starts_with("posix/") ||
         name.starts_with("right/");
}

std::string database_folder() {
  const char* folder = std::getenv("TZDIR");  // where cctz looks first
  return folder != nullptr && *folder != '\0' ? folder : "/usr/share/zoneinfo";
}

}  // namespace

Zone::Zone() {
  static const auto utc = std::make_shared<const Impl>(Impl{"UTC", cctz::utc_time_zone()});
  impl_ = utc;
}

Zone::Zone(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

std::optional<Zone> Zone::find(const std::string& name) {
  cctz::time_zone zone;
  if (!is_zone_name(name) || is_no_zone(name) || !cctz::load_time_zone(name, &zone)) {
    return std::nullopt;
  }
  return Zone(std::make_shared<const Impl>(Impl{name, zone}));
}

// The compact form of the database has a line "Z NAME …" for each zone and "L TARGET NAME" for each link.
std::vector<std::string> Zone::all_names() {
  std::vector<std::string> names;
  std::ifstream list(database_folder() + "/tzdata.zi");
  std::string line;
  while (std::getline(list, line)) {
    std::istringstream words(line);
    std::string kind;
    std::string target;
    std::string name;
    words >> kind;
    if (kind == "L") {
      words >> target >> name;
    } else if (kind == "Z") {
      words >> name;
    }
    if (is_zone_name(name) && !is_no_zone(name)) {
      names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

const std::string& Zone::name() const { return impl_->name; }

Instant Zone::start_of(Day day) const {
  const CivilLookup midnight = impl_->zone.lookup(cctz::civil_second(to_civil(day)));
  return from_cctz(midnight.kind == CivilLookup::SKIPPED ? midnight.trans : midnight.pre);
}

Day Zone::day_at(Instant instant) const {
  const cctz::civil_day shown(impl_->zone.lookup(to_cctz(instant)).cs);
  Day day{static_cast<std::int32_t>(shown - cctz::civil_day(1970, 1, 1))};
  // Clocks set back past midnight show a day again that has ended, and an empty day begins with the next.
  while (start_of(day + 1) <= instant) {
    day = day + 1;
  }
  return day;
}

Zone::Local Zone::instant_of(Day day, std::int32_t seconds_of_day) const {
  check(seconds_of_day >= 0 && seconds_of_day < 86'400, "a day's seconds are 0 … 86399");
  const CivilLookup found = impl_->zone.lookup(cctz::civil_second(to_civil(day)) + seconds_of_day);
  const Clock clock = found.kind == CivilLookup::SKIPPED    ? Clock::skipped
                      : found.kind == CivilLookup::REPEATED ? Clock::repeated
                                                            : Clock::plain;
  // By the offset before the change: the first of two times, and a skipped one moved forward by the gap.
  return {from_cctz(found.pre), clock};
}

std::int32_t Zone::offset_at(Instant instant) const { return impl_->zone.lookup(to_cctz(instant)).offset; }

Instant Zone::next_change(Instant instant) const {
  cctz::time_zone::civil_transition change;
  TimePoint after = to_cctz(instant);
  while (impl_->zone.next_transition(after, &change)) {
    // Clocks set forward skip `from`, clocks set back show `to` twice: either lookup knows the transition.
    after = impl_->zone.lookup(std::min(change.from, change.to)).trans;
    if (change.from != change.to) {
      return from_cctz(after);
    }
  }
  return never;
}

}  // namespace drawdown
