#include "engine/ensemble/stress.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "engine/base/check.h"
#include "engine/ensemble/parallel.h"
#include "engine/replay/meter.h"
#include "engine/replay/replay.h"

namespace drawdown {
namespace {

// How often settling a candidate's replications paid off. Whether it is tried changes the time that is taken, and
// nothing else.
struct Luck {
  std::atomic<std::uint32_t> settled{0};
  std::atomic<std::uint32_t> refused{0};

  [[nodiscard]] bool worth_a_try() const { return refused <= settled + 2; }
};

class Study {
 public:
  Study(const std::vector<StressCandidate>& candidates, const DrawDemand& draw, const StressOptions& options)
      : candidates_(candidates),
        draw_(draw),
        options_(options),
        luck_(candidates.size()),
        twins_(candidates.size()),
        shared_(candidates.size()) {
    check(!candidates.empty() && options.baseline < candidates.size() && options.replications > 0,
          "there is something to study");
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      check(candidates[i].twin <= i && candidates[candidates[i].twin].twin == candidates[i].twin,
            "the first of the twins is its own twin");
      twins_[candidates[i].twin].push_back(i);
      if (const std::optional<std::size_t> source = candidates[i].same_trace) {
        check(*source < i && candidates[*source].twin == *source && !candidates[*source].same_trace,
              "a trace that several candidates meet is drawn for the first of them");
        shared_[*source] = true;
      }
      result_.candidates.emplace_back(*candidates[i].scenario);
      most_days_ = std::max(most_days_, static_cast<std::size_t>(candidates[i].scenario->days.size()));
    }
    result_.baseline = options.baseline;
    result_.pairs.resize(options.pairs.size());
  }

  Stress run() {
    if (options_.total != nullptr) {
      *options_.total = options_.replications;
    }
    while (result_.replications < options_.replications && !result_.narrow_enough) {
      std::uint64_t until = options_.replications;
      if (options_.half_width) {
        until = std::min(until, next_checkpoint(result_.replications));
      }
      while (result_.replications < until) {
        run_batch(std::min<std::uint64_t>(batch_size(), until - result_.replications));
      }
      result_.narrow_enough = options_.half_width && is_narrow(*options_.half_width);
    }
    return std::move(result_);
  }

 private:
  // Enough that no thread waits long for the last of a batch, and that all its replicas fit some 64 MB. What comes out
  // does not depend on it.
  [[nodiscard]] std::uint64_t batch_size() const {
    constexpr std::size_t most_bytes = std::size_t{1} << 26U;
    const std::size_t bytes = candidates_.size() * (most_days_ * 16 + sizeof(Replica) + 512);
    return std::clamp<std::uint64_t>(most_bytes / bytes, 1, 256);
  }

  [[nodiscard]] bool is_narrow(double half_width) const {
    return std::all_of(result_.candidates.begin(), result_.candidates.end(), [&](const CandidateTally& each) {
      return share_half_width(each.dry(), each.replications()) <= half_width;
    });
  }

  void run_batch(std::uint64_t size) {
    std::vector<std::vector<Replica>> replicas(size);
    in_parallel(size, options_.threads, [&](std::size_t i) {
      replicas[i] = replicate(result_.replications + 1 + i);
      if (options_.done != nullptr) {
        ++*options_.done;
      }
    });
    // Each piece goes through the replications in their order.
    const std::size_t pieces = options_.days ? 5 : 1;
    in_parallel(candidates_.size() * pieces, options_.threads, [&](std::size_t i) {
      const std::size_t candidate = i / pieces;
      const std::size_t piece = i % pieces;
      CandidateTally& tally = result_.candidates[candidate];
      const std::size_t days = tally.balance().size();
      for (const std::vector<Replica>& each : replicas) {
        if (piece == 0) {
          tally.add(each[candidate], each[options_.baseline]);
        } else {
          tally.add_days(each[candidate], days * (piece - 1) / (pieces - 1), days * piece / (pieces - 1));
        }
      }
    });
    in_parallel(options_.pairs.size(), options_.threads, [&](std::size_t i) {
      const auto [other, own] = options_.pairs[i];
      for (const std::vector<Replica>& each : replicas) {
        result_.pairs[i].add(each[other], each[own]);
      }
    });
    result_.replications += size;
  }

  [[nodiscard]] std::vector<Replica> replicate(std::uint64_t replication) {
    std::vector<Replica> replicas(candidates_.size());
    std::map<std::size_t, Trace> shared;  // by the candidate that it was drawn for
    for (std::size_t first = 0; first < twins_.size(); ++first) {
      if (const auto source = candidates_[first].same_trace; source && !twins_[first].empty()) {
        replicate(first, shared.at(*source), replicas);
      } else if (shared_[first]) {
        replicate(first, shared.emplace(first, draw_(first, replication)).first->second, replicas);
      } else if (!twins_[first].empty()) {
        replicate(first, draw_(first, replication), replicas);
      }
    }
    return replicas;
  }

  void replicate(std::size_t first, const Trace& trace, std::vector<Replica>& replicas) {
    const AccessDays access(candidates_[first].scenario->days, trace);
    std::optional<Metered> metered;
    for (const std::size_t i : twins_[first]) {
      const Scenario& scenario = *candidates_[i].scenario;
      std::optional<Outcome> outcome;
      if (options_.settle && twins_[first].size() > 1 && luck_[i].worth_a_try()) {
        if (!metered) {
          metered = meter(scenario, trace);
        }
        outcome = settle(scenario, trace, *metered);
        ++(outcome ? luck_[i].settled : luck_[i].refused);
      }
      if (!outcome) {
        outcome = replay(scenario, trace);
      }
      replicas[i] = replica_of(scenario, trace, *outcome, access, options_.penalty, options_.dry_since);
    }
  }

