#include "engine/report/page.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/program.h"

using namespace drawdown;
using tests::contains;
using enum Cell::Kind;

namespace {

const std::string bad = "</script><img src=x onerror=alert(1)><!-- & \"quoted\" 'too'";

Page page_of(const std::string& name) {
  Table table({{"date", text}, {"left", amount}, {"denied", count}});
  table.add({"2026-01-05", Tokens{7'500'000}, std::uint64_t{3}});
  table.add({name, Tokens{INT64_MAX}, Cell()});
  Page page{.command = "run", .title = name, .subtitle = {}, .currency = name};
  page.answer = {name};
  page.figures = {{name, "7"}};
  page.tables.push_back({"left.csv", name, std::move(table)});
  page.charts.push_back({.kind = Chart::Kind::days,
                         .id = "left",
                         .title = name,
                         .table = "left.csv",
                         .x = "date",
                         .layers = {{.shape = Layer::Shape::line, .label = name, .value = "left"}},
                         .marks = {{Mark::Kind::line, "2026-01-05", {}, name}}});
  page.sections.push_back({.heading = name, .charts = {"left"}, .facts = {{name, name}}});
  return page;
}

std::string file_of(const Page& page) {
  const tests::Workplace place;
  OutputFile file(place.folder() / "page.html");
  write_page(file, page, {"b{}", "let a = 1;", "sha256-abc"});
  file.commit();
  return place.text("page.html");
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("a page holds its tables, charts and sections as JSON") {
  const auto json = nlohmann::json::parse(page_json(page_of("Northwind")));
  CHECK(json.at("title") == "Northwind");
  const auto& columns = json.at("tables")[0].at("columns");
  CHECK(columns[1].at("name") == "left");
  CHECK(columns[1].at("kind") == "amount");
  CHECK(columns[1].at("values")[0] == 7.5);
  CHECK(columns[2].at("values")[1].is_null());
  CHECK(json.at("charts")[0].at("layers")[0].at("value") == "left");
  CHECK(json.at("charts")[0].at("marks")[0].at("kind") == "line");
  CHECK(json.at("sections")[0].at("facts")[0][0] == "Northwind");
  CHECK(json.at("live").is_null());
}

TEST_CASE("an amount of more than fifteen digits is text in a page, so that none is lost") {
  CHECK(exact_json(Tokens{999'999'999'999'999}) == "999999999.999999");
  CHECK(exact_json(Tokens{INT64_MAX}) == "\"9223372036854.775807\"");
  CHECK(exact_json(Tokens{-5}) == "-0.000005");
  CHECK(exact_json(Cell()) == "null");
  CHECK(exact_json("7") == "\"7\"");
}

TEST_CASE("text that looks like markup stays text in a page") {
  const std::string html = file_of(page_of(bad));
  CHECK_FALSE(contains(html, "<img"));
  CHECK_FALSE(contains(html, "<!--"));
  CHECK(count_of(html, "</script>") == 2);
  CHECK(count_of(html, "<script") == 2);
  const std::string begin = "id=\"data\">";
  const std::size_t from = html.find(begin) + begin.size();
  const auto json = nlohmann::json::parse(html.substr(from, html.find("</script>", from) - from));
  CHECK(json.at("title") == bad);
  CHECK(json.at("tables")[0].at("columns")[0].at("values")[1] == bad);
}

TEST_CASE("browsers are told to run the page's own code, and to fetch nothing") {
  const std::string html = file_of(page_of("Northwind"));
  CHECK(contains(html, "default-src 'none'"));
  CHECK(contains(html, "script-src 'sha256-abc'"));
  CHECK_FALSE(contains(html, "://"));
}

TEST_CASE("text in markup has no signs of it, and neither bad bytes nor control characters") {
  CHECK(markup_text("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;");
  CHECK(markup_text(std::string("a\xff") + "b\x01" + "c") == "a\xEF\xBF\xBD" + std::string("b c"));
}
