// The oracle's own pools: every tranche's tokens by where they are, every team's debt. Spec §3.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/oracle/oracle.h"

namespace drawdown::oracle {

class Ledger {
 public:
  Ledger(const Scenario& scenario, const Trace& trace, Outcome& out);

  void arrive(std::int64_t now, std::size_t tranche);
  void expire(std::int64_t now, std::size_t tranche);

  [[nodiscard]] std::int64_t available(std::size_t team) const;
  // Holds as much of `tokens` as the team has, in the pool's draw order.
  std::vector<Draw> hold(std::size_t team, std::int64_t tokens);
  // Held tokens are consumed; what they lack of `tokens` is owed.
  void consume(std::size_t team, std::int64_t tokens, const std::vector<Draw>& held);
  // Held tokens go back where they came from.
  void give_back(std::int64_t now, std::size_t team, const std::vector<Draw>& held);

  // bought = consumed + held + expired + remaining, no term is negative, and who owes has nothing.
  void check_balances() const;
  // Writes the balances; nothing may be held any more.
  void close();

 private:
  struct Account {
    std::size_t team = 0;
    bool usable = false;
    std::int64_t bought = 0, consumed = 0, held = 0, expired = 0, remaining = 0;
  };

  void note(const std::string& what) { ++out_.seen[what]; }
  std::vector<Draw> take(std::size_t team, std::int64_t tokens);
  void write_off(std::int64_t now, std::size_t tranche, std::int64_t tokens);
  void pay_debt(std::size_t team, const char* occasion);

  const Scenario& scenario_;
  Outcome& out_;
  std::vector<Account> accounts_;        // by tranche
  std::vector<std::size_t> draw_order_;  // tranches
  std::vector<std::int64_t> debt_;       // by team
};

}  // namespace drawdown::oracle
