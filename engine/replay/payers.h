// Who is asked "can this be paid?": the pools, which may refuse, or a recorder, which never does.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "engine/pool/journal.h"
#include "engine/pool/pools.h"
#include "engine/replay/outcome.h"
#include "engine/replay/tariff.h"
#include "engine/replay/tranche_teams.h"

namespace drawdown {

class PoolPayer {
 public:
  static constexpr bool agenda_grows = false;  // nothing is added to its events while it pays

  PoolPayer(const Scenario& scenario, const Trace& trace, Journal& journal, bool audit)
      : pools_(scenario.tranches, tranche_teams(scenario, trace), trace.teams.size(), scenario.rules.consume,
               scenario.begin, scenario.end, journal),
        uses_(trace.teams.size()),
        payer_of_team_(trace.teams.size()),
        scenario_tranches_(scenario.tranches),
        overdraft_(scenario.rules.when_empty == WhenEmpty::overdraft),
        audit_(audit) {
    for (const ChargeUnit& unit : trace.units) {
      uses_[unit.team.value] = 1;
    }
  }

  [[nodiscard]] Seconds next_event() const {
    const Instant at = pools_.next_event();
    return at == never ? no_time : at.seconds;
  }
  void process_event() { pools_.process_event(); }
  [[nodiscard]] static Seconds next_result() { return no_time; }
  static bool process_result(Outcome& /*outcome*/) { return true; }
  [[nodiscard]] bool can_pay(TeamId team, std::int64_t tokens, std::uint32_t /*unit*/, std::uint32_t /*now*/) const {
    return overdraft_ || tokens <= pools_.available(team);
  }
  // Why it cannot.
  [[nodiscard]] Denial refusal(TeamId team, std::int64_t tokens, std::uint32_t unit, std::uint32_t now) const {
    return {{now}, UnitId(unit), DenialKind::denied, {tokens}, {pools_.available(team)}, DenialReason::tokens, true, 0};
  }
  void hold(TeamId team, Journal::Row& row) { pools_.take(team, row, Pools::As::hold); }
  void charge(TeamId team, Journal::Row& row) { pools_.take(team, row, Pools::As::charge); }
  void settle(TeamId team, const Journal::Row& row, Seconds now) { pools_.settle(team, row, {now}); }
  void give_back(TeamId team, const Journal::Row& row, Seconds now) { pools_.give_back(team, row, {now}); }
  [[nodiscard]] std::int64_t plenty(std::uint32_t /*now*/) const { return pools_.plenty(uses_); }

  // Within a block one tranche of each team pays everything, so that sums per tranche are enough.
  void begin_block() {
    // One more than there are by now: charges of 0 tokens need a place, though no tranche.
    sums_.assign(pools_.tranche_count() + 1, {});
    for (std::size_t team = 0; team < uses_.size(); ++team) {
      payer_of_team_[team] = uses_[team] != 0 ? pools_.first_payer(TeamId(static_cast<std::uint32_t>(team))).value : 0;
    }
  }
  // Returns who pays.
  std::uint32_t take_in_block(const Tariff::Slot& slot, bool hold) {
    const std::uint32_t payer = payer_of_team_[slot.team.value];
    (hold ? sums_[payer].held : sums_[payer].charged) += slot.rate;
    return payer;
  }
  void settle_in_block(std::uint32_t payer, std::int64_t tokens) { sums_[payer].settled += tokens; }
  void give_back_in_block(std::uint32_t payer, std::int64_t tokens) { sums_[payer].given_back += tokens; }
  void end_block() {
    for (std::size_t tranche = 0; tranche + 1 < sums_.size(); ++tranche) {
      pools_.move(TrancheId(static_cast<std::uint32_t>(tranche)), sums_[tranche]);
    }
  }

  void after_event() const {
    if (audit_) {
      pools_.audit();
    }
  }

  // What the pools tell the outcome.
  void finish(Outcome& outcome) {
    outcome.events = std::move(pools_.events);
    outcome.tranches = scenario_tranches_;
    outcome.balances = pools_.balances();
    outcome.overdraft = pools_.owed();
    outcome.owed_for_adjustments = pools_.owed_for_adjustments();
  }

  [[nodiscard]] Pools& pools() { return pools_; }
  [[nodiscard]] const Pools& pools() const { return pools_; }

 private:
  Pools pools_;
  std::vector<std::uint8_t> uses_;
  std::vector<std::uint32_t> payer_of_team_;
  std::vector<Pools::Sums> sums_;
  const std::vector<Tranche>& scenario_tranches_;
  bool overdraft_;
  bool audit_;
};

// Pays everything. What it records depends on the sessions and the rules alone.
class Recorder {
 public:
  static constexpr bool agenda_grows = false;

  [[nodiscard]] static Seconds next_event() { return no_time; }
  static void process_event() {}
  [[nodiscard]] static Seconds next_result() { return no_time; }
  static bool process_result(Outcome& /*outcome*/) { return true; }
  [[nodiscard]] static bool can_pay(TeamId /*team*/, std::int64_t /*tokens*/, std::uint32_t /*unit*/,
                                    std::uint32_t /*now*/) {
    return true;
  }
  [[nodiscard]] static Denial refusal(TeamId /*team*/, std::int64_t /*tokens*/, std::uint32_t /*unit*/,
                                      std::uint32_t /*now*/) {
    return {};
  }
  static void hold(TeamId /*team*/, Journal::Row& /*row*/) {}
  static void charge(TeamId /*team*/, Journal::Row& /*row*/) {}
  static void settle(TeamId /*team*/, const Journal::Row& /*row*/, Seconds /*now*/) {}
  static void give_back(TeamId /*team*/, const Journal::Row& /*row*/, Seconds /*now*/) {}
  [[nodiscard]] static std::int64_t plenty(std::uint32_t /*now*/) { return std::numeric_limits<std::int64_t>::max(); }
  static void begin_block() {}
  [[nodiscard]] static std::uint32_t take_in_block(const Tariff::Slot& /*slot*/, bool /*hold*/) { return 0; }
  static void settle_in_block(std::uint32_t /*payer*/, std::int64_t /*tokens*/) {}
  static void give_back_in_block(std::uint32_t /*payer*/, std::int64_t /*tokens*/) {}
  static void end_block() {}
  static void after_event() {}
};

}  // namespace drawdown
