// `demand.history`: the log that weeks are drawn from. The log itself is read when it is drawn from
// (engine/scenario/history_log.h).
#include <filesystem>
#include <string>

#include "engine/scenario/read_sections.h"

namespace drawdown {

History read_history_section(const SettingValue& value, const std::string& folder, Scenario& scenario) {
  const Section section = value.section();
  const SettingValue sessions = section["sessions"];
  const SettingValue results = section["results"];
  const SettingValue zone = section["time_zone"];
  if (!sessions.given() && !results.given()) {
    section.refuse_missing("sessions", "or `results`");
  }
  const auto path_of = [&folder](const SettingValue& file) {
    return file.given() ? (std::filesystem::path(folder) / file.text()).string() : std::string();
  };
  History history;
  history.sessions = path_of(sessions);
  history.results = path_of(results);
  history.zone = zone.given() ? intern(scenario.zones, zone.zone()) : ZoneId(0);
  if (const SettingValue from = section["from"]; from.given()) {
    history.from = from.day();
  }
  if (const SettingValue until = section["until"]; until.given()) {
    history.until = until.day();
    if (history.from && *history.until <= *history.from) {
      until.refuse("must lie after `from`, " + format(*history.from));
    }
  }
  history.weeks_around = static_cast<std::int32_t>(section["weeks_around"].count());
  if (const SettingValue users = section["users"]; users.given()) {
    history.users = static_cast<std::uint64_t>(users.count());
  }
  const SettingValue trend = section["trend"];
  history.trend = trend.change();
  if (history.trend <= Percent::whole(-100)) {
    trend.refuse("must be more than -100, found " + format(history.trend));
  }
  return history;
}

}  // namespace drawdown
