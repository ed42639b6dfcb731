#include "engine/report/csv.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

using namespace drawdown;

namespace {

std::string field(std::string_view text) {
  std::string out;
  CsvWriter(out).text(text);
  return out;
}

}  // namespace

TEST_CASE("text is quoted where a comma, a quote or a line end would break the row") {
  CHECK(field("mary") == "mary");
  CHECK(field("") == "");
  CHECK(field("Smith, J.") == "\"Smith, J.\"");
  CHECK(field("the \"old\" one") == "\"the \"\"old\"\" one\"");
  CHECK(field("two\nlines") == "\"two\nlines\"");
  CHECK(field("a\rb") == "\"a\rb\"");
  CHECK(field("Zürich; Köln") == "Zürich; Köln");
}

TEST_CASE("text that a spreadsheet would run as a formula is written behind an apostrophe") {
  CHECK(field("=1+1") == "'=1+1");
  CHECK(field("+1") == "'+1");
  CHECK(field("-user") == "'-user");
  CHECK(field("@SUM(A1)") == "'@SUM(A1)");
  CHECK(field("\tx") == "'\tx");
  CHECK(field("\rx") == "\"'\rx\"");
  CHECK(field("=HYPERLINK(\"http://x\",\"y\")") == "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  CHECK(field("a=b") == "a=b");
}

TEST_CASE("numbers are never quoted and never put behind an apostrophe") {
  std::string out;
  CsvWriter csv(out);
  csv.amount(-1'500'000).count(7).plain("x").end_row();
  csv.amount(0).count(std::numeric_limits<std::uint64_t>::max()).end_row();
  CHECK(out == "-1.5,7,x\n0,18446744073709551615\n");
}

TEST_CASE("an amount is written the same by the fast way and by the plain one") {
  for (const std::int64_t micro :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::int64_t{20'000}, std::int64_t{999'999},
        std::int64_t{1'000'000}, std::int64_t{1'000'001}, std::int64_t{-7'100'000},
        std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
    std::string out;
    append_micro(out, micro);
    CHECK(out == format_micro(micro));
  }
}

TEST_CASE("a table becomes a header and a line per row, and nothing is an empty field") {
  Table table({{"id", Cell::Kind::text}, {"tokens", Cell::Kind::amount}, {"rows", Cell::Kind::count}});
  table.add({"=jan", Tokens{-2'500'000}, std::uint64_t{3}});
  table.add({Cell(), Cell(), Cell()});
  CHECK(to_csv(table) == "id,tokens,rows\n'=jan,-2.5,3\n,,\n");
}
