// Which alerts hold at the end of a day: judged again from nothing but the ledgers, day by day and slowly.
//
//   AlertsAgain again(world, outcome);
//   again.holding(3);                     // at the end of the fourth day of the horizon
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/wide.h"
#include "engine/replay/outcome.h"
#include "tests/worlds.h"

namespace drawdown {

// An alert, by its place, and about what: a team, a tranche, or "mary/0" for a user and a product.
using AlertSubject = std::pair<std::size_t, std::string>;

class AlertsAgain {
 public:
  // Both must outlive it.
  AlertsAgain(const World& world, const Outcome& outcome)
      : world_(world), scenario_(world.scenario), outcome_(outcome) {}

  std::set<AlertSubject> holding(std::int32_t day);

 private:
  using Subjects = std::set<AlertSubject>;
  using Key = std::tuple<int, std::int64_t, std::int64_t, std::int64_t, std::uint32_t>;

  void read_ledgers();
  void read_events();
  void judge(std::size_t place, TeamId team, Subjects& all);
  void judge_share(std::size_t place, TeamId team, Subjects& all);
  void judge_expiring(std::size_t place, TeamId team, Subjects& all);
  void judge_costs(std::size_t place, Subjects& all);
  // One day after the other, at the trailing rate; amounts are multiplied by its days.
  void look_ahead(TeamId team, std::int32_t trailing);

  [[nodiscard]] bool is_there(std::uint32_t id) const { return came_[id] && today_ < outcome_.tranches[id].expires; }
  [[nodiscard]] bool is_on_order(std::uint32_t id) const;
  [[nodiscard]] std::int32_t days_left(std::uint32_t id) const { return outcome_.tranches[id].expires - today_ - 1; }
  [[nodiscard]] std::int64_t brought(std::uint32_t id) const { return outcome_.tranches[id].tokens.micro + given_[id]; }
  [[nodiscard]] Key key(std::uint32_t id) const;

  const World& world_;
  const Scenario& scenario_;
  const Outcome& outcome_;
  Day today_;
  Instant end_;
  std::vector<std::int64_t> free_;
  std::vector<std::int64_t> given_;
  std::vector<bool> came_;
  std::vector<std::int64_t> owed_;
  std::vector<bool> had_;
  std::vector<TeamId> team_;
  std::int32_t empty_ = 0;
  std::vector<Wide> left_;
};

}  // namespace drawdown
