// A parser of pieces of a session file. Each thread of a read has one: it numbers the names and charge units that it
// meets with numbers of its own, and keeps them from piece to piece; `SessionFold` translates them.
//
// Clean rows take a fast path: the right number of commas and then a newline, no quotes, everything valid. All others
// are split by `CsvRow`, and what is wrong with a bad one is put into words by `why_bad`: the fast path only ever
// accepts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/trace/csv_row.h"
#include "engine/trace/header.h"
#include "engine/trace/instant_reader.h"
#include "engine/trace/name_table.h"
#include "engine/trace/read.h"
#include "engine/trace/separators.h"
#include "engine/trace/unit_numbers.h"

namespace drawdown {

// What all parsers of a read know.
struct ReadPlan {
  ReadPlan(const TraceRequest& request, ReadSizes sizes, bool observe);

  const TraceRequest& request;
  ReadSizes sizes;
  bool observe;               // note down the lines and oddities of good rows too
  std::size_t most_bad_rows;  // to keep the words of
  Header header;              // set when it has been read
  std::unordered_map<std::string_view, const ListedUser*> listed;
};

// A good row, for those who want to know more than the trace tells.
struct ObservedRow {
  std::uint64_t line = 0;
  std::int64_t length_seconds = 0;
  bool kept = false;  // inside the horizon
  bool without_close = false;
  bool local = false;  // an instant without an offset
  bool repeated = false;
  bool skipped = false;  // a local time that clocks show twice, or never
};

// What a piece of text held. Lines are relative to its first.
struct ParsedRows {
  std::vector<std::uint32_t> open;
  std::vector<std::uint32_t> close;
  std::vector<std::uint32_t> unit;  // numbers of the parser's
  std::size_t kept = 0;             // entries of these columns that count
  std::uint64_t rows = 0;
  std::uint64_t outside = 0;
  std::uint64_t bad_rows = 0;
  std::vector<BadRow> bad;  // the first of them, or all
  std::vector<ObservedRow> observed;
  std::uint64_t lines = 0;
  std::size_t bytes = 0;  // parsed: up to where an incomplete row begins
  bool too_long = false;  // that row has more bytes than a row may have
};

class ChunkParser {
 public:
  explicit ChunkParser(const ReadPlan& plan);

  // Parses `text`, which begins where a row does and is readable for TextBuffer::padding bytes beyond its end.
  // `at_end`: nothing follows it.
  void parse(std::string_view text, bool at_end, ParsedRows& rows);

  // What this parser's numbers mean.
  struct Unit {
    std::uint32_t user;
    std::uint32_t product;  // place in the rate sheet
    std::uint32_t team;
    std::uint32_t version;
    std::uint32_t machine;
  };
  [[nodiscard]] Unit unit(std::uint32_t number) const;
  [[nodiscard]] const NameTable& users() const { return users_; }
  [[nodiscard]] const NameTable& teams() const { return teams_; }
  [[nodiscard]] const NameTable& versions() const { return versions_; }
  [[nodiscard]] const NameTable& machines() const { return machines_; }

 private:
  using Fields = std::array<std::string_view, field_count>;

  void clean_rows(std::string_view text, const std::uint32_t*& separator, const std::uint32_t* last, ParsedRows& rows);
  bool any_row(std::string_view text, bool at_end, ParsedRows& rows);
  void put_row(ParsedRows& rows);
  bool accept(const Fields& fields, ParsedRows& rows);
  std::uint32_t new_user(std::string_view name);
  std::uint32_t extra(std::uint32_t who, const Fields& fields);
  void observe(const Fields& fields, std::uint64_t line, bool kept, ParsedRows& rows) const;

  const ReadPlan* plan_;
  std::int64_t begin_;
  std::int64_t end_;
  std::int64_t missing_close_;            // what stands for it
  std::int64_t last_close_;               // closes beyond are held as this
  bool plain_;                            // the file says nothing of a session but user, product, open and close
  std::vector<std::int64_t> first_rate_;  // by product: when its first rate takes effect
  InstantReader instants_;
  Separators separators_;
  CsvRow row_;

  NameTable users_;
  std::vector<std::uint32_t> user_teams_;  // by user: the team of sessions that name none
  NameTable products_;
  std::vector<std::uint8_t> per_result_;  // by product: it has no sessions
  NameTable teams_;                       // 0 is the empty name; likewise versions and machines
  NameTable versions_;
  NameTable machines_;
  TripleTable extras_;  // team, version, machine; 0 stands for the user's team without the others
  UnitNumbers units_;   // user, product, extra
};

}  // namespace drawdown
