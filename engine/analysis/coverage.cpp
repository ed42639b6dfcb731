#include "engine/analysis/coverage.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "engine/analysis/day_cursor.h"
#include "engine/replay/meter.h"
#include "engine/trace/entitled.h"

namespace drawdown {
namespace {

// Which entries of a trace are sessions, and not later spells of one.
class Firsts {
 public:
  Firsts(const SessionColumn& session, std::uint32_t sessions) : session_(session), seen_(sessions) {}
  bool operator()(std::size_t entry) {
    if (session_.empty()) {
      return true;
    }
    const bool first = !seen_[session_[entry]];
    seen_[session_[entry]] = true;
    return first;
  }

 private:
  const SessionColumn& session_;
  std::vector<bool> seen_;
};

// How many sessions of each unit were refused at an instant, when they opened. Asked in order of time.
class RefusedAtOpen {
 public:
  RefusedAtOpen(const Trace& trace, const Outcome& outcome) : outcome_(outcome), left_(trace.units.size()) {}

  bool take(std::uint32_t at, std::uint32_t unit) {
    if (at != at_) {
      move_to(at);
    }
    if (left_[unit] == 0) {
      return false;
    }
    --left_[unit];
    return true;
  }

 private:
  void move_to(std::uint32_t at) {
    at_ = at;
    for (const std::uint32_t unit : touched_) {
      left_[unit] = 0;
    }
    touched_.clear();
    for (; next_ < outcome_.denials.size() && outcome_.denials[next_].at <= Instant{at}; ++next_) {
      const Denial& denial = outcome_.denials[next_];
      if (denial.at == Instant{at} && denial.kind == DenialKind::denied && denial.first &&
          denial.reason != DenialReason::access) {
        ++left_[denial.unit.value];
        touched_.push_back(denial.unit.value);
      }
    }
  }

  const Outcome& outcome_;
  std::vector<std::uint32_t> left_;  // by unit
  std::vector<std::uint32_t> touched_;
  std::size_t next_ = 0;
  std::uint32_t at_ = 0;
};

// Counts sessions into rows, each way's in order of time.
class Count {
 public:
  Count(const Scenario& scenario, const Trace& trace)
      : scenario_(scenario), trace_(trace), row_of_(trace.units.size()) {
    std::vector<bool> used(trace.units.size());
    const auto use_all = [&](const SessionColumn& units) {
      for (const std::uint32_t unit : units) {
        used[unit] = true;
      }
    };
    use_all(trace.unit);
    if (trace.covered != nullptr) {
      use_all(trace.covered->unit);
    }
    for (const RefusedUse& use : trace.refused) {
      used[use.unit] = true;
    }
    for (const UsedResult& result : trace.results) {
      used[result.unit] = true;
    }
    make_rows(used);
  }

  Coverage run(const Outcome& outcome) {
    add_covered();
    DayCursor refused_day(scenario_.days);
    for (const RefusedUse& use : trace_.refused) {
      if (!use.is_result && !use.is_refund) {
        add(use.unit, Coverage::refused, refused_day(Instant{use.at}));
      }
    }
    add_metered(outcome);
    add_tokens();
    for (const Coverage::Row& row : coverage_.rows) {
      for (std::size_t way = 0; way < Coverage::ways; ++way) {
        coverage_.total.by[way].sessions += row.by[way].sessions;
        coverage_.total.by[way].days += row.by[way].days;
      }
      coverage_.total.tokens += row.tokens;
    }
    return std::move(coverage_);
  }

 private:
  static constexpr std::size_t no_day = static_cast<std::size_t>(-1);

  void make_rows(const std::vector<bool>& used) {
    std::vector<std::uint32_t> units;
    for (std::uint32_t unit = 0; unit < used.size(); ++unit) {
      if (used[unit]) {
        units.push_back(unit);
      }
    }
    std::sort(units.begin(), units.end(), [&](std::uint32_t a, std::uint32_t b) {
      const ChargeUnit& one = trace_.units[a];
      const ChargeUnit& other = trace_.units[b];
      const int order = one.user == other.user ? 0 : trace_.users[one.user].compare(trace_.users[other.user]);
      return order != 0 ? order < 0 : std::tie(one.product, a) < std::tie(other.product, b);
    });
    for (const std::uint32_t unit : units) {
      const ChargeUnit& who = trace_.units[unit];
      if (coverage_.rows.empty() || coverage_.rows.back().user != who.user ||
          coverage_.rows.back().product != who.product) {
        coverage_.rows.push_back({who.user, who.product, {}, {}});
        last_day_.emplace_back().fill(no_day);
      }
      row_of_[unit] = static_cast<std::uint32_t>(coverage_.rows.size() - 1);
    }
  }

  void add(std::uint32_t unit, Coverage::Way way, std::size_t day) {
    const std::uint32_t row = row_of_[unit];
    Coverage::Use& use = coverage_.rows[row].by[way];
    ++use.sessions;
    use.days += std::exchange(last_day_[row][way], day) == day ? 0U : 1U;
  }

