#include "tests/oracle/ledger.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "engine/base/check.h"

namespace drawdown::oracle {
namespace {

// What comes first is drawn first.
std::tuple<int, std::int64_t, std::int64_t, std::int64_t> draw_key(const Tranche& tranche, DrawOrder order) {
  switch (order) {
    case DrawOrder::soonest_expiry:
      return {tranche.rank, tranche.expires.number, tranche.tokens.micro, tranche.bought.number};
    case DrawOrder::oldest:
      return {tranche.rank, tranche.bought.number, 0, 0};
    case DrawOrder::newest:
      return {tranche.rank, -tranche.bought.number, 0, 0};
  }
  return {};
}

bool is_credit(const Tranche& tranche) { return tranche.origin.kind == TrancheOrigin::Kind::credit; }

}  // namespace

void add_to(std::vector<Draw>& draws, std::size_t tranche, std::int64_t tokens) {
  if (draws.empty() || draws.back().tranche != tranche) {
    draws.push_back({tranche, 0});
  }
  draws.back().tokens += tokens;
}

Ledger::Ledger(const Scenario& scenario, const Trace& trace, Outcome& out)
    : scenario_(scenario),
      trace_(trace),
      out_(out),
      debt_(trace.teams.size(), 0),
      debt_by_hand_(trace.teams.size(), 0),
      debts_paid_(trace.teams.size()) {
  for (const Tranche& tranche : scenario.tranches) {
    add(tranche);
  }
}

std::size_t Ledger::add(const Tranche& tranche) {
  tranches_.push_back(tranche);
  accounts_.emplace_back().team = trace_.teams.find(tranche.team)->value;
  draw_order_.resize(tranches_.size());
  std::iota(draw_order_.begin(), draw_order_.end(), std::size_t{0});
  std::stable_sort(draw_order_.begin(), draw_order_.end(), [this](std::size_t a, std::size_t b) {
    const DrawOrder order = scenario_.rules.consume;
    return draw_key(tranches_[a], order) < draw_key(tranches_[b], order);
  });
  return tranches_.size() - 1;
}

void Ledger::tell(std::int64_t now, std::size_t tranche, Event kind, std::int64_t tokens, std::size_t team,
                  std::size_t to, std::size_t source) {
  out_.events.push_back({now, tranche, kind, tokens, team, to, source});
}

void Ledger::arrive(std::int64_t now, std::size_t tranche) {
  const Tranche& brought = tranches_[tranche];
  Account& account = accounts_[tranche];
  account.usable = account.arrived = true;
  if (is_credit(brought)) {
    return;  // the adjustment brings its tokens
  }
  account.bought = account.remaining = brought.remaining ? brought.remaining->micro : brought.tokens.micro;
  tell(now, tranche, Event::arrived, account.bought, account.team);
  pay_debts(now, account.team, "debt paid at an arrival");
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
    tell(now, tranche, Event::expired, tokens, accounts_[tranche].team);
    note("expiry");
  }
}

void Ledger::transfer(std::int64_t now, std::size_t tranche, std::size_t to) {
  Account& account = accounts_[tranche];
  const std::size_t from = account.team;
  if (!account.usable || from == to) {
    note(from == to ? "transfer to the same team" : "transfer of a tranche that is gone");
    return;
  }
  note(account.held > 0 ? "transfer while tokens are held" : "transfer");
  account.team = to;
  if (account.remaining > 0) {
    tell(now, tranche, Event::moved, account.remaining, from, to);
    pay_debts(now, to, "debt paid at a transfer");
  }
}

