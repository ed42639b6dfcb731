#include "tests/usage_again.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "engine/analysis/history.h"
#include "engine/analysis/ledgers.h"

namespace drawdown::tests {
namespace {

using Kind = HistoryEvent::Kind;
using Who = std::pair<std::string, std::uint32_t>;

std::string line_of(const Who& who, const UsageSums& sums) {
  const auto text = [](const ChargeSum& sum) {
    return std::to_string(sum.charges) + " charges " + format(sum.tokens) + " tokens";
  };
  return fmt::format(
      "{} {}: {} sessions, days {} accessed {} refused {} covered {} charged, seconds {} and {}, {}, {} renewals, "
      "launches {} free {} short, {} short, {} tails",
      who.first, who.second, sums.sessions, sums.access_days, sums.refused_days, sums.covered_days, sums.charged_days,
      sums.seconds, sums.covered_seconds, text(sums.all), sums.renewals, sums.free_launches, sums.short_launches,
      text(sums.short_windows), text(sums.tails));
}

class Again {
 public:
  Again(const Scenario& scenario, const Trace& trace, const Outcome& outcome, UsageLimits limits)
      : scenario_(scenario), trace_(trace), outcome_(outcome), limits_(limits) {
    const PlacesByUnit sessions = sessions_by_unit(trace);
    const RowsByUnit rows = rows_by_unit(trace, outcome);
    for (std::uint32_t unit = 0; unit < trace.units.size(); ++unit) {
      histories_.push_back(history_of({scenario, trace, sessions, outcome, rows}, UnitId(unit)));
    }
  }

  UsageAgain run() {
    add_sessions();
    add_covered();
    for (std::uint32_t unit = 0; unit < histories_.size(); ++unit) {
      add_visits(unit);
    }
    add_charges();
    for (auto& [product, used] : again_.renewals_used) {
      std::sort(used.begin(), used.end());
    }
    for (const auto& [who, sums] : rows_) {
      again_.rows.push_back(line_of(who, sums));
    }
    return std::move(again_);
  }

 private:
  [[nodiscard]] Who who(std::uint32_t unit) const {
    return {trace_.users[trace_.units[unit].user], trace_.units[unit].product.value};
  }
  [[nodiscard]] std::string day_of(Instant at) const { return format(scenario_.server().day_at(at)); }

  void add_sessions() {
    std::set<std::pair<Who, std::string>> wanted;
    std::set<std::uint32_t> seen;
    for (std::uint32_t i = 0; i < trace_.size(); ++i) {
      const Who own = who(trace_.unit[i]);
      wanted.emplace(own, day_of(Instant{trace_.open[i]}));
      const bool first = seen.insert(trace_.session.empty() ? i : trace_.session[i]).second;
      rows_[own].sessions += first ? 1U : 0U;
    }
    for (std::uint32_t unit = 0; unit < histories_.size(); ++unit) {
      for (const HistoryEvent& event : histories_[unit].events) {
        if (event.kind <= Kind::charged_at_once) {
          in_.emplace(who(unit), day_of(event.at));
        }
      }
    }
    for (const auto& access : wanted) {
      ++rows_[access.first].access_days;
      rows_[access.first].refused_days += in_.contains(access) ? 0U : 1U;
    }
    for (const UsedResult& result : trace_.results) {
      rows_[who(result.unit)];
    }
  }

  void add_covered() {
    if (trace_.covered == nullptr) {
      return;
    }
    const CoveredSessions& covered = *trace_.covered;
    std::set<std::pair<Who, std::string>> days;
    for (std::size_t i = 0; i < covered.open.size(); ++i) {
      days.emplace(who(covered.unit[i]), day_of(Instant{covered.open[i]}));
      std::set<std::uint32_t>& own = borders_[covered.unit[i]];
      own.insert(covered.open[i]);
      own.insert(covered.close[i]);
      own.insert(static_cast<std::uint32_t>(scenario_.end.seconds));
    }
    for (const auto& [own, day] : days) {
      ++rows_[own].covered_days;
    }
    // Between two borders everything is the same.
    for (const auto& [unit, borders] : borders_) {
      for (auto low = borders.begin(); std::next(low) != borders.end(); ++low) {
        const std::uint32_t high = *std::next(low);
        bool open = false;
        for (std::size_t i = 0; i < covered.open.size(); ++i) {
          open = open || (covered.unit[i] == unit && covered.open[i] <= *low && covered.close[i] >= high);
        }
        rows_[who(unit)].covered_seconds += open && high <= scenario_.end.seconds ? high - *low : 0;
      }
    }
  }

  void add_visits(std::uint32_t unit) {
    UsageSums* const own = histories_[unit].visits.empty() ? nullptr : &rows_[who(unit)];
    for (const HistoryVisit& visit : histories_[unit].visits) {
      own->seconds += static_cast<std::uint64_t>((std::min(visit.end, scenario_.end) - visit.start).seconds);
      const bool is_short = visit.end < scenario_.end && visit.end - visit.start < limits_.short_use;
      own->free_launches += visit.free ? 1U : 0U;
      own->short_launches += visit.row != nowhere && !visit.free && is_short ? 1U : 0U;
    }
  }

  // Of the window that a charge paid for; empty if it outlasts the simulation.
  [[nodiscard]] std::optional<std::int64_t> used(const UnitHistory& history, const HistoryWindow& window) const {
    if (std::holds_alternative<VisitWindow>(scenario_.rules.window)) {
      const HistoryVisit& visit = history.visits[window.visit];
      return visit.end < scenario_.end ? std::optional((visit.end - visit.start).seconds) : std::nullopt;
    }
    if (window.until > scenario_.end) {
      return std::nullopt;
    }
    std::int64_t sum = 0;
    for (const HistoryVisit& visit : history.visits) {
      sum += std::max<std::int64_t>(0, (std::min(visit.end, window.until) - std::max(visit.start, window.at)).seconds);
    }
    return sum;
  }

