// What is ahead of a pool: its log up to today, and many courses of the rest of the horizon.
//
//   const ContinuedLog continued(scenario, known, today);
//   const DrawDemand draw = [&](std::size_t, std::uint64_t replication) { return continued.draw(replication); };
//   const Forecast ahead = forecast(scenario, today, draw, {.replications = 400});
//   ahead.tally().p_dry();                  // of running dry from today on
//   ahead.purchases[0].dry_before;          // in how many replications before it arrives
//   ahead.purchases[0].smaller->tokens;     // would do
//
// Every replication is an exact replay of the whole horizon, whose days before today are the same in all.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/ensemble/stress.h"
#include "engine/scenario/scenario.h"
#include "engine/time/civil.h"

namespace drawdown {

struct ForecastOptions {
  std::uint64_t replications = 400;  // at least 1
  // In what share of the replications, in millionths, a smaller purchase may refuse more, or sooner, than the planned.
  std::int64_t risk = 50'000;
  unsigned threads = 1;
  std::atomic<std::uint64_t>* done = nullptr;   // replications that are done; another thread may look
  std::atomic<std::uint64_t>* total = nullptr;  // all that there may be
};

// A purchase of another size, all else as planned.
struct SmallerPurchase {
  Tokens tokens;     // 0: none at all
  Estimate p_worse;  // of refusing more, or sooner, than as planned (CandidateTally::worse)
  Estimate p_dry;
  Estimate p_write_off;  // of its own tranche
  Estimate expired;      // likewise
};

// A tranche that arrives today or later.
struct PlannedPurchase {
  std::size_t tranche = 0;       // place in the scenario's
  std::uint64_t dry_before = 0;  // replications that run dry from today on, and before it
  // The smallest that is as good, but for the risk that is taken. Of listed tranches that expire within the horizon,
  // and that lose something in at least one replication; none if nothing smaller will do.
  std::optional<SmallerPurchase> smaller;
};

// What would use up what a tranche loses: so much more on every day that it still has.
struct ExtraUse {
  std::size_t tranche = 0;
  std::int64_t days = 0;          // from today, or its arrival, until it expires
  std::int64_t working_days = 0;  // Monday to Friday
  Tokens lost_p50;                // in one of two replications at most so much
  Tokens lost_p90;                // in nine of ten

  // Rounded up to the millionth; none without such days.
  [[nodiscard]] std::optional<Tokens> per_day(Tokens lost) const { return per(lost, days); }
  [[nodiscard]] std::optional<Tokens> per_working_day(Tokens lost) const { return per(lost, working_days); }

 private:
  static std::optional<Tokens> per(Tokens lost, std::int64_t days);
};

struct Forecast {
  Day today;
  Stress study;                            // its one candidate is the scenario as it is
  std::vector<PlannedPurchase> purchases;  // by arrival; ties in the order of the scenario
  std::vector<ExtraUse>
      extra_use;  // of tranches that are there today or later, and expire within the horizon; by expiry

  [[nodiscard]] const CandidateTally& tally() const { return study.candidates.front(); }
};

// The scenario as it is, as a study of one.
[[nodiscard]] std::vector<StressCandidate> as_planned(const Scenario& scenario);

// `today` lies in the horizon, or is its end. `draw` is asked for candidate 0 only. The penalty is the scenario's.
[[nodiscard]] Forecast forecast(const Scenario& scenario, Day today, const DrawDemand& draw,
                                const ForecastOptions& options = {});

}  // namespace drawdown
