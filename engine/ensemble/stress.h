// Many replications of a demand against many candidates: how often and when each runs dry, whom it refuses, what
// expires, and what it costs.
//
//   const Stress study = stress(candidates, draw, {.replications = 10'000, .threads = 2});
//   study.candidates[3].p_dry();                                        // 0.012, with its interval
//   study.candidates[3].of(ReplicaMeasure::cost).mean.estimate();
//   study.candidates[3].of(ReplicaMeasure::cost).difference.estimate(); // than the baseline's, replication by
//   replication
//
// All candidates meet the same demand in each replication, so that differences between them are not those between two
// draws. Replications are worked on in any order and counted in theirs: the result does not depend on the number of
// threads. Memory does not grow with replications.
//
// Candidates that differ in their pools only are twins: their demand is drawn once. What each session costs if nothing
// is refused is metered once for them too, and settled for each; where something would be refused, a replay tells what
// follows. Both give the same, to the token.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/ensemble/estimate.h"
#include "engine/ensemble/replica.h"
#include "engine/ensemble/spread.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct StressCandidate {
  std::string name;
  std::string variant;         // whose it is: the scenario itself, or one of its variants
  std::optional<Tokens> size;  // none: as the scenario has it
  const Scenario* scenario = nullptr;
  std::size_t twin = 0;  // the first candidate that differs from it in tokens of tranches only; perhaps itself
  // An earlier candidate that is drawn the same trace, down to its numbers; it is its own twin. None: it is asked for.
  std::optional<std::size_t> same_trace = std::nullopt;
};

// What a candidate meets in a replication, from 1 on; asked for the first of its twins only, and only if it does not
// have the trace of another. A pure function that several threads may call.
using DrawDemand = std::function<Trace(std::size_t candidate, std::uint64_t replication)>;

struct StressOptions {
  std::uint64_t replications = 1000;  // at most; at least 1
  // Stops at the first of `checkpoints` at which the interval of every candidate's probability of running dry reaches
  // at most so far to either side.
  std::optional<double> half_width = std::nullopt;
  std::size_t baseline = 0;  // that others are compared with
  // Candidates that are compared too, the later one with the earlier: in a step from `first` to `second`.
  std::vector<std::pair<std::size_t, std::size_t>> pairs = {};
  Money penalty = {};      // for each access day refused; of a series for each token
  Instant dry_since = {};  // running dry earlier does not count
  unsigned threads = 1;
  bool settle = true;                           // false: replay even where settling would do
  bool days = true;                             // false: do not count by day
  std::atomic<std::uint64_t>* done = nullptr;   // replications that are done; another thread may look
  std::atomic<std::uint64_t>* total = nullptr;  // all that there may be
};

// The number of replications after `done` at which a study may stop: 400, and then half as many more each time.
[[nodiscard]] std::uint64_t next_checkpoint(std::uint64_t done);

struct MeasureTally {
  Mean mean;
  Spread spread;
  Mean difference;  // from the baseline
};

// How a day's balance or consumption spreads.
struct DayTally {
  Mean mean;
  Spread spread;
};

struct TrancheTally {
  std::uint64_t with_loss = 0;  // replications in which some of it expired
  Mean expired;
  Spread spread;  // of what expired
  Mean remaining;
  Mean team_consumed;
};

struct DayEstimate {
  Day value;
  Day low;
  Day high;
};

class CandidateTally {
 public:
  explicit CandidateTally(const Scenario& scenario);

  [[nodiscard]] const MeasureTally& of(ReplicaMeasure measure) const {
    return measures_[static_cast<std::size_t>(measure)];
  }
  [[nodiscard]] std::uint64_t replications() const { return replications_; }
  [[nodiscard]] std::uint64_t dry() const { return dry_; }  // how many of them
  [[nodiscard]] Estimate p_dry() const { return estimate_share(dry_, replications_); }
  // How many of them run dry on an earlier day than the baseline, refuse more, cut off more or owe more in the end.
  [[nodiscard]] std::uint64_t worse() const { return worse_; }
  [[nodiscard]] Estimate p_dry_difference() const { return dry_difference_.estimate(); }
  // The day by which so many percent of all replications have run dry, or never_day; and so many percent of those that
  // do, if any does.
  [[nodiscard]] DayEstimate dry_day(int percent) const;
  [[nodiscard]] std::optional<DayEstimate> dry_day_if_dry(int percent) const;
  // How many of them run dry before that day.
  [[nodiscard]] std::uint64_t dry_before(Day day) const;
  // What a consumed token costs, in the replications in which there is one.
  [[nodiscard]] const MeasureTally& price_consumed() const { return price_consumed_; }

  // By day; nothing is in them if days are not counted.
  [[nodiscard]] const std::vector<DayTally>& balance() const { return balance_; }  // at its end
  [[nodiscard]] const std::vector<DayTally>& consumed() const { return consumed_; }
  [[nodiscard]] const std::vector<TrancheTally>& tranches() const { return tranches_; }

  // In the order of the replications: all but the days, and days [first, last).
  void add(const Replica& own, const Replica& baseline);
  void add_days(const Replica& own, std::size_t first, std::size_t last);

 private:
  [[nodiscard]] Day day_at_rank(std::uint64_t rank) const;

  Day from_;
  std::uint64_t replications_ = 0;
  std::uint64_t dry_ = 0;
  std::uint64_t worse_ = 0;
  std::vector<std::uint64_t> dry_on_;  // by day
  Mean dry_difference_;
  std::array<MeasureTally, replica_measures> measures_;
  MeasureTally price_consumed_;
  std::vector<DayTally> balance_;
  std::vector<DayTally> consumed_;
  std::vector<TrancheTally> tranches_;
};

// How one candidate differs from another, replication by replication.
class PairTally {
 public:
  [[nodiscard]] const Mean& difference(ReplicaMeasure measure) const {
    return differences_[static_cast<std::size_t>(measure)];
  }
  // Replications in which the measure is more, or less, than the other's.
  [[nodiscard]] std::uint64_t more(ReplicaMeasure measure) const { return more_[static_cast<std::size_t>(measure)]; }
  [[nodiscard]] std::uint64_t less(ReplicaMeasure measure) const { return less_[static_cast<std::size_t>(measure)]; }
  // Of running dry: 1 where it does and the other does not, −1 the other way round.
  [[nodiscard]] const Mean& dry_difference() const { return dry_difference_; }
  [[nodiscard]] std::uint64_t dry_only() const { return dry_only_; }
  [[nodiscard]] std::uint64_t other_dry_only() const { return other_dry_only_; }

  // In the order of the replications.
  void add(const Replica& other, const Replica& own);

 private:
  std::array<Mean, replica_measures> differences_;
  std::array<std::uint64_t, replica_measures> more_{};
  std::array<std::uint64_t, replica_measures> less_{};
  Mean dry_difference_;
  std::uint64_t dry_only_ = 0;
  std::uint64_t other_dry_only_ = 0;
};

struct Stress {
  std::uint64_t replications = 0;
  bool narrow_enough = false;  // stopped because of the half-width
  std::size_t baseline = 0;
  std::vector<CandidateTally> candidates;  // in the order given
  std::vector<PairTally> pairs;            // likewise
};

// There is at least one candidate.
[[nodiscard]] Stress stress(const std::vector<StressCandidate>& candidates, const DrawDemand& draw,
                            const StressOptions& options = {});

}  // namespace drawdown
