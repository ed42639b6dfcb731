#include "engine/scenario/load.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/smallest_scenario.h"

using namespace drawdown;

TEST_CASE("the scenario of the manual is read to the last value") {
  const Scenario s = load_scenario_text(R"(name: Northwind, 2026
time_zone: America/New_York         # the server's
from: 2026-01-01
until: 2027-01-01
currency: EUR
rules: {preset: flex, grace: 0s, window: {kind: calendar, period: week, zone: Asia/Tokyo}}
rates:
  AutoCAD: 7
  Revit: [{from: 2026-01-01, tokens: 10}, {from: 2026-07-01, tokens: 11.5}]
users:
  - {id: mary, time_zone: Europe/London, team: UK}
  - {id: 'null', time_zone: America/New_York}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 5000, unit_price: 2.40}
    - {bought: 2026-07-01, tokens: 1000, unit_price: 3.00, team: UK, lifetime: 1y}
    - {bought: 2025-08-31, tokens: 10, lifetime: 6mo, remaining: 2.5}
    - {bought: 2026-02-01, tokens: 1, expires: 2026-02-02}
usage:
  sessions: northwind.csv
  time_zone: Europe/London
)",
                                        "n.yaml", "some/folder");
  CHECK(s.name == "Northwind, 2026");
  CHECK(s.file == "n.yaml");
  CHECK(s.currency == "EUR");
  CHECK(s.server().name() == "America/New_York");
  CHECK(format(s.from) == "2026-01-01");
  CHECK(format(s.until) == "2027-01-01");
  CHECK(format_utc(s.begin) == "2026-01-01T05:00:00Z");
  CHECK(format_utc(s.end) == "2027-01-01T05:00:00Z");
  CHECK(s.days.size() == 365);

  const auto& window = std::get<CalendarWindow>(s.rules.window);
  CHECK(window.period == Period::week);
  CHECK(window.clock == CalendarWindow::Clock::named);
  CHECK(s.zones[window.named.value].name() == "Asia/Tokyo");
  CHECK(s.rules.grace == Duration{0});
  CHECK(s.rules.renew);

  REQUIRE(s.products.size() == 2);
  CHECK(s.products[0].name == "AutoCAD");
  REQUIRE(s.products[0].rates.size() == 1);
  CHECK(s.products[0].rates[0].from == always);
  CHECK(s.products[0].rates[0].tokens == Tokens::whole(7));
  REQUIRE(s.products[1].rates.size() == 2);
  CHECK(format_utc(s.products[1].rates[1].from) == "2026-07-01T04:00:00Z");
  CHECK(format(s.products[1].rates[1].tokens) == "11.5");

  REQUIRE(s.users.size() == 2);
  CHECK(s.users[0].id == "mary");
  CHECK(s.zones[s.users[0].zone->value].name() == "Europe/London");
  CHECK(*s.users[0].team == "UK");
  CHECK(s.users[1].id == "null");
  CHECK(*s.users[1].zone == ZoneId(0));
  CHECK_FALSE(s.users[1].team.has_value());

  REQUIRE(s.tranches.size() == 4);
  CHECK(s.tranches[0].id == "jan");
  CHECK(s.tranches[0].team.empty());
  CHECK(format(*s.tranches[0].unit_price) == "2.4");
  CHECK(format(s.tranches[0].expires) == "2027-01-05");
  CHECK(format_utc(s.tranches[0].arrives_at) == "2026-01-05T05:00:00Z");
  CHECK(format_utc(s.tranches[0].expires_at) == "2027-01-05T05:00:00Z");
  CHECK(s.tranches[1].id == "T2");
  CHECK(s.tranches[1].team == "UK");
  CHECK(format(s.tranches[1].expires) == "2027-07-01");
  CHECK(s.tranches[2].id == "T3");
  CHECK(format(s.tranches[2].expires) == "2026-02-28");
  CHECK(format(s.tranches[2].brings()) == "2.5");
  CHECK_FALSE(s.tranches[2].unit_price.has_value());
  CHECK(format(s.tranches[3].expires) == "2026-02-02");

  CHECK(s.usage.sessions == "some/folder/northwind.csv");
  CHECK(s.zones[s.usage.zone.value].name() == "Europe/London");
  CHECK(s.zones.size() == 3);
}

