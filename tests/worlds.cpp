#include "tests/worlds.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"
#include "engine/scenario/read_sessions.h"
#include "tests/dice.h"
#include "tests/idle_spans.h"

namespace drawdown {
namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 3600;
constexpr std::int64_t day_long = 24 * hour;

Day day(int year, int month, int number) {
  const auto found = day_of({year, month, number});
  check(found.has_value(), "the days of worlds exist");
  return *found;
}

Zone zone(const char* name) {
  const auto found = Zone::find(name);
  check(found.has_value(), "the zones of worlds exist");
  return *found;
}

// Where something odd happens to clocks.
struct Oddity {
  const char* zone;
  Day day;
};

const std::vector<Oddity>& oddities() {
  static const std::vector<Oddity> list = {
      {"UTC", day(2026, 1, 5)},
      {"UTC", day(1970, 1, 3)},
      {"UTC", day(2099, 11, 30)},
      {"America/New_York", day(2026, 3, 8)},
      {"America/New_York", day(2026, 11, 1)},
      {"Europe/London", day(2026, 3, 29)},
      {"Europe/London", day(2026, 10, 25)},
      {"Australia/Lord_Howe", day(2026, 4, 5)},   // half an hour back
      {"Australia/Lord_Howe", day(2026, 10, 4)},  // half an hour forward
      {"Asia/Kolkata", day(2026, 2, 1)},
      {"Asia/Kathmandu", day(2026, 2, 1)},
      {"America/Sao_Paulo", day(2018, 11, 4)},  // no midnight
      {"America/Sao_Paulo", day(2018, 2, 18)},  // midnight back to 23:00
      {"Asia/Beirut", day(2022, 3, 27)},        // no midnight
      {"Asia/Beirut", day(2022, 10, 30)},
      {"Asia/Beirut", day(2023, 3, 30)},
      {"Africa/Cairo", day(2023, 4, 28)},  // no midnight
      {"Africa/Cairo", day(2023, 10, 27)},
      {"America/Havana", day(2026, 3, 8)},      // no midnight
      {"America/Havana", day(2026, 11, 1)},     // the hour from midnight twice
      {"Asia/Singapore", day(1982, 1, 1)},      // half an hour lost from midnight on
      {"Pacific/Apia", day(2011, 12, 30)},      // no such day
      {"Pacific/Kwajalein", day(1993, 8, 21)},  // no such day
      {"America/St_Johns", day(2010, 11, 7)},   // 00:01 back to 23:01: two midnights
      {"America/St_Johns", day(2010, 3, 14)},   // 00:01 forward to 01:01
      {"Asia/Pyongyang", day(2018, 5, 5)},      // 23:30 forward to midnight
      {"Asia/Pyongyang", day(2015, 8, 15)},     // midnight back to 23:30
      {"Antarctica/Troll", day(2026, 3, 29)},   // two hours
  };
  return list;
}

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : dice_(seed) { world_.scenario.name = fmt::format("World {}", seed); }

  World make() {
    make_horizon();
    make_rules();
    make_products();
    make_users();
    make_tranches();
    make_sessions();
    rebuild(world_);
    return std::move(world_);
  }

 private:
  void make_horizon() {
    const Oddity& oddity = dice_.pick(oddities());
    long_ = dice_.one_in(25) && oddity.day > day(1971, 1, 1) && oddity.day < day(2098, 1, 1);
    const auto days = static_cast<std::int32_t>(long_ ? dice_.between(360, 400) : dice_.pick({1, 2, 3, 4, 6, 9, 20}));
    auto before = static_cast<std::int32_t>(dice_.below(days + 1));
    if (oddity.day < day(1970, 2, 1)) {
      before = 0;  // instants are not negative
    }
    scenario_.currency = "USD";
    scenario_.from = oddity.day - before;
    scenario_.until = scenario_.from + days;
    scenario_.zones.push_back(zone(oddity.zone));
    if (scenario_.server().start_of(scenario_.from) == scenario_.server().start_of(scenario_.until)) {
      scenario_.until = scenario_.until + 1;  // a horizon of one skipped day is empty
    }
    for (std::int64_t others = dice_.below(3); others > 0; --others) {
      const Oddity& other = dice_.pick(oddities());
      if (std::find(scenario_.zones.begin(), scenario_.zones.end(), zone(other.zone)) == scenario_.zones.end()) {
        scenario_.zones.push_back(zone(other.zone));
      }
    }
    set_horizon(scenario_);
    grid_ = dice_.pick({hour, hour, 30 * minute, 5 * minute, minute});
  }

  ZoneId any_zone() {
    return ZoneId(static_cast<std::uint32_t>(dice_.below(static_cast<std::int64_t>(scenario_.zones.size()))));
  }

