// What the people of a population do, replication by replication.
//
//   const PopulationSource source(scenario, PopulationSource::Detail::as_charged);
//   PopulationSource::Workspace workspace;                     // one for each thread; keeps its memory
//   Trace trace = source.nobody_yet();
//   for (std::uint64_t replication = 1; replication <= 10'000; ++replication) {
//     source.draw(replication, workspace, trace);              // trace: that replication's sessions and results
//   }
//
// A pure function of the population, its seed, the days and the number of the replication. Each number that is drawn
// has a name of its own (replication, user, product, day, what for), so that people, products, days and threads that
// are added change nothing that was there; and rules, pools and prices meet the same demand. Sessions that open at the
// same second are in the order of the population's groups, within one in that of their people, and of their products.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/demand/prepared_group.h"
#include "engine/demand/row_sorter.h"
#include "engine/random/blocks.h"
#include "engine/random/stream.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

class PopulationSource {
 public:
  // As somebody would log it: versions and machines, and the groups' own teams. Or as the scenario's rules charge: only
  // what `charge_per` tells apart, and each user's team.
  enum class Detail { as_logged, as_charged };

  // The scenario has a population. It need not outlive the source.
  PopulationSource(const Scenario& scenario, Detail detail);

  struct Workspace {
    struct Visit {  // somebody's day with a product
      std::uint32_t use = 0;
      std::uint32_t member = 0;
      Day day;
    };
    std::vector<std::vector<double>> levels;   // by shock and week
    std::vector<std::vector<double>> factors;  // by use and member: how heavy a user
    std::vector<std::vector<double>> chances;  // by use and day
    struct Burst {
      std::int32_t block = 0;  // at whose end
      bool on = false;
    };
    std::vector<std::vector<Burst>> bursts;  // by use and member
    std::vector<std::uint32_t> there;        // members who are there in a block,
    std::vector<std::uint32_t> there_days;   // and on which days
    std::vector<std::uint32_t> asked;        // places in `there`: those who may open a product,
    std::vector<std::uint32_t> asked_days;   // and on which days
    std::vector<std::uint32_t> own;          // by use and place in `there`: days, a bit each
    std::vector<std::uint32_t> days;         // the same with those on which another product is opened along
    std::vector<Block> blocks;
    std::vector<Visit> visits;
    RowSorter sessions;
    RowSorter results;
    std::vector<std::uint32_t> unit_places;  // by potential unit: its place in the trace
    std::vector<std::uint32_t> seen;         // the potential units of the trace
    std::size_t expected = 0;
  };

  // A trace without sessions, with all names.
  [[nodiscard]] Trace nobody_yet() const { return nobody_yet_; }
  // Replaces the sessions and results of a trace that was `nobody_yet()`. Access and entitlements are not looked at.
  void draw(std::uint64_t replication, Workspace& workspace, Trace& trace) const;

 private:
  friend class PopulationDraw;
  void add_units(const Group& group, const std::vector<TeamId>& teams, PreparedGroup& prepared, Detail detail,
                 const Scenario& scenario);

  Seed seed_;
  std::uint32_t begin_;  // seconds since 1970
  std::uint32_t end_;
  std::vector<ShockPath> paths_;
  std::vector<PreparedGroup> groups_;
  std::vector<ChargeUnit> units_;  // all that there may be
  Trace nobody_yet_;
};

}  // namespace drawdown
