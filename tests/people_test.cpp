// The file of users: what is read of it, what is refused, and how it joins the scenario's list.
#include "engine/trace/people.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/scenario/read_sessions.h"
#include "tests/program.h"
#include "tests/smallest_scenario.h"

using namespace drawdown;
using drawdown::tests::contains;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

std::string in_words(const People& people) {
  std::string text;
  for (const std::string& column : people.columns) {
    text += '<' + column + '>';
  }
  for (const Person& person : people.people) {
    text += '\n' + std::to_string(person.line) + ' ' + person.user + ' ' + (person.zone ? person.zone->name() : "-") +
            ' ' + person.team.value_or("-");
    for (const std::string& value : person.values) {
      text += " [" + value + ']';
    }
  }
  return text;
}

std::string error(const std::string& text) {
  try {
    (void)read_people_text("people.csv", text);
  } catch (const InputError& e) {
    return e.what();
  }
  return "no error";
}

// A scenario with a file of users.
struct Office : Workplace {
  explicit Office(const std::string& people, const std::string& more = "") {
    put("people.csv", people);
    put("a.yaml", std::string(smallest) + "users_file: people.csv\n" + more);
  }
  [[nodiscard]] Scenario scenario() const { return load_scenario((folder() / "a.yaml").string()); }
  [[nodiscard]] std::string error() const {
    try {
      (void)scenario();
    } catch (const InputError& e) {
      std::string text = e.what();
      for (std::size_t at = text.find(folder().string()); at != std::string::npos; at = text.find(folder().string())) {
        text.erase(at, folder().string().size() + 1);
      }
      return text;
    }
    return "no error";
  }
};

}  // namespace

TEST_CASE("users are read by names of columns, in any order and spelling, and all other columns are kept") {
  CHECK(in_words(read_people_text("people.csv",
                                  "\xEF\xBB\xBF"
                                  "Cost Centre,TEAM,User,,Time-Zone,project\r\n"
                                  "CC 1,UK,mary,x,Europe/London,\"Bridge, \"\"North\"\"\"\r\n"
                                  "\r\n"
                                  ",,bob,,,\r\n")) ==
        "<Cost Centre><project>\n"
        "2 mary Europe/London UK [CC 1] [Bridge, \"North\"]\n"
        "4 bob - - [] []");
  CHECK(in_words(read_people_text("people.csv", "user\nmary\n")) == "\n2 mary - -");
  CHECK(in_words(read_people_text("people.csv", "user,a\n")) == "<a>");
}

TEST_CASE("a bad file of users is refused with file, line and reason") {
  CHECK(contains(error(""), "people.csv: is empty; the first line must name its columns: user is needed"));
  CHECK(contains(error("usr,team\nmary,UK\n"), "people.csv:1: has no column 'user' (user is needed); is it 'usr'?"));
  CHECK(contains(error("user,Cost centre,cost_centre\n"),
                 "people.csv:1: has two columns 'cost_centre'; one must go or be renamed"));
  CHECK(contains(error("user,team,Team\n"), "people.csv:1: has two columns 'team'"));
  CHECK(contains(error("user,a\nmary,x\nbob,y\nmary,z\n"), "people.csv:4: the user 'mary' is on line 2 already"));
  CHECK(contains(error("user,a\n,x\n"), "people.csv:2: the user is empty"));
  CHECK(contains(error("user,time_zone\nmary,Europe/Lodon\n"),
                 "people.csv:2: the time_zone 'Europe/Lodon' is not known; did you mean 'Europe/London'?"));
  CHECK(contains(error("user,a\nmary,\xFF\n"), "people.csv:2: the a is not UTF-8"));
  CHECK(contains(error("user,a\nmary,x,y\n"), "people.csv:2: "));
  CHECK(contains(error("user,\xFF\nmary,x\n"), "people.csv:1: the name of column 2 is not UTF-8"));
}

TEST_CASE("the file of users adds zones, teams and values to the list, and users who are not on it") {
  const Office office(
      "user,team,time_zone,cost centre\nmary,UK,,CC-1\nzoe,FR,Europe/Paris,CC-2\nbob,,Europe/Paris,\n",
      "users:\n  - {id: bob, team: US}\n  - {id: mary, time_zone: Europe/London}\n  - {id: ann, team: US}\n");
  const Scenario scenario = office.scenario();
  CHECK(scenario.user_columns == std::vector<std::string>{"cost centre"});
  REQUIRE(scenario.users.size() == 4);
  const auto words = [&](std::size_t i) {
    const ListedUser& user = scenario.users[i];
    return user.id + ' ' + user.team.value_or("-") + ' ' +
           (user.zone ? scenario.zones[user.zone->value].name() : std::string("-")) + ' ' +
           (user.values.empty() ? "-" : '[' + user.values[0] + ']');
  };
  CHECK(words(0) == "bob US Europe/Paris []");
  CHECK(words(1) == "mary UK Europe/London [CC-1]");
  CHECK(words(2) == "ann US - -");
  CHECK(words(3) == "zoe FR Europe/Paris [CC-2]");
}

