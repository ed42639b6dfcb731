#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/check.h"
#include "tests/dice.h"
#include "tests/worlds.h"

namespace drawdown {
namespace {

constexpr std::uint32_t minute = 60;
constexpr std::uint32_t hour = 3600;
constexpr std::uint32_t day_long = 24 * hour;
constexpr std::uint32_t unknown = UINT32_MAX;
constexpr std::uint32_t units_per_user = 3;

struct Visit {
  std::uint32_t open = 0;
  std::uint32_t close = 0;
  std::uint32_t unit = 0;
};

// How much is used from Monday to Sunday.
constexpr std::array<std::uint64_t, 7> weekday_weight = {20, 20, 20, 20, 19, 2, 1};

Scenario scenario_of(const Office& office) {
  Scenario scenario;
  scenario.name = "Synthetic office";
  scenario.currency = "USD";
  scenario.from = *parse_day("2026-01-01");
  scenario.until = scenario.from + office.days;
  scenario.zones = {*Zone::find("America/New_York")};
  const char* products[] = {"AutoCAD",  "Revit",  "Maya",   "3ds Max",    "Civil 3D",
                            "Inventor", "Fusion", "Mudbox", "Navisworks", "Viewer"};
  const std::int64_t rates[] = {7, 10, 6, 6, 10, 10, 3, 1, 9, 0};
  for (std::size_t i = 0; i < std::size(products); ++i) {
    scenario.products.push_back({products[i], {{always, Tokens::whole(rates[i])}}});
  }
  const Tokens all{office.tokens_per_session * micro_per_unit * static_cast<std::int64_t>(office.sessions)};
  constexpr std::int32_t packs = 5;  // the first was bought before, and expires in the middle of the horizon
  for (std::int32_t i = 0; i < packs; ++i) {
    Tranche tranche;
    tranche.id = fmt::format("T{}", i + 1);
    tranche.bought = i == 0 ? scenario.from - 365 + office.days / 2 : scenario.from + (i - 1) * (office.days / packs);
    tranche.expires = tranche.bought + 365;
    tranche.tokens = {all.micro / packs};
    tranche.unit_price = *parse_money("2.4");
    scenario.tranches.push_back(tranche);
  }
  set_horizon(scenario);
  return scenario;
}

// One unit's active day: a session in the morning and two after it.
class ActiveDay {
 public:
  ActiveDay(Dice& dice, Instant midnight) : dice_(dice), midnight_(static_cast<std::uint32_t>(midnight.seconds)) {
    at_ = 8 * hour + roll(2 * hour);
  }
  Visit next(std::uint32_t unit) {
    const std::uint32_t kind = roll(1000);
    std::uint32_t length = 20 * minute + roll(130 * minute);
    if (kind < 50) {
      length = roll(5 * minute);
    } else if (kind < 55) {
      length = day_long + roll(hour);  // left open overnight
    }
    const Visit visit{midnight_ + at_, midnight_ + at_ + length, unit};
    at_ += std::min(length, 150 * minute) + 5 * minute + roll(55 * minute);
    return visit;
  }

 private:
  std::uint32_t roll(std::uint32_t n) { return static_cast<std::uint32_t>(dice_.below(n)); }

