// drawdown breakeven as its users meet it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "engine/planning/break_even_tables.h"
#include "engine/report/csv.h"
#include "engine/scenario/load.h"
#include "tests/manual_tables.h"
#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::documented;
using drawdown::tests::joined;
using drawdown::tests::lines_of;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string example = DRAWDOWN_SOURCE_DIR "/scenarios/examples/20-break-even.yaml";

}  // namespace

TEST_CASE("breakeven shows the published figures in 80 columns") {
  const Workplace place;
  const Ran ran = place.shell("drawdown breakeven " + example);
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  for (const char* figure : {"110.0", "99.5", "75.6", "680/9", "137.5", "124.4", "94.4", "93.5", "77.0", "84.6", "69.7",
                             "64.2", "52.9", "1,081.7 tokens (3245/3)"}) {
    CAPTURE(figure);
    CHECK(contains(ran.out, figure));
  }
  const std::string results =
      " --set 'rates={A very long name of a product: {tokens: 1, per: 50}}' --set 'subscription_prices={A very long "
      "name "
      "of a product: 2310}' --set entitlements={} --price 2.640333";
  const std::string units = place.shell("drawdown breakeven " + example + results).out;
  CHECK(contains(units, "units"));
  for (const std::string& line : lines_of(ran.out + units)) {
    CHECK(line.size() <= 80);
  }
  CHECK(contains(place.shell("drawdown breakeven " + example + " --price 2.31 --on 2026-02-01").out,
                 "At 2.31 USD a token on 2026-02-01:"));
  CHECK(contains(place.terminal("drawdown breakeven " + example, 80, 24).out, "680/9"));
}

TEST_CASE("breakeven writes its three files, with the columns of the manual, or JSON") {
  const Workplace place;
  CHECK(place.shell("drawdown breakeven " + example + " -q -o out").out.empty());
  CHECK(place.shell("ls -A out").out == "break_even.csv\nbreak_even_collections.csv\nbreak_even_sensitivity.csv\n");
  for (const char* file : {"break_even.csv", "break_even_collections.csv", "break_even_sensitivity.csv"}) {
    CAPTURE(file);
    CHECK(lines_of(place.text(std::string("out/") + file))[0] == joined(documented(file)));
  }
  const std::string rows = place.text("out/break_even.csv");
  CHECK(contains(rows, "\nAutoCAD,days,7,,2310,list,100,3,3,3,1,110,110,110,1,109,110,111\n"));
  CHECK(contains(rows, "\nRevit,days,10,,2985,scenario,,3,3,3,1,99.5,99.5,199,2,99,,100\n"));
  CHECK(contains(rows, "\nFusion,days,3,,680,list,10000,2.4,2.4,12,5,,94.444444,850,9,94,,95\n"));
  CHECK(
      contains(place.text("out/break_even_sensitivity.csv"), "\nAutoCAD,days,list,100,15,0,93.5,93.5,187,2,93,,94\n"));
  const auto json = nlohmann::json::parse(place.shell("drawdown breakeven " + example + " --json").out);
  CHECK(json.at("day") == "2026-01-05");
  CHECK(json.at("break_even").size() == 9);
  CHECK(json.at("break_even")[0].at("tie_at") == 110);
  CHECK(json.at("sensitivity").size() == 9 * 15);
  CHECK(json.at("collections").size() == 3 * 5);
}

TEST_CASE("breakeven reads no log, and says what is missing or wrong") {
  const Workplace place;
  const auto error = [&](const std::string& options) {
    const Ran ran = place.shell("drawdown breakeven " + example + " -o out " + options);
    CHECK(ran.status == 2);
    CHECK_FALSE(place.has("out/break_even.csv"));
    return ran.err;
  };
  CHECK(contains(error("--set subscription_prices={} --set entitlements={}"), "add subscription_prices, such as"));
  CHECK(contains(error("--set 'pool={lifetime: 365d, tranches: []}'"), "add pool.price_list, or give --price"));
  CHECK(contains(error("--on tomorrow"), "--on needs a day"));
  CHECK(contains(error("--price -1"), "--price needs what a token costs"));
  CHECK(contains(error("--set entitlements.collections[0].price=many"), "entitlements.collections[0].price"));
  CHECK(contains(error("--set entitlements.collections[0].prise=5"),
                 "did you mean 'entitlements.collections[0].price'?"));
  CHECK(place.shell("drawdown breakeven " + example + " --set usage.sessions=none.csv").status == 0);
}
