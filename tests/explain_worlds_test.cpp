// drawdown explain against the result files of drawdown run, on random worlds.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/quantity.h"
#include "tests/managed_worlds.h"
#include "tests/program.h"
#include "tests/slow_build.h"
#include "tests/worlds.h"

using namespace drawdown;
using drawdown::tests::contains;
using drawdown::tests::lines_of;
using drawdown::tests::put_story;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

std::vector<std::string> users_of(const World& world) {
  std::vector<std::string> users;
  for (const WorldSession& session : world.sessions) {
    users.push_back(session.user);
  }
  for (const WorldResult& result : world.results) {
    users.push_back(result.user);
  }
  std::sort(users.begin(), users.end());
  users.erase(std::unique(users.begin(), users.end()), users.end());
  return users;
}

// What a result file has of a user: the numbers of its rows, and the sum of a column in micro-tokens.
struct UsersRows {
  std::vector<std::uint64_t> numbers;
  std::size_t refunds = 0;
  Tokens tokens;
};
UsersRows rows_of(const std::string& csv, const std::string& user) {
  UsersRows rows;
  const std::vector<std::string> lines = lines_of(csv);
  const auto cells = [](const std::string& line) {
    std::vector<std::string> row;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) {
      row.push_back(cell);
    }
    return row;
  };
  const std::vector<std::string> head = cells(lines.at(0));
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(head.begin(), head.end(), name) - head.begin());
  };
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> row = cells(lines[i]);
    if (row.at(column("user")) == user) {
      rows.numbers.push_back(i);
      rows.refunds += row.at(column("kind")) == "refund" ? 1U : 0U;
      rows.tokens += *parse_tokens(row.at(column("tokens")));
    }
  }
  return rows;
}

// The numbers after "charge " and before ":", in the text without line ends.
std::vector<std::uint64_t> charges_told(const std::string& text) {
  std::string flow;
  for (const std::string& line : lines_of(text)) {
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    // The clause stands at the right of a line that may go on.
    const bool has_clause = line.size() > 74 && line[line.size() - 2] == '.';
    flow += line.substr(begin, (has_clause ? line.size() - 3 : line.size()) - begin) + ' ';
    while (flow.size() > 1 && flow[flow.size() - 2] == ' ') {
      flow.pop_back();
    }
  }
  std::vector<std::uint64_t> numbers;
  const std::string mark = "charge ";
  for (std::size_t at = flow.find(mark); at != std::string::npos; at = flow.find(mark, at + 1)) {
    const std::size_t digits = at + mark.size();
    const std::size_t end = flow.find_first_not_of("0123456789", digits);
    if (end > digits && flow[end] == ':') {
      numbers.push_back(std::stoull(flow.substr(digits, end - digits)));
    }
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace

TEST_CASE("what explain tells of each user is what the result files have, row by row and in total, on random worlds") {
  std::size_t charges = 0;
  std::size_t denials = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 10U : 60U); ++seed) {
    CAPTURE(seed);
    const World world = seed % 3 == 0   ? random_idle_world(seed)
                        : seed % 3 == 1 ? random_world(seed)
                                        : random_managed_world(seed * 2);
    const Workplace place;
    put_story(place, as_story(world));
    REQUIRE(place.shell("drawdown run s.yaml -o out -q").status == 0);
    for (const std::string& user : users_of(world)) {
      CAPTURE(user);
      const UsersRows charged = rows_of(place.text("out/charges.csv"), user);
      const UsersRows denied = rows_of(place.text("out/denials.csv"), user);
      const Ran words = place.shell("drawdown explain s.yaml -u " + user);
      REQUIRE(words.status == 0);
      CHECK(charges_told(words.out) == charged.numbers);
      std::vector<std::uint64_t> told;
      std::vector<std::uint64_t> refused;
      for (const auto& event : nlohmann::json::parse(place.shell("drawdown explain s.yaml --json -u " + user).out)) {
        if (!event.at("charge").is_null()) {
          told.push_back(event.at("charge").get<std::uint64_t>());
        }
        if (!event.at("denial").is_null() && event.at("event") != "refused_with_session") {
          refused.push_back(event.at("denial").get<std::uint64_t>());
        }
      }
      std::sort(told.begin(), told.end());
      std::sort(refused.begin(), refused.end());
      CHECK(told == charged.numbers);
      CHECK(refused == denied.numbers);
      const std::size_t charges_alone = charged.numbers.size() - charged.refunds;
      std::string total = std::to_string(charges_alone) + " charge" + (charges_alone == 1 ? "" : "s");
      total += " of " + format(charged.tokens) + " token";
      charges += charged.numbers.size();
      denials += denied.numbers.size();
      if (contains(words.out, " nothing happened to")) {  // results that are carried on are no event
        CHECK(charged.numbers.size() + denied.numbers.size() == 0);
        continue;
      }
      std::string flow = words.out.substr(words.out.find(" Total  "));
      flow.erase(std::remove(flow.begin(), flow.end(), '\n'), flow.end());
      while (flow.find("  ") != std::string::npos) {
        flow.replace(flow.find("  "), 2, " ");
      }
      CHECK(contains(flow, total));
    }
    // Rows from different places, and one that is not there.
    for (const std::string file : {"charge", "denial"}) {
      const std::size_t rows =
          lines_of(place.text(file == "charge" ? "out/charges.csv" : "out/denials.csv")).size() - 1;
      for (const std::size_t row : {std::size_t{1}, std::size_t{2}, std::max<std::size_t>(1, rows / 2), rows + 1}) {
        const std::string number = std::to_string(row);
        const Ran story_of_row = place.shell("drawdown explain s.yaml --" + file + " " + number);
        CAPTURE(file);
        CAPTURE(number);
        CHECK(story_of_row.status == (row > rows ? 2 : 0));
      }
    }
  }
  CHECK(charges > (slow_build ? 20U : 60U));
  CHECK(denials > (slow_build ? 3U : 20U));
}