TEST_CASE("what is left out has its default") {
  const Scenario s = load(smallest);
  CHECK(s.name == "a");
  CHECK(s.currency == "USD");
  CHECK(std::get<RollingWindow>(s.rules.window).length == Duration{24 * 3600});
  CHECK(s.rules.grace == Duration{300});
  CHECK(s.rules.when_empty == WhenEmpty::deny);
  CHECK(s.users.empty());
  CHECK(s.tranches.empty());
  CHECK(s.usage.zone == ZoneId(0));
  CHECK(load(with("s.csv", "/data/s.csv")).usage.sessions == "/data/s.csv");
}

TEST_CASE("every rule can be said, and the preset supplies the others") {
  CHECK(load(with_rules("token-flex")).rules.when_empty == WhenEmpty::overdraft);
  CHECK(std::holds_alternative<CalendarWindow>(load(with_rules("token-flex")).rules.window));
  CHECK(std::get<CalendarWindow>(load(with_rules("{preset: token-flex, window: {zone: user}}")).rules.window).clock ==
        CalendarWindow::Clock::user);
  CHECK(std::get<CalendarWindow>(load(with_rules("{window: {kind: calendar, period: month}}")).rules.window).period ==
        Period::month);
  CHECK(std::get<RollingWindow>(load(with_rules("{window: {length: 8h}}")).rules.window).length == Duration{8 * 3600});
  CHECK(std::get<SharedWindow>(load(with_rules("{window: shared}")).rules.window).length == Duration{24 * 3600});
  CHECK(std::holds_alternative<VisitWindow>(load(with_rules("{window: visit}")).rules.window));
  CHECK(std::get<CalendarWindow>(load(with_rules("{window: {kind: calendar, zone: America/New_York}}")).rules.window)
            .named == ZoneId(0));

  const Rules rules =
      load(with_rules("{charge_per: [user, machine, product, version], renew: false, when_empty: {retry: 90m}, "
                      "consume: newest}"))
          .rules;
  CHECK(rules.per_version);
  CHECK(rules.per_machine);
  CHECK_FALSE(rules.renew);
  CHECK(rules.when_empty == WhenEmpty::retry);
  CHECK(rules.retry_after == Duration{5400});
  CHECK(rules.consume == DrawOrder::newest);
  CHECK(load(with_rules("{consume: oldest, when_empty: overdraft}")).rules.consume == DrawOrder::oldest);
  CHECK(load(with_rules("{preset: token-flex, when_empty: deny}")).rules.when_empty == WhenEmpty::deny);
  CHECK_FALSE(load(with_rules("{charge_per: [product, user]}")).rules.per_version);
}

TEST_CASE("names are text, whatever else they look like") {
  const Scenario s =
      load(with("AutoCAD: 7", "no: 1\n  1.0: 2\n  2026-01-05: 3\n  0x10: 4\n  \"a.b [c]\": 5\n  3ds Max: 0"));
  REQUIRE(s.products.size() == 6);
  CHECK(s.products[0].name == "no");
  CHECK(s.products[1].name == "1.0");
  CHECK(s.products[2].name == "2026-01-05");
  CHECK(s.products[3].name == "0x10");
  CHECK(s.products[4].name == "a.b [c]");
  CHECK(s.products[5].name == "3ds Max");
}

TEST_CASE("byte-order marks, CRLF, quotes, comments, anchors and document marks are all right") {
  CHECK(load("\xEF\xBB\xBF" + std::string(smallest)).products.size() == 1);
  std::string crlf;
  for (const char c : smallest) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
  }
  CHECK(load(crlf).usage.sessions == "dir/s.csv");
  CHECK(load("---\n" + std::string(smallest) + "...\n").products.size() == 1);
  CHECK(load(with("2026-01-01", "\"2026-01-01\"")).days.size() == 365);
  const Scenario s = load(with_tranches("[&a {bought: 2026-01-05, tokens: 5}, *a]"));
  REQUIRE(s.tranches.size() == 2);
  CHECK(s.tranches[1].id == "T2");
  CHECK(s.tranches[1].tokens == Tokens::whole(5));
}

