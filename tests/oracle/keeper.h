// The oracle's own hand on the pools: contracts' true-ups, transfers, adjustments, and policies that buy.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"
#include "tests/oracle/events.h"
#include "tests/oracle/ledger.h"
#include "tests/oracle/oracle.h"

namespace drawdown::oracle {

class Keeper {
 public:
  // Adds what is to be done to the events. `unit_teams`: by the unit of a charge, as they become known.
  Keeper(const Scenario& scenario, const Trace& trace, const std::vector<std::size_t>& unit_teams, Ledger& ledger,
         Events& events, Outcome& out);

  void handle(const Event& event);  // one that comes before settlings
  // Around every event: continuous policies look when their team's position has fallen; at an instant at which things
  // are done to the pools, once, when all of them are done.
  void before(const Event& event);
  void after(const Event& event);
  void finish();  // contract years that end with the simulation

 private:
  struct State {
    std::size_t orders = 0;
    std::int64_t spent = 0;
    bool said_no = false;
  };

  void note(const std::string& what) { ++out_.seen[what]; }
  void wait(std::int64_t at, Kind kind, std::size_t rank, std::size_t what = 0);
  void true_up(std::int64_t now, std::size_t contract, std::size_t year);
  void look_at_all(std::int64_t now);
  // What the policy would order in a position, before it is rounded; 0: nothing.
  [[nodiscard]] std::int64_t wanted(const PurchasePolicy& policy, std::int64_t position, std::int64_t now) const;
  [[nodiscard]] std::int64_t share_of_year(const PurchasePolicy& policy, std::int64_t now) const;
  // `before`: the position before it fell, if that is why.
  void ask(std::size_t policy, std::int64_t now, std::optional<std::int64_t> before = {});
  void place(std::size_t policy, std::int64_t tokens, std::optional<Money> price, std::int64_t now);
  [[nodiscard]] std::int64_t position(std::size_t team) const;
  [[nodiscard]] std::vector<std::int64_t> positions() const;
  [[nodiscard]] std::size_t team(const std::string& name) const { return trace_.teams.find(name)->value; }

  const Scenario& scenario_;
  const Trace& trace_;
  const std::vector<std::size_t>& unit_teams_;
  Ledger& ledger_;
  Events& events_;
  Outcome& out_;
  const std::string server_;
  const std::int64_t begin_, end_;
  std::vector<State> states_;            // by policy
  std::int64_t instant_ = -1;            // of `positions_`
  std::vector<std::int64_t> positions_;  // by team, before the last event, or all of its instant's
};

}  // namespace drawdown::oracle
