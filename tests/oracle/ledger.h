// The oracle's own pools: every tranche's tokens by where they are, every team's debts. Spec §3.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/oracle.h"

namespace drawdown::oracle {

// Adds tokens to the last draw, if that is of the tranche, or a draw.
void add_to(std::vector<Draw>& draws, std::size_t tranche, std::int64_t tokens);

class Ledger {
 public:
  Ledger(const Scenario& scenario, const Trace& trace, Outcome& out);

  // A tranche that was bought in the simulation. Returns its number.
  std::size_t add(const Tranche& tranche);
  void arrive(std::int64_t now, std::size_t tranche);
  void expire(std::int64_t now, std::size_t tranche);
  void transfer(std::int64_t now, std::size_t tranche, std::size_t to);
  void adjust(std::int64_t now, std::size_t number);

  [[nodiscard]] const Tranche& tranche(std::size_t number) const { return tranches_[number]; }
  [[nodiscard]] std::size_t tranches() const { return tranches_.size(); }
  [[nodiscard]] std::size_t team_of(std::size_t tranche) const { return accounts_[tranche].team; }
  [[nodiscard]] bool has_arrived(std::size_t tranche) const { return accounts_[tranche].arrived; }
  [[nodiscard]] std::int64_t available(std::size_t team) const;
  [[nodiscard]] std::int64_t owed(std::size_t team) const { return debt_[team] + debt_by_hand_[team]; }
  // Holds as much of `tokens` as the team has, in the pool's draw order.
  std::vector<Draw> hold(std::size_t team, std::int64_t tokens);
  // Held tokens are consumed; what they lack of `tokens` is owed.
  void consume(std::int64_t now, std::size_t team, std::int64_t tokens, const std::vector<Draw>& held);
  // Held tokens go back where they came from.
  void give_back(std::int64_t now, std::size_t team, const std::vector<Draw>& held);

  // What of a charge is not undone.
  struct Paid {
    std::size_t team = 0;
    std::vector<Draw> draws;
    std::int64_t owed = 0;
  };
  // Undoes so many tokens of a charge: what was owed for it, then what was drawn, the last first. Returns who gets
  // what.
  std::vector<Draw> refund(std::int64_t now, std::int64_t tokens, Paid& paid);

  // bought + adjusted = consumed + held + expired + remaining, only `adjusted` is ever negative, who owes has nothing.
  void check_balances() const;
  // Writes the balances; nothing may be held any more.
  void close();

 private:
  struct Account {
    std::size_t team = 0;
    bool usable = false;
    bool arrived = false;
    std::int64_t bought = 0, adjusted = 0, consumed = 0, held = 0, expired = 0, remaining = 0;
  };
  using Event = PoolEvent::Kind;

  void note(const std::string& what) { ++out_.seen[what]; }
  void tell(std::int64_t now, std::size_t tranche, Event kind, std::int64_t tokens, std::size_t team,
            std::size_t to = 0, std::size_t source = 0);
  std::vector<Draw> take(std::size_t team, std::int64_t tokens);
  void write_off(std::int64_t now, std::size_t tranche, std::int64_t tokens);
  // Tokens that were the team's come back to a tranche.
  void put_back(std::int64_t now, std::size_t tranche, std::size_t team, std::int64_t tokens);
  void pay_debts(std::int64_t now, std::size_t team, const char* occasion);

  const Scenario& scenario_;
  const Trace& trace_;
  Outcome& out_;
  std::vector<Tranche> tranches_;
  std::vector<Account> accounts_;              // by tranche
  std::vector<std::size_t> draw_order_;        // tranches
  std::vector<std::int64_t> debt_;             // by team: for charges
  std::vector<std::int64_t> debt_by_hand_;     // by team: for adjustments
  std::vector<std::vector<Draw>> debts_paid_;  // by team: for charges, in order of time
};

}  // namespace drawdown::oracle