  void add_covered() {
    if (trace_.covered == nullptr) {
      return;
    }
    const CoveredSessions& covered = *trace_.covered;
    Firsts is_first(covered.session, covered.split_sessions);
    DayCursor day_of(scenario_.days);
    for (std::size_t i = 0; i < covered.open.size(); ++i) {
      if (is_first(i)) {
        const Cover& cover = covered.covers[covered.session.empty() ? i : covered.session[i]];
        add(covered.unit[i], static_cast<Coverage::Way>(cover.kind), day_of(Instant{covered.open[i]}));
      }
    }
  }

  void add_metered(const Outcome& outcome) {
    Firsts is_first(trace_.session, trace_.split_sessions);
    RefusedAtOpen is_refused(trace_, outcome);
    DayCursor day_of(scenario_.days);
    for (std::size_t i = 0; i < trace_.size(); ++i) {
      if (is_first(i)) {
        const bool no = is_refused.take(trace_.open[i], trace_.unit[i]);
        add(trace_.unit[i], no ? Coverage::refused : Coverage::by_tokens, day_of(Instant{trace_.open[i]}));
      }
    }
  }

  void add_tokens() {
    if (trace_.covered == nullptr || trace_.covered->open.empty()) {
      return;
    }
    const Metered metered = meter(scenario_, covered_trace(trace_));
    for (const Journal::Sheet* sheet : {&metered.charges.opens, &metered.charges.renewals}) {
      for (std::size_t i = 0; i < sheet->rows.size(); ++i) {
        const Journal::Row& row = sheet->rows[i];
        if (row.state == RowState::charged) {
          coverage_.rows[row_of_[row.unit]].tokens += Tokens{metered.charges.tokens(row)};
        }
      }
    }
  }

  const Scenario& scenario_;
  const Trace& trace_;
  Coverage coverage_;
  std::vector<std::uint32_t> row_of_;                              // by unit that is used
  std::vector<std::array<std::size_t, Coverage::ways>> last_day_;  // by row and way
};

// The most seats of the product that are in force at once in the horizon: at its begin, or when some begin.
std::uint64_t most_in_force(const Scenario& scenario, ProductId product) {
  const auto begin_of = [&](const Term& term) {
    return term.from ? scenario.server().start_of(*term.from) : scenario.begin;
  };
  const auto sum_at = [&](Instant at) {
    std::uint64_t sum = 0;
    for (const FloatingSeats& seats : scenario.entitlements.seats) {
      const bool ended = seats.term.until && scenario.server().start_of(*seats.term.until) <= at;
      sum += seats.product == product && begin_of(seats.term) <= at && !ended ? seats.number : 0;
    }
    return sum;
  };
  std::uint64_t most = sum_at(scenario.begin);
  for (const FloatingSeats& seats : scenario.entitlements.seats) {
    const Instant begin = begin_of(seats.term);
    most = scenario.begin < begin && begin < scenario.end ? std::max(most, sum_at(begin)) : most;
  }
  return most;
}

}  // namespace

Coverage::Use Coverage::covered() const {
  Use all;
  for (const Way way : {by_subscription, by_collection, by_seat}) {
    all.sessions += total.by[way].sessions;
    all.days += total.by[way].days;
  }
  return all;
}

Coverage coverage_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  return Count(scenario, trace).run(outcome);
}

Table coverage_table(const Scenario& scenario, const Trace& trace, const Coverage& coverage) {
  std::vector<Table::Column> columns{{"user", Cell::Kind::text}, {"product", Cell::Kind::text}};
  for (const char* way : {"subscription", "collection", "seat", "tokens", "refused"}) {
    columns.push_back({std::string(way) + "_sessions", Cell::Kind::count});
    columns.push_back({std::string(way) + "_days", Cell::Kind::count});
  }
  columns.push_back({"covered_tokens", Cell::Kind::amount});
  Table table(std::move(columns));
  for (const Coverage::Row& row : coverage.rows) {
    std::vector<Cell> cells{trace.users[row.user], scenario.products[row.product.value].name};
    for (const Coverage::Use& use : row.by) {
      cells.emplace_back(use.sessions);
      cells.emplace_back(use.days);
    }
    cells.emplace_back(row.tokens);
    table.add(std::move(cells));
  }
  return table;
}

std::vector<SeatReport> seat_reports(const Scenario& scenario, const Trace& trace) {
  std::vector<SeatReport> reports;
  for (const ProductId product : products_with_seats(scenario.entitlements)) {
    reports.push_back({product, most_in_force(scenario, product), trace.covered->seats[reports.size()]});
  }
  return reports;
}

Table seat_table(const Scenario& scenario, const Trace& trace) {
  Table table({{"product", Cell::Kind::text},
               {"number", Cell::Kind::count},
               {"peak", Cell::Kind::count},
               {"peak_at", Cell::Kind::text},
               {"granted", Cell::Kind::count},
               {"refused", Cell::Kind::count}});
  for (const SeatReport& report : seat_reports(scenario, trace)) {
    const SeatUse& use = report.use;
    table.add({scenario.products[report.product.value].name, report.number, std::uint64_t{use.peak},
               use.peak > 0 ? Cell(format_utc(Instant{use.peak_at})) : Cell(), use.granted, use.refused});
  }
  return table;
}

}  // namespace drawdown
