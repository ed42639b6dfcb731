#include "engine/scenario/load.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace drawdown;

namespace {

// The smallest scenario, in parts that tests replace. Its lines: 1 time_zone, 2 from, 3 until, 4 rates, 5 AutoCAD, 6
// pool, 7 tranches, 8 usage.
constexpr std::string_view smallest =
    "time_zone: America/New_York\n"
    "from: 2026-01-01\n"
    "until: 2027-01-01\n"
    "rates:\n"
    "  AutoCAD: 7\n"
    "pool: {lifetime: 365d,\n"
    "  tranches: []}\n"
    "usage: {sessions: s.csv}\n";

Scenario load(std::string_view yaml) { return load_scenario_text(yaml, "a.yaml", "dir"); }

std::string replaced(std::string_view yaml, std::string_view old, std::string_view fresh) {
  std::string text(yaml);
  const std::size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), fresh);
}

// The smallest scenario with one part replaced.
std::string with(std::string_view old, std::string_view fresh) { return replaced(smallest, old, fresh); }
std::string with_rules(std::string_view rules) { return std::string(smallest) + "rules: " + std::string(rules) + "\n"; }
std::string with_users(std::string_view users) { return std::string(smallest) + "users: " + std::string(users) + "\n"; }
std::string with_rate(std::string_view rate) { return with("AutoCAD: 7", "AutoCAD: " + std::string(rate)); }
std::string with_tranches(std::string_view tranches) { return with("[]", tranches); }

std::string error_of(std::string_view yaml) {
  try {
    (void)load(yaml);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

struct Bad {
  std::string yaml;
  std::string error;
};

void check_errors(const std::vector<Bad>& all) {
  for (const Bad& bad : all) {
    CAPTURE(bad.yaml);
    CHECK(error_of(bad.yaml) == bad.error);
  }
}

}  // namespace

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
  CHECK(load(with("s.csv", "/tmp/s.csv")).usage.sessions == "/tmp/s.csv");
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
       "a.yaml:9:1: unknown key 'zzzzzzz'; known keys: name, time_zone, from, until, currency, rules, rates, users, "
       "pool, usage"},
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
      {with("sessions: s.csv", ""), "a.yaml:8:8: usage: missing key 'sessions' (a path)"},
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

TEST_CASE("values of the wrong type say what was expected and what was found") {
  check_errors({
      {"[1, 2]", "a.yaml:1:1: expected a map, found a list"},
      {"just text", "a.yaml:1:1: expected a map, found 'just text'"},
      {with("2026-01-01", "5"), "a.yaml:2:7: from: expected a day such as 2026-01-05, found '5'"},
      {with("2026-01-01", "[a]"), "a.yaml:2:7: from: expected a day such as 2026-01-05, found a list"},
      {with("2026-01-01", "{}"), "a.yaml:2:7: from: expected a day such as 2026-01-05, found a map"},
      {with(" 2026-01-01", ""), "a.yaml:2:1: from: expected a day such as 2026-01-05, found nothing"},
      {with("2026-01-01", "2026-1-1"), "a.yaml:2:7: from: expected a day such as 2026-01-05, found '2026-1-1'"},
      {with_rate("seven"),
       "a.yaml:5:12: rates.AutoCAD: expected a number of tokens such as 7, or a list of {from: DAY, tokens: NUMBER}, "
       "found 'seven'"},
      {with_rate("[]"), "a.yaml:5:12: rates.AutoCAD: the list has no steps; expected {from: DAY, tokens: NUMBER}"},
      {with_rate("[7]"), "a.yaml:5:13: rates.AutoCAD[0]: expected a map, found '7'"},
      {with("\n  AutoCAD: 7", " {}"),
       "a.yaml:4:8: rates: the rate sheet has no product; expected at least one, such as AutoCAD: 7"},
      {with("\n  AutoCAD: 7", " [AutoCAD]"), "a.yaml:4:8: rates: expected a map, found a list"},
      {with("{sessions: s.csv}", "s.csv"), "a.yaml:8:8: usage: expected a map, found 's.csv'"},
      {with("s.csv", "''"), "a.yaml:8:19: usage.sessions: must not be empty"},
      {with("s.csv", "[s.csv]"), "a.yaml:8:19: usage.sessions: expected a path, found a list"},
      {with("s.csv", "\"a\\nb\""),
       "a.yaml:8:19: usage.sessions: must not hold control characters or line ends, found 'a b'"},
      {with("s.csv", "~"), "a.yaml:8:9: usage.sessions: expected a path, found nothing"},
      {with_users("mary"), "a.yaml:9:8: users: expected a list of maps, found 'mary'"},
      {with_users("[mary]"), "a.yaml:9:9: users[0]: expected a map, found 'mary'"},
      {with_users("[{id: ' mary'}]"), "a.yaml:9:14: users[0].id: must not begin or end with a space, found ' mary'"},
      {with_tranches("{}"), "a.yaml:7:13: pool.tranches: expected a list of maps, found a map"},
      {with_rules("{renew: yes}"), "a.yaml:9:16: rules.renew: expected true or false, found 'yes'"},
      {with_rules("{renew: tru}"),
       "a.yaml:9:16: rules.renew: expected true or false, found 'tru'; did you mean 'true'?"},
      {with_rules("{grace: 5}"), "a.yaml:9:16: rules.grace: expected a duration such as 5m, 24h or 1h30m, found '5'"},
      {with_rules("{grace: 5 minutes please}"),
       "a.yaml:9:16: rules.grace: expected a duration such as 5m, 24h or 1h30m, found '5 minutes please'"},
      {with_rules("{grace: 'a text that is far too long to be repeated in a message'}"),
       "a.yaml:9:16: rules.grace: expected a duration such as 5m, 24h or 1h30m, found 'a text that is far too long to "
       "be repeat…'"},
      {with_rules("[flex]"), "a.yaml:9:8: rules: expected a word or a map, found a list"},
      {with_rules("{charge_per: user}"),
       "a.yaml:9:21: rules.charge_per: expected a list of user, product, version or machine, found 'user'"},
      {with("365d", "365"), "a.yaml:6:18: pool.lifetime: expected a lifetime such as 365d, 12mo or 1y, found '365'"},
      {with("365d", "1m"), "a.yaml:6:18: pool.lifetime: expected a lifetime such as 365d, 12mo or 1y, found '1m'"},
  });
}

