// A log, as an estimate of a population looks at it: who opened what on which civil day of the own zone, and how.
//
//   const UseLog log = use_log(scenario, past, from, until);
//   for (const GroupLog& group : log.groups) {
//     group.products[autocad.value].people[3].days;          // of the fourth person: 0 is `from`; ascending
//   }
//
// A group is all users of one team and one home zone, whether they used anything or not. Users whom the scenario does
// not list are in the default team and at home in the server's zone, unless their sessions name a team.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/population.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/session_log.h"

namespace drawdown {

// One session, or one request for results.
struct LoggedUse {
  std::uint32_t day = 0;
  std::int32_t second = 0;    // of the day
  std::int64_t length = 0;    // seconds
  std::int64_t quantity = 0;  // of results; millionths
  VersionId version;
  bool last_of_day = false;
};

struct PersonLog {
  std::vector<std::uint32_t> days;  // with a session, or a request; ascending, each once
  std::vector<LoggedUse> uses;      // in order of time
};

struct ProductLog {
  std::vector<PersonLog> people;  // by place in the group
  std::uint64_t access_days = 0;
  std::uint64_t uses = 0;
};

struct GroupLog {
  std::string name;
  std::string team;
  ZoneId zone;
  std::vector<std::string> people;
  std::vector<ProductLog> products;  // by ProductId
};

struct UseLog {
  Day from;
  Day until;
  std::vector<GroupLog> groups;  // in the order of their first user
  Names<VersionTag> versions;

  [[nodiscard]] std::size_t days() const { return static_cast<std::size_t>(until - from); }
};

// `past` is of the scenario's products. Refunds are left out.
[[nodiscard]] UseLog use_log(const Scenario& scenario, const SessionLog& past, Day from, Day until);

// The same of a log that a population drew, or that it was made from: its groups are the population's.
[[nodiscard]] UseLog use_log(const Scenario& scenario, const Population& population, const SessionLog& log, Day from,
                             Day until);

}  // namespace drawdown
