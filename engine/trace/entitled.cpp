#include "engine/trace/entitled.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <utility>
#include <vector>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// [from, until), in seconds since 1970.
struct Span {
  std::int64_t from;
  std::int64_t until;
};

Span span_of(const Term& term, const Zone& server) {
  return {term.from ? server.start_of(*term.from).seconds : INT64_MIN,
          term.until ? server.start_of(*term.until).seconds : INT64_MAX};
}

// The subscriptions and collections of every user and product, by ids of the trace.
class NamedCovers {
 public:
  struct Entry {
    Span span;
    Cover cover;
  };
  using Key = std::pair<UserId, ProductId>;

  NamedCovers(const Trace& trace, const EntitledRequest& request) : trace_(trace), server_(request.server) {
    const Entitlements& entitlements = request.entitlements;
    for (std::uint32_t i = 0; i < entitlements.subscriptions.size(); ++i) {
      const Subscription& one = entitlements.subscriptions[i];
      add(one.user, one.product, one.term, {Cover::Kind::subscription, i});
    }
    for (std::uint32_t i = 0; i < entitlements.collections.size(); ++i) {
      for (const Collection::Member& member : entitlements.collections[i].users) {
        for (const ProductId product : entitlements.collections[i].products) {
          add(member.user, product, member.term, {Cover::Kind::collection, i});
        }
      }
    }
  }

  // In the order in which they are asked; null if there is none.
  [[nodiscard]] const std::vector<Entry>* of(const ChargeUnit& unit) const {
    const auto found = entries_.find({unit.user, unit.product});
    return found == entries_.end() ? nullptr : &found->second;
  }

 private:
  void add(const std::string& user, ProductId product, const Term& term, Cover cover) {
    if (const std::optional<UserId> known = trace_.users.find(user)) {
      entries_[{*known, product}].push_back({span_of(term, server_), cover});
    }
  }

  const Trace& trace_;
  const Zone& server_;
  std::map<Key, std::vector<Entry>> entries_;
};

// Whom access control refuses, by ids of the trace.
class AccessControl {
 public:
  AccessControl(const Trace& trace, const Access& access) : users_(trace.users.size(), !access.only) {
    if (access.only) {
      for (const std::string& user : *access.only) {
        if (const auto known = trace.users.find(user)) {
          users_[known->value] = true;
        }
      }
    }
    for (const Access::Rule& rule : access.deny) {
      const std::optional<UserId> user = rule.user ? trace.users.find(*rule.user) : std::nullopt;
      if (!rule.user) {
        products_.insert(*rule.product);
      } else if (user && rule.product) {
        pairs_.emplace(*user, *rule.product);
      } else if (user) {
        users_[user->value] = false;
      }
    }
  }

  [[nodiscard]] bool refuses(const ChargeUnit& unit) const {
    return !users_[unit.user.value] || products_.contains(unit.product) || pairs_.contains({unit.user, unit.product});
  }

 private:
  std::vector<bool> users_;  // who may
  std::set<ProductId> products_;
  std::set<std::pair<UserId, ProductId>> pairs_;
};

// The floating seats of one product.
class SeatDesk {
 public:
  void add(const Span& span, std::uint32_t number) {
    changes_[span.from] += number;
    changes_[span.until] -= number;
  }
  void open() { next_ = changes_.begin(); }

  // In order of opens.
  bool ask(std::uint32_t open, std::uint32_t close) {
    for (; next_ != changes_.end() && next_->first <= open; ++next_) {
      in_force_ += next_->second;
    }
    while (!held_.empty() && held_.top() <= open) {
      held_.pop();
    }
    if (static_cast<std::int64_t>(held_.size()) >= in_force_) {
      ++use.refused;
      return false;
    }
    ++use.granted;
    if (open < close) {
      held_.push(close);
      if (held_.size() > use.peak) {
        use.peak = static_cast<std::uint32_t>(held_.size());
        use.peak_at = open;
      }
    }
    return true;
  }

  SeatUse use;

 private:
  std::map<std::int64_t, std::int64_t> changes_;  // of the number in force
  std::map<std::int64_t, std::int64_t>::const_iterator next_;
  std::int64_t in_force_ = 0;
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> held_;  // their closes
};

// What becomes of a session.
enum class Fate : std::uint8_t { tokens, covered, refused };

class Pass {
 public:
  Pass(const Trace& trace, const EntitledRequest& request) : trace_(trace), named_(trace, request) {
    const std::vector<ProductId> products = products_with_seats(request.entitlements);
    desks_.resize(products.size());
    std::map<ProductId, std::uint32_t> desk_of;
    for (std::uint32_t i = 0; i < products.size(); ++i) {
      desk_of.emplace(products[i], i);
    }
    for (const FloatingSeats& seats : request.entitlements.seats) {
      desks_[desk_of.at(seats.product)].add(span_of(seats.term, request.server), seats.number);
    }
    for (SeatDesk& desk : desks_) {
      desk.open();
    }
    const AccessControl access(trace, request.access);
    for (const ChargeUnit& unit : trace.units) {
      const auto desk = desk_of.find(unit.product);
      const Station station{named_.of(unit), desk == desk_of.end() ? no_desk : desk->second, access.refuses(unit)};
      const bool passes = station.named == nullptr && station.desk == no_desk && !station.refused;
      station_of_.push_back(passes ? 0 : static_cast<std::uint32_t>(stations_.size()));
      if (!passes) {
        stations_.push_back(station);
      }
    }
  }

