#include "engine/report/svg.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/report/svg_canvas.h"
#include "tests/program.h"

using namespace drawdown;
using tests::contains;
using enum Cell::Kind;

namespace {

std::string labels(const std::vector<pictures::Tick>& ticks) {
  std::string text;
  for (const pictures::Tick& tick : ticks) {
    text += (text.empty() ? "" : " ") + tick.label;
  }
  return text;
}

Chart chart(Chart::Kind kind, Layer::Shape shape) {
  return {.kind = kind,
          .id = "c",
          .title = "A <chart>",
          .table = "t.csv",
          .x = "x",
          .layers = {{.shape = shape, .label = "a & b", .value = "v"}}};
}

Table two(const char* first, const char* second) {
  Table table({{"x", text}, {"v", amount}});
  table.add({first, Tokens::whole(10)});
  table.add({second, Tokens::whole(30)});
  return table;
}

}  // namespace

TEST_CASE("ticks are round numbers between both ends") {
  CHECK(labels(pictures::round_ticks(0, 1000, 6)) == "0 200 400 600 800 1,000");
  CHECK(labels(pictures::round_ticks(-3, 7, 6)) == "-2 0 2 4 6");
  CHECK(labels(pictures::round_ticks(0, 0.012, 4)) == "0 0.005 0.01");
  CHECK(labels(pictures::round_ticks(3600, 5200, 9)) == "3,600 3,800 4,000 4,200 4,400 4,600 4,800 5,000 5,200");
}

TEST_CASE("ticks of days are first days of months and years, or days") {
  const auto day = [](const char* date) { return pictures::day_number(date).value(); };
  CHECK(day("1970-01-01") == 0);
  CHECK(day("2026-01-01") == 20454);
  CHECK(labels(pictures::day_ticks(day("2026-01-01"), day("2027-01-01"), 12)) ==
        "2026 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec 2027");
  CHECK(labels(pictures::day_ticks(day("2026-02-27"), day("2026-03-02"), 12)) == "27 Feb 28 Feb 1 Mar 2 Mar");
  CHECK(labels(pictures::day_ticks(day("2020-05-01"), day("2026-05-01"), 8)) == "2021 2022 2023 2024 2025 2026");
  CHECK_FALSE(pictures::day_number("2026-1-1"));
}

TEST_CASE("numbers in pictures have three or four digits") {
  CHECK(pictures::short_text(0) == "0");
  CHECK(pictures::short_text(1234.5) == "1,234");
  CHECK(pictures::short_text(-12.34) == "-12.3");
  CHECK(pictures::short_text(0.0375) == "0.0375");
  CHECK(pictures::short_text(56e6) == "56 M");
  CHECK(pictures::value_text(0.125, "share") == "12.5 %");
}

TEST_CASE("an area of days holds each value until the next day") {
  const std::string svg = to_svg(chart(Chart::Kind::days, Layer::Shape::area), two("2026-01-01", "2026-01-02"));
  CHECK(svg.starts_with("<svg xmlns="));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(contains(svg, "A &lt;chart&gt;"));
  // Up at the second day, and on to the end of it; then back along the foot.
  CHECK(contains(svg, "<path d=\"M60 "));
  CHECK(contains(svg, "H936L936 "));
}

TEST_CASE("a bar is as long as its value, and a bridge's step hangs where the one before it ended") {
  const std::string bars = to_svg(chart(Chart::Kind::bars, Layer::Shape::bar), two("one", "two"));
  CHECK(contains(bars, ">10</text>"));
  CHECK(contains(bars, ">30</text>"));
  Table table({{"x", text}, {"total", text}, {"v", amount}});
  table.add({"before", "yes", Tokens::whole(100)});
  table.add({"less", "no", Tokens::whole(-60)});
  table.add({"after", "yes", Tokens::whole(40)});
  Chart bridge = chart(Chart::Kind::bridge, Layer::Shape::bar);
  bridge.total = "total";
  const std::string svg = to_svg(bridge, table);
  CHECK(contains(svg, ">-60</text>"));
  CHECK(contains(svg, pictures::colour_of(Hue::green).data()));
}

TEST_CASE("rows of the chosen value are shown, and only the first if there are too many") {
  Table table({{"who", text}, {"x", text}, {"v", amount}});
  table.add({"a", "one", Tokens::whole(1)});
  table.add({"b", "two", Tokens::whole(2)});
  table.add({"b", "three", Tokens::whole(3)});
  Chart bars = chart(Chart::Kind::bars, Layer::Shape::bar);
  bars.choose = "who";
  bars.chosen = "b";
  bars.most = 1;
  const std::string svg = to_svg(bars, table);
  CHECK(contains(svg, ">two</text>"));
  CHECK_FALSE(contains(svg, ">one</text>"));
  CHECK_FALSE(contains(svg, ">three</text>"));
}

TEST_CASE("a calendar has a field for every day, and a matrix one for every pair") {
  const auto fields = [](const std::string& svg) {
    std::size_t count = 0;
    for (std::size_t at = svg.find("<rect"); at != std::string::npos; at = svg.find("<rect", at + 1)) {
      ++count;
    }
    return count - 8;  // the paper and the scale
  };
  CHECK(fields(to_svg(chart(Chart::Kind::calendar, Layer::Shape::bar), two("2026-01-01", "2026-01-02"))) == 2);
  Table table({{"x", text}, {"y", text}, {"v", amount}});
  table.add({"a", "p", Tokens::whole(1)});
  table.add({"b", "p", Tokens::whole(2)});
  table.add({"a", "q", Tokens::whole(3)});
  Chart matrix = chart(Chart::Kind::matrix, Layer::Shape::bar);
  matrix.y = "y";
  CHECK(fields(to_svg(matrix, table)) == 3);
}

TEST_CASE("a chart without rows is an empty picture, and no failure") {
  const Table none({{"x", text}, {"y", text}, {"v", amount}});
  for (const Chart::Kind kind : {Chart::Kind::days, Chart::Kind::curve, Chart::Kind::columns, Chart::Kind::bars,
                                 Chart::Kind::bridge, Chart::Kind::calendar, Chart::Kind::matrix}) {
    Chart empty = chart(kind, Layer::Shape::bar);
    empty.y = "y";
    const std::string svg = to_svg(empty, none);
    CHECK(svg.ends_with("</svg>\n"));
    CHECK_FALSE(contains(svg, "nan"));
    CHECK_FALSE(contains(svg, "inf"));
  }
}
