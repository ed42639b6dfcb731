// A bootstrap of whole weeks: every week of the horizon is a week of the past, of the whole estate, drawn from the same
// season. What happened within a week stays together: weekdays, who uses what with what, who works when others do.
//
//   const Bootstrap bootstrap(scenario, history, read_history(scenario, history));
//   const SessionLog log = bootstrap.log(seed, 17);           // replication 17
//   bootstrap.week_for(seed, 17, monday);                     // the Monday of the week that stands in for that one
//
// Weeks are the server's civil weeks, and a use belongs to the week that it begins in. It is moved by whole days on the
// clock of its user's zone: what began at 09:00 begins at 09:00, also if clocks have changed in between. Lengths stay.
//
// The place of a week in the year is that of its Thursday. A week is of the same season if its Thursday, in some year,
// is at most 7 × weeks_around + 3 days away: with weeks_around 0, one week of every year. If there is none, the nearest
// are taken. A log of fewer than 52 whole weeks has no seasons: all its weeks are drawn from. Weeks are drawn
// independently of each other, so that ups and downs longer than a week survive only as far as they are the season's.
//
// After Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979), 1–26, in blocks of
// fixed length as of Carlstein, Annals of Statistics 14 (1986), 1171–1179.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/demand/head_count.h"
#include "engine/model/history.h"
#include "engine/random/stream.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/session_log.h"

namespace drawdown {

// The Mondays of the log's whole weeks. Where the history does not say from when until when it is, a week is whole if
// the log has begun on its Monday, and still goes on on its Friday.
[[nodiscard]] std::vector<Day> whole_weeks(const Scenario& scenario, const History& history, const SessionLog& log);

// Those of `weeks` that may stand in for the week of the Monday `of`.
[[nodiscard]] std::vector<Day> weeks_of_season(const std::vector<Day>& weeks, Day of, std::int32_t weeks_around);

class Bootstrap {
 public:
  // The scenario outlives it. Throws InputError if the log has no whole week, or the trend multiplies it by more than a
  // hundred.
  Bootstrap(const Scenario& scenario, const History& history, SessionLog log);

  // All of the scenario's horizon.
  [[nodiscard]] SessionLog log(Seed seed, std::uint64_t replication) const;

  [[nodiscard]] Day week_for(Seed seed, std::uint64_t replication, Day monday) const;
  [[nodiscard]] const std::vector<Day>& weeks() const { return weeks_; }

 private:
  // A session or a result of the past.
  struct Use {
    std::int64_t local = 0;   // when it began, in seconds since 1970 on its user's clock
    std::uint32_t place = 0;  // in the log
  };
  struct Week {
    std::vector<Use> sessions;
    std::vector<Use> results;
  };
  class Draw;

  [[nodiscard]] UserId user_of(const LoggedResult& result) const {
    return *log_.trace.users.find(log_.results.users[result.user]);
  }
  void note(std::vector<Use> Week::*list, Instant began, UserId user, std::size_t place);

  const Scenario& scenario_;
  History history_;
  SessionLog log_;
  std::vector<Day> weeks_;
  std::vector<Week> uses_;                        // by week
  std::vector<std::vector<Day>> candidates_;      // by week of the horizon
  std::vector<std::string> names_;                // by UserId; empty: has no use in these weeks
  std::vector<ZoneId> zones_;                     // likewise
  std::vector<std::optional<std::string>> home_;  // likewise: the team, if the scenario lists one
  std::optional<CopyNames> copy_names_;
};

}  // namespace drawdown
