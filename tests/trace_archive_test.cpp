// Session files in gzip and zstd archives, told by their first bytes.
#include <doctest/doctest.h>

#include <string>

#include "engine/base/input_error.h"
#include "tests/trace_worlds.h"

using namespace drawdown;
using drawdown::testing::in_words;
using drawdown::testing::TraceWorld;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

// "user,product,open,close\nmary,AutoCAD,1767603600,\n", as gzip and zstd write it.
constexpr std::string_view gzip =
    "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\x2B\x2D\x4E\x2D\xD2\x29\x28\xCA\x4F\x29\x4D\x2E\xD1\xC9\x2F"
    "\x48\xCD\xD3\x49\xCE\xC9\x2F\x4E\xE5\xCA\x4D\x2C\xAA\xD4\x71\x2C\x2D\xC9\x77\x76\x74\xD1\x31\x34\x37"
    "\x33\x37\x33\x30\x36\x33\x30\xD0\xE1\x02\x00\x44\x3F\x87\x83\x31\x00\x00\x00"sv;
constexpr std::string_view zstd =
    "\x28\xB5\x2F\xFD\x04\x68\x89\x01\x00\x75\x73\x65\x72\x2C\x70\x72\x6F\x64\x75\x63\x74\x2C\x6F\x70\x65"
    "\x6E\x2C\x63\x6C\x6F\x73\x65\x0A\x6D\x61\x72\x79\x2C\x41\x75\x74\x6F\x43\x41\x44\x2C\x31\x37\x36\x37"
    "\x36\x30\x33\x36\x30\x30\x2C\x0A\xA9\x35\x91\xCD"sv;

std::string message(std::string_view bytes, std::size_t chunk_bytes = 1000) {
  try {
    (void)TraceWorld().read(bytes, 1, {.chunk_bytes = chunk_bytes});
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

std::string expected() { return in_words(TraceWorld().read("user,product,open,close\nmary,AutoCAD,1767603600,\n")); }

}  // namespace

TEST_CASE("archives are read like their text, whatever the pieces and threads") {
  for (const std::string_view archive : {gzip, zstd}) {
    for (const std::size_t bytes : {1U, 7U, 1000U}) {
      for (const unsigned threads : {1U, 2U}) {
        CHECK(in_words(TraceWorld().read(archive, threads, {.chunk_bytes = bytes})) == expected());
      }
    }
  }
}

TEST_CASE("several members or frames are one text") {
  const std::string text = "user,product,open,close\nmary,AutoCAD,1767603600,\n";
  const std::string twice = in_words(TraceWorld().read(text + text));
  CHECK(in_words(TraceWorld().read(std::string(gzip) + std::string(gzip))) == twice);
  CHECK(in_words(TraceWorld().read(std::string(zstd) + std::string(zstd))) == twice);
}

TEST_CASE("a zstd archive may begin with a frame to be skipped") {
  CHECK(in_words(TraceWorld().read("\x51\x2A\x4D\x18\x03\x00\x00\x00"
                                   "abc"s +
                                   std::string(zstd))) == expected());
}

TEST_CASE("an archive that was cut is an error, wherever the cut is") {
  for (std::size_t n = 4; n < gzip.size(); ++n) {
    CAPTURE(n);
    CHECK(message(gzip.substr(0, n)) ==
          "sessions.csv: is a gzip archive that ends too early; it was probably not copied in full");
  }
  for (std::size_t n = 5; n < zstd.size(); ++n) {
    CAPTURE(n);
    CHECK(message(zstd.substr(0, n), 3) ==
          "sessions.csv: is a zstd archive that ends too early; it was probably not copied in full");
  }
}

TEST_CASE("a damaged archive is an error that names the file") {
  std::string damaged(gzip);
  damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 1);
  CHECK(message(damaged) == "sessions.csv: is a damaged gzip archive (incorrect data check)");
  CHECK(message(std::string(gzip) + "more") == "sessions.csv: is a damaged gzip archive (incorrect header check)");
  damaged = zstd;
  damaged[damaged.size() - 1] = static_cast<char>(damaged[damaged.size() - 1] ^ 1);
  CHECK(message(damaged).starts_with("sessions.csv: is a damaged zstd archive ("));
  CHECK(message(std::string(zstd) + "more!").starts_with("sessions.csv: is a damaged zstd archive ("));
}
