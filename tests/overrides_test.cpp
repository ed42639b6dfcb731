#include "engine/scenario/overrides.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/load.h"

using namespace drawdown;

namespace {

constexpr std::string_view office =
    "time_zone: America/New_York\n"
    "from: 2026-01-01\n"
    "until: 2027-01-01\n"
    "rules: flex\n"
    "rates:\n"
    "  AutoCAD: 7\n"
    "  3ds Max: 6\n"
    "  a.b=c: 1\n"
    "  Revit: [{from: 2026-01-01, tokens: 10}, {from: 2026-07-01, tokens: 11}]\n"
    "users: [{id: mary}]\n"
    "pool:\n"
    "  lifetime: 365d\n"
    "  tranches: [{id: jan, bought: 2026-01-05, tokens: 5000}]\n"
    "usage: {sessions: s.csv}\n";

Scenario with(const std::vector<std::string>& changes) {
  LoadOptions options;
  for (const std::string& change : changes) {
    options.overrides.push_back(parse_override(change));
  }
  return load_scenario_text(office, "a.yaml", "", options);
}

std::string error_of(const std::string& change) {
  try {
    (void)with({change});
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("an override changes the value at its path, whatever its type") {
  CHECK(with({"pool.tranches[0].tokens=4000"}).tranches[0].tokens == Tokens::whole(4000));
  CHECK(with({"rates.AutoCAD=8"}).products[0].rates[0].tokens == Tokens::whole(8));
  CHECK(with({"rates.3ds Max=5"}).products[1].rates[0].tokens == Tokens::whole(5));
  CHECK(with({"rates[\"3ds Max\"]=5"}).products[1].rates[0].tokens == Tokens::whole(5));
  CHECK(with({"rates['a.b=c']=5"}).products[2].rates[0].tokens == Tokens::whole(5));
  CHECK(with({"rates.Revit[1].tokens=12"}).products[3].rates[1].tokens == Tokens::whole(12));
  CHECK(with({"rates.Revit=12"}).products[3].rates.size() == 1);
  CHECK(with({"rates.AutoCAD=[{from: 2026-03-01, tokens: 1}]"}).products[0].rates[0].tokens == Tokens::whole(1));
  CHECK(with({"name=a=b"}).name == "a=b");
  CHECK(with({"pool.tranches=[]"}).tranches.empty());
  CHECK(with({"until=2026-01-02"}).days.size() == 1);
}

TEST_CASE("an override adds a key that the scenario leaves out") {
  CHECK(with({"currency=EUR"}).currency == "EUR");
  CHECK(format(*with({"pool.tranches[0].unit_price=2.40"}).tranches[0].unit_price) == "2.4");
  CHECK(*with({"users[0].team=UK"}).users[0].team == "UK");
}

TEST_CASE("a word that stands for a map gives way to the map that it stands for") {
  CHECK(with({"rules.grace=0s"}).rules.grace == Duration{0});
  const Rules rules = with({"rules=token-flex", "rules.window.zone=user"}).rules;
  CHECK(std::get<CalendarWindow>(rules.window).clock == CalendarWindow::Clock::user);
  CHECK(rules.when_empty == WhenEmpty::overdraft);
  CHECK(with({"rules.window=shared", "rules.window.length=1h"}).rules.window.index() == 2);
  CHECK(with({"rules.when_empty=overdraft", "rules.when_empty.retry=2h"}).rules.retry_after == Duration{7200});
}

TEST_CASE("overrides apply in order, the last one wins") {
  CHECK(with({"rules.grace=0s", "rules.grace=1m"}).rules.grace == Duration{60});
  CHECK(with({"rules.grace=0s", "rules=flex"}).rules.grace == Duration{300});
}

TEST_CASE("a wrong path names the nearest setting") {
  CHECK(error_of("pool.tranches[0].tokns=4") ==
        "--set pool.tranches[0].tokns=4: there is no setting 'pool.tranches[0].tokns'; did you mean "
        "'pool.tranches[0].tokens'?");
  CHECK(error_of("rules.grce=0s") ==
        "--set rules.grce=0s: there is no setting 'rules.grce'; did you mean 'rules.grace'?");
  CHECK(error_of("polo=1") == "--set polo=1: there is no setting 'polo'; did you mean 'pool'?");
  CHECK(error_of("usage.zzzzzz=1") ==
        "--set usage.zzzzzz=1: there is no setting 'usage.zzzzzz'; usage has sessions, idle, results, time_zone");
  CHECK(error_of("rates.AutoCat=1") ==
        "--set rates.AutoCat=1: there is no setting 'rates.AutoCat'; did you mean 'rates.AutoCAD'?");
  CHECK(error_of("rates.New=1") ==
        "--set rates.New=1: there is no setting 'rates.New'; rates has AutoCAD, 3ds Max, a.b=c, Revit");
  CHECK(error_of("rates.3ds Mxa=1") ==
        "--set rates.3ds Mxa=1: there is no setting 'rates.3ds Mxa'; did you mean 'rates.3ds Max'?");
  CHECK(error_of("from.x=1") == "--set from.x=1: there is no setting 'from.x'; from has no keys");
  CHECK(error_of("rates.AutoCAD.from=1") ==
        "--set rates.AutoCAD.from=1: there is no setting 'rates.AutoCAD.from'; rates.AutoCAD has tokens, per, partial");
}

TEST_CASE("a wrong place in a list says how many items there are") {
  CHECK(error_of("pool.tranches[1].tokens=4") ==
        "--set pool.tranches[1].tokens=4: pool.tranches has 1 item, [0] to [0]; there is no [1]");
  CHECK(error_of("rates.Revit[2].tokens=4") ==
        "--set rates.Revit[2].tokens=4: rates.Revit has 2 items, [0] to [1]; there is no [2]");
  CHECK(error_of("rates.AutoCAD[0].tokens=4") ==
        "--set rates.AutoCAD[0].tokens=4: rates.AutoCAD is '7' here, not a list, so it has no item [0]");
  CHECK(error_of("from[0]=4") == "--set from[0]=4: from is no list of maps, so it has no item [0]");
}

TEST_CASE("what is no path is refused") {
  CHECK(error_of("rules") == "--set rules: expected KEY=VALUE, such as rules.grace=0s");
  CHECK(error_of("") == "--set : expected KEY=VALUE, such as rules.grace=0s");
  CHECK(error_of("=1") == "--set =1: the path is empty; write KEY=VALUE");
  CHECK(error_of(".a=1") == "--set .a=1: the path '.a' has an empty key");
  CHECK(error_of("pool.=1") == "--set pool.=1: the path 'pool.' has an empty key");
  CHECK(error_of("pool..lifetime=1") == "--set pool..lifetime=1: the path 'pool..lifetime' has an empty key");
  const std::string brackets =
      ": brackets hold the number of an item, such as [0], or a name in quotes, such as [\"3ds Max\"]";
  CHECK(error_of("pool.tranches[x]=1") == "--set pool.tranches[x]=1" + brackets);
  CHECK(error_of("pool.tranches[-1]=1") == "--set pool.tranches[-1]=1" + brackets);
  CHECK(error_of("pool.tranches[99999999999999999999]=1") == "--set pool.tranches[99999999999999999999]=1" + brackets);
  CHECK(error_of("rates['AutoCAD'=1") == "--set rates['AutoCAD'=1: expected KEY=VALUE, such as rules.grace=0s");
}

TEST_CASE("errors in an override's value name the override") {
  CHECK(error_of("pool.tranches[0].tokens=many") ==
        "--set pool.tranches[0].tokens=many: pool.tranches[0].tokens: expected a number of tokens such as 5000 or "
        "0.5, found 'many'");
  CHECK(error_of("rules.grace=") ==
        "--set rules.grace=: rules.grace: expected a duration such as 5m, 24h or 1h30m, found nothing");
  CHECK(error_of("rules={grase: 5m}") == "--set rules={grase: 5m}: rules: unknown key 'grase'; did you mean 'grace'?");
  CHECK(error_of("rules={grace: 5m, grace: 6m}") ==
        "--set rules={grace: 5m, grace: 6m}: duplicate key 'grace'; it stands in line 1 already");
  CHECK(error_of("rules=[") == "--set rules=[: a key must be text, not a list or a map; or is a bracket left open?");
}