  Dice& dice_;
  std::uint32_t midnight_;
  std::uint32_t at_ = 0;
};

// The visits of a day, in the order in which units come up. `stride` is the mean distance from one active unit to the
// next, times two.
void draw_day(Dice& dice, Instant midnight, const Office& office, std::uint64_t count, std::vector<Visit>& visits) {
  visits.clear();
  const std::uint64_t active = std::max<std::uint64_t>(1, count / 3);
  const auto stride = static_cast<std::int64_t>(std::max<std::uint64_t>(1, office.units / active));
  std::uint64_t unit = static_cast<std::uint64_t>(dice.below(office.units));
  while (visits.size() < count) {
    ActiveDay day(dice, midnight);
    for (int i = 0; i < 3 && visits.size() < count; ++i) {
      visits.push_back(day.next(static_cast<std::uint32_t>(unit)));
    }
    unit = (unit + static_cast<std::uint64_t>(dice.between(1, 2 * stride - 1))) % office.units;
  }
}

// Sorted by open, with a counter per second of the day: a comparison sort would take most of the time.
class DaySort {
 public:
  const std::vector<Visit>& operator()(const std::vector<Visit>& visits, Instant midnight) {
    starts_.assign(day_long + hour + 1, 0);
    const auto second = [midnight](const Visit& visit) {
      return visit.open - static_cast<std::uint32_t>(midnight.seconds);
    };
    for (const Visit& visit : visits) {
      ++starts_[second(visit) + 1];
    }
    for (std::size_t i = 1; i < starts_.size(); ++i) {
      starts_[i] += starts_[i - 1];
    }
    sorted_.resize(visits.size());
    for (const Visit& visit : visits) {
      sorted_[starts_[second(visit)]++] = visit;
    }
    return sorted_;
  }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<Visit> sorted_;
};

// Gives units, users and their names in the order of first appearance.
class TraceWriter {
 public:
  TraceWriter(const Office& office, std::size_t products)
      : products_(static_cast<std::uint32_t>(products)),
        unit_ids_(office.units, unknown),
        user_ids_(office.units / units_per_user + 1, unknown) {
    trace_.teams.intern("");
    trace_.versions.intern("");
    trace_.machines.intern("");
    rows_.open.reserve(office.sessions);
    rows_.close.reserve(office.sessions);
    rows_.unit.reserve(office.sessions);
  }

  void write(const Visit& visit) {
    std::uint32_t& id = unit_ids_[visit.unit];
    if (id == unknown) {
      id = static_cast<std::uint32_t>(trace_.units.size());
      const std::uint32_t user = visit.unit / units_per_user;
      if (user_ids_[user] == unknown) {
        user_ids_[user] = trace_.users.intern(fmt::format("user{}", user)).value;
        trace_.user_zones.push_back(ZoneId(0));
      }
      ChargeUnit unit;
      unit.user = UserId(user_ids_[user]);
      unit.product = ProductId((user + visit.unit % units_per_user) % products_);
      trace_.units.push_back(unit);
    }
    rows_.add(visit.open, visit.close, id);
  }

  Trace finish() {
    trace_.set(std::move(rows_));
    trace_.rows = trace_.size();
    return std::move(trace_);
  }

 private:
  Trace trace_;
  SessionRows rows_;
  std::uint32_t products_;
  std::vector<std::uint32_t> unit_ids_;
  std::vector<std::uint32_t> user_ids_;
};

}  // namespace

OfficeYear office_year(const Office& office) {
  check(office.units > 0 && office.days > 0, "an office has units and days");
  Scenario scenario = scenario_of(office);
  std::uint64_t all_weight = 0;
  for (std::int32_t i = 0; i < office.days; ++i) {
    all_weight += weekday_weight[static_cast<std::size_t>(weekday(scenario.from + i))];
  }

  Dice dice(office.seed);
  TraceWriter trace(office, scenario.products.size());
  std::vector<Visit> visits;
  DaySort sorted;
  std::uint64_t weight = 0;
  std::uint64_t drawn = 0;
  for (std::int32_t i = 0; i < office.days; ++i) {
    weight += weekday_weight[static_cast<std::size_t>(weekday(scenario.from + i))];
    const std::uint64_t due = office.sessions * weight / all_weight;
    draw_day(dice, scenario.days.start(i), office, due - drawn, visits);
    drawn = due;
    for (const Visit& visit : sorted(visits, scenario.days.start(i))) {
      trace.write(visit);
    }
  }
  return {std::move(scenario), trace.finish()};
}

OfficeYear big_world(std::uint64_t seed, std::uint32_t units, std::uint64_t sessions, std::int32_t days) {
  return office_year({.seed = seed, .units = units, .sessions = sessions, .days = days});
}

}  // namespace drawdown