void Ledger::adjust(std::int64_t now, std::size_t number) {
  const Adjustment& order = scenario_.adjustments[number];
  std::int64_t tokens = order.tokens.micro;
  const std::size_t team = order.tranche ? accounts_[order.tranche->value].team : trace_.teams.find(order.team)->value;
  if (tokens > 0) {
    Account& account = accounts_[order.tranche->value];
    account.adjusted += tokens;
    account.remaining += tokens;
    note("adjustment that gives");
    tell(now, order.tranche->value, Event::adjusted, tokens, team, 0, number);
    pay_debts(now, team, "debt paid at an adjustment");
    return;
  }
  std::vector<Draw> taken;
  tokens = -tokens;
  if (order.tranche) {
    Account& account = accounts_[order.tranche->value];
    const std::int64_t part = std::min(tokens, account.remaining);
    if (part > 0) {
      account.remaining -= part;
      taken.push_back({order.tranche->value, part});
    }
    tokens -= part;
  }
  for (const Draw& draw : take(team, tokens)) {
    taken.push_back(draw);
    tokens -= draw.tokens;
  }
  for (const Draw& draw : taken) {
    accounts_[draw.tranche].adjusted -= draw.tokens;
    tell(now, draw.tranche, Event::adjusted, -draw.tokens, team, 0, number);
  }
  if (tokens > 0) {
    debt_by_hand_[team] += tokens;
    tell(now, nothing, Event::adjusted, -tokens, team, 0, number);
  }
  note(tokens > 0 ? "adjustment that takes more than there is" : "adjustment that takes");
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

void Ledger::consume(std::int64_t now, std::size_t team, std::int64_t tokens, const std::vector<Draw>& held) {
  for (const Draw& draw : held) {
    accounts_[draw.tranche].held -= draw.tokens;
    accounts_[draw.tranche].consumed += draw.tokens;
    tokens -= draw.tokens;
    note(accounts_[draw.tranche].team == team ? "paid by an own tranche" : "paid by a tranche that has moved");
  }
  debt_[team] += tokens;
  pay_debts(now, team, "debt paid when it arises");
}

void Ledger::put_back(std::int64_t now, std::size_t tranche, std::size_t team, std::int64_t tokens) {
  Account& account = accounts_[tranche];
  if (account.team != team) {
    tell(now, tranche, Event::moved, tokens, team, account.team);
    note("tokens that come back to a tranche that has moved");
  }
  if (account.usable) {
    account.remaining += tokens;
  } else {
    write_off(now, tranche, tokens);
    note("tokens that come back to a tranche that has expired");
  }
}

void Ledger::give_back(std::int64_t now, std::size_t team, const std::vector<Draw>& held) {
  for (const Draw& draw : held) {
    accounts_[draw.tranche].held -= draw.tokens;
    if (!accounts_[draw.tranche].usable) {
      note("held tokens given back to an expired tranche");
    }
    put_back(now, draw.tranche, team, draw.tokens);
  }
  for (const Draw& draw : held) {
    pay_debts(now, accounts_[draw.tranche].team, "debt paid when a hold is given back");
  }
}

std::vector<Draw> Ledger::refund(std::int64_t now, std::int64_t tokens, Paid& paid) {
  std::int64_t was_owed = std::min(tokens, paid.owed);
  tokens -= was_owed;
  paid.owed -= was_owed;
  const std::int64_t cancelled = std::min(was_owed, debt_[paid.team]);
  debt_[paid.team] -= cancelled;
  note(was_owed == 0   ? "refund of what was paid"
       : cancelled > 0 ? "refund of a debt"
                       : "refund of a debt that is paid");
  std::vector<Draw> returned;
  const auto undo = [&](std::vector<Draw>& draws, std::int64_t part) {
    while (part > 0) {
      Draw& last = draws.back();
      const std::int64_t some = std::min(part, last.tokens);
      accounts_[last.tranche].consumed -= some;
      returned.push_back({last.tranche, some});
      part -= some;
      last.tokens -= some;
      if (last.tokens == 0) {
        draws.pop_back();
      }
    }
  };
  undo(debts_paid_[paid.team], was_owed - cancelled);
  undo(paid.draws, tokens);
  for (const Draw& draw : returned) {
    put_back(now, draw.tranche, paid.team, draw.tokens);
  }
  for (const Draw& draw : returned) {
    pay_debts(now, accounts_[draw.tranche].team, "debt paid by a refund");
  }
  return returned;
}

void Ledger::pay_debts(std::int64_t now, std::size_t team, const char* occasion) {
  for (const Draw& draw : take(team, debt_[team])) {
    accounts_[draw.tranche].consumed += draw.tokens;
    debt_[team] -= draw.tokens;
    debts_paid_[team].push_back(draw);
    tell(now, draw.tranche, Event::debt_paid, draw.tokens, team);
    note(occasion);
  }
  for (const Draw& draw : take(team, debt_by_hand_[team])) {
    accounts_[draw.tranche].adjusted -= draw.tokens;
    debt_by_hand_[team] -= draw.tokens;
    tell(now, draw.tranche, Event::adjustment_paid, draw.tokens, team);
    note("adjustment paid later");
  }
}

void Ledger::check_balances() const {
  for (const Account& a : accounts_) {
    check(a.bought + a.adjusted == a.consumed + a.held + a.expired + a.remaining, "the oracle's ledger balances");
    check(a.bought >= 0 && a.consumed >= 0 && a.held >= 0 && a.expired >= 0 && a.remaining >= 0,
          "no term of the oracle's ledger is negative");
  }
  for (std::size_t team = 0; team < debt_.size(); ++team) {
    check(debt_[team] >= 0 && debt_by_hand_[team] >= 0, "no debt is negative");
    check(owed(team) == 0 || available(team) == 0, "a pool in debt is empty");
  }
}

void Ledger::close() {
  std::int64_t owed = 0;
  out_.tranches.resize(tranches_.size());
  for (std::size_t i = 0; i < accounts_.size(); ++i) {
    const Account& a = accounts_[i];
    check(a.held == 0, "nothing is held at the end");
    const std::string terms = i < scenario_.tranches.size() ? "" : terms_of(tranches_[i]);
    out_.tranches[i] = {tranches_[i].id, terms, out_.tranches[i].left_out, a.bought, a.consumed, a.expired, a.remaining,
                        a.adjusted,      a.team};
    owed -= a.consumed;
  }
  for (const Charge& charge : out_.charges) {
    owed += charge.tokens;
  }
  check(owed == std::accumulate(debt_.begin(), debt_.end(), std::int64_t{0}), "what is charged is paid or owed");
  out_.overdraft = debt_;
  out_.owed_for_adjustments = debt_by_hand_;
}

}  // namespace drawdown::oracle
