// The file of users: a home zone, a team, and whatever other columns it has, such as a cost centre. CSV, by the same
// conventions as sessions (engine/trace/read.h), with the column user, and optionally time_zone and team.
//
//   const People people = read_people("people.csv");
//   people.columns;                             // "Cost centre", "Project": as the header has them
//   for (const Person& person : people.people) { person.user; person.values[0]; }
//
// A user has one row. A row is bad if it has no user, or one that another row has, an unknown time zone, or for what
// makes any row of CSV bad.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/time/zone.h"

namespace drawdown {

struct Person {
  std::string user;
  std::optional<Zone> zone;
  std::optional<std::string> team;
  std::vector<std::string> values;  // by column
  std::uint64_t line = 0;           // of the file
};

struct People {
  std::vector<std::string> columns;  // but user, time_zone and team, and those without a name
  std::vector<Person> people;        // in the order of the file
};

// Throws InputError for bad rows, the first ten with their lines, for a header without a user, and for one in which two
// names are alike.
[[nodiscard]] People read_people(const std::string& path);
// The same from text in memory.
[[nodiscard]] People read_people_text(const std::string& path, std::string_view text);

}  // namespace drawdown