  void make_rules() {
    Rules& rules = scenario_.rules;
    // A long world with short windows would be nothing but renewals.
    const std::int64_t length = long_ ? dice_.pick({day_long, 7 * day_long})
                                      : dice_.pick({hour, 90 * minute, 6 * hour, day_long, day_long, 7 * day_long});
    rules.grace = {dice_.pick({std::int64_t{0}, 5 * minute, 5 * minute, hour, 30 * hour, std::int64_t{1}})};
    switch (dice_.below(7)) {
      case 0:
      case 1:
        rules.window = RollingWindow{{length > rules.grace.seconds ? length : 7 * day_long}};
        break;
      case 2:
      case 3:
      case 4: {
        CalendarWindow window;
        window.period = dice_.pick({Period::day, Period::day, Period::week, Period::month});
        window.clock =
            dice_.pick({CalendarWindow::Clock::server, CalendarWindow::Clock::user, CalendarWindow::Clock::named});
        window.named = window.clock == CalendarWindow::Clock::named ? any_zone() : ZoneId(0);
        rules.window = window;
        break;
      }
      case 5:
        rules.window = SharedWindow{{length}};
        break;
      default:
        rules.window = VisitWindow{};
    }
    rules.per_version = dice_.one_in(4);
    rules.per_machine = dice_.one_in(4);
    rules.renew = !dice_.one_in(5);
    rules.when_empty = dice_.pick({WhenEmpty::deny, WhenEmpty::retry, WhenEmpty::retry, WhenEmpty::overdraft});
    rules.retry_after = {span() > 6 * day_long ? dice_.pick({hour, 7 * hour})
                                               : dice_.pick({10 * minute, hour, hour, 5 * minute, 7 * hour})};
    rules.consume = dice_.pick({DrawOrder::soonest_expiry, DrawOrder::oldest, DrawOrder::newest});
  }