TEST_CASE("amounts are exact decimals, neither negative nor beyond their bounds") {
  const auto tokens = [](const char* value) {
    return error_of(with_tranches("[{bought: 2026-01-01, tokens: " + std::string(value) + "}]"));
  };
  const std::string where = "a.yaml:7:43: pool.tranches[0].tokens: ";
  const std::string expected = where + "expected a number of tokens such as 5000 or 0.5, found ";
  CHECK(tokens("0.000001") == "no error");
  CHECK(tokens("1000000000000") == "no error");
  CHECK(tokens("5_000") == expected + "'5_000'");
  CHECK(tokens("1e3") == expected + "'1e3'");
  CHECK(tokens("0x10") == expected + "'0x10'");
  CHECK(tokens(".inf") == expected + "'.inf'");
  CHECK(tokens(".5") == expected + "'.5'");
  CHECK(tokens("5.") == expected + "'5.'");
  CHECK(tokens("+5") == expected + "'+5'");
  CHECK(tokens("'5,000'") == expected + "'5,000'");
  CHECK(tokens("5 000") == expected + "'5 000'");
  CHECK(tokens("true") == expected + "'true'");
  CHECK(tokens("010") == where + "must not begin with 0, found '010'");
  CHECK(tokens("-5") == where + "must not be negative, found '-5'");
  CHECK(tokens("-0.0000001") == where + "must not be negative, found '-0.0000001'");
  CHECK(tokens("0.0000001") == where + "must have at most six decimals, found '0.0000001'");
  CHECK(tokens("1000000000000.000001") == where + "must be 0 … 1000000000000, found '1000000000000.000001'");
  CHECK(tokens("99999999999999999999999999") ==
        where + "must be 0 … 1000000000000, found '99999999999999999999999999'");
  check_errors({
      {with_tranches("[{bought: 2026-01-01, tokens: 5, unit_price: $3}]"),
       "a.yaml:7:58: pool.tranches[0].unit_price: expected a price such as 2.40, found '$3'"},
      {with_tranches("[{bought: 2026-01-01, tokens: 5, unit_price: -3}]"),
       "a.yaml:7:58: pool.tranches[0].unit_price: must not be negative, found '-3'"},
      {with_rate("-7"), "a.yaml:5:12: rates.AutoCAD: must not be negative, found '-7'"},
      {with_tranches("[{bought: 2026-01-01, tokens: 1000000000000, unit_price: 10}]"),
       "a.yaml:7:43: pool.tranches[0].tokens: with the tranches before it, an amount of money is beyond "
       "±9,223,372,036,854.775807 and cannot be held exactly"},
  });
}

