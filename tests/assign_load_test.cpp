// `assign` as scenarios write it.
#include <doctest/doctest.h>

#include <string>

#include "tests/smallest_scenario.h"

using namespace drawdown;

namespace {

std::string with_assign(const std::string& text) { return std::string(smallest) + "assign: " + text + "\n"; }

}  // namespace

TEST_CASE("a scenario without `assign` has what the manual says") {
  const AssignPlan plan = load(smallest).assign;
  CHECK_FALSE(plan.token_price.has_value());
  CHECK_FALSE(plan.most_changes.has_value());
  CHECK_FALSE(plan.minimum_stay.has_value());
  CHECK(plan.sure == 900'000);
  CHECK(plan.replications == 200);
}

TEST_CASE("`assign` is read to the last value") {
  const AssignPlan plan = load(with_assign("{token_price: 2.40, most_changes: 0, sure: 0.8, replications: 50}")).assign;
  CHECK(plan.token_price == parse_money("2.4"));
  CHECK(plan.most_changes == 0);
  CHECK(plan.sure == 800'000);
  CHECK(plan.replications == 50);
  CHECK(load(with_assign("{minimum_stay_days: 30}")).assign.minimum_stay == 30);
}

TEST_CASE("a wrong `assign` is refused, with what is wrong and where") {
  check_errors({
      {with_assign("{token_prise: 2}"), "a.yaml:9:10: assign: unknown key 'token_prise'; did you mean 'token_price'?"},
      {with_assign("{token_price: -1}"), "a.yaml:9:23: assign.token_price: must not be negative, found '-1'"},
      {with_assign("{sure: 1.2}"), "a.yaml:9:16: assign.sure: must be 0 … 1, found '1.2'"},
      {with_assign("{minimum_stay_days: 0}"),
       "a.yaml:9:29: assign.minimum_stay_days: must be more than 0, at most 36525, found '0'"},
      {with_assign("{replications: many}"),
       "a.yaml:9:24: assign.replications: expected a whole number such as 4, found 'many'"},
      {with_assign("{most_changes: 3, minimum_stay_days: 5}"),
       "a.yaml:9:46: assign.minimum_stay_days: cannot stand beside `most_changes`: a seat that moves changes two users "
       "at "
       "once; remove one"},
  });
}