TEST_CASE("unknown keys name the nearest known one and their place") {
  check_errors({
      {with("until", "untl"), "a.yaml:3:1: unknown key 'untl'; did you mean 'until'?"},
      {std::string(smallest) + "zzzzzzz: 1\n",
       "a.yaml:9:1: unknown key 'zzzzzzz'; known keys: name, time_zone, from, until, currency, users_file, expect, "
       "rules, "
       "rates, users, "
       "pool, budgets, entitlements, access, subscription_prices, alerts, reminders, charge_back, focus, usage, "
       "demand, stress, assign, plan, variants, vary"},
      {with_tranches("[{tokns: 5}]"), "a.yaml:7:15: pool.tranches[0]: unknown key 'tokns'; did you mean 'tokens'?"},
      {with("sessions", "session"), "a.yaml:8:9: usage: unknown key 'session'; did you mean 'sessions'?"},
      {with_rules("{gracé: 5m}"), "a.yaml:9:9: rules: unknown key 'gracé'; did you mean 'grace'?"},
      {with_rules("{window: {kind: rolling, lenght: 5m}}"),
       "a.yaml:9:33: rules.window: unknown key 'lenght'; did you mean 'length'?"},
      {with_rate("[{form: 2026-01-01, tokens: 1}]"),
       "a.yaml:5:14: rates.AutoCAD[0]: unknown key 'form'; did you mean 'from'?"},
  });
}

TEST_CASE("missing keys are errors at the place of their map") {
  check_errors({
      {with("from: 2026-01-01\n", ""), "a.yaml:1:1: missing key 'from' (a day such as 2026-01-05)"},
      {with("time_zone: America/New_York\n", ""),
       "a.yaml:1:1: missing key 'time_zone' (a time zone such as America/New_York)"},
      {with("sessions: s.csv", ""), "a.yaml:8:8: usage: missing key 'sessions' (a path) or `results`"},
      {with(",\n  tranches: []", ""), "a.yaml:6:7: pool: missing key 'tranches' (a list of maps)"},
      {with_tranches("[{bought: 2026-01-01}]"),
       "a.yaml:7:14: pool.tranches[0]: missing key 'tokens' (a number of tokens such as 5000 or 0.5)"},
      {with_users("[{team: a}]"), "a.yaml:9:9: users[0]: missing key 'id' (text)"},
      {with_rules("{when_empty: {}}"),
       "a.yaml:9:21: rules.when_empty: missing key 'retry' (a duration such as 5m, 24h or 1h30m)"},
      {replaced(with_tranches("[{bought: 2026-01-01, tokens: 1}]"), "lifetime: 365d,", ""),
       "a.yaml:7:14: pool.tranches[0]: missing key 'lifetime' or 'expires'; or give all tranches a lifetime with "
       "pool.lifetime"},
      {"", "a.yaml: the scenario is empty"},
      {"# only a comment\n", "a.yaml: the scenario is empty"},
      {"{}", "a.yaml:1:1: missing key 'time_zone' (a time zone such as America/New_York)"},
  });
}

TEST_CASE("a file that cannot be read is an input error") {
  const auto error = [](const std::string& path) {
    try {
      (void)load_scenario(path);
    } catch (const InputError& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  CHECK(error("no/such/file.yaml") == "no/such/file.yaml: cannot be read: No such file or directory");
  CHECK(error(DRAWDOWN_SOURCE_DIR) == std::string(DRAWDOWN_SOURCE_DIR) + ": cannot be read: it is a folder");
}

TEST_CASE("findings can point at products, users and tranches") {
  ScenarioPlaces places;
  const std::string yaml = replaced(with_users("\n- {id: a}\n- {id: b}"), "tranches: []",
                                    "tranches: [{bought: 2026-01-01, tokens: 1},\n {bought: 2026-01-01, tokens: 1}]");
  (void)load_scenario_text(yaml, "a.yaml", "", {}, &places);
  CHECK(format(places.time_zone) == "a.yaml:1:12");
  CHECK(format(places.from) == "a.yaml:2:7");
  CHECK(format(places.until) == "a.yaml:3:8");
  CHECK(format(places.rules) == "a.yaml");
  CHECK(format(places.products.at(0)) == "a.yaml:5:3");
  CHECK(format(places.rates.at(0).at(0)) == "a.yaml:5:12");
  CHECK(format(places.tranches.at(1)) == "a.yaml:8:2");
  CHECK(format(places.sessions) == "a.yaml:9:19");
  CHECK(format(places.users.at(1)) == "a.yaml:12:3");
}