  Tokens any_rate() {
    if (dice_.one_in(4)) {
      return {dice_.pick<std::int64_t>({0, 0, 100'000, 1})};
    }
    return {dice_.pick<std::int64_t>({7'000'000, 7'000'000, 10'000'000, 1'000'000, 2'500'000})};
  }

  void make_products() {
    const char* names[] = {"AutoCAD", "Revit", "Maya"};
    for (std::int64_t i = 0, count = dice_.between(1, 3); i < count; ++i) {
      Product product{names[i], {{always, any_rate()}}};
      if (dice_.one_in(3)) {
        Day from = scenario_.from - static_cast<std::int32_t>(dice_.below(2));
        if (dice_.one_in(4)) {
          from = from + 1;  // no rate in force on the first day
        }
        product.rates = {{scenario_.server().start_of(from), any_rate()}};
        for (std::int64_t steps = dice_.between(1, 2); steps > 0; --steps) {
          from = from + static_cast<std::int32_t>(dice_.between(1, long_ ? 150 : 2));
          if (scenario_.server().start_of(from) > product.rates.back().from) {
            product.rates.push_back({scenario_.server().start_of(from), any_rate()});
          }
        }
      }
      scenario_.products.push_back(product);
    }
  }

  std::string any_team() { return teams_[static_cast<std::size_t>(dice_.below(team_count_))]; }

  void make_users() {
    user_count_ = dice_.between(1, 4);
    team_count_ = dice_.pick({1, 1, 1, 2, 2, 3});
    for (std::int64_t i = 0; i < user_count_; ++i) {
      if (dice_.one_in(3)) {
        continue;  // not listed: the server's zone, the default team
      }
      ListedUser user{fmt::format("u{}", i + 1), {}, {}};
      if (!dice_.one_in(3)) {
        user.zone = any_zone();
      }
      if (!dice_.one_in(3)) {
        user.team = any_team();
      }
      scenario_.users.push_back(user);
    }
  }

  void make_tranches() {
    const auto days = scenario_.until - scenario_.from;
    for (std::int64_t i = 0, count = dice_.pick({0, 1, 2, 3, 4, 4, 5, 5}); i < count; ++i) {
      Tranche tranche;
      tranche.id = dice_.one_in(2) ? fmt::format("T{}", i + 1) : std::string(1, static_cast<char>('a' + i));
      tranche.team = any_team();
      const std::int32_t earliest = scenario_.from.number < 10 ? 0 : -3;
      tranche.bought = scenario_.from + static_cast<std::int32_t>(dice_.between(earliest, days + 1));
      if (long_) {
        tranche.bought = scenario_.from + static_cast<std::int32_t>(dice_.between(-400, 40));
        tranche.expires = dice_.one_in(2) ? tranche.bought + 365 : add_months(tranche.bought, 12);
      } else {
        tranche.expires = tranche.bought + static_cast<std::int32_t>(dice_.pick({1, 2, 3, 4, 6, 30}));
      }
      const std::int64_t rate = dice_.pick(scenario_.products).rates[0].tokens.micro;
      tranche.tokens = {dice_.pick<std::int64_t>({rate, rate * 2, rate * 3, rate / 2, rate * 3 / 2, rate + 1, 3'500'000,
                                                  5'000'000, 20'000'000, 20'000'000, 50'000'000, 0})};
      if (tranche.bought < scenario_.from && dice_.one_in(2)) {
        tranche.remaining = Tokens{dice_.pick({tranche.tokens.micro / 2, tranche.tokens.micro, std::int64_t{0}})};
      }
      scenario_.tranches.push_back(tranche);
    }
    set_horizon(scenario_);
    // A tranche whose only days are skipped would serve no day at all; no loader lets it in.
    std::erase_if(scenario_.tranches, [](const Tranche& t) { return t.expires_at <= t.arrives_at; });
  }

  // Instants at which something may happen by itself.
  void find_anchors() {
    for (int i = 0; i < 3; ++i) {
      anchors_.push_back(scenario_.begin.seconds + grid_ * dice_.below((span() / grid_) + 1));
      const Zone& local = dice_.pick(scenario_.zones);
      const Day near = scenario_.from + static_cast<std::int32_t>(dice_.below(scenario_.until - scenario_.from + 1));
      anchors_.push_back(local.start_of(near).seconds);
      anchors_.push_back(local.next_change(scenario_.begin).seconds);
    }
    anchors_.push_back(scenario_.begin.seconds);
    anchors_.push_back(scenario_.end.seconds);
    for (const Tranche& tranche : scenario_.tranches) {
      anchors_.push_back(tranche.arrives_at.seconds);
      anchors_.push_back(tranche.expires_at.seconds);
    }
  }

  [[nodiscard]] std::int64_t span() const { return scenario_.end.seconds - scenario_.begin.seconds; }

  std::int64_t any_distance() {
    const Rules& rules = scenario_.rules;
    const auto* rolling = std::get_if<RollingWindow>(&rules.window);
    const auto* shared = std::get_if<SharedWindow>(&rules.window);
    const std::int64_t length = rolling != nullptr  ? rolling->length.seconds
                                : shared != nullptr ? shared->length.seconds
                                                    : day_long;
    switch (dice_.below(8)) {
      case 0:
        return rules.grace.seconds;
      case 1:
        return length;
      case 2:
        return rules.retry_after.seconds;
      case 3:
        return length + rules.grace.seconds;
      case 4:
        return 0;
      default:
        return grid_ * dice_.below(9);
    }
  }

  std::int64_t any_length(std::int64_t open) {
    const std::int64_t off = dice_.one_in(6) ? dice_.pick({-1, 1}) : 0;
    switch (dice_.below(long_ ? 50 : 10)) {
      case 0:
        return 0;
      case 1:
        return scenario_.end.seconds - open;  // no close
      case 2:
        return scenario_.end.seconds - open + grid_;
      case 3:
        return dice_.between(1, 3) * day_long + off;
      case 4:
        return 30 * hour + off;
      default:
        return std::max<std::int64_t>(0, any_distance() + off);
    }
  }

  void make_sessions() {
    find_anchors();
    for (std::int64_t i = 0, count = dice_.one_in(4) ? dice_.below(6) : dice_.below(41); i < count; ++i) {
      WorldSession session;
      session.user = fmt::format("u{}", dice_.between(1, user_count_));
      session.product = static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(scenario_.products.size())));
      session.version = dice_.pick({"", "2025", "2026"});
      session.machine = dice_.pick({"", "m1"});
      if (dice_.one_in(5)) {
        session.team = any_team();
      }
      session.open = dice_.pick(anchors_) + (dice_.one_in(2) ? 0 : dice_.pick({-1, 1}) * any_distance());
      session.open += dice_.one_in(15) ? dice_.pick({-1, 1}) : 0;
      session.close = session.open + any_length(session.open);
      if (!world_.sessions.empty() && dice_.one_in(15)) {
        session = dice_.pick(world_.sessions);  // a duplicate
      }
      const bool inside = session.open >= scenario_.begin.seconds && session.open < scenario_.end.seconds;
      if (inside && scenario_.products[session.product].rate_at({session.open}) != nullptr) {
        world_.sessions.push_back(session);
        anchors_.push_back(dice_.one_in(2) ? session.open : session.close);
      }
    }
  }

  Dice dice_;
  World world_;
  Scenario& scenario_ = world_.scenario;
  bool long_ = false;  // long enough for tranches to live for a year
  std::int64_t grid_ = hour;
  std::int64_t user_count_ = 1;
  std::int64_t team_count_ = 1;
  const std::vector<std::string> teams_ = {"", "UK", "SG"};
  std::vector<std::int64_t> anchors_;
};

}  // namespace

World random_world(std::uint64_t seed) { return Maker(seed).make(); }

World random_idle_world(std::uint64_t seed) {
  World world = random_world(seed);
  add_idle_spans(world, seed);
  rebuild(world);
  return world;
}

}  // namespace drawdown
