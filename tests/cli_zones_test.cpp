// drawdown zones as its users meet it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string example = DRAWDOWN_SOURCE_DIR "/scenarios/examples/10-server-zone.yaml";

}  // namespace

TEST_CASE("zones shows the bill under each clock, the cheapest first, and what it does to each office") {
  const Workplace place;
  const Ran ran = place.shell("drawdown zones " + example);
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  const std::size_t singapore = ran.out.find("   Singapore       25");
  const std::size_t present = ran.out.find(" * New York        31");
  CHECK(singapore != std::string::npos);
  CHECK(present != std::string::npos);
  CHECK(singapore < present);
  CHECK(contains(ran.out, "100.0 %"));
  for (std::size_t at = 0; at < ran.out.size();) {
    const std::size_t end = ran.out.find('\n', at);
    CHECK(end - at <= 80);
    at = end + 1;
  }
}

TEST_CASE("zones writes its two files, or JSON, and tries further zones") {
  const Workplace place;
  CHECK(place.shell("drawdown zones " + example + " --zone Europe/London -q -o out").out.empty());
  CHECK(place.shell("ls -A out").out == "offices.csv\nreport.html\nzones.csv\n");
  CHECK(contains(place.text("out/zones.csv"), "\nEurope/London,no,"));
  const Ran ran = place.shell("drawdown zones " + example + " --json --threads 3 --zone Asia/Seoul");
  const auto zones = nlohmann::json::parse(ran.out);
  REQUIRE(zones.size() == 3);
  CHECK(zones[0].at("zone") == "America/New_York");
  CHECK(zones[0].at("tokens") == 186);
  CHECK(ran.out == place.shell("drawdown zones " + example + " --json --threads 1").out);
}

TEST_CASE("zones refuses rules that follow no clock on a wall, and zones that do not exist") {
  const Workplace place;
  const auto error = [&](const std::string& options) {
    const Ran ran = place.shell("drawdown zones " + example + " " + options);
    CHECK(ran.status == 2);
    return ran.err;
  };
  CHECK(contains(error("--set rules=flex"), "these rules meter by no clock on a wall"));
  CHECK(contains(error("--set rules=flex"), "--set rules=token-flex"));
  CHECK(contains(error("--set rules.window.zone=user"), "--set rules.window.zone=server"));
  CHECK(contains(error("--zone Asia/Singapor"), "did you mean 'Asia/Singapore'?"));
  CHECK(contains(error("--json --quiet"), "give one of them"));
}
