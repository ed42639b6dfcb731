#include "tests/oracle/ledger.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "engine/base/check.h"

namespace drawdown::oracle {
namespace {

// What comes first is drawn first.
std::tuple<std::int64_t, std::int64_t, std::int64_t> draw_key(const Tranche& tranche, DrawOrder order) {
  switch (order) {
    case DrawOrder::soonest_expiry:
      return {tranche.expires.number, tranche.tokens.micro, tranche.bought.number};
    case DrawOrder::oldest:
      return {tranche.bought.number, 0, 0};
    case DrawOrder::newest:
      return {-tranche.bought.number, 0, 0};
  }
  return {};
}

}  // namespace

Ledger::Ledger(const Scenario& scenario, const Trace& trace, Outcome& out)
    : scenario_(scenario),
      out_(out),
      accounts_(scenario.tranches.size()),
      draw_order_(scenario.tranches.size()),
      debt_(trace.teams.size(), 0) {
  for (std::size_t i = 0; i < accounts_.size(); ++i) {
    accounts_[i].team = trace.teams.find(scenario.tranches[i].team)->value;
  }
  std::iota(draw_order_.begin(), draw_order_.end(), std::size_t{0});
  std::stable_sort(draw_order_.begin(), draw_order_.end(), [&scenario](std::size_t a, std::size_t b) {
    const DrawOrder order = scenario.rules.consume;
    return draw_key(scenario.tranches[a], order) < draw_key(scenario.tranches[b], order);
  });
}

void Ledger::arrive(std::int64_t now, std::size_t tranche) {
  const Tranche& brought = scenario_.tranches[tranche];
  Account& account = accounts_[tranche];
  account.usable = true;
  account.bought = account.remaining = brought.remaining ? brought.remaining->micro : brought.tokens.micro;
  out_.events.push_back({now, tranche, false, account.bought});
  pay_debt(account.team, "debt paid at an arrival");
}

void Ledger::expire(std::int64_t now, std::size_t tranche) {
  Account& account = accounts_[tranche];
  account.usable = false;
  if (account.held > 0) {
    note("expiry while tokens are held");
  }
  const std::int64_t left = account.remaining;
  account.remaining = 0;
  write_off(now, tranche, left);
}

void Ledger::write_off(std::int64_t now, std::size_t tranche, std::int64_t tokens) {
  if (tokens > 0) {
    accounts_[tranche].expired += tokens;
    out_.events.push_back({now, tranche, true, tokens});
    note("expiry");
  }
}

std::int64_t Ledger::available(std::size_t team) const {
  std::int64_t total = 0;
  for (const Account& account : accounts_) {
    total += account.team == team && account.usable ? account.remaining : 0;
  }
  return total;
}

std::vector<Draw> Ledger::take(std::size_t team, std::int64_t tokens) {
  std::vector<Draw> draws;
  for (const std::size_t i : draw_order_) {
    Account& account = accounts_[i];
    const std::int64_t part = std::min(tokens, account.remaining);
    if (account.team == team && account.usable && part > 0) {
      account.remaining -= part;
      tokens -= part;
      draws.push_back({i, part});
    }
  }
  return draws;
}

std::vector<Draw> Ledger::hold(std::size_t team, std::int64_t tokens) {
  std::vector<Draw> draws = take(team, tokens);
  for (const Draw& draw : draws) {
    accounts_[draw.tranche].held += draw.tokens;
  }
  return draws;
}

void Ledger::consume(std::size_t team, std::int64_t tokens, const std::vector<Draw>& held) {
  for (const Draw& draw : held) {
    accounts_[draw.tranche].held -= draw.tokens;
    accounts_[draw.tranche].consumed += draw.tokens;
    tokens -= draw.tokens;
  }
  debt_[team] += tokens;
  pay_debt(team, "debt paid when it arises");
}

void Ledger::give_back(std::int64_t now, std::size_t team, const std::vector<Draw>& held) {
  for (const Draw& draw : held) {
    Account& account = accounts_[draw.tranche];
    account.held -= draw.tokens;
    if (account.usable) {
      account.remaining += draw.tokens;
    } else {
      write_off(now, draw.tranche, draw.tokens);
      note("held tokens given back to an expired tranche");
    }
  }
  pay_debt(team, "debt paid when a hold is given back");
}

void Ledger::pay_debt(std::size_t team, const char* occasion) {
  for (const Draw& draw : take(team, debt_[team])) {
    accounts_[draw.tranche].consumed += draw.tokens;
    debt_[team] -= draw.tokens;
    note(occasion);
  }
}

void Ledger::check_balances() const {
  for (const Account& a : accounts_) {
    check(a.bought == a.consumed + a.held + a.expired + a.remaining, "the oracle's ledger balances");
    check(a.bought >= 0 && a.consumed >= 0 && a.held >= 0 && a.expired >= 0 && a.remaining >= 0,
          "no term of the oracle's ledger is negative");
  }
  for (std::size_t team = 0; team < debt_.size(); ++team) {
    check(debt_[team] == 0 || (debt_[team] > 0 && available(team) == 0), "a pool in debt is empty");
  }
}

void Ledger::close() {
  std::int64_t owed = 0;
  for (std::size_t i = 0; i < accounts_.size(); ++i) {
    const Account& a = accounts_[i];
    check(a.held == 0, "nothing is held at the end");
    out_.tranches[i] = {out_.tranches[i].left_out, a.bought, a.consumed, a.expired, a.remaining};
    owed -= a.consumed;
  }
  for (const Charge& charge : out_.charges) {
    owed += charge.tokens;
  }
  check(owed == std::accumulate(debt_.begin(), debt_.end(), std::int64_t{0}), "what is charged is paid or owed");
  out_.overdraft = debt_;
}

}  // namespace drawdown::oracle
