#include "engine/trace/idle.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/base/input_error.h"
#include "tests/trace_worlds.h"

using namespace drawdown;
using drawdown::testing::TraceWorld;

namespace {

IdleRead read(const std::string& text, bool skip_bad_rows = true) {
  const TraceWorld world;
  return read_idle_text(
      {.path = "idle.csv", .products = world.products, .zone = world.zone, .skip_bad_rows = skip_bad_rows}, text);
}

std::string in_words(const IdleRead& read) {
  std::string text;
  for (const IdleSpan& span : read.idle.spans) {
    text += read.idle.users[span.user] + ' ' + std::to_string(span.product.value) + " [" +
            read.idle.machines[span.machine] + "] " + std::to_string(span.from) + '-' + std::to_string(span.to) + '\n';
  }
  for (const BadRow& row : read.rejected) {
    text += std::to_string(row.line) + ": " + row.reason + '\n';
  }
  return text;
}

std::string error(const std::string& text) {
  try {
    (void)read(text, false);
  } catch (const InputError& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("idle spans are read in the order of the file, by names of columns, with every form of an instant") {
  const IdleRead found = read(
      "\xEF\xBB\xBFTO,Machine,note,From,_product,USER\r\n"
      "1767610000,,x,1767603600,AutoCAD,mary\r\n"
      "\r\n"
      "2026-01-05T12:00:00Z,m 1,x,2026-01-05 05:00,\"Navis, \"\"Manage\"\"\",ben\r\n"
      ",,,1767603600,AutoCAD,mary");
  CHECK(in_words(found) ==
        "mary 0 [] 1767603600-1767610000\n"
        "ben 2 [m 1] 1767607200-1767614400\n"
        "mary 0 [] 1767603600-4294967295\n");
  CHECK(found.rows == 3);
  CHECK(found.idle.per_machine());
  CHECK_FALSE(read("user,product,from,to,machine\nmary,AutoCAD,1,2,\n").idle.per_machine());
}

TEST_CASE("spans before 1970 and after 2106 are held at what 32 bits hold") {
  CHECK(in_words(read("user,product,from,to\nmary,AutoCAD,1969-12-31T23:59:55Z,2200-01-01T00:00:00Z\n")) ==
        "mary 0 [] 0-4294967294\n");
}

TEST_CASE("a bad row of idle spans is refused with its line and its first fault") {
  const IdleRead found = read(
      "user,product,from,to\n"
      ",AutoCAD,1,2\n"
      "mary,AutoCAT,1,2\n"
      "mary,AutoCAD,,2\n"
      "mary,AutoCAD,soon,2\n"
      "mary,AutoCAD,1,later\n"
      "mary,AutoCAD,3,2\n"
      "mary,AutoCAD,1\n"
      "mary,AutoCAD,1,2,3\n"
      "ma\"ry,AutoCAD,1,2\n"
      "\xFF,AutoCAD,1,2\n"
      "mary,AutoCAD,2,2\n");
  CHECK(in_words(found) ==
        "mary 0 [] 2-2\n"
        "2: the user is empty\n"
        "3: unknown product 'AutoCAT'; did you mean 'AutoCAD'?\n"
        "4: the from is empty\n"
        "5: from 'soon' is not an instant, such as 2026-01-05T09:00:00Z\n"
        "6: to 'later' is not an instant, such as 2026-01-05T09:00:00Z\n"
        "7: it ends before it begins: '2' is before '3'\n"
        "8: it has 3 fields, but 'to' is the 4th column\n"
        "9: it has 5 fields, but the header has 4\n"
        "10: a quote stands inside a field that is not quoted; write the field in quotes, and each quote in it twice\n"
        "11: the user is not UTF-8\n");
  CHECK(found.rows == 11);
  CHECK(found.rejected[1].text == "mary,AutoCAT,1,2");
}

TEST_CASE("bad rows of idle spans stop the reading; the first ten are told, and how many there are") {
  std::string text = "user,product,from,to\n";
  for (int i = 0; i < 12; ++i) {
    text += "mary,AutoCAD,3,2\n";
  }
  const std::string message = error(text + "mary,AutoCAD,3,4\n");
  CHECK(message.substr(0, message.find('\n')) == "idle.csv: 12 rows of 13 are bad; the first 10:");
  CHECK(message.find("idle.csv:11: ") != std::string::npos);
  CHECK(message.find("idle.csv:12: ") == std::string::npos);
}

TEST_CASE("a file of idle spans without its columns is an error that says which") {
  CHECK(error("") == "idle.csv: is empty; the first line must name its columns: user, product, from and to are needed");
  CHECK(error("user,product,from\n") == "idle.csv:1: has no column 'to' (user, product, from and to are needed)");
  CHECK(error("user,product,form,to\n") ==
        "idle.csv:1: has no column 'from' (user, product, from and to are needed); is it 'form'?");
  CHECK(error("user,product,from,to,user\n") == "idle.csv:1: has two columns 'user'; one must go or be renamed");
  CHECK(error("\xFF\xFEu") == "idle.csv: is in UTF-16; save it as UTF-8");
}

TEST_CASE("a long file of idle spans is read to its last row") {
  std::string text = "user,product,from,to\n";
  for (int i = 0; i < 30'000; ++i) {  // several pieces
    text += "user" + std::to_string(i % 7) + ",AutoCAD," + std::to_string(1767603600 + i) + ",1767703600\n";
  }
  const IdleRead found = read(text);
  REQUIRE(found.idle.spans.size() == 30'000);
  bool right = true;
  for (std::uint32_t i = 0; i < 30'000; ++i) {
    right &= found.idle.spans[i].from == 1767603600 + i && found.idle.spans[i].user.value == i % 7;
  }
  CHECK(right);
}