TEST_CASE("days exist, and lie in the years that columns can hold") {
  check_errors({
      {with("2026-01-01", "2026-02-30"), "a.yaml:2:7: from: there is no day '2026-02-30'"},
      {with("2026-01-01", "1969-12-31"), "a.yaml:2:7: from: must be 1970-01-01 … 2100-01-01, found '1969-12-31'"},
      {with("2027-01-01", "2100-01-02"), "a.yaml:3:8: until: must be 1970-01-01 … 2100-01-01, found '2100-01-02'"},
      {with("2027-01-01", "2026-01-01"),
       "a.yaml:3:8: until: must be later than `from`, 2026-01-01, found '2026-01-01'"},
      {with("2027-01-01", "2025-01-01"),
       "a.yaml:3:8: until: must be later than `from`, 2026-01-01, found '2025-01-01'"},
      {replaced(with("America/New_York", "Asia/Tokyo"), "2026-01-01", "1970-01-01"),
       "a.yaml:2:7: from: 1970-01-01 begins before 1970-01-01T00:00:00Z in Asia/Tokyo"},
      {replaced(replaced(with("America/New_York", "Pacific/Apia"), "2026-01-01", "2011-12-30"), "2027-01-01",
                "2011-12-31"),
       "a.yaml:3:8: until: no time passes between 2011-12-30 and 2011-12-31 in Pacific/Apia"},
      {with_rate("[{from: 2026-02-01, tokens: 1}, {from: 2026-01-01, tokens: 2}]"),
       "a.yaml:5:51: rates.AutoCAD[1].from: steps ascend by `from`; 2026-01-01 does not come after 2026-02-01"},
      {with_rate("[{from: 2026-02-01, tokens: 1}, {from: 2026-02-01, tokens: 2}]"),
       "a.yaml:5:51: rates.AutoCAD[1].from: steps ascend by `from`; 2026-02-01 does not come after 2026-02-01"},
  });
  CHECK(load(replaced(with("2026-01-01", "1970-01-01"), "2027-01-01", "2100-01-01")).days.size() == 47'482);
}

TEST_CASE("unknown time zones name the nearest") {
  check_errors({
      {with("New_York", "New_Yrok"),
       "a.yaml:1:12: time_zone: unknown time zone 'America/New_Yrok'; did you mean 'America/New_York'?"},
      {with("America/New_York", "Q/Q"),
       "a.yaml:1:12: time_zone: unknown time zone 'Q/Q'; expected a time zone such as America/New_York"},
      {with("America/New_York", "../../etc/passwd"),
       "a.yaml:1:12: time_zone: unknown time zone '../../etc/passwd'; expected a time zone such as America/New_York"},
      {with_users("[{id: m, time_zone: Europe/Londn}]"),
       "a.yaml:9:28: users[0].time_zone: unknown time zone 'Europe/Londn'; did you mean 'Europe/London'?"},
      {with_rules("{window: {kind: calendar, zone: usr}}"),
       "a.yaml:9:40: rules.window.zone: unknown time zone 'usr'; did you mean 'user'?"},
      {with("s.csv", "s.csv, time_zone: utc+1x"),
       "a.yaml:8:37: usage.time_zone: unknown time zone 'utc+1x'; expected a time zone such as America/New_York"},
  });
}

TEST_CASE("rules that make no sense are refused") {
  check_errors({
      {with_rules("flx"), "a.yaml:9:8: rules.preset: expected flex or token-flex, found 'flx'; did you mean 'flex'?"},
      {with_rules("{window: roling}"),
       "a.yaml:9:17: rules.window.kind: expected rolling, calendar, shared or visit, found 'roling'; did you mean "
       "'rolling'?"},
      {with_rules("{window: {kind: calendar, length: 24h}}"),
       "a.yaml:9:42: rules.window.length: a calendar window has no `length`; remove it"},
      {with_rules("{window: {kind: visit, length: 24h}}"),
       "a.yaml:9:39: rules.window.length: a visit window has no `length`; remove it"},
      {with_rules("{window: {kind: rolling, period: day}}"),
       "a.yaml:9:41: rules.window.period: a rolling window has no `period`; remove it"},
      {with_rules("{window: {kind: shared, zone: user}}"),
       "a.yaml:9:38: rules.window.zone: a shared window has no `zone`; remove it"},
      {with_rules("{window: {kind: calendar, period: year}}"),
       "a.yaml:9:42: rules.window.period: expected day, week or month, found 'year'"},
      {with_rules("{window: {length: 0s}}"),
       "a.yaml:9:26: rules.window.length: must be more than 0, at most 2000d, found '0s'"},
      {with_rules("{window: {length: 2001d}}"),
       "a.yaml:9:26: rules.window.length: must be more than 0, at most 2000d, found '2001d'"},
      {with_rules("{window: {length: -5m}}"), "a.yaml:9:26: rules.window.length: must not be negative, found '-5m'"},
      {with_rules("{window: {length: 5m}}"),
       "a.yaml:9:17: rules.window: a rolling window must be longer than the grace period, and 5m is not longer than "
       "5m"},
      {with_rules("{grace: 25h}"),
       "a.yaml:9:16: rules.grace: a rolling window must be longer than the grace period, and 24h is not longer than "
       "25h"},
      {with_rules("{charge_per: [user]}"),
       "a.yaml:9:21: rules.charge_per: the list must hold user and product; add product"},
      {with_rules("{charge_per: [product, version]}"),
       "a.yaml:9:21: rules.charge_per: the list must hold user and product; add user"},
      {with_rules("{charge_per: [user, product, user]}"),
       "a.yaml:9:37: rules.charge_per[2]: 'user' is in the list already"},
      {with_rules("{charge_per: [user, prodct]}"),
       "a.yaml:9:28: rules.charge_per[1]: expected user, product, version or machine, found 'prodct'; did you mean "
       "'product'?"},
      {with_rules("{when_empty: {retry: 0s}}"),
       "a.yaml:9:29: rules.when_empty.retry: must be more than 0, at most 2000d, found '0s'"},
      {with_rules("{when_empty: retry}"), "a.yaml:9:21: rules.when_empty: retry needs its delay; write {retry: 1h}"},
      {with_rules("{when_empty: denny}"),
       "a.yaml:9:21: rules.when_empty: expected deny, overdraft or {retry: DURATION}, found 'denny'; did you mean "
       "'deny'?"},
      {with_rules("{when_empty: [deny]}"),
       "a.yaml:9:21: rules.when_empty: expected deny, overdraft or {retry: DURATION}, found a list"},
      {with_rules("{consume: soonest}"),
       "a.yaml:9:18: rules.consume: expected soonest_expiry, oldest or newest, found 'soonest'"},
  });
  CHECK(error_of(with_rules("{window: visit, grace: 48h}")) == "no error");
}

TEST_CASE("tranches that make no sense are refused") {
  check_errors({
      {with_tranches("[{bought: 2026-01-05, tokens: 5, expires: 2026-01-05}]"),
       "a.yaml:7:55: pool.tranches[0].expires: must be later than `bought`, 2026-01-05, found '2026-01-05'"},
      {with_tranches("[{bought: 2026-01-05, tokens: 5, expires: 2026-02-05, lifetime: 1y}]"),
       "a.yaml:7:55: pool.tranches[0].expires: a tranche has `lifetime` or `expires`, not both; remove one"},
      {with_tranches("[{bought: 2026-01-05, tokens: 5, lifetime: 0d}]"),
       "a.yaml:7:56: pool.tranches[0].lifetime: must be more than 0, at most 36525d, found '0d'"},
      {with_tranches("[{bought: 2026-01-05, tokens: 5, lifetime: 101y}]"),
       "a.yaml:7:56: pool.tranches[0].lifetime: must be more than 0, at most 36525d, found '101y'"},
      {with("365d", "0mo"), "a.yaml:6:18: pool.lifetime: must be more than 0, at most 36525d, found '0mo'"},
      {with_tranches("[{bought: 2025-01-05, tokens: 5, remaining: 6}]"),
       "a.yaml:7:57: pool.tranches[0].remaining: must be at most `tokens`, 5, found '6'"},
      {with_tranches("[{bought: 2026-01-01, tokens: 5, remaining: 4}]"),
       "a.yaml:7:57: pool.tranches[0].remaining: only for a tranche bought before `from`, 2026-01-01; this one is "
       "bought on 2026-01-01"},
      {with_tranches("[{id: a:b, bought: 2026-01-01, tokens: 5}]"),
       "a.yaml:7:19: pool.tranches[0].id: must not hold ':' or ';', found 'a:b'"},
      {with_tranches("[{id: overdraft, bought: 2026-01-01, tokens: 5}]"),
       "a.yaml:7:19: pool.tranches[0].id: results use the name 'overdraft' for what no tranche could pay; choose "
       "another"},
  });
  CHECK(error_of(with_tranches("[{bought: 2026-01-05, tokens: 5, lifetime: 100y}]")) == "no error");
  CHECK(error_of(with_tranches("[{bought: 2026-01-05, tokens: 5, expires: 9999-12-31}]")) == "no error");
  CHECK(error_of(with_tranches("[{bought: 2025-01-05, tokens: 5, remaining: 5}]")) == "no error");
}

TEST_CASE("names are distinct, also those that are given by place") {
  check_errors({
      {std::string(smallest) + "from: 2026-01-02\n", "a.yaml:9:1: duplicate key 'from'; it stands in line 2 already"},
      {with("AutoCAD: 7", "AutoCAD: 7\n  AutoCAD: 8"),
       "a.yaml:6:3: duplicate key 'AutoCAD'; it stands in line 5 already"},
      {with_users("[{id: m}, {id: m}]"), "a.yaml:9:23: users[1]: duplicate user 'm'; users[0] is called so already"},
      {with_tranches("[{id: a, bought: 2026-01-05, tokens: 5}, {id: a, bought: 2026-01-05, tokens: 5}]"),
       "a.yaml:7:59: pool.tranches[1]: duplicate tranche 'a'; pool.tranches[0] is called so already"},
      {with_tranches("[{id: T2, bought: 2026-01-05, tokens: 5}, {bought: 2026-01-05, tokens: 5}]"),
       "a.yaml:7:55: pool.tranches[1]: duplicate tranche 'T2'; pool.tranches[0] is called so already; it has no id, "
       "and its place in the list makes it T2: give it an id"},
  });
}

TEST_CASE("what is not one YAML document is refused where it goes wrong") {
  check_errors({
      {"a: b: c\n", "a.yaml:1:5: this is not valid YAML: illegal map value"},
      {"a: [1, 2\n", "a.yaml:2:1: this is not valid YAML: end of sequence flow not found"},
      {"a:\n\t- b\n", "a.yaml:2:2: this is not valid YAML: illegal block entry; indent with spaces, not tabs"},
      {std::string(smallest) + "---\na: b\n", "a.yaml:9:1: a second document begins here; a scenario is one document"},
      {"a: \xFF\n", "a.yaml:1:4: this is not UTF-8 (byte 0xFF); save the file as UTF-8"},
      {"a: é\xC0\x80\n", "a.yaml:1:5: this is not UTF-8 (byte 0xC0); save the file as UTF-8"},
      {std::string("a: \0\n", 5), "a.yaml:1:4: the control character 0x00 may not stand in YAML"},
      {"a: b\x04\n", "a.yaml:1:5: the control character 0x04 may not stand in YAML"},
      {"a: *b\n", "a.yaml:1:4: this is not valid YAML: the referenced anchor is not defined"},
      {"a: &b [*b]\n", "a.yaml:1:8: an alias stands inside the value that it repeats"},
      {"a: !!binary aGk=\n", "a.yaml:1:4: scenarios have no tags; remove 'tag:yaml.org,2002:binary'"},
      {"? [a]\n: b\n", "a.yaml:1:3: a key must be text, not a list or a map; or is a bracket left open?"},
      {"~: b\n", "a.yaml:1:1: a key must be text; if 'null' or '~' is a name, put it in quotes"},
      {"<<: {a: b}\n", "a.yaml:1:1: merge keys (<<) are not supported; write the keys out"},
  });
}

TEST_CASE("nesting and aliases that would take all memory are refused") {
  for (const std::string_view nest : {"[", "{a: "}) {
    std::string deep = "a: ";
    for (int i = 0; i < 20'000; ++i) {
      deep += nest;
    }
    CHECK(error_of(deep) != "no error");
    for (int i = 0; i < 20'000; ++i) {
      deep += nest == "[" ? ']' : '}';
    }
    CHECK(error_of(deep).find("nested more than 32 deep") != std::string::npos);
  }
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    bomb += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
  }
  CHECK(error_of(bomb).find("the file is too large: with aliases written out, more than 2000000 values") !=
        std::string::npos);
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