TEST_CASE("the file of users and the list of users may not contradict each other") {
  const std::string list = "users:\n  - {id: mary, team: UK, time_zone: Europe/London}\n";
  CHECK(Office("user,team,time_zone\nmary,UK,Europe/London\n", list).error() == "no error");
  CHECK(Office("user,team\nbob,UK\nmary,FR\n", list).error() ==
        "people.csv:3: the team of 'mary' is 'FR', but 'UK' by the list of users at a.yaml:11:5");
  CHECK(Office("user,time_zone\nmary,Europe/Paris\n", list).error() ==
        "people.csv:2: the time zone of 'mary' is 'Europe/Paris', but 'Europe/London' by the list of users at "
        "a.yaml:11:5");
  CHECK(contains(Office("user\nmary\nmary\n").error(), "people.csv: "));
  Office office("user\n");
  office.put("a.yaml", std::string(smallest) + "users_file: peple.csv\n");
  CHECK(contains(office.error(), "peple.csv: cannot be opened: No such file or directory"));
}

TEST_CASE("costs are charged back by columns of the file of users, by name as in any CSV") {
  const Office office("user,Cost centre,Product,Project\nmary,CC-1,x,y\n",
                      "charge_back: {by: [cost_centre, TEAM], write_off: tranche}\n");
  const Scenario scenario = office.scenario();
  REQUIRE(scenario.charge_back);
  REQUIRE(scenario.charge_back->by.size() == 2);
  CHECK(scenario.charge_back->by[0].name == "Cost centre");
  CHECK(scenario.charge_back->by[0].column == 0);
  CHECK(scenario.charge_back->by[1].kind == ChargeBack::Dimension::Kind::team);
  CHECK(scenario.charge_back->write_off == ChargeBack::WriteOff::tranche);

  const Scenario by_all = Office("user,Cost centre,Product,Project\nmary,CC-1,x,y\n", "charge_back: {}\n").scenario();
  std::vector<std::string> all;
  for (const ChargeBack::Dimension& dimension : by_all.charge_back->by) {
    all.push_back(dimension.name);
  }
  CHECK(all == std::vector<std::string>{"team", "user", "product", "Cost centre", "Project"});
}

TEST_CASE("a charge-back by what nobody knows is refused with the nearest that is known") {
  const std::string people = "user,Cost centre\nmary,CC-1\n";
  CHECK(
      Office(people, "charge_back: {by: [team, cost center]}\n").error() ==
      "a.yaml:10:26: charge_back.by: expected team, user, product or a column of users_file, found 'cost center'; did "
      "you mean 'Cost centre'?");
  CHECK(Office(people, "charge_back: {by: [cost centre, CostCentre]}\n").error() ==
        "a.yaml:10:33: charge_back.by: 'CostCentre' is there twice");
  CHECK(Office(people, "charge_back: {by: []}\n").error() ==
        "a.yaml:10:19: charge_back.by: the list is empty; leave it out for all");
  CHECK(contains(Office(people, "charge_back: {write_off: tranch}\n").error(), "did you mean 'tranche'?"));
  CHECK(contains(Office(people, "charge_back: {bye: [team]}\n").error(), "unknown key 'bye'; did you mean 'by'?"));
  CHECK(contains(Office(people, "focus: {providr: X}\n").error(), "did you mean 'provider'?"));
}

TEST_CASE("whoever sells and pays has names of one's own, or those of the provider and the scenario") {
  const FocusNames names = load(std::string(smallest) + "name: Small\n").focus;
  CHECK(names.provider == "Autodesk");
  CHECK(names.publisher == "Autodesk");
  CHECK(names.invoice_issuer == "Autodesk");
  CHECK(names.billing_account == "Small");
  CHECK(names.service == "Tokens");
  const FocusNames own = load(std::string(smallest) + "focus: {provider: P, invoice_issuer: R, service: S}\n").focus;
  CHECK(own.publisher == "P");
  CHECK(own.invoice_issuer == "R");
  CHECK(own.service == "S");
}

TEST_CASE("check does not mind users of the file without sessions, and knows those who have some") {
  const Office office("user,cost centre\nmary,CC-1\nzoe,CC-2\n");
  office.put("s.csv",
             "user,product,open,close\nmary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
             "bob,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n");
  const Ran ran = office.shell("drawdown check a.yaml");
  CHECK_FALSE(contains(ran.out, "DD110"));
  CHECK(contains(ran.out, "not on the list of users: 'bob'"));
}
