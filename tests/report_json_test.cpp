#include "engine/report/json.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

using namespace drawdown;

TEST_CASE("amounts are JSON numbers with every one of their digits") {
  const Tokens most{std::numeric_limits<std::int64_t>::max()};  // a float would have lost its last digits
  CHECK(to_json(Cell(most)) == "9223372036854.775807");
  CHECK(to_json(Cell(Tokens{-1})) == "-0.000001");
  CHECK(to_json(Cell(Money::whole(24'000))) == "24000");
  CHECK(to_json(Cell(std::uint64_t{7})) == "7");
}

TEST_CASE("what is not known is null") {
  CHECK(to_json(Cell()) == "null");
  CHECK(to_json(Cell(std::optional<Money>())) == "null");
  CHECK(to_json(Cell(std::optional(Money::whole(3)))) == "3");
}

TEST_CASE("text is escaped, and bytes that are not UTF-8 are replaced") {
  CHECK(json_text("a \"b\"\n\\") == "\"a \\\"b\\\"\\n\\\\\"");
  CHECK(json_text("Zürich") == "\"Zürich\"");
  CHECK(json_text(std::string("\x1b[2J")) == "\"\\u001b[2J\"");
  CHECK(json_text(std::string("a\xff") + "b") ==
        "\"a\xEF\xBF\xBD"
        "b\"");
}

TEST_CASE("a record keeps the order of its keys and parses as an object") {
  const std::string text = to_json(Record{{"z", "1"}, {"a", Tokens{1'500'000}}, {"m", Cell()}});
  CHECK(text == "{\n  \"z\": \"1\",\n  \"a\": 1.5,\n  \"m\": null\n}\n");
  CHECK(nlohmann::json::parse(text).at("a").get<double>() == 1.5);
}

TEST_CASE("a table parses as an array of objects, also an empty one") {
  Table table({{"code", Cell::Kind::text}, {"line", Cell::Kind::count}});
  CHECK(nlohmann::json::parse(to_json(table)).empty());
  table.add({"DD101", std::uint64_t{12}});
  table.add({"DD102", Cell()});
  const auto parsed = nlohmann::json::parse(to_json(table));
  REQUIRE(parsed.size() == 2);
  CHECK(parsed[0].at("line") == 12);
  CHECK(parsed[1].at("line").is_null());
}
