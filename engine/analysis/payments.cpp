#include "engine/analysis/payments.h"

#include <algorithm>
#include <deque>
#include <tuple>
#include <utility>

#include "engine/base/check.h"

namespace drawdown {
namespace {

struct Debt {
  Instant made;
  int rank = 0;  // in the order of what happens at one instant: holds are settled, renewals, results, charges at once
  std::size_t place = 0;
  UnitId unit;
  Tokens unpaid;
  std::vector<Draw> draws;  // who paid
};

struct TakenBack {
  Instant at;
  UnitId unit;
  Tokens tokens;  // more than 0
};

struct Debts {
  std::vector<Debt> made;
  std::vector<TakenBack> taken_back;  // in order of time
};

Debt debt_of(const Scenario& scenario, const Charge& charge, std::size_t place) {
  Debt debt{charge.at, 2, place, charge.unit, charge.overdraft, {charge.draws().begin(), charge.draws().end()}};
  if (charge.kind == ChargeKind::open) {
    const bool held = scenario.rules.grace > Duration{};
    debt.made = std::min(charge.at + scenario.rules.grace, scenario.end);
    debt.rank = held ? 0 : 3;
  } else if (charge.kind == ChargeKind::renewal) {
    debt.rank = 1;
  }
  return debt;
}

// The debts of one team that are not paid, the oldest first.
class Unpaid {
 public:
  void add(Debt& debt) { debts_.push_back(&debt); }

  void pay(Draw draw) {
    while (draw.tokens > Tokens{}) {
      check(!debts_.empty(), "what is paid was owed");
      Debt& oldest = *debts_.front();
      const Tokens part = std::min(draw.tokens, oldest.unpaid);
      oldest.draws.push_back({draw.tranche, part});
      oldest.unpaid -= part;
      draw.tokens -= part;
      if (oldest.unpaid == Tokens{}) {
        debts_.pop_front();
      }
    }
  }

  // Of the latest debts that `concerns`; returns what they lacked of `tokens`.
  template <class Concerns>
  Tokens take_back(Tokens tokens, Concerns concerns) {
    for (auto debt = debts_.rbegin(); debt != debts_.rend() && tokens > Tokens{}; ++debt) {
      if (concerns((*debt)->unit)) {
        const Tokens part = std::min(tokens, (*debt)->unpaid);
        (*debt)->draws.push_back({no_tranche, part});
        (*debt)->unpaid -= part;
        tokens -= part;
      }
    }
    std::erase_if(debts_, [](const Debt* debt) { return debt->unpaid == Tokens{}; });
    return tokens;
  }

  [[nodiscard]] Tokens sum() const {
    Tokens sum;
    for (const Debt* debt : debts_) {
      sum += debt->unpaid;
    }
    return sum;
  }

 private:
  std::deque<Debt*> debts_;
};

// Pays debts and takes them back, in order of time.
class Settlement {
 public:
  Settlement(const Trace& trace, const Outcome& outcome, Debts& debts)
      : trace_(trace), outcome_(outcome), debts_(debts), unpaid_(trace.teams.size()) {}

  void run() {
    std::size_t back = 0;
    for (const PoolEvent& event : outcome_.events) {
      if (event.kind != PoolEvent::Kind::debt_paid) {
        continue;
      }
      for (; back < debts_.taken_back.size() && debts_.taken_back[back].at < event.at; ++back) {
        take_back(debts_.taken_back[back]);
      }
      make_until(event.at);
      unpaid_[event.team.value].pay({event.tranche, event.tokens});
    }
    for (; back < debts_.taken_back.size(); ++back) {
      take_back(debts_.taken_back[back]);
    }
    make_until(never);
    for (std::size_t team = 0; team < unpaid_.size(); ++team) {
      check(unpaid_[team].sum() == outcome_.overdraft[team], "a team owes what is not paid");
    }
  }

 private:
  void make_until(Instant now) {
    for (; made_ < debts_.made.size() && debts_.made[made_].made <= now; ++made_) {
      unpaid_[trace_.units[debts_.made[made_].unit.value].team.value].add(debts_.made[made_]);
    }
  }

  void take_back(const TakenBack& back) {
    make_until(back.at);
    const ChargeUnit& unit = trace_.units[back.unit.value];
    Unpaid& unpaid = unpaid_[unit.team.value];
    Tokens tokens = unpaid.take_back(back.tokens, [&](UnitId other) {
      return trace_.units[other.value].product == unit.product && trace_.units[other.value].user == unit.user;
    });
    tokens = unpaid.take_back(tokens, [&](UnitId other) { return trace_.units[other.value].product == unit.product; });
    tokens = unpaid.take_back(tokens, [](UnitId) { return true; });
    check(tokens == Tokens{}, "what is taken back of debts was owed");
  }

  const Trace& trace_;
  const Outcome& outcome_;
  Debts& debts_;
  std::vector<Unpaid> unpaid_;  // by TeamId
  std::size_t made_ = 0;
};

}  // namespace

Payments::Payments(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  Debts debts;
  std::size_t place = 0;
  for (const Charge& charge : outcome.charges) {
    if (charge.overdraft > Tokens{}) {
      debts.made.push_back(debt_of(scenario, charge, place));
    } else if (charge.overdraft < Tokens{}) {
      debts.taken_back.push_back({charge.at, charge.unit, Tokens{} - charge.overdraft});
      std::vector<Draw>& draws = late_[place];
      draws.assign(charge.draws().begin(), charge.draws().end());
      draws.push_back({no_tranche, charge.overdraft});
    }
    ++place;
  }
  std::stable_sort(debts.made.begin(), debts.made.end(), [](const Debt& a, const Debt& b) {
    return std::tuple(a.made, a.rank) < std::tuple(b.made, b.rank);
  });
  Settlement(trace, outcome, debts).run();
  for (Debt& debt : debts.made) {
    if (debt.unpaid > Tokens{}) {
      debt.draws.push_back({no_tranche, debt.unpaid});
    }
    late_[debt.place] = std::move(debt.draws);
  }
}

std::span<const Draw> Payments::of(const Charge& charge, std::size_t place) const {
  static constexpr Draw nothing{no_tranche, {}};
  if (charge.overdraft != Tokens{}) {
    return late_.at(place);
  }
  return charge.draws().empty() ? std::span<const Draw>(&nothing, 1) : charge.draws();
}

}  // namespace drawdown
