#include "engine/scenario/section.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/smallest_scenario.h"

using namespace drawdown;

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
       "a.yaml:5:12: rates.AutoCAD: expected a number of tokens such as 7, {tokens: 1, per: 10}, or a list of {from: "
       "DAY, tokens: NUMBER}, "
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
