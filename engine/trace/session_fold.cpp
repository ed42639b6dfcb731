#include "engine/trace/session_fold.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/input_error.h"

namespace drawdown {
namespace {

constexpr std::uint32_t none = NameTable::none;

// The fold's id of a parser's name.
template <class Tag>
Id<Tag> adopt(std::uint32_t local, const NameTable& names, std::vector<std::uint32_t>& ids, Names<Tag>& all) {
  if (ids.size() <= local) {
    ids.resize(names.size(), none);
  }
  if (ids[local] == none) {
    ids[local] = all.intern(names[local]).value;
  }
  return Id<Tag>(ids[local]);
}

}  // namespace

void ReadWorker::parse() {
  const std::string_view all = text.text();
  const std::size_t newline = all.find('\n');
  head = newline == std::string_view::npos ? all.size() : newline + 1;
  parser.parse(all.substr(head), false, rows);
}

SessionFold::SessionFold(const ReadPlan& plan, std::uint64_t line, std::uint64_t file_bytes)
    : plan_(&plan), line_(line), file_bytes_(file_bytes) {
  Trace& trace = out_.trace;
  trace.teams.intern("");
  for (const std::string& team : plan.request.teams) {
    trace.teams.intern(team);
  }
  trace.versions.intern("");
  trace.machines.intern("");
}

void SessionFold::add(ReadWorker& worker) {
  const std::string_view text = worker.text.text();
  bytes_ += text.size();
  carry_.append(text.substr(0, worker.head));
  add_border(carry_.text(), false, worker);
  carry_.keep_from(worker.border_.bytes);
  const std::string_view behind_head = text.substr(worker.head);
  if (carry_.text().empty()) {
    append(worker.rows, worker);
    carry_.append(behind_head.substr(worker.rows.bytes));
  } else if (!behind_head.empty()) {
    carry_.append(behind_head);
    add_border(carry_.text(), false, worker);
    carry_.keep_from(worker.border_.bytes);
  }
}

void SessionFold::add_rest(ReadWorker& worker) {
  add_border(carry_.text(), true, worker);
  check(worker.border_.bytes == carry_.text().size(), "at its end nothing of a file is left over");
  carry_.clear();
}

void SessionFold::add_border(std::string_view text, bool at_end, ReadWorker& worker) {
  worker.parser.parse(text, at_end, worker.border_);
  append(worker.border_, worker);
}

void SessionFold::append(const ParsedRows& rows, ReadWorker& worker) {
  append_notes(rows);
  const std::size_t before = rows_.open.size();
  const auto kept = static_cast<std::ptrdiff_t>(rows.kept);
  make_room();
  rows_.open.insert(rows_.open.end(), rows.open.begin(), rows.open.begin() + kept);
  rows_.close.insert(rows_.close.end(), rows.close.begin(), rows.close.begin() + kept);
  rows_.unit.resize(before + rows.kept);
  for (std::size_t i = 0; i < rows.kept; ++i) {
    const std::uint32_t local = rows.unit[i];
    const bool known = local < worker.cell_ids_.size() && worker.cell_ids_[local] != none;
    rows_.unit[before + i] = known ? worker.cell_ids_[local] : unit_id(local, worker);
  }
  out_.sorted =
      out_.sorted &&
      std::is_sorted(rows_.open.begin() + static_cast<std::ptrdiff_t>(before == 0 ? 0 : before - 1), rows_.open.end());
}

Collected SessionFold::result() && {
  out_.trace.set(std::move(rows_));
  return std::move(out_);
}

void SessionFold::append_notes(const ParsedRows& rows) {
  out_.trace.rows += rows.rows;
  out_.trace.outside += rows.outside;
  out_.bad_rows += rows.bad_rows;
  for (const BadRow& bad : rows.bad) {
    if (out_.bad.size() < plan_->most_bad_rows) {
      out_.bad.push_back({line_ + bad.line, bad.reason, bad.text});
    }
  }
  for (ObservedRow row : rows.observed) {
    row.line += line_;
    out_.observed.push_back(row);
  }
  line_ += rows.lines;
  if (rows.too_long) {
    throw InputError({plan_->request.path}, "line " + std::to_string(line_) + " has more than " +
                                                std::to_string(plan_->sizes.row_bytes) +
                                                " bytes; this does not look like a file of sessions");
  }
}

std::uint32_t SessionFold::unit_id(std::uint32_t local, ReadWorker& worker) {
  const bool is_cell = local < UnitNumbers::cells;
  std::vector<std::uint32_t>& ids = is_cell ? worker.cell_ids_ : worker.unit_ids_;
  const std::size_t place = is_cell ? local : local - UnitNumbers::cells;
  if (place >= ids.size()) {
    ids.resize(place + 1, none);
  }
  if (ids[place] == none) {
    ids[place] = adopt_unit(local, worker);
  }
  return ids[place];
}

std::uint32_t SessionFold::adopt_unit(std::uint32_t local, ReadWorker& worker) {
  Trace& trace = out_.trace;
  const ChunkParser& parser = worker.parser;
  const ChunkParser::Unit unit = parser.unit(local);
  const ChargeUnit adopted{adopt(unit.team, parser.teams(), worker.team_ids_, trace.teams),
                           adopt_user(unit.user, worker), ProductId(unit.product),
                           adopt(unit.version, parser.versions(), worker.version_ids_, trace.versions),
                           adopt(unit.machine, parser.machines(), worker.machine_ids_, trace.machines)};
  const std::uint32_t extra = extras_.intern({adopted.team.value, adopted.version.value, adopted.machine.value});
  const std::uint32_t id = units_.intern({adopted.user.value, adopted.product.value, extra});
  if (id == trace.units.size()) {
    trace.units.push_back(adopted);
  }
  return id;
}

UserId SessionFold::adopt_user(std::uint32_t local, ReadWorker& worker) {
  Trace& trace = out_.trace;
  const UserId user = adopt(local, worker.parser.users(), worker.user_ids_, trace.users);
  if (user.value == trace.user_zones.size()) {
    const auto listed = plan_->listed.find(trace.users[user]);
    trace.user_zones.push_back(listed == plan_->listed.end() ? ZoneId() : listed->second->zone.value_or(ZoneId()));
  }
  return user;
}

// Columns that grow by doubling are copied again and again; the first pieces tell how many sessions there will be.
void SessionFold::make_room() {
  if (rows_.open.empty() || rows_.open.capacity() > rows_.open.size() || file_bytes_ <= bytes_) {
    return;
  }
  const double sessions =
      static_cast<double>(rows_.open.size()) * static_cast<double>(file_bytes_) / static_cast<double>(bytes_);
  const auto room = static_cast<std::size_t>(sessions * 1.02);
  rows_.open.reserve(room);
  rows_.close.reserve(room);
  rows_.unit.reserve(room);
}

}  // namespace drawdown
