// What is odd about a scenario and its sessions, as findings (findings.h).
#pragma once

#include <vector>

#include "engine/scenario/load.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/inspect.h"
#include "engine/trace/results.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/findings.h"

namespace drawdown::program {

// All of it, as `drawdown check` does; `rows`: also of what the log has, which is read for it.
[[nodiscard]] std::vector<Finding> findings_of(const std::string& path, const Arguments& arguments, bool rows);

// About the scenario alone.
[[nodiscard]] std::vector<Finding> inspect_scenario(const Scenario& scenario, const ScenarioPlaces& places);
// About its file of sessions, row by row.
[[nodiscard]] std::vector<Finding> inspect_rows(const Scenario& scenario, const Inspection& inspection);
// About its file of idle spans, if it is idle-aware. Throws InputError if the file cannot be read.
[[nodiscard]] std::vector<Finding> inspect_idle(const Scenario& scenario, const Trace& trace);
// About its policies, prices, contracts and transfers, and what its budgets are to its rates.
[[nodiscard]] std::vector<Finding> inspect_pool(const Scenario& scenario, const ScenarioPlaces& places);

// What was used: all sessions of the horizon, also those that need no tokens, and the log of results.
struct Log {
  const Trace& trace;
  const ResultLog& results;
};
// About names that only one of the two knows: products, teams, users.
[[nodiscard]] std::vector<Finding> inspect_names(const Scenario& scenario, const ScenarioPlaces& places,
                                                 const Log& log);
// About alerts that name nobody, or can never be told.
[[nodiscard]] std::vector<Finding> inspect_alerts(const Scenario& scenario, const ScenarioPlaces& places,
                                                  const Trace& trace);
// About entitlements, access rules and budgets that nothing or nobody meets.
[[nodiscard]] std::vector<Finding> inspect_limits(const Scenario& scenario, const ScenarioPlaces& places,
                                                  const Log& log);
// About the file of results: its rows, and refunds of what was not used.
[[nodiscard]] std::vector<Finding> inspect_results(const Scenario& scenario, const ResultsRead& read);

// The teams whose pools results draw on.
class ResultTeams {
 public:
  ResultTeams(const Scenario& scenario, const ResultLog& log);
  [[nodiscard]] const std::string& operator()(const LoggedResult& result) const {
    const std::string& own = log_.teams[result.team];
    return own.empty() ? home_[result.user.value] : own;
  }

 private:
  const ResultLog& log_;
  std::vector<std::string> home_;  // by UserId
};

[[nodiscard]] Place line_of(const std::string& file, std::uint64_t line);
// "line 17", "lines 17, 20 and 31", "lines 17, 20, 31, 40, 52 and 9 more".
[[nodiscard]] std::string lines_text(const Sightings& sightings);
// Bad rows under a code; of very many only the first.
[[nodiscard]] std::vector<Finding> bad_row_findings(std::string_view code, const std::string& file,
                                                    const std::vector<BadRow>& bad);

// Groups of names that differ only in case, blanks and punctuation, each joined as "'Mary', 'mary'".
struct Alike {
  std::vector<std::size_t> members;  // places in `names`, ascending
  std::string text;
};
[[nodiscard]] std::vector<Alike> nearly_the_same(const std::vector<std::string_view>& names);

// "a, b, c and 9 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

}  // namespace drawdown::program
