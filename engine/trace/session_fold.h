// Puts the parsed pieces of a session file together, in the order of the file, whoever parsed them.
//
// A piece is parsed on its own from its first newline on, as if no quoted field were open there. Here it is held
// against what really came before: the row that lies across the border is parsed, and if it does not end at that
// newline, so is the whole piece once more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/trace/chunk_parser.h"
#include "engine/trace/text_buffer.h"
#include "engine/trace/triple_table.h"

namespace drawdown {

// Sessions as they stand in the file.
struct Collected {
  Trace trace;         // in the order of the file
  bool sorted = true;  // that is the order of opens too
  std::uint64_t bad_rows = 0;
  std::vector<BadRow> bad;
  std::vector<ObservedRow> observed;  // if the plan asks for it
};

// One thread's part: a parser, the piece that it has read, and what it found there.
struct ReadWorker {
  explicit ReadWorker(const ReadPlan& plan) : parser(plan) {}

  ChunkParser parser;
  TextBuffer text;
  std::size_t head = 0;  // bytes up to and with the first newline, or all
  ParsedRows rows;       // of the text behind the head

  void parse();

 private:
  friend class SessionFold;
  ParsedRows border_;  // rows that lie across a border of pieces
  // The fold's numbers of this parser's names and units, as far as they have appeared in rows that are kept.
  std::vector<std::uint32_t> cell_ids_;  // of units below UnitNumbers::cells
  std::vector<std::uint32_t> unit_ids_;  // of the others
  std::vector<std::uint32_t> user_ids_;
  std::vector<std::uint32_t> team_ids_;
  std::vector<std::uint32_t> version_ids_;
  std::vector<std::uint32_t> machine_ids_;
};

class SessionFold {
 public:
  // The first row is on `line`; `file_bytes`: of text in the whole file, or 0 if nobody knows.
  SessionFold(const ReadPlan& plan, std::uint64_t line, std::uint64_t file_bytes);

  // The next piece of the file, which the worker has parsed. Throws InputError if a line is too long.
  void add(ReadWorker& worker);
  // The text that is left once all pieces are in.
  void add_rest(ReadWorker& worker);
  [[nodiscard]] Collected result() &&;

 private:
  void add_border(std::string_view text, bool at_end, ReadWorker& worker);
  void append(const ParsedRows& rows, ReadWorker& worker);
  void append_notes(const ParsedRows& rows);
  std::uint32_t unit_id(std::uint32_t local, ReadWorker& worker);
  std::uint32_t adopt_unit(std::uint32_t local, ReadWorker& worker);
  UserId adopt_user(std::uint32_t local, ReadWorker& worker);
  void make_room();

  const ReadPlan* plan_;
  std::uint64_t line_;
  std::uint64_t file_bytes_;
  std::uint64_t bytes_ = 0;
  TextBuffer carry_;    // where the next row begins, up to the next piece
  TripleTable extras_;  // team, version, machine
  TripleTable units_;   // user, product, extra; in step with trace.units
  SessionRows rows_;
  Collected out_;  // without the rows
};

}  // namespace drawdown