  Trace run(bool entitled) {
    decide();
    Trace metered = trace_;
    auto covered = std::make_shared<CoveredSessions>();
    if (!fates_.empty()) {
      split(metered, *covered);
    }
    for (const SeatDesk& desk : desks_) {
      covered->seats.push_back(desk.use);
    }
    covered->covers = std::move(covers_);
    if (entitled) {
      metered.covered = std::move(covered);
    }
    return metered;
  }

 private:
  static constexpr std::uint32_t no_desk = UINT32_MAX;
  // What the sessions of a unit are asked, one after the other.
  struct Station {
    const std::vector<NamedCovers::Entry>* named = nullptr;
    std::uint32_t desk = no_desk;
    bool refused = false;
  };

  Fate decide(const Station& station, std::uint32_t open, std::uint32_t close) {
    if (station.named != nullptr) {
      for (const NamedCovers::Entry& entry : *station.named) {
        if (entry.span.from <= open && open < entry.span.until) {
          covers_.push_back(entry.cover);
          return Fate::covered;
        }
      }
    }
    if (station.desk != no_desk && desks_[station.desk].ask(open, close)) {
      covers_.push_back({Cover::Kind::seat, station.desk});
      return Fate::covered;
    }
    return station.refused ? Fate::refused : Fate::tokens;
  }

  // `fates_` stays empty while every session reaches tokens.
  void decide() {
    for (std::size_t i = 0; i < trace_.size(); ++i) {
      const std::uint32_t station = station_of_[trace_.unit[i]];
      if (station == 0) {
        continue;
      }
      const Fate fate = decide(stations_[station], trace_.open[i], trace_.close[i]);
      if (fate == Fate::tokens) {
        continue;
      }
      if (fates_.empty()) {
        fates_.resize(trace_.size(), Fate::tokens);
      }
      fates_[i] = fate;
      refused_ += fate == Fate::refused ? 1U : 0U;
    }
  }

  void split(Trace& metered, CoveredSessions& covered) const {
    SessionRows in;
    SessionRows out;
    SessionColumn::Values in_places;
    SessionColumn::Values out_places;
    const std::size_t left = fates_.size() - covers_.size() - refused_;
    for (SessionColumn::Values* column : {&in.open, &in.close, &in.unit, &in_places}) {
      column->reserve(left);
    }
    for (SessionColumn::Values* column : {&out.open, &out.close, &out.unit, &out_places}) {
      column->reserve(covers_.size());
    }
    metered.refused.reserve(refused_);
    for (std::uint32_t i = 0; i < fates_.size(); ++i) {
      if (fates_[i] == Fate::refused) {
        metered.refused.push_back({trace_.open[i], trace_.unit[i]});
        continue;
      }
      const bool stays = fates_[i] == Fate::tokens;
      (stays ? in : out).add(trace_.open[i], trace_.close[i], trace_.unit[i]);
      (stays ? in_places : out_places).push_back(i);
    }
    metered.set(std::move(in));
    metered.among = std::move(in_places);
    covered.open = std::move(out.open);
    covered.close = std::move(out.close);
    covered.unit = std::move(out.unit);
    covered.among = std::move(out_places);
  }

  const Trace& trace_;
  NamedCovers named_;
  std::vector<SeatDesk> desks_;
  std::vector<Station> stations_{{}};      // the first one's sessions pass
  std::vector<std::uint32_t> station_of_;  // by unit
  std::vector<Fate> fates_;                // by session
  std::vector<Cover> covers_;
  std::size_t refused_ = 0;
};

}  // namespace

Trace reaching_tokens(const Trace& trace, const EntitledRequest& request) {
  check(trace.session.empty() && trace.covered == nullptr && trace.refused.empty(),
        "entitlements are decided once, on sessions as they were logged");
  if (request.entitlements.empty() && request.access.empty()) {
    return trace;
  }
  return Pass(trace, request).run(!request.entitlements.empty());
}

void refuse_results(Trace& trace, const Access& access) {
  if (access.empty() || trace.results.empty()) {
    return;
  }
  const AccessControl control(trace, access);
  std::vector<RefusedUse> refused;
  std::erase_if(trace.results, [&](const UsedResult& result) {
    const bool no = control.refuses(trace.units[result.unit]);
    if (no) {
      refused.push_back({result.at, result.unit, result.quantity > 0, result.quantity < 0});
    }
    return no;
  });
  std::vector<RefusedUse> all(refused.size() + trace.refused.size());
  std::merge(refused.begin(), refused.end(), trace.refused.begin(), trace.refused.end(), all.begin(),
             [](const RefusedUse& a, const RefusedUse& b) { return a.at < b.at; });
  trace.refused = std::move(all);
}

Trace covered_trace(const Trace& trace) {
  Trace alone = trace;
  const CoveredSessions none;
  const CoveredSessions& covered = trace.covered != nullptr ? *trace.covered : none;
  alone.open = covered.open;
  alone.close = covered.close;
  alone.unit = covered.unit;
  alone.session = covered.session;
  alone.split_sessions = covered.split_sessions;
  alone.among = covered.among;
  alone.covered = nullptr;
  alone.refused.clear();
  alone.results.clear();
  return alone;
}

std::shared_ptr<const CoveredSessions> covered_sessions(const Trace& alone, const CoveredSessions& known) {
  auto covered = std::make_shared<CoveredSessions>(known);
  covered->open = alone.open;
  covered->close = alone.close;
  covered->unit = alone.unit;
  covered->session = alone.session;
  covered->split_sessions = alone.split_sessions;
  return covered;
}

}  // namespace drawdown
