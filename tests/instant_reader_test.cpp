#include "engine/trace/instant_reader.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "tests/dice.h"

using namespace drawdown;

namespace {

// What the reader makes of the text, in a buffer of its own: it may look 32 bytes ahead.
std::optional<std::int64_t> read(InstantReader& reader, std::string_view text) {
  std::string buffer(text);
  buffer.append(64, '\0');
  std::int64_t seconds = 0;
  return reader.read(std::string_view(buffer).substr(0, text.size()), seconds) ? std::optional(seconds) : std::nullopt;
}

std::optional<std::int64_t> expected(std::string_view text, const Zone& zone) {
  const std::optional<ParsedInstant> parsed = parse_instant(text, zone);
  return parsed ? std::optional(parsed->instant.seconds) : std::nullopt;
}

std::string two(std::int64_t n) {
  return std::string(1, static_cast<char>('0' + n / 10 % 10)) + std::to_string(n % 10);
}

}  // namespace

TEST_CASE("instants are read as parse_instant reads them, whatever the zone and however often") {
  for (const char* name : {"UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo",
                           "Africa/Casablanca", "Pacific/Apia"}) {
    const Zone zone = *Zone::find(name);
    InstantReader reader(zone);
    Dice dice(1);
    int valid = 0;
    for (int i = 0; i < 20'000; ++i) {
      std::string text =
          std::to_string(dice.between(2009, 2027)) + '-' + two(dice.between(0, 13)) + '-' + two(dice.between(0, 32));
      text += dice.one_in(2) ? 'T' : ' ';
      text += two(dice.between(0, 24)) + ':' + two(dice.between(0, 60)) + ':' + two(dice.between(0, 60));
      text += dice.one_in(2) ? "Z" : "";
      if (dice.one_in(8)) {
        text[static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(text.size())))] =
            static_cast<char>(dice.between(-128, 127));
      }
      CAPTURE(name);
      CAPTURE(text);
      const std::optional<std::int64_t> right = expected(text, zone);
      valid += right ? 1 : 0;
      CHECK(read(reader, text) == right);
    }
    CHECK(valid > 5'000);
  }
}

TEST_CASE("each second of the days on which clocks change is read right") {
  const Zone zone = *Zone::find("America/New_York");
  InstantReader reader(zone);
  for (const std::string day : {"2026-03-07", "2026-03-08", "2026-03-09", "2026-10-31", "2026-11-01", "2026-11-02"}) {
    for (int second = 0; second < 86'400; second += 97) {
      const std::string text = day + ' ' + two(second / 3600) + ':' + two(second / 60 % 60) + ':' + two(second % 60);
      CAPTURE(text);
      CHECK(read(reader, text) == expected(text, zone));
    }
  }
}

TEST_CASE("years at the edge of what is kept for a day, and forms of other lengths, are read right") {
  const Zone zone = *Zone::find("Asia/Tokyo");
  InstantReader reader(zone);
  for (const std::string_view text : {"1969-12-31T23:59:59Z",
                                      "1970-01-01T00:00:00Z",
                                      "1970-01-01T00:00:00",
                                      "1970-01-01T09:00:00",
                                      "1970-01-02 00:00:00",
                                      "2105-12-31T23:59:59Z",
                                      "2106-01-01T00:00:00Z",
                                      "2106-02-07T06:28:15Z",
                                      "9999-12-31T23:59:59Z",
                                      "0000-01-01T00:00:00Z",
                                      "2024-02-29T00:00:00Z",
                                      "2023-02-29T00:00:00Z",
                                      "2100-02-29T00:00:00Z",
                                      "2026-01-05T09:00",
                                      "2026-01-05T09:00Z",
                                      "2026-01-05T09:00:00+09:00",
                                      "2026-01-05T09:00:00.0",
                                      "2026-01-05",
                                      "",
                                      "Z",
                                      "0",
                                      "12345678901234567890",
                                      "1234567890123456789",
                                      "2026-01-05T09:00:00z",
                                      "2026-01-05t09:00:00"}) {
    CAPTURE(text);
    CHECK(read(reader, text) == expected(text, zone));
    CHECK(read(reader, text) == expected(text, zone));
  }
}
