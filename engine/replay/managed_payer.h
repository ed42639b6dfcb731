// The payer of pools that are managed: with budgets, results, purchasing policies, true-ups, transfers and adjustments.
// Whoever has none of these is served by PoolPayer, whose loop asks about none of them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/pool/steward.h"
#include "engine/replay/budget_caps.h"
#include "engine/replay/payers.h"
#include "engine/replay/result_meter.h"

namespace drawdown {

// Whether a replay needs a ManagedPayer.
[[nodiscard]] bool is_managed(const Scenario& scenario, const Trace& trace);

class ManagedPayer {
 public:
  static constexpr bool agenda_grows = true;

  ManagedPayer(const Scenario& scenario, const Trace& trace, Journal& journal, bool audit);
  ManagedPayer(const ManagedPayer&) = delete;  // its parts refer to each other
  ManagedPayer& operator=(const ManagedPayer&) = delete;
  ManagedPayer(ManagedPayer&&) = delete;
  ManagedPayer& operator=(ManagedPayer&&) = delete;
  ~ManagedPayer() = default;

  [[nodiscard]] Seconds next_event() const { return seconds_or_none(steward_.next_event()); }
  void process_event() { steward_.process_event(); }

  [[nodiscard]] Seconds next_result() const { return seconds_or_none(results_.next()); }
  // False if it was refused, or a part of it.
  bool process_result(Outcome& outcome);

  [[nodiscard]] bool can_pay(TeamId team, std::int64_t tokens, std::uint32_t unit, std::uint32_t now) const {
    return !caps_.refusal(unit, tokens, now) && plain_.can_pay(team, tokens, unit, now);
  }
  [[nodiscard]] Denial refusal(TeamId team, std::int64_t tokens, std::uint32_t unit, std::uint32_t now) const;
  void hold(TeamId team, Journal::Row& row) {
    plain_.hold(team, row);
    count(row, journal_.tokens(row));
    after_fall(team, row.at);
  }
  void charge(TeamId team, Journal::Row& row) {
    plain_.charge(team, row);
    count(row, journal_.tokens(row));
    after_fall(team, row.at);
  }
  void settle(TeamId team, const Journal::Row& row, Seconds now) {
    plain_.settle(team, row, now);
    after_fall(team, now);
  }
  void give_back(TeamId team, const Journal::Row& row, Seconds now) {
    plain_.give_back(team, row, now);
    count(row, -journal_.tokens(row));
  }

  // Blocks: not with budgets, nor shortly after a tranche has moved under a hold.
  [[nodiscard]] std::int64_t plenty(std::uint32_t now) const;
  void begin_block() { plain_.begin_block(); }
  std::uint32_t take_in_block(const Tariff::Slot& slot, bool hold) { return plain_.take_in_block(slot, hold); }
  void settle_in_block(std::uint32_t payer, std::int64_t tokens) { plain_.settle_in_block(payer, tokens); }
  void give_back_in_block(std::uint32_t payer, std::int64_t tokens) { plain_.give_back_in_block(payer, tokens); }
  void end_block() { plain_.end_block(); }

  void after_event() const { plain_.after_event(); }
  [[nodiscard]] const Pools& pools() const { return plain_.pools(); }
  void finish(Outcome& outcome);

 private:
  static Seconds seconds_or_none(Instant instant) { return instant == never ? no_time : instant.seconds; }
  void count(const Journal::Row& row, std::int64_t tokens) { caps_.add(row.unit, tokens, row.at); }
  void after_fall(TeamId team, Seconds now) {
    if (now < scenario_.end.seconds) {
      steward_.after_fall(team, {now});
    }
  }
  // Of the next result: what can be paid of it, if it is divisible; and paying for it.
  [[nodiscard]] std::int64_t can_pay_at_most(TeamId team, std::uint32_t unit, std::uint32_t now) const;
  void charge_result(TeamId team, std::int64_t tokens);
  void take_back();

  const Scenario& scenario_;
  const Trace& trace_;
  Journal& journal_;
  std::vector<Tranche> tranches_;
  PoolPayer plain_;
  Steward steward_;
  BudgetCaps caps_;
  ResultMeter results_;
  bool overdraft_;
  std::uint64_t unmatched_refunds_ = 0;
};

}  // namespace drawdown
