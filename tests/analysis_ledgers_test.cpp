#include "engine/analysis/ledgers.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/analysis_world.h"

using namespace drawdown;
using tests::World;

namespace {

template <class Write>
std::string written(Write write, const World& world) {
  const auto path = std::filesystem::temp_directory_path() / ("drawdown-ledgers-test-" + std::to_string(::getpid()));
  OutputFile file(path);
  write(file, world.scenario, world.trace, world.outcome);
  file.commit();
  std::ifstream in(path);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  std::filesystem::remove(path);
  return text;
}

}  // namespace

TEST_CASE("charges.csv names who paid, what is owed, and quotes or defuses names that need it") {
  CHECK(written(write_charges, World()) ==
        "at,until,user,product,version,machine,team,kind,tokens,tranches\n"
        "2026-03-02T14:00:00Z,2026-03-03T14:00:00Z,mary,AutoCAD,,,,open,60,jan:60\n"
        "2026-03-03T14:00:00Z,2026-03-04T14:00:00Z,mary,AutoCAD,,,UK,open,25,uk:20;overdraft:5\n"
        "2026-03-11T03:00:00Z,2026-03-12T03:00:00Z,'=cmd,\"Smith, J.'s\",,,,open,10,T2:10\n");
}

TEST_CASE("a renewal says so, a charge of nothing names nobody, and several tranches are listed as drawn") {
  World world;
  Journal& journal = world.outcome.charges;
  Journal::Row row = journal.opens.rows[2];
  row.amount = static_cast<std::uint32_t>(journal.amounts.size());
  journal.amounts.push_back(3'500'000);
  journal.pay(row, std::vector<Draw>{{TrancheId(1), Tokens{2'500'000}}, {TrancheId(0), Tokens{1'000'000}}});
  journal.add(journal.renewals, row, row.at);
  ++row.amount;
  journal.amounts.push_back(0);
  journal.pay(row, std::vector<Draw>{});
  journal.add(journal.renewals, row, row.at);
  const std::string text = written(write_charges, world);
  CHECK(text.find(",renewal,3.5,T2:2.5;jan:1\n") != std::string::npos);
  CHECK(text.find(",renewal,0,\n") != std::string::npos);
}

TEST_CASE("denials.csv has a row for every failed attempt") {
  CHECK(written(write_denials, World()) ==
        "at,user,product,team,kind,tokens,available,reason,cap\n"
        "2026-03-04T14:00:00Z,mary,AutoCAD,UK,cut_off,7,0,tokens,\n"
        "2026-03-04T15:00:00Z,mary,AutoCAD,UK,denied,7,0,tokens,\n"
        "2026-03-12T02:00:00Z,mary,AutoCAD,UK,denied,7,0.25,tokens,\n");
}
