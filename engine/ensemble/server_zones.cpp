#include "engine/ensemble/server_zones.h"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "engine/analysis/effect.h"
#include "engine/base/check.h"
#include "engine/ensemble/parallel.h"
#include "engine/replay/replay.h"

namespace drawdown {
namespace {

constexpr std::size_t nobody = static_cast<std::size_t>(-1);

const CalendarWindow& window_of(const Scenario& scenario) { return std::get<CalendarWindow>(scenario.rules.window); }

const Zone& present_zone(const Scenario& scenario) {
  const CalendarWindow& window = window_of(scenario);
  return window.clock == CalendarWindow::Clock::named ? scenario.zones[window.named.value] : scenario.server();
}

// The users' offices.
class Offices {
 public:
  Offices(const Scenario& scenario, const Trace& trace) : scenario_(scenario), trace_(trace) {
    std::vector<bool> present(trace.users.size());
    for (const std::uint32_t unit : trace.unit) {
      present[trace.units[unit].user.value] = true;
    }
    for (const UsedResult& result : trace.results) {
      present[trace.units[result.unit].user.value] = true;
    }
    for (std::uint32_t zone = 0; zone < scenario.zones.size(); ++zone) {
      Office office{scenario.zones[zone]};
      for (std::uint32_t user = 0; user < trace.users.size(); ++user) {
        office.users += present[user] && trace.user_zones[user] == ZoneId(zone) ? 1U : 0U;
      }
      office_of_zone_.push_back(office.users > 0 ? list.size() : nobody);
      if (office.users > 0) {
        list.push_back(office);
      }
    }
    for (std::size_t i = 0; i < trace.size(); ++i) {
      list[of_unit(trace.unit[i])].sessions += is_work(i) ? 1U : 0U;
    }
  }

  [[nodiscard]] std::size_t of_unit(std::uint32_t unit) const {
    return office_of_zone_[trace_.user_zones[trace_.units[unit].user.value].value];
  }
  [[nodiscard]] bool is_work(std::size_t session) const {
    return Seconds{trace_.close[session]} - trace_.open[session] >= scenario_.rules.grace.seconds;
  }

  std::vector<Office> list;

 private:
  using Seconds = std::int64_t;
  const Scenario& scenario_;
  const Trace& trace_;
  std::vector<std::size_t> office_of_zone_;
};

void count_straddling(const Scenario& scenario, const Trace& trace, const Offices& offices, ZoneBill& bill) {
  const std::vector<Instant> starts =
      period_starts(bill.zone, window_of(scenario).period, scenario.begin, scenario.end);
  std::size_t next = 0;  // the first start after the session's open
  for (std::size_t i = 0; i < trace.size(); ++i) {
    while (starts[next].seconds <= trace.open[i]) {  // sessions are sorted by open, inside the horizon
      ++next;
    }
    const std::int64_t close = std::min<std::int64_t>(trace.close[i], scenario.end.seconds);
    if (starts[next].seconds < close && offices.is_work(i)) {
      ++bill.offices[offices.of_unit(trace.unit[i])].straddling;
    }
  }
}

ZoneBill bill_of(const Scenario& scenario, const Trace& trace, const Offices& offices) {
  const Outcome outcome = replay(scenario, trace);
  ZoneBill bill;
  bill.offices.resize(offices.list.size());
  for (const Charge& charge : outcome.charges) {
    OfficeBill& office = bill.offices[offices.of_unit(charge.unit.value)];
    const bool renewal = charge.kind == ChargeKind::renewal;
    bill.charges += charge.kind == ChargeKind::refund ? 0U : 1U;
    bill.renewals += renewal ? 1U : 0U;
    bill.tokens += charge.tokens;
    office.tokens += charge.tokens;
    office.renewed += renewal ? charge.tokens : Tokens{};
  }
  bill.denied_sessions = outcome.denied_sessions;
  bill.cut_offs = outcome.cut_offs;
  bill.cost = consumed_cost(outcome);
  return bill;
}

// The zones whose clocks are tried, the present one first.
std::vector<Zone> candidates(const Scenario& scenario, const Offices& offices, const std::vector<Zone>& further) {
  std::vector<Zone> zones{present_zone(scenario)};
  const auto add = [&zones](const Zone& zone) {
    if (std::find(zones.begin(), zones.end(), zone) == zones.end()) {
      zones.push_back(zone);
    }
  };
  for (const Office& office : offices.list) {
    add(office.zone);
  }
  std::for_each(further.begin(), further.end(), add);
  return zones;
}

// The scenario, metered by the clock of a zone.
Scenario metered_in(const Scenario& scenario, const Zone& zone) {
  Scenario moved = scenario;
  CalendarWindow window = window_of(scenario);
  window.clock = CalendarWindow::Clock::named;
  window.named = ZoneId(static_cast<std::uint32_t>(moved.zones.size()));
  moved.zones.push_back(zone);
  moved.rules.window = window;
  return moved;
}

Scenario metered_by_own_clocks(const Scenario& scenario) {
  Scenario moved = scenario;
  std::get<CalendarWindow>(moved.rules.window).clock = CalendarWindow::Clock::user;
  return moved;
}

}  // namespace

bool has_one_clock(const Rules& rules) {
  const auto* window = std::get_if<CalendarWindow>(&rules.window);
  return window != nullptr && window->clock != CalendarWindow::Clock::user;
}

ServerZones server_zones(const Scenario& scenario, const Trace& trace, const std::vector<Zone>& further,
                         const ServerZonesOptions& options) {
  check(has_one_clock(scenario.rules), "one clock meters all users");
  const Offices offices(scenario, trace);
  const std::vector<Zone> zones = candidates(scenario, offices, further);
  ServerZones study;
  study.offices = offices.list;
  study.bills.resize(zones.size());
  ZoneBill own;
  if (options.total != nullptr) {
    *options.total = zones.size() + 1;
  }
  in_parallel(zones.size() + 1, options.threads, [&](std::size_t i) {
    if (i == zones.size()) {
      own = bill_of(metered_by_own_clocks(scenario), trace, offices);
    } else {
      study.bills[i] = bill_of(metered_in(scenario, zones[i]), trace, offices);
      study.bills[i].zone = zones[i];
      count_straddling(scenario, trace, offices, study.bills[i]);
    }
    if (options.done != nullptr) {
      ++*options.done;
    }
  });
  study.own_clocks = own.tokens;
  for (ZoneBill& bill : study.bills) {
    bill.extra = bill.tokens - own.tokens;
    for (std::size_t i = 0; i < bill.offices.size(); ++i) {
      bill.offices[i].extra = bill.offices[i].tokens - own.offices[i].tokens;
    }
  }
  return study;
}

}  // namespace drawdown
