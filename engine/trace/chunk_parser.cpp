#include "engine/trace/chunk_parser.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "engine/base/check.h"
#include "engine/trace/bad_cell.h"
#include "engine/trace/why_bad.h"

namespace drawdown {
namespace {

// A row that is kept has three commas and a newline at least.
constexpr std::size_t least_separators = 4;

// So many rows before it is needed, a user's name is looked for in memory: long enough for it to come.
constexpr std::size_t ahead = 8;

void start(ParsedRows& rows, std::size_t separators) {
  const std::size_t most = separators / least_separators + 2;
  for (std::vector<std::uint32_t>* column : {&rows.open, &rows.close, &rows.unit}) {
    if (column->size() < most) {
      column->resize(most);
    }
  }
  rows.kept = 0;
  rows.rows = rows.outside = rows.bad_rows = rows.lines = 0;
  rows.bad.clear();
  rows.observed.clear();
  rows.bytes = 0;
  rows.too_long = false;
}

// The number of a name, which is added if it is new; `none` if it cannot be a name.
std::uint32_t number_of(NameTable& names, std::string_view name) {
  const std::uint32_t known = names.find(name);
  return known != NameTable::none ? known : is_name(name) ? names.add(name) : NameTable::none;
}

}  // namespace

ReadPlan::ReadPlan(const TraceRequest& for_request, ReadSizes with_sizes, bool observing)
    : request(for_request),
      sizes(with_sizes),
      observe(observing),
      most_bad_rows(request.skip_bad_rows ? std::numeric_limits<std::size_t>::max() : 10) {
  check(0 <= request.begin.seconds && request.begin <= request.end && request.end.seconds < UINT32_MAX,
        "a horizon lies between 1970 and 2106");
  for (const ListedUser& user : request.users) {
    listed.emplace(user.id, &user);
  }
}

ChunkParser::ChunkParser(const ReadPlan& plan)
    : plan_(&plan),
      begin_(plan.request.begin.seconds),
      end_(plan.request.end.seconds),
      missing_close_(plan.request.keep_endless ? Trace::endless : end_),
      last_close_(plan.request.keep_endless ? Trace::endless - 1 : UINT32_MAX),
      plain_(plan.header[Field::version] == Header::absent && plan.header[Field::machine] == Header::absent &&
             plan.header[Field::team] == Header::absent),
      instants_(plan.request.zone),
      units_(plan.request.products.size()) {
  for (const Product& product : plan.request.products) {
    check(!product.rates.empty(), "a product has a rate");
    products_.add(product.name);
    first_rate_.push_back(product.rates.front().from.seconds);
    per_result_.push_back(product.per_result ? 1 : 0);
  }
  teams_.add("");
  versions_.add("");
  machines_.add("");
  extras_.intern({0, 0, 0});
}

ChunkParser::Unit ChunkParser::unit(std::uint32_t number) const {
  const TripleTable::Triple unit = units_[number];
  const TripleTable::Triple extra = unit.c == 0 ? TripleTable::Triple{user_teams_[unit.a], 0, 0} : extras_[unit.c];
  return {unit.a, unit.b, extra.a, extra.b, extra.c};
}

void ChunkParser::parse(std::string_view text, bool at_end, ParsedRows& rows) {
  separators_.find(text);
  start(rows, separators_.size());
  const std::uint32_t* separator = separators_.data();
  const std::uint32_t* const last = separator + separators_.size();
  while (rows.bytes < text.size()) {
    if (!plan_->observe) {
      clean_rows(text, separator, last, rows);
    }
    if (rows.bytes == text.size() || !any_row(text.substr(rows.bytes), at_end, rows)) {
      break;
    }
    separator = std::lower_bound(separator, last, rows.bytes);
  }
}

// Takes rows as long as they are clean. `separator` is the first of the next row, and the one before it ends the last.
void ChunkParser::clean_rows(std::string_view text, const std::uint32_t*& separator, const std::uint32_t* last,
                             ParsedRows& rows) {
  const Header& header = plan_->header;
  const std::size_t columns = header.columns;
  const char* const bytes = text.data();
  const std::uint32_t* s = separator;
  Fields fields;
  std::uint64_t taken = 0;
  for (; static_cast<std::size_t>(last - s) >= columns; s += columns, ++taken) {
    const std::uint32_t newline = s[columns - 1];
    int differs = bytes[newline] ^ '\n';
    for (std::size_t i = 0; i + 1 < columns; ++i) {
      differs |= bytes[s[i]] ^ ',';
    }
    if (differs != 0 || newline - (s[-1] + 1) > plan_->sizes.row_bytes) {
      break;
    }
    const std::uint32_t row_end = newline - (bytes[newline - 1] == '\r' ? 1 : 0);
    const auto take = [&](std::size_t field) {
      const std::size_t place = header.place[field];
      const std::uint32_t begin = (s + place)[-1] + 1;
      fields[field] = {bytes + begin, (place + 1 == columns ? row_end : s[place]) - begin};
    };
    for (std::size_t field = 0; field < 4; ++field) {
      take(field);
    }
    for (std::size_t field = 4; field < field_count; ++field) {
      if (header.place[field] != Header::absent) {
        take(field);
      }
    }
    if (static_cast<std::size_t>(last - s) > (ahead + 1) * columns) {
      const std::uint32_t* const later = s + ahead * columns + header[Field::user];
      users_.prefetch({bytes + std::uint32_t{later[-1] + 1}, later[0] - std::uint32_t{later[-1] + 1}});
    }
    if (!accept(fields, rows)) {
      break;
    }
  }
  rows.rows += taken;
  rows.lines += taken;
  rows.bytes = std::uint32_t{s[-1] + 1};
  separator = s;
}

// Takes whatever row is next, if it is complete.
bool ChunkParser::any_row(std::string_view text, bool at_end, ParsedRows& rows) {
  row_.split(text, at_end, plan_->sizes.row_bytes);
  if (row_.end() != CsvRow::End::row) {
    rows.too_long = row_.end() == CsvRow::End::too_long;
    return false;
  }
  if (!row_.blank()) {
    put_row(rows);
    ++rows.rows;
  }
  rows.bytes += row_.bytes();
  rows.lines += row_.newlines();
  return true;
}

void ChunkParser::put_row(ParsedRows& rows) {
  const Header& header = plan_->header;
  const std::size_t count = row_.fields().size();
  if (row_.defect() == CsvRow::Defect::none && header.needed <= count && count <= header.columns) {
    Fields fields;
    for (std::size_t field = 0; field < field_count; ++field) {
      fields[field] = header.place[field] == Header::absent ? std::string_view() : row_.fields()[header.place[field]];
    }
    const std::size_t kept = rows.kept;
    if (accept(fields, rows)) {
      if (plan_->observe) {
        observe(fields, rows.lines, rows.kept > kept, rows);
      }
      return;
    }
  }
  ++rows.bad_rows;
  if (rows.bad.size() < plan_->most_bad_rows) {
    std::string reason = why_bad(*plan_, row_);
    check(!reason.empty(), "a row that is refused has a defect");
    rows.bad.push_back({rows.lines, std::move(reason), std::string(row_.line())});
  }
}

// Takes a row if nothing is wrong with it.
bool ChunkParser::accept(const Fields& fields, ParsedRows& rows) {
  const auto field = [&](Field which) { return fields[static_cast<std::size_t>(which)]; };
  std::int64_t open = 0;
  std::int64_t close = missing_close_;
  const bool has_close = !field(Field::close).empty();
  if (!instants_.read(field(Field::open), open) || (has_close && !instants_.read(field(Field::close), close))) {
    return false;
  }
  const std::uint32_t product = products_.find(field(Field::product));
  std::uint32_t who = users_.find(field(Field::user));
  who = who == NameTable::none ? new_user(field(Field::user)) : who;
  const std::uint32_t what = plain_ ? 0 : extra(who, fields);
  if (product == NameTable::none || who == NameTable::none || what == NameTable::none || (has_close && close < open) ||
      per_result_[product] != 0) {
    return false;
  }
  if (open < begin_ || open >= end_) {
    ++rows.outside;
    return true;
  }
  if (open < first_rate_[product]) {
    return false;
  }
  rows.open[rows.kept] = static_cast<std::uint32_t>(open);
  rows.close[rows.kept] = static_cast<std::uint32_t>(has_close ? std::min(close, last_close_) : close);
  rows.unit[rows.kept] = units_.number(who, product, what);
  ++rows.kept;
  return true;
}

std::uint32_t ChunkParser::new_user(std::string_view name) {
  if (name.empty() || !is_name(name)) {
    return NameTable::none;
  }
  const auto listed = plan_->listed.find(name);
  std::uint32_t team = 0;
  if (listed != plan_->listed.end() && listed->second->team) {
    team = teams_.find(*listed->second->team);
    team = team == NameTable::none ? teams_.add(*listed->second->team) : team;
  }
  user_teams_.push_back(team);
  return users_.add(name);
}

// The number of what tells a user's charge units of one product apart.
std::uint32_t ChunkParser::extra(std::uint32_t who, const Fields& fields) {
  if (who == NameTable::none) {
    return NameTable::none;
  }
  const auto number = [&](Field which, NameTable& names) {
    const std::string_view name = fields[static_cast<std::size_t>(which)];
    return name.empty() ? 0 : number_of(names, name);
  };
  const std::uint32_t own_team = number(Field::team, teams_);
  const std::uint32_t team = own_team == 0 ? user_teams_[who] : own_team;
  const std::uint32_t version = number(Field::version, versions_);
  const std::uint32_t machine = number(Field::machine, machines_);
  if (team == user_teams_[who] && (version | machine) == 0) {
    return 0;
  }
  const bool bad = team == NameTable::none || version == NameTable::none || machine == NameTable::none;
  return bad ? NameTable::none : extras_.intern({team, version, machine});
}

void ChunkParser::observe(const Fields& fields, std::uint64_t line, bool kept, ParsedRows& rows) const {
  ObservedRow row;
  row.line = line;
  row.kept = kept;
  row.without_close = fields[static_cast<std::size_t>(Field::close)].empty();
  const auto look = [&](Field field) {
    const std::optional<ParsedInstant> parsed =
        parse_instant(fields[static_cast<std::size_t>(field)], plan_->request.zone);
    row.local |= parsed && parsed->form == InstantForm::local;
    row.repeated |= parsed && parsed->clock == Zone::Clock::repeated;
    row.skipped |= parsed && parsed->clock == Zone::Clock::skipped;
    return parsed ? parsed->instant : plan_->request.end;
  };
  const Instant open = look(Field::open);
  row.length_seconds = (look(Field::close) - open).seconds;
  rows.observed.push_back(row);
}

}  // namespace drawdown
