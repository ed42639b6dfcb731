#include "tests/oracle/entitled.h"

#include <algorithm>

#include "tests/oracle/clocks.h"

namespace drawdown::oracle {
namespace {

struct HeldSeat {
  std::int64_t open, close;
};

class Sorter {
 public:
  Sorter(const Scenario& scenario, const Trace& log) : scenario_(scenario), log_(log) {}

  Entitled run() {
    SessionRows rows;
    for (std::size_t i = 0; i < log_.size(); ++i) {
      const Way way = ask(log_.open[i], log_.close[i], log_.units[log_.unit[i]]);
      out_.ways.push_back(way);
      if (way == Way::tokens) {
        rows.add(log_.open[i], log_.close[i], log_.unit[i]);
      } else if (way == Way::access) {
        note("session refused by access");
        out_.sessions.push_back({log_.open[i], log_.unit[i]});
      }
    }
    out_.reaching = log_;
    out_.reaching.set(std::move(rows));
    out_.reaching.results.clear();
    for (const UsedResult& result : log_.results) {
      if (may_use_tokens(log_.units[result.unit])) {
        out_.reaching.results.push_back(result);
      } else if (result.quantity < 0) {
        note("refund of results that access refused");
        ++out_.refunds;
      } else {
        note("result refused by access");
        out_.results.push_back({result.at, result.unit});
      }
    }
    return out_;
  }

 private:
  void note(const std::string& what) { ++out_.seen[what]; }

  bool in_force(const Term& term, std::int64_t at) {
    const std::string server = scenario_.server().name();
    const bool begun = !term.from || start_of_day(server, term.from->number) <= at;
    const bool ended = term.until && start_of_day(server, term.until->number) <= at;
    if (term.until && start_of_day(server, term.until->number) == at) {
      note("open when an entitlement ends");
    }
    if (term.from && start_of_day(server, term.from->number) == at) {
      note("open when an entitlement begins");
    }
    return begun && !ended;
  }

  Way ask(std::int64_t open, std::int64_t close, const ChargeUnit& unit) {
    const std::string& user = log_.users[unit.user];
    for (const Subscription& one : scenario_.entitlements.subscriptions) {
      if (one.user == user && one.product == unit.product && in_force(one.term, open)) {
        note("covered by subscription");
        return Way::subscription;
      }
    }
    for (const Collection& one : scenario_.entitlements.collections) {
      if (std::count(one.products.begin(), one.products.end(), unit.product) == 0) {
        continue;
      }
      for (const Collection::Member& member : one.users) {
        if (member.user == user && in_force(member.term, open)) {
          note("covered by collection");
          return Way::collection;
        }
      }
    }
    if (takes_seat(open, close, unit.product)) {
      note("covered by seat");
      return Way::seat;
    }
    return may_use_tokens(unit) ? Way::tokens : Way::access;
  }

  bool takes_seat(std::int64_t open, std::int64_t close, ProductId product) {
    std::size_t number = 0;
    bool asks = false;
    for (const FloatingSeats& seats : scenario_.entitlements.seats) {
      if (seats.product == product) {
        asks = true;
        number += in_force(seats.term, open) ? seats.number : 0;
      }
    }
    if (!asks) {
      return false;
    }
    std::vector<HeldSeat>& held = held_[product];
    const auto in_use = std::count_if(held.begin(), held.end(),
                                      [open](const HeldSeat& seat) { return seat.open <= open && open < seat.close; });
    if (static_cast<std::size_t>(in_use) >= number) {
      ++out_.seat_refusals[product];
      note("no seat left");
      if (static_cast<std::size_t>(in_use) > number) {
        note("more seats held than in force");
      }
      return false;
    }
    const bool handed_over = std::any_of(
        held.begin(), held.end(), [open](const HeldSeat& seat) { return seat.close == open && seat.open < open; });
    if (handed_over && static_cast<std::size_t>(in_use) + 1 == number) {
      note("seat taken over at the same second");
    }
    note(open == close ? "seat of a session of no length" : "seat of a session of some length");
    held.push_back({open, close});
    const auto now = static_cast<std::size_t>(in_use) + (open < close ? 1 : 0);
    out_.peak[product] = std::max(out_.peak[product], now);
    return true;
  }

  bool may_use_tokens(const ChargeUnit& unit) const {
    const std::string& user = log_.users[unit.user];
    const Access& access = scenario_.access;
    for (const Access::Rule& rule : access.deny) {
      const bool user_matches = !rule.user || *rule.user == user;
      const bool product_matches = !rule.product || *rule.product == unit.product;
      if (user_matches && product_matches) {
        return false;
      }
    }
    return !access.only || std::count(access.only->begin(), access.only->end(), user) > 0;
  }

  const Scenario& scenario_;
  const Trace& log_;
  Entitled out_;
  std::map<ProductId, std::vector<HeldSeat>> held_;
};

}  // namespace

void add_refused(const Entitled& sorted, const std::vector<std::size_t>& units, Outcome& outcome) {
  for (const auto& [what, times] : sorted.seen) {
    outcome.seen[what] += times;
  }
  std::vector<Denial> denials;
  for (const Refused& result : sorted.results) {
    denials.push_back({result.at, units[result.unit], false, 0, 0, DenialReason::access, 0});
  }
  outcome.denied_results += sorted.results.size();
  outcome.unmatched_refunds += sorted.refunds;
  for (const Refused& session : sorted.sessions) {
    denials.push_back({session.at, units[session.unit], false, 0, 0, DenialReason::access, 0});
  }
  outcome.denied_sessions += sorted.sessions.size();
  // What access control refuses comes before what else is refused at that instant.
  outcome.denials.insert(outcome.denials.begin(), denials.begin(), denials.end());
  std::stable_sort(outcome.denials.begin(), outcome.denials.end(),
                   [](const Denial& a, const Denial& b) { return a.at < b.at; });
}

Entitled entitled(const Scenario& scenario, const Trace& log) { return Sorter(scenario, log).run(); }

}  // namespace drawdown::oracle
