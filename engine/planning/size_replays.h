// A size of one purchase in replays: whether the pool of its team runs dry, and what follows.
//
//   const SizeReplays replays(scenario, tranche);
//   const SizeReplays::Course course = replays.course(trace);
//   course.is_dry(size);
//   course.outcome(size).refused_days;
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/analysis/access_days.h"
#include "engine/planning/purchase_problem.h"
#include "engine/replay/meter.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// A replication, counted from 1. A pure function that several threads may call.
using DrawReplication = std::function<Trace(std::uint64_t replication)>;

struct SizeReplay {
  bool dry = false;
  Tokens refused;
  std::uint64_t refused_days = 0;
  Tokens expired;
  Tokens left;
};

// What is asked for, if nothing is refused.
struct AskedFor {
  DayDemand days;                 // of the team
  Tokens tokens;                  // of all teams
  std::uint64_t access_days = 0;  // likewise
};

class SizeReplays {
 public:
  // The scenario outlives it.
  SizeReplays(const Scenario& scenario, std::size_t tranche);

  class Course {
   public:
    Course(const SizeReplays& replays, const Trace& trace);  // both outlive it

    [[nodiscard]] SizeReplay outcome(Tokens size) const;
    [[nodiscard]] bool is_dry(Tokens size) const { return outcome(size).dry; }
    // The least size, above one that is dry, that is not; empty if that many more tokens are still too few.
    [[nodiscard]] std::optional<Tokens> enough_above(Tokens dry, Tokens more) const;

   private:
    const SizeReplays& replays_;
    const Trace& trace_;
    Metered metered_;
    AccessDays access_;
  };

  [[nodiscard]] AskedFor asked_for(const Trace& trace) const;

 private:
  const Scenario& scenario_;
  std::size_t tranche_;
  Scenario unlimited_;
};

}  // namespace drawdown