  const std::vector<StressCandidate>& candidates_;
  const DrawDemand& draw_;
  const StressOptions& options_;
  std::vector<Luck> luck_;                       // by candidate
  std::vector<std::vector<std::size_t>> twins_;  // by the first of them
  std::vector<bool> shared_;                     // by candidate: whether others meet its trace
  std::size_t most_days_ = 0;
  Stress result_;
};

bool is_worse(const Replica& own, const Replica& baseline) {
  using enum ReplicaMeasure;
  const auto more = [&](ReplicaMeasure measure) { return own[measure] > baseline[measure]; };
  return own.dry < baseline.dry || more(denied_sessions) || more(denied_results) || more(cut_offs) || more(overdraft);
}

DayEstimate days_at(const QuantileRanks& ranks, const std::function<Day(std::uint64_t)>& day_at) {
  return {day_at(ranks.rank), day_at(ranks.low), day_at(ranks.high)};
}

}  // namespace

std::uint64_t next_checkpoint(std::uint64_t done) {
  std::uint64_t next = 400;
  while (next <= done) {
    next += next / 2;
  }
  return next;
}

CandidateTally::CandidateTally(const Scenario& scenario)
    : from_(scenario.from),
      dry_on_(static_cast<std::size_t>(scenario.days.size())),
      balance_(dry_on_.size()),
      consumed_(dry_on_.size()),
      tranches_(scenario.tranches.size()) {}

void CandidateTally::add(const Replica& own, const Replica& baseline) {
  ++replications_;
  const auto is_dry = [](const Replica& each) { return each.dry == no_dry_day ? 0 : 1; };
  if (is_dry(own) != 0) {
    ++dry_;
    ++dry_on_[own.dry];
  }
  worse_ += is_worse(own, baseline) ? 1U : 0U;
  dry_difference_.add((is_dry(own) - is_dry(baseline)) * micro_per_unit);
  for (std::size_t i = 0; i < replica_measures; ++i) {
    measures_[i].mean.add(own.values[i]);
    measures_[i].spread.add(own.values[i]);
    measures_[i].difference.add((Tokens{own.values[i]} - Tokens{baseline.values[i]}).micro);
  }
  if (own.price_consumed) {
    price_consumed_.mean.add(*own.price_consumed);
    price_consumed_.spread.add(*own.price_consumed);
  }
  for (std::size_t i = 0; i < tranches_.size(); ++i) {
    const TrancheLoss& loss = own.tranches[i];
    tranches_[i].with_loss += loss.expired > 0 ? 1U : 0U;
    tranches_[i].expired.add(loss.expired);
    tranches_[i].spread.add(loss.expired);
    tranches_[i].remaining.add(loss.remaining);
    tranches_[i].team_consumed.add(loss.team_consumed);
  }
}

void CandidateTally::add_days(const Replica& own, std::size_t first, std::size_t last) {
  for (std::size_t day = first; day < last; ++day) {
    balance_[day].mean.add(own.balance[day]);
    balance_[day].spread.add(own.balance[day]);
    consumed_[day].mean.add(own.consumed[day]);
    consumed_[day].spread.add(own.consumed[day]);
  }
}

Day CandidateTally::day_at_rank(std::uint64_t rank) const {
  for (std::size_t day = 0; day < dry_on_.size(); ++day) {
    if (rank <= dry_on_[day]) {
      return from_ + static_cast<std::int32_t>(day);
    }
    rank -= dry_on_[day];
  }
  return never_day;
}

DayEstimate CandidateTally::dry_day(int percent) const {
  return days_at(quantile_ranks(percent, replications_), [this](std::uint64_t rank) { return day_at_rank(rank); });
}

std::optional<DayEstimate> CandidateTally::dry_day_if_dry(int percent) const {
  if (dry_ == 0) {
    return std::nullopt;
  }
  return days_at(quantile_ranks(percent, dry_), [this](std::uint64_t rank) { return day_at_rank(rank); });
}

std::uint64_t CandidateTally::dry_before(Day day) const {
  const std::int32_t days = std::clamp<std::int32_t>(day - from_, 0, static_cast<std::int32_t>(dry_on_.size()));
  return std::accumulate(dry_on_.begin(), dry_on_.begin() + days, std::uint64_t{0});
}

void PairTally::add(const Replica& other, const Replica& own) {
  for (std::size_t i = 0; i < replica_measures; ++i) {
    differences_[i].add((Tokens{own.values[i]} - Tokens{other.values[i]}).micro);
    more_[i] += own.values[i] > other.values[i] ? 1U : 0U;
    less_[i] += own.values[i] < other.values[i] ? 1U : 0U;
  }
  const bool own_dry = own.dry != no_dry_day;
  const bool other_dry = other.dry != no_dry_day;
  dry_difference_.add(own_dry == other_dry ? 0 : own_dry ? micro_per_unit : -micro_per_unit);
  dry_only_ += own_dry && !other_dry ? 1U : 0U;
  other_dry_only_ += other_dry && !own_dry ? 1U : 0U;
}

Stress stress(const std::vector<StressCandidate>& candidates, const DrawDemand& draw, const StressOptions& options) {
  return Study(candidates, draw, options).run();
}

}  // namespace drawdown
