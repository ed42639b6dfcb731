#include "engine/analysis/access_days.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "engine/analysis/day_cursor.h"
#include "engine/analysis/history.h"

namespace drawdown {
namespace {

constexpr std::size_t no_day = static_cast<std::size_t>(-1);

// Numbers the distinct pairs of user and product.
std::uint32_t number_pairs(const std::vector<ChargeUnit>& units, std::vector<std::uint32_t>& pair_of) {
  std::vector<std::uint32_t> order(units.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  const auto who = [&](std::uint32_t unit) { return std::pair(units[unit].user, units[unit].product); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return who(a) < who(b); });
  pair_of.resize(units.size());
  std::uint32_t pairs = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    pairs += i == 0 || who(order[i]) != who(order[i - 1]) ? 1U : 0U;
    pair_of[order[i]] = pairs - 1;
  }
  return pairs;
}

// How many of the sessions that open at an instant, by unit, were refused there.
class RefusedHere {
 public:
  RefusedHere(const Trace& trace, const std::vector<Denial>& denials) : left_(trace.units.size()), denials_(denials) {}

  bool take(std::uint32_t at, std::uint32_t unit) {
    while (next_ < denials_.size() && denials_[next_].at.seconds <= at) {
      const Denial& denial = denials_[next_++];
      // Only the first attempt of a session is at its open.
      if (denial.kind != DenialKind::denied || denial.reason == DenialReason::access || !denial.first) {
        continue;
      }
      if (denial.at.seconds != now_) {
        now_ = denial.at.seconds;
        for (const std::uint32_t touched : touched_) {
          left_[touched] = 0;
        }
        touched_.clear();
      }
      ++left_[denial.unit.value];
      touched_.push_back(denial.unit.value);
    }
    if (now_ != at || left_[unit] == 0) {
      return false;
    }
    --left_[unit];
    return true;
  }

 private:
  std::vector<std::uint32_t> left_;  // by unit, at `now_`
  std::vector<std::uint32_t> touched_;
  const std::vector<Denial>& denials_;
  std::size_t next_ = 0;
  std::int64_t now_ = -1;
};

}  // namespace

AccessDays::AccessDays(const DayTable& days, const Trace& trace) : days_(days), trace_(trace) {
  wanted_by_pair_.resize(number_pairs(trace.units, pair_of_));
  DayCursor day_of(days);
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const std::size_t day = day_of(Instant{trace.open[i]});
    Wanted& own = wanted_by_pair_[pair_of_[trace.unit[i]]];
    own.days += std::exchange(own.last_day, day) == day ? 0U : 1U;
  }
  for (const Wanted& own : wanted_by_pair_) {
    wanted_ += own.days;
  }
}

template <class Serve>
void AccessDays::find_served_spells(const Scenario& scenario, const Outcome& outcome, Serve serve) const {
  using PairDay = std::pair<std::uint32_t, std::size_t>;
  std::vector<bool> refused(trace_.units.size());
  for (const Denial& denial : outcome.denials) {
    refused[denial.unit.value] = true;
  }
  std::vector<PairDay> wanted;
  std::vector<PairDay> in;
  DayCursor day_of(days_);
  for (std::size_t i = 0; i < trace_.size(); ++i) {
    const std::uint32_t unit = trace_.unit[i];
    wanted.emplace_back(pair_of_[unit], day_of(Instant{trace_.open[i]}));
    if (!refused[unit]) {
      in.push_back(wanted.back());
    }
  }
  const PlacesByUnit sessions = sessions_by_unit(trace_);
  const RowsByUnit rows = rows_by_unit(trace_, outcome);
  for (std::uint32_t unit = 0; unit < refused.size(); ++unit) {
    if (!refused[unit]) {
      continue;
    }
    for (const HistoryEvent& event : history_of({scenario, trace_, sessions, outcome, rows}, UnitId(unit)).events) {
      if (event.kind <= HistoryEvent::Kind::charged_at_once) {  // a session is let in
        in.emplace_back(pair_of_[unit], static_cast<std::size_t>(days_.index_at(event.at)));
      }
    }
  }
  for (std::vector<PairDay>* all : {&wanted, &in}) {
    std::sort(all->begin(), all->end());
    all->erase(std::unique(all->begin(), all->end()), all->end());
  }
  std::vector<PairDay> served;
  std::set_intersection(wanted.begin(), wanted.end(), in.begin(), in.end(), std::back_inserter(served));
  for (const PairDay& each : served) {
    serve(each.first);
  }
}

template <class Serve>
void AccessDays::find_served(const Scenario& scenario, const Outcome& outcome, Serve serve) const {
  if (!trace_.session.empty()) {
    find_served_spells(scenario, outcome, serve);
    return;
  }
  std::vector<std::size_t> wanted_on(wanted_by_pair_.size(), no_day);
  std::vector<std::size_t> in_on(wanted_by_pair_.size(), no_day);
  const auto let_in = [&](std::uint32_t pair, std::size_t day) {
    if (std::exchange(in_on[pair], day) != day && wanted_on[pair] == day) {
      serve(pair);
    }
  };
  const auto want = [&](std::uint32_t pair, std::size_t day) {
    if (std::exchange(wanted_on[pair], day) != day && in_on[pair] == day) {
      serve(pair);  // let in earlier on the day, by trying again
    }
  };
  // Who tries again and is let in has a row in the journal, and no session that opens there.
  const Column<Journal::Row>& rows = outcome.charges.opens.rows;
  std::size_t next_row = 0;
  DayCursor row_day(days_);
  const auto let_in_by_rows_before = [&](std::uint32_t at) {
    for (; next_row < rows.size() && rows[next_row].at < at; ++next_row) {
      let_in(pair_of_[rows[next_row].unit], row_day(Instant{rows[next_row].at}));
    }
  };
  RefusedHere is_refused(trace_, outcome.denials);
  DayCursor day_of(days_);
  for (std::size_t i = 0; i < trace_.size(); ++i) {
    const std::uint32_t at = trace_.open[i];
    const std::uint32_t unit = trace_.unit[i];
    let_in_by_rows_before(at);
    const std::size_t day = day_of(Instant{at});
    want(pair_of_[unit], day);
    if (!is_refused.take(at, unit)) {
      let_in(pair_of_[unit], day);
    }
  }
  let_in_by_rows_before(UINT32_MAX);
}

std::uint64_t AccessDays::refused(const Scenario& scenario, const Outcome& outcome) const {
  if (outcome.denials.empty()) {
    return 0;
  }
  std::uint64_t served = 0;
  find_served(scenario, outcome, [&](std::uint32_t /*pair*/) { ++served; });
  return wanted_ - served;
}

std::vector<AccessDays::Count> AccessDays::by_pair(const Scenario& scenario, const Outcome& outcome) const {
  std::vector<Count> counts;
  counts.reserve(wanted_by_pair_.size());
  for (const Wanted& own : wanted_by_pair_) {
    counts.push_back({own.days, 0});
  }
  if (!outcome.denials.empty()) {
    for (Count& count : counts) {
      count.refused = count.wanted;
    }
    find_served(scenario, outcome, [&](std::uint32_t pair) { --counts[pair].refused; });
  }
  return counts;
}

}  // namespace drawdown
