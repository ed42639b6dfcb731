// Reports as users ask for them; what is in them is tested in a browser (tools/report/test).
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

struct Office : Workplace {
  Office() {
    put("s.yaml",
        "name: Small\ntime_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-02-01\nrates: {AutoCAD: 7}\n"
        "pool: {lifetime: 365d, tranches: [{id: jan, bought: 2026-01-01, tokens: 20, unit_price: 2}]}\n"
        "usage: {sessions: s.csv}\n");
    put("s.csv",
        "user,product,open,close\n"
        "mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
        "mary,AutoCAD,2026-01-07T09:00:00Z,2026-01-07T10:00:00Z\n"
        "bob,AutoCAD,2026-01-09T09:00:00Z,2026-01-09T10:00:00Z\n");
  }
  [[nodiscard]] nlohmann::json data(const std::string& file) const {
    const std::string html = text(file);
    const std::string begin = "id=\"data\">";
    const std::size_t from = html.find(begin) + begin.size();
    return nlohmann::json::parse(html.substr(from, html.find("</script>", from) - from));
  }
};

}  // namespace

TEST_CASE("a report stands in the output folder, unless it is named or not wanted") {
  const Office office;
  CHECK(office.shell("drawdown run s.yaml -o out -q").status == 0);
  CHECK(office.has("out/report.html"));
  CHECK(office.shell("drawdown run s.yaml -o out -q --no-report").status == 0);
  CHECK(office.has("out/report.html"));  // of the run before; it was not asked to go
  CHECK(office.shell("drawdown run s.yaml -o two -q --report mine.html").status == 0);
  CHECK(office.has("mine.html"));
  CHECK_FALSE(office.has("two/report.html"));
  CHECK(office.shell("drawdown run s.yaml -q --report alone.html").status == 0);
  CHECK(office.text("alone.html") == office.text("mine.html"));
}

TEST_CASE("options of reports that contradict each other are wrong usage") {
  const Office office;
  const Ran both = office.shell("drawdown run s.yaml -o out --report a.html --no-report");
  CHECK(both.status == 2);
  CHECK(contains(both.err, "give one of them"));
  const Ran nowhere = office.shell("drawdown run s.yaml --svg");
  CHECK(nowhere.status == 2);
  CHECK(contains(nowhere.err, "--svg writes charts into the folder of --out, which is missing"));
  const Ran missing = office.shell("drawdown run s.yaml --report no/such/folder.html");
  CHECK(missing.status == 1);
  CHECK(contains(missing.err, "cannot write no/such/folder.html: No such file or directory"));
}

TEST_CASE("a report is whole or not there, like all result files") {
  const Office office;
  const Ran ran = office.shell("ulimit -f 16; drawdown run s.yaml -o out -q");
  CHECK(ran.status == 1);
  CHECK(contains(ran.err, "cannot write out/report.html: File too large"));
  CHECK(office.shell("ls -A out").out.empty());
}

TEST_CASE("the answer comes first, with the numbers of the summary") {
  const Office office;
  REQUIRE(office.shell("drawdown run s.yaml -o out -q").status == 0);
  const auto page = office.data("out/report.html");
  CHECK(page.at("answer")[0] ==
        "The pool does not last: it ran short on 2026-01-09. 1 session refused; 14 of 20 tokens were used.");
  CHECK(page.at("figures")[1].at("value") == "14");
  REQUIRE(office.shell("drawdown run s.yaml -o out -q --set pool.tranches[0].tokens=30").status == 0);
  const auto enough = office.data("out/report.html");
  CHECK(enough.at("answer")[0] == "The pool lasts: of 30 tokens 21 were used, nothing was refused, and 9 are left.");
  CHECK(enough.at("answer").back() == "Use 9 of jan by 2026-12-31, or they are lost.");
  const std::string command = enough.at("sections").back().at("facts")[0][1];
  CHECK(command == "drawdown run s.yaml --set 'pool.tranches[0].tokens=30'");
}

TEST_CASE("--svg writes each chart of the report, and a run without it takes them away") {
  const Office office;
  REQUIRE(office.shell("drawdown run s.yaml -o out -q --svg").status == 0);
  CHECK(office.shell("ls out | grep svg").out ==
        "chart_balance.svg\nchart_by_product.svg\nchart_by_user.svg\nchart_calendar.svg\nchart_tranches.svg\n");
  CHECK(office.text("out/chart_balance.svg").starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  REQUIRE(office.shell("drawdown run s.yaml -o out -q").status == 0);
  CHECK(office.shell("ls out | grep svg").out.empty());
}

TEST_CASE("what check finds stands in the report") {
  const Office office;
  office.put("s.csv", office.text("s.csv") + "bob,AutoCAD,2026-03-09T09:00:00Z,2026-03-09T10:00:00Z\n");
  REQUIRE(office.shell("drawdown run s.yaml -o out -q").status == 0);
  const auto page = office.data("out/report.html");
  CHECK(page.at("tables").back().at("name") == "findings.csv");
  CHECK(contains(page.at("tables").back().dump(), "DD202"));
}

TEST_CASE("a report is the same, byte for byte, on any number of threads") {
  const Office office;
  CHECK(office
            .shell("drawdown run s.yaml -q --threads 1 --report a.html && "
                   "drawdown run s.yaml -q --threads 3 --report b.html && cmp a.html b.html")
            .status == 0);
}
