#include "engine/trace/read.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "engine/base/input_error.h"
#include "tests/trace_worlds.h"

using namespace drawdown;
using drawdown::testing::in_words;
using drawdown::testing::TraceWorld;

namespace {

constexpr std::int64_t nine = 1767603600;  // 2026-01-05T09:00:00Z

// The reason for which the only row is refused.
std::string reason(const TraceWorld& world, std::string_view row) {
  const ReadResult read = world.rows({row});
  REQUIRE(read.rejected.size() == 1);
  CHECK(read.rejected[0].line == 2);
  CHECK(read.trace.rows == 1);
  CHECK(read.trace.rejected == 1);
  return read.rejected[0].reason;
}

std::string message(const TraceWorld& world, std::string_view text) {
  try {
    (void)world.read(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("a session is a user, a product and two instants") {
  const ReadResult read = TraceWorld().rows({"mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T17:30:00Z"});
  const Trace& trace = read.trace;
  REQUIRE(trace.size() == 1);
  CHECK(trace.open[0] == nine);
  CHECK(trace.close[0] == nine + 8 * 3600 + 1800);
  CHECK(trace.users[trace.units[0].user] == "mary");
  CHECK(trace.units[0].product == ProductId(0));
  CHECK(trace.units[0].team == TeamId(0));
  CHECK(trace.rows == 1);
  CHECK(trace.outside == 0);
  CHECK(read.rejected.empty());
}

TEST_CASE("instants are read in every form that the manual names") {
  for (const std::string_view open : {"2026-01-05T09:00:00Z", "2026-01-05 09:00:00Z", "2026-01-05T04:00:00-05:00",
                                      "2026-01-05 14:30:00+05:30", "2026-01-05T04:00:00", "2026-01-05 04:00:00",
                                      "2026-01-05 04:00", "2026-01-05T09:00Z", "1767603600", "2026-01-05t09:00:00z"}) {
    CAPTURE(open);
    const ReadResult read = TraceWorld().rows({"mary,AutoCAD," + std::string(open) + ","});
    REQUIRE(read.trace.size() == 1);
    CHECK(read.trace.open[0] == nine);
  }
}

TEST_CASE("a local time that clocks show twice is its first occurrence, and a skipped one is moved forward") {
  const ReadResult read = TraceWorld().rows({"a,AutoCAD,2026-03-08T02:30:00,", "b,AutoCAD,2026-11-01T01:30:00,"});
  REQUIRE(read.trace.size() == 2);
  CHECK(read.trace.open[0] == 1772955000);  // 2026-03-08T07:30:00Z, 03:30 by the new clock
  CHECK(read.trace.open[1] == 1793511000);  // 2026-11-01T05:30:00Z, by the old clock
}

TEST_CASE("an empty close means open until the horizon's end") {
  const TraceWorld world;
  const ReadResult read = world.rows({"mary,AutoCAD,2026-01-05T09:00:00Z,"});
  REQUIRE(read.trace.size() == 1);
  CHECK(read.trace.close[0] == world.end.seconds);
}

TEST_CASE("a close after the horizon's end stays as it is, up to what a column holds") {
  const ReadResult read = TraceWorld().rows(
      {"a,AutoCAD,2026-01-05T09:00:00Z,2031-01-05T09:00:00Z", "b,AutoCAD,2026-01-05T09:00:00Z,2106-02-07T06:28:14Z",
       "c,AutoCAD,2026-01-05T09:00:00Z,2106-02-07T06:28:15Z", "d,AutoCAD,2026-01-05T09:00:00Z,9999-12-31T23:59:59Z"});
  REQUIRE(read.trace.size() == 4);
  CHECK(read.trace.close[0] == 1925370000);
  CHECK(read.trace.close[1] == UINT32_MAX - 1);
  CHECK(read.trace.close[2] == UINT32_MAX);
  CHECK(read.trace.close[3] == UINT32_MAX);
}

TEST_CASE("sessions that open outside the horizon are counted and left out") {
  const ReadResult read = TraceWorld().rows(
      {"a,AutoCAD,2025-12-31T23:59:59Z,2026-02-01T00:00:00Z", "b,AutoCAD,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z",
       "c,AutoCAD,2026-12-31T23:59:59Z,", "d,AutoCAD,2027-01-01T00:00:00Z,", "e,AutoCAD,1969-12-31T00:00:00Z,"});
  CHECK(read.trace.size() == 2);
  CHECK(read.trace.outside == 3);
  CHECK(read.trace.rows == 5);
  CHECK(read.trace.users.size() == 2);
  CHECK(read.trace.users[UserId(0)] == "b");
}

TEST_CASE("column names match without regard to order, case, blanks, underscores and hyphens") {
  const ReadResult read = TraceWorld().read(
      "Comment, CLOSE ,_open,Pro-Duct,U S E R\nhello,2026-01-05T10:00:00Z,2026-01-05T09:00:00Z,AutoCAD,mary\n");
  REQUIRE(read.trace.size() == 1);
  CHECK(read.trace.open[0] == nine);
  CHECK(read.trace.close[0] == nine + 3600);
}

TEST_CASE("a missing column is named, with the one that may be meant") {
  const TraceWorld world;
  CHECK(message(world, "usr,product,open,close\n") ==
        "sessions.csv:1: has no column 'user' (user, product, open and close are needed); is it 'usr'?");
  CHECK(message(world, "user,product,open\n") ==
        "sessions.csv:1: has no column 'close' (user, product, open and close are needed)");
  CHECK(message(world, "user;product;open;close\n")
            .ends_with("; the columns seem to be separated by ';', but must be by ','"));
  CHECK(message(world, "user\tproduct\topen\tclose\n").ends_with("separated by tabs, but must be by ','"));
}

TEST_CASE("a column that is used may not appear twice, others may") {
  const TraceWorld world;
  CHECK(message(world, "user,product,open,close,User\n") ==
        "sessions.csv:1: has two columns 'user'; one must go or be renamed");
  CHECK(world.read("user,x,product,open,close,x\n").trace.rows == 0);
  CHECK(world.read("user,machine,product,open,close,machine\n").trace.rows == 0);
}

TEST_CASE("an empty file is an error, and a header alone is no session") {
  const TraceWorld world;
  const std::string empty =
      "sessions.csv: is empty; the first line must name the columns user, product, open and close";
  CHECK(message(world, "") == empty);
  CHECK(message(world, "\xEF\xBB\xBF") == empty);
  CHECK(message(world, "\n\r\n\n") == empty);
  for (const std::string_view header :
       {"user,product,open,close", "user,product,open,close\n", "user,product,open,close\r\n",
        "\n\nuser,product,open,close\n\n", "\"user\",\"product\",\"open\",\"close\""}) {
    CAPTURE(header);
    const ReadResult read = world.read(header);
    CHECK(read.trace.rows == 0);
    CHECK(read.trace.size() == 0);
    CHECK(read.trace.teams.size() == 1);
  }
}

TEST_CASE("a file in UTF-16 is recognised") {
  CHECK(message(TraceWorld(), std::string_view("\xFF\xFEu\0s\0", 6)) == "sessions.csv: is in UTF-16; save it as UTF-8");
}

TEST_CASE("a byte-order mark, CRLF, mixed line ends, a missing last newline and empty lines change nothing") {
  const TraceWorld world;
  const std::string plain =
      "user,product,open,close\nmary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
      "tom,AutoCAD,2026-01-05T11:00:00Z,\n";
  const std::string expected = in_words(world.read(plain));
  CHECK(in_words(world.read("\xEF\xBB\xBF" + plain)) == expected);
  CHECK(in_words(world.read(plain.substr(0, plain.size() - 1))) == expected);
  CHECK(in_words(world.read(plain + "\n\r\n\n")) == expected);
  std::string returns;
  int lines = 0;
  std::string mixed;
  for (const char c : plain) {
    returns += c == '\n' ? "\r\n" : std::string(1, c);
    mixed += c == '\n' && ++lines % 2 == 0 ? "\r\n\n\r\n" : std::string(1, c);
  }
  CHECK(in_words(world.read(returns)) == expected);
  CHECK(in_words(world.read(returns.substr(0, returns.size() - 1))) == expected);
  CHECK(in_words(world.read(mixed)) == expected);
}

TEST_CASE("quoted fields may hold commas, quotes and newlines, and lines are still counted as they lie in the file") {
  const ReadResult read = TraceWorld().rows(
      {"\"Mary, \"\"M\"\"\nSmith\",\"Navis, \"\"Manage\"\"\",\"2026-01-05T09:00:00Z\",\"2026-01-05T10:00:00Z\"",
       "tom,Navis,2026-01-05T09:00:00Z,"});
  REQUIRE(read.trace.size() == 1);
  CHECK(read.trace.users[UserId(0)] == "Mary, \"M\"\nSmith");
  CHECK(read.trace.units[0].product == ProductId(2));
  REQUIRE(read.rejected.size() == 1);
  CHECK(read.rejected[0].line == 4);
  CHECK(read.rejected[0].reason == "unknown product 'Navis'");
}

TEST_CASE("a bad row is refused with the first reason there is") {
  const TraceWorld world;
  CHECK(reason(world, ",AutoCAD,2026-01-05T09:00:00Z,") == "the user is empty");
  CHECK(reason(world, "mary,,2026-01-05T09:00:00Z,") == "the product is empty");
  CHECK(reason(world, "mary,AutoCAD,,2026-01-05T09:00:00Z") == "the open is empty");
  CHECK(reason(world, "mary,AutoCADD,2026-01-05T09:00:00Z,") == "unknown product 'AutoCADD'; did you mean 'AutoCAD'?");
  CHECK(reason(world, "mary,AutoCAD ,2026-01-05T09:00:00Z,") == "unknown product 'AutoCAD '; did you mean 'AutoCAD'?");
  CHECK(reason(world, "mary,AutoCAD,2026-02-30T09:00:00Z,") ==
        "open '2026-02-30T09:00:00Z' is not an instant, such as 2026-01-05T09:00:00Z");
  CHECK(reason(world, "mary,AutoCAD,2026-01-05T09:00:00Z,later") ==
        "close 'later' is not an instant, such as 2026-01-05T09:00:00Z");
  CHECK(reason(world, "mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T08:59:59Z") ==
        "it closes before it opens: '2026-01-05T08:59:59Z' is before '2026-01-05T09:00:00Z'");
  CHECK(reason(world, "mary,Revit,2026-06-30T23:59:59Z,") ==
        "no rate of 'Revit' is in force at '2026-06-30T23:59:59Z'; its first is from 2026-07-01T00:00:00Z on");
  CHECK(reason(world, "mary,AutoCAD") == "it has 2 fields, but 'open' is the 3rd column");
  CHECK(reason(world, " ") == "it has 1 field, but 'product' is the 2nd column");
  CHECK(reason(world, "mary,AutoCAD,2026-01-05T09:00:00Z,,") == "it has 5 fields, but the header has 4");
  CHECK(reason(world, "ma\"ry,AutoCAD,2026-01-05T09:00:00Z,").starts_with("a quote stands inside a field"));
  CHECK(reason(world, "\"mary\"x,AutoCAD,2026-01-05T09:00:00Z,").starts_with("text follows the quote that closes"));
  CHECK(reason(world, "\"mary,AutoCAD,2026-01-05T09:00:00Z,") == "a quoted field is not closed");
  CHECK(reason(world, "m\xFFry,AutoCAD,2026-01-05T09:00:00Z,") == "the user is not UTF-8");
  CHECK(reason(world, std::string_view("m\0ry,AutoCAD,2026-01-05T09:00:00Z,", 34)) == "the user has a NUL byte in it");
  CHECK(reason(world, "mary," + std::string(100, 'x') + ",2026-01-05T09:00:00Z,") ==
        "unknown product '" + std::string(60, 'x') + "…'");
}

TEST_CASE("an open in the same second as the close is a session, and one second later is not") {
  CHECK(TraceWorld().rows({"mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T09:00:00Z"}).trace.size() == 1);
}

TEST_CASE("a bad row is bad wherever it lies, but only sessions inside the horizon need a rate in force") {
  const ReadResult read = TraceWorld().rows({"a,Reivt,2020-01-05T09:00:00Z,", "b,Revit,2020-01-05T09:00:00Z,",
                                             "c,AutoCAD,2020-01-05T09:00:00Z,2020-01-05T08:00:00Z"});
  REQUIRE(read.rejected.size() == 2);
  CHECK(read.rejected[0].line == 2);
  CHECK(read.rejected[1].line == 4);
  CHECK(read.trace.outside == 1);
}

TEST_CASE("a quote that is never closed spoils its own line only") {
  const ReadResult read = TraceWorld().rows(
      {"a,AutoCAD,2026-01-05T09:00:00Z,", "\"b,AutoCAD,2026-01-05T09:00:00Z,", "c,AutoCAD,2026-01-05T09:00:00Z,"});
  CHECK(read.trace.size() == 2);
  REQUIRE(read.rejected.size() == 1);
  CHECK(read.rejected[0].line == 3);
  CHECK(read.rejected[0].text == "\"b,AutoCAD,2026-01-05T09:00:00Z,");
}

TEST_CASE("a quote that is closed too far away is not closed, and a line that is too long is an error") {
  const TraceWorld world;
  const ReadSizes sizes{.chunk_bytes = 7, .row_bytes = 60};
  const std::string header = "user,product,open,close\n";
  const std::string good = "a,AutoCAD,2026-01-05T09:00:00Z,\n";
  const std::string gap = header + "\"b," + std::string(30, 'x') + "\n" + good + good + good + "\",,,\n";
  const ReadResult read = world.read(gap, 1, sizes);
  CHECK(read.trace.size() == 3);
  REQUIRE(read.rejected.size() == 2);
  CHECK(read.rejected[0].reason == "a quoted field is not closed");
  CHECK(read.rejected[1].line == 6);
  CHECK_THROWS_WITH_AS((void)world.read(header + good + std::string(61, 'x') + "\n" + good, 1, sizes),
                       "sessions.csv: line 3 has more than 60 bytes; this does not look like a file of sessions",
                       InputError);
  CHECK(world.read(header + std::string(60, 'x') + "\n", 1, sizes).rejected.size() == 1);
}

TEST_CASE("a row may lack columns that are not needed, and no others") {
  const TraceWorld world;
  const ReadResult read = world.read(
      "user,product,open,close,comment\nmary,AutoCAD,2026-01-05T09:00:00Z,\nmary,AutoCAD,2026-01-05T09:00:00Z\n");
  CHECK(read.trace.size() == 1);
  REQUIRE(read.rejected.size() == 1);
  CHECK(read.rejected[0].reason == "it has 3 fields, but 'close' is the 4th column");
}

TEST_CASE("without leave to skip them, bad rows are an error that lists the first ten and counts all") {
  TraceWorld world;
  world.skip_bad_rows = false;
  std::string text = "user,product,open,close\n";
  std::string expected = "sessions.csv: 12 rows of 13 are bad; the first 10:";
  for (int i = 0; i < 12; ++i) {
    text += ",AutoCAD,2026-01-05T09:00:00Z,\n";
    expected += i < 10 ? "\nsessions.csv:" + std::to_string(i + 2) + ": the user is empty" : "";
  }
  text += "mary,AutoCAD,2026-01-05T09:00:00Z,\n";
  CHECK(message(world, text) == expected);
  CHECK(message(world, "user,product,open,close\n,,,\n") ==
        "sessions.csv: 1 row of 1 is bad:\nsessions.csv:2: the user is empty");
  world.skip_bad_rows = true;
  const ReadResult read = world.read(text);
  CHECK(read.rejected.size() == 12);
  CHECK(read.trace.rejected == 12);
  CHECK(read.trace.size() == 1);
}

TEST_CASE("sessions are sorted by open, and those of the same second stay in the order of the file") {
  const ReadResult read = TraceWorld().rows(
      {"c,AutoCAD,2026-12-05T09:00:00Z,2026-12-05T09:00:03Z", "b,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T09:00:02Z",
       "a,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T09:00:01Z", "a,AutoCAD,2026-01-01T00:00:00Z,2026-01-01T00:00:04Z"});
  const Trace& trace = read.trace;
  REQUIRE(trace.size() == 4);
  const std::string names[] = {"a", "b", "a", "c"};
  const int seconds[] = {4, 2, 1, 3};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(trace.users[trace.units[trace.unit[i]].user] == names[i]);
    CHECK(trace.close[i] - trace.open[i] == static_cast<std::uint32_t>(seconds[i]));
  }
  CHECK(trace.users[UserId(0)] == "c");  // ids go by first appearance in the file
  CHECK(trace.users[UserId(1)] == "b");
}

TEST_CASE("versions and machines make charge units of their own only if the rules say so") {
  TraceWorld world;
  const std::string text =
      "user,product,open,close,version,machine\nm,AutoCAD,1767603600,,2025,pc1\nm,AutoCAD,1767603600,,2026,pc1\n"
      "m,AutoCAD,1767603600,,2026,pc2\nm,AutoCAD,1767603600,,,\n";
  CHECK(world.read(text).trace.units.size() == 1);
  CHECK(world.read(text).trace.versions.size() == 1);
  world.per_version = true;
  CHECK(world.read(text).trace.units.size() == 3);
  CHECK(world.read(text).trace.machines.size() == 1);
  world.per_machine = true;
  const ReadResult read = world.read(text);
  CHECK(read.trace.units.size() == 4);
  CHECK(read.trace.versions[VersionId(2)] == "2026");
  CHECK(read.trace.machines[MachineId(2)] == "pc2");
  CHECK(read.trace.units[3].version == VersionId(0));
  CHECK(world.read("user,product,open,close\nm,AutoCAD,1767603600,\n").trace.units.size() == 1);
}

TEST_CASE("a session's team is its own, else its user's, else the default") {
  TraceWorld world;
  world.users = {{"mary", ZoneId(2), "UK"}, {"tom", std::nullopt, std::nullopt}, {"ann", ZoneId(1), "SG"}};
  world.teams = {"", "SG", "UK", "SG"};
  const ReadResult read = world.read(
      "user,product,open,close,team\nmary,AutoCAD,1767603600,,\nmary,AutoCAD,1767603600,,NY\ntom,AutoCAD,1767603600,,\n"
      "tom,AutoCAD,1767603600,,UK\nzoe,AutoCAD,1767603600,,\n");
  const Trace& trace = read.trace;
  CHECK(trace.teams.size() == 4);
  const std::string teams[] = {"UK", "NY", "", "UK", ""};
  REQUIRE(trace.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(trace.teams[trace.units[trace.unit[i]].team] == teams[i]);
  }
  CHECK(trace.teams[TeamId(1)] == "SG");
  CHECK(trace.teams[TeamId(3)] == "NY");
  CHECK(trace.user_zones == std::vector{ZoneId(2), ZoneId(0), ZoneId(0)});
  CHECK(world.rows({"mary,AutoCAD,1767603600,"}).trace.units[0].team == TeamId(2));
}

TEST_CASE("a file that is not there or is a folder is an error that names it") {
  TraceWorld world;
  TraceRequest request = world.request();
  request.path = "no/such/file.csv";
  CHECK_THROWS_WITH_AS((void)read_trace(request), "no/such/file.csv: cannot be opened: No such file or directory",
                       InputError);
  request.path = std::filesystem::temp_directory_path().string();
  CHECK_THROWS_AS((void)read_trace(request), InputError);
}

TEST_CASE("a file on disk is read like text in memory, and its progress can be watched") {
  const TraceWorld world;
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "drawdown_trace_read_test.csv";
  const std::string text = "user,product,open,close\nmary,AutoCAD,2026-01-05T09:00:00Z,\n";
  std::ofstream(path, std::ios::binary) << text;
  ReadProgress progress;
  TraceRequest request = world.request(2);
  request.path = path.string();
  request.progress = &progress;
  CHECK(in_words(read_trace(request)) == in_words(world.read(text)));
  CHECK(progress.bytes == text.size());
  CHECK(progress.total == text.size());
  std::filesystem::remove(path);
}
