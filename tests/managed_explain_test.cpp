// What drawdown explain says of results, refunds, budgets and access.
#include <doctest/doctest.h>

#include <string>

#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::lines_of;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

// One line, with single spaces.
std::string flow(const std::string& text) {
  std::string all;
  for (const std::string& line : lines_of(text)) {
    for (const char c : line + " ") {
      if (c != ' ' || (!all.empty() && all.back() != ' ')) {
        all += c;
      }
    }
  }
  return all;
}

void put(const Workplace& place) {
  drawdown::tests::put_story(place,
                             "time_zone: UTC\n"
                             "from: 2026-01-05\n"
                             "until: 2026-01-08\n"
                             "rates: {AutoCAD: 7, Renders: {tokens: 1, per: 10}}\n"
                             "access: {deny: [{user: eve}]}\n"
                             "budgets: [{name: Media, tokens: 9, user: mary}]\n"
                             "pool:\n"
                             "  lifetime: 365d\n"
                             "  tranches: [{id: jan, bought: 2026-01-05, tokens: 13}]\n"
                             "---\n"
                             "user,product,open,close\n"
                             "mary,AutoCAD,2026-01-05 09:00,2026-01-05 12:00\n"
                             "mary,AutoCAD,2026-01-06 10:00,2026-01-06 12:00\n"
                             "eve,AutoCAD,2026-01-06 11:00,2026-01-06 12:00\n"
                             "---\n"
                             "user,product,time,quantity\n"
                             "mary,Renders,2026-01-05 10:00,25\n"
                             "mary,Renders,2026-01-05 11:00,-10\n"
                             "bob,Renders,2026-01-07 11:00,65\n");
}

}  // namespace

TEST_CASE("explain tells results, refunds and refusals of a user, with their clauses") {
  const Workplace place;
  put(place);
  const std::string mary = flow(place.shell("drawdown explain s.yaml -u mary").out);
  CHECK(contains(mary, "10:00 results; charge 2: 2 tokens from jan 5 "));
  CHECK(contains(mary, "11:00 results are undone; charge 3: 1 token back (1 to jan) 5 "));
  CHECK(contains(mary, "refused, 7 tokens needed and 1 6 left of the budget Media"));
  CHECK(contains(mary, "2 sessions, 1 visit, 2 charges less 1 refund of 8 tokens; 1 attempt refused"));
  const std::string eve = flow(place.shell("drawdown explain s.yaml -u eve").out);
  CHECK(contains(eve, "a session opens and is refused, for want of access to tokens 7 "));
  CHECK(contains(eve, "1 session, 0 visits, 0 charges of 0 tokens; 1 attempt refused"));
  const std::string bob = flow(place.shell("drawdown explain s.yaml -u bob").out);
  CHECK(contains(bob, "results are refused, 7 tokens needed and 5 available 5 "));
}

TEST_CASE("explain tells why a result was charged, undone or refused, and who refused") {
  const Workplace place;
  put(place);
  const std::string result = flow(place.shell("drawdown explain s.yaml --charge 2").out);
  CHECK(contains(result, "Charge 2 2 tokens from jan, for results, Mon 2026-01-05 10:00"));
  CHECK(contains(result, "Why the product is charged per result (clause 5)"));
  CHECK(contains(result, "Rate 1 token for 10 results"));
  CHECK(contains(result, "jan: 6 of 13 left, expires 2027-01-05; pays 2"));
  const std::string refund = flow(place.shell("drawdown explain s.yaml --charge 3").out);
  CHECK(contains(refund, "Charge 3 1 token back (1 to jan), a refund, Mon 2026-01-05 11:00"));
  CHECK(contains(refund, "Why results are undone, the latest first (clause 5)"));
  const std::string budget = flow(place.shell("drawdown explain s.yaml --denial 1").out);
  CHECK(contains(budget, "7 tokens needed and 1 left of the budget Media, refused"));
  CHECK(contains(budget, "; the budget Media would be exceeded (clause 6)"));
  const std::string access = flow(place.shell("drawdown explain s.yaml --denial 2").out);
  CHECK(contains(access, "Denial 2 for want of access to tokens, refused"));
  CHECK(contains(access, "Why the user, or the product, may not use tokens (clause 7)"));
  const std::string denied = flow(place.shell("drawdown explain s.yaml --denial 3").out);
  CHECK(contains(denied, "Denial 3 7 tokens needed and 5 available, refused"));
  CHECK(contains(denied, "Why the product is charged per result (clause 5)"));
  const std::string json = place.shell("drawdown explain s.yaml --json --denial 2").out;
  CHECK(contains(json, "\"no_access\""));
  CHECK(contains(place.shell("drawdown explain s.yaml --json --charge 3").out, "\"result_refunded\""));
}
