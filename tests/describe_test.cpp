#include "engine/scenario/describe.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/smallest_scenario.h"

using namespace drawdown;

namespace {

std::string words(const std::string& rules) {
  const Scenario scenario = load(with_rules(rules));
  return describe(scenario.rules, scenario);
}

// The rules written out, and read again.
std::string twice(const std::string& rules) {
  const Scenario scenario = load(with_rules(rules));
  const RulesAsYaml yaml = as_yaml(scenario.rules, scenario);
  return words("{window: " + yaml.window + ", charge_per: " + yaml.charge_per + ", grace: " + yaml.grace +
               ", renew: " + yaml.renew + ", when_empty: " + yaml.when_empty + ", consume: " + yaml.consume + "}");
}

}  // namespace

TEST_CASE("rules are said in words") {
  CHECK(words("flex") ==
        "rolling window of 24h per user and product, free under 5m, renewed while in use, refused when empty, soonest "
        "expiry first");
  CHECK(words("token-flex") ==
        "calendar day by the server's clock per user and product, no grace, renewed while in use, owed when empty, "
        "soonest expiry first");
  CHECK(words("{window: {kind: shared, length: 8h}, charge_per: [user, product, version], renew: false, "
              "when_empty: {retry: 90m}, consume: oldest}") ==
        "window of 8h that all users of a product share per user, product and version, free under 5m, not renewed, "
        "refused when empty, tried again every 1h30m, oldest purchase first");
  CHECK(words("{window: visit, charge_per: [user, product, version, machine], consume: newest}") ==
        "every visit charged once, per user, product, version and machine, free under 5m, refused when empty, newest "
        "purchase first");
  CHECK(words("{window: {kind: calendar, period: month, zone: Asia/Tokyo}, charge_per: [user, product, machine]}") ==
        "calendar month by the clock of Asia/Tokyo per user, product and machine, free under 5m, renewed while in use, "
        "refused when empty, soonest expiry first");
  CHECK(words("{window: {kind: calendar, period: week, zone: user}}") ==
        "calendar week by each user's own clock per user and product, free under 5m, renewed while in use, refused "
        "when empty, soonest expiry first");
}

TEST_CASE("rules written as YAML are read as the same rules") {
  for (const char* rules :
       {"flex", "token-flex",
        "{window: {kind: shared, length: 8h}, charge_per: [user, product, version], renew: false, when_empty: {retry: "
        "90m}, consume: oldest}",
        "{window: visit, charge_per: [user, product, version, machine], grace: 0s, consume: newest}",
        "{window: {kind: calendar, period: month, zone: Asia/Tokyo}}",
        "{window: {kind: calendar, period: week, zone: user}}"}) {
    CAPTURE(rules);
    CHECK(twice(rules) == words(rules));
  }
}
