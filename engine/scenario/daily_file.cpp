#include "engine/scenario/daily_file.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/quantity.h"
#include "engine/trace/bad_cell.h"
#include "engine/trace/small_file.h"

namespace drawdown {
namespace {

constexpr std::int64_t most = 1'000'000 * micro_per_unit;

// Reads the number on the way; empty if nothing is wrong with it.
std::string why_bad_number(std::string_view text, std::string_view name, std::int64_t& number) {
  if (text.empty()) {
    return "column " + std::string(name) + " is empty";
  }
  const std::optional<std::int64_t> micro = parse_micro(text);
  if (!micro || *micro < 0 || *micro > most) {
    return "column " + std::string(name) + " has " + quoted_cell(text) +
           ", not a number from 0 to a million with at most six decimals";
  }
  number = *micro;
  return "";
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + std::string(words[i]);
  }
  return text + (words.size() == 1 ? " is needed" : " are needed");
}

}  // namespace

std::vector<DailyRow> read_daily_file(const std::string& path, const std::vector<std::string_view>& columns) {
  std::vector<WantedColumn> wanted{{"team", false}, {"date", true}};
  std::vector<std::string_view> needed{"date"};
  for (const std::string_view column : columns) {
    wanted.push_back({column, true});
    needed.push_back(column);
  }
  const std::unique_ptr<ByteSource> source = open_source(path, nullptr);
  SmallFile file(*source, path, wanted, listed(needed));
  std::vector<DailyRow> rows;
  std::set<std::pair<Day, std::string>> known;
  DailyRow row;
  const auto why_bad = [&]() -> std::string {
    if (std::string reason = why_bad_name(file.text(0), "team", false); !reason.empty()) {
      return reason;
    }
    const std::optional<Day> day = parse_day(file.text(1));
    if (!day) {
      return "the date " + quoted_cell(file.text(1)) + " is not a day such as 2026-01-05";
    }
    row = {*day, std::string(file.text(0)), std::vector<std::int64_t>(columns.size())};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (std::string reason = why_bad_number(file.text(i + 2), columns[i], row.numbers[i]); !reason.empty()) {
        return reason;
      }
    }
    return known.emplace(row.day, row.team).second ? "" : "the date " + format(row.day) + " stands in the file before";
  };
  std::vector<BadRow> rejected;
  file.read(false, rejected, why_bad, [&] { rows.push_back(row); });
  return rows;
}

std::vector<std::int64_t> read_numbers(const std::string& path, std::string_view column) {
  const std::vector<WantedColumn> wanted{{column, true}};
  const std::unique_ptr<ByteSource> source = open_source(path, nullptr);
  SmallFile file(*source, path, wanted, listed({column}));
  std::vector<std::int64_t> numbers;
  std::int64_t number = 0;
  std::vector<BadRow> rejected;
  file.read(
      false, rejected, [&] { return why_bad_number(file.text(0), column, number); },
      [&] { numbers.push_back(number); });
  return numbers;
}

}  // namespace drawdown
