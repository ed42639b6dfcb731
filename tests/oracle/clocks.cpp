#include "tests/oracle/clocks.h"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <chrono>

#include "engine/base/check.h"

namespace drawdown::oracle {
namespace {

using Seconds = std::chrono::time_point<std::chrono::system_clock, std::chrono::seconds>;

cctz::time_zone zone_named(const std::string& name) {
  cctz::time_zone zone;
  check(cctz::load_time_zone(name, &zone), "the oracle knows every zone of a world");
  return zone;
}

// lookup().trans is the instant itself for a time shown once, and the change for a skipped one. Of a midnight shown
// twice the first showing, `pre`, begins the day.
std::int64_t start_of(const cctz::time_zone& zone, cctz::civil_day day) {
  const auto lookup = zone.lookup(cctz::civil_second(day));
  const auto first = lookup.kind == cctz::time_zone::civil_lookup::REPEATED ? lookup.pre : lookup.trans;
  return first.time_since_epoch().count();
}

cctz::civil_day day_holding(const cctz::time_zone& zone, std::int64_t instant) {
  cctz::civil_day day = cctz::civil_day(cctz::convert(Seconds(std::chrono::seconds(instant)), zone)) + 3;
  while (start_of(zone, day) > instant) {
    --day;
  }
  return day;
}

}  // namespace

std::int64_t start_of_day(const std::string& zone, std::int64_t day) {
  return start_of(zone_named(zone), cctz::civil_day(1970, 1, 1) + day);
}

std::int64_t day_at(const std::string& zone, std::int64_t instant) {
  return day_holding(zone_named(zone), instant) - cctz::civil_day(1970, 1, 1);
}

std::int64_t period_end(const std::string& name, Period period, std::int64_t instant) {
  const cctz::time_zone zone = zone_named(name);
  const cctz::civil_day day = day_holding(zone, instant);
  switch (period) {
    case Period::day:
      return start_of(zone, day + 1);
    case Period::week:
      return start_of(zone, cctz::next_weekday(day, cctz::weekday::monday));
    case Period::month:
      return start_of(zone, cctz::civil_day(cctz::civil_month(day) + 1));
  }
  check(false, "a period is a day, a week or a month");
  return 0;
}

}  // namespace drawdown::oracle