  // That opened the visit, or of a renewal that closes last of those that had come to the visit by then.
  [[nodiscard]] std::uint32_t session(const UnitHistory& history, const HistoryWindow& window) const {
    const HistoryVisit& visit = history.visits[window.visit];
    std::uint32_t last = visit.session;
    for (const HistoryEvent& event : history.events) {
      const bool joins = event.kind == Kind::joins_visit && event.visit == window.visit && event.at < window.at;
      if (joins && window.kind == ChargeKind::renewal && trace_.close[event.session] > trace_.close[last]) {
        last = event.session;
      }
    }
    return last;
  }

  void add_charges() {
    struct Day {
      std::set<std::uint32_t> products;
      std::uint64_t charges = 0;
      Tokens tokens;
    };
    std::map<std::pair<std::string, std::string>, Day> days;  // by day and user
    std::set<std::pair<Who, std::string>> charged;
    std::map<std::pair<ChargeKind, std::uint32_t>, std::pair<std::uint32_t, const HistoryWindow*>> windows;
    for (std::uint32_t unit = 0; unit < histories_.size(); ++unit) {
      for (const HistoryWindow& window : histories_[unit].windows) {
        windows[{window.kind, window.row}] = {unit, &window};
        if (const auto seconds = used(histories_[unit], window); seconds && window.kind == ChargeKind::renewal) {
          again_.renewals_used[who(unit).second].push_back(static_cast<std::uint32_t>(*seconds));
        }
      }
    }
    std::map<ChargeKind, std::uint32_t> next_row;
    std::uint64_t number = 0;
    for (const Charge& charge : outcome_.charges) {
      const Who own = who(charge.unit.value);
      UsageSums& sums = rows_[own];
      ++number;
      sums.all.tokens += charge.tokens;
      if (charge.kind == ChargeKind::refund) {
        continue;
      }
      ++sums.all.charges;
      sums.renewals += charge.kind == ChargeKind::renewal ? 1U : 0U;
      sums.charged_days += charged.emplace(own, day_of(std::min(charge.at, scenario_.end + Duration{-1}))).second;
      if (charge.kind == ChargeKind::open) {
        while (outcome_.charges.opens.rows[next_row[charge.kind]].state != RowState::charged) {
          ++next_row[charge.kind];
        }
      }
      const std::uint32_t row = next_row[charge.kind]++;
      if (charge.tokens == Tokens{}) {
        continue;
      }
      Day& day = days[{day_of(std::min(charge.at, scenario_.end + Duration{-1})), own.first}];
      day.products.insert(own.second);
      ++day.charges;
      day.tokens += charge.tokens;
      if (const auto found = windows.find({charge.kind, row}); found != windows.end()) {
        const auto& [unit, window] = found->second;
        const auto seconds = used(histories_[unit], *window);
        const bool open = charge.kind == ChargeKind::open;
        if (seconds && *seconds < (open ? limits_.short_use : limits_.tail).seconds) {
          (open ? sums.short_windows : sums.tails) += {1, charge.tokens, {}};
          again_.avoidable.push_back(std::to_string(number) + " " + std::string(charge_kind_name(charge.kind)) + " " +
                                     std::to_string(*seconds) + " " + format(charge.tokens) + " " +
                                     std::to_string(session(histories_[unit], *window)));
        }
      }
    }
    for (const auto& [when, day] : days) {
      if (day.products.size() > 1) {
        std::string line = when.first + " " + when.second;
        for (const std::uint32_t product : day.products) {
          line += " " + std::to_string(product);
        }
        again_.days.push_back(line + ": " + std::to_string(day.charges) + " charges " + format(day.tokens));
      }
    }
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  UsageLimits limits_;
  std::vector<UnitHistory> histories_;
  std::set<std::pair<Who, std::string>> in_;
  std::map<std::uint32_t, std::set<std::uint32_t>> borders_;  // by unit: when covered sessions open or close
  std::map<Who, UsageSums> rows_;
  UsageAgain again_;
};

}  // namespace

UsageAgain usage_again(const Scenario& scenario, const Trace& trace, const Outcome& outcome, UsageLimits limits) {
  return Again(scenario, trace, outcome, limits).run();
}

UsageAgain told(const UsageReport& report, const Trace& trace) {
  UsageAgain told;
  for (const UserProduct& row : report.rows) {
    told.rows.push_back(line_of({trace.users[row.user], row.product.value}, row.sums));
  }
  for (const MultiProductDay& day : report.days) {
    std::string line = format(day.day) + " " + trace.users[day.user];
    for (const ProductId product : report.products_of(day)) {
      line += " " + std::to_string(product.value);
    }
    told.days.push_back(line + ": " + std::to_string(day.sum.charges) + " charges " + format(day.sum.tokens));
  }
  for (const AvoidableCharge& charge : report.avoidable) {
    told.avoidable.push_back(std::to_string(charge.number) + " " + std::string(charge_kind_name(charge.kind)) + " " +
                             std::to_string(charge.used) + " " + format(charge.tokens) + " " +
                             std::to_string(charge.session));
  }
  for (std::uint32_t product = 0; product < report.renewals_used.size(); ++product) {
    if (!report.renewals_used[product].empty()) {
      told.renewals_used[product] = report.renewals_used[product];
    }
  }
  return told;
}

}  // namespace drawdown::tests
