#include "engine/planning/memo.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace drawdown {
namespace {

// Thousands apart.
std::string grouped(std::string_view decimal) {
  const std::size_t first = decimal.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(decimal.find('.'), decimal.size());
  std::string text(decimal.substr(0, first));
  for (std::size_t i = first; i < point; ++i) {
    text += i > first && (point - i) % 3 == 0 ? "," : "";
    text += decimal[i];
  }
  return text.append(decimal.substr(point));
}

std::int64_t nearest(std::int64_t micro, std::int64_t step) {
  return (micro + (micro < 0 ? -step / 2 : step / 2)) / step * step;
}

}  // namespace

std::string Memo::figure(const std::string& value, const std::string& file, const std::string& row,
                         const std::string& column) {
  const std::string where = row.empty() ? file : file + ", " + row;
  auto known = std::find_if(sources_.begin(), sources_.end(), [&](const Source& each) { return each.where == where; });
  if (known == sources_.end()) {
    sources_.push_back({file, where, {}});
    known = std::prev(sources_.end());
  }
  if (std::find(known->columns.begin(), known->columns.end(), column) == known->columns.end()) {
    known->columns.push_back(column);
  }
  return value;
}

void Memo::merge_sources() {
  std::vector<Source> merged;
  for (const Source& source : sources_) {
    auto same =
        std::find_if(merged.begin(), merged.end(), [&](const Source& each) { return each.where == source.where; });
    if (same == merged.end()) {
      merged.push_back({source.file, source.where, {}});
      same = std::prev(merged.end());
    }
    for (const std::string& column : source.columns) {
      if (std::find(same->columns.begin(), same->columns.end(), column) == same->columns.end()) {
        same->columns.push_back(column);
      }
    }
  }
  sources_ = std::move(merged);
}

std::string Memo::sources() {
  std::string text;
  for (const Source& source : sources_) {
    text += (text.empty() ? " *[" : "; ") + source.where + ": ";
    for (std::size_t i = 0; i < source.columns.size(); ++i) {
      text += (i == 0 ? "" : ", ") + source.columns[i];
    }
  }
  sources_.clear();
  return text.empty() ? "" : text + "]*";
}

void Memo::title(const std::string& text) { text_ += "# " + text + "\n"; }

void Memo::heading(const std::string& text) {
  text_ += "\n## " + text + "\n";
  in_list_ = false;
}

void Memo::say(const std::string& paragraph) {
  text_ += "\n" + paragraph + sources() + "\n";
  in_list_ = false;
}

void Memo::point(const std::string& item) {
  text_ += (in_list_ ? "- " : "\n- ") + item + sources() + "\n";
  in_list_ = true;
}

void Memo::table(const std::vector<std::vector<std::string>>& rows) {
  text_ += '\n';
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const std::string& cell : rows[i]) {
      text_ += "| " + cell + " ";
    }
    text_ += "|\n";
    if (i == 0) {
      text_ += "|---";
      for (std::size_t column = 1; column < rows[i].size(); ++column) {
        text_ += "|--:";
      }
      text_ += "|\n";
    }
  }
  for (Source& source : sources_) {
    source.where = source.file + ", a row for each line";
  }
  merge_sources();
  const std::string from = sources();
  text_ += from.empty() ? "" : "\n" + from.substr(1) + "\n";
  in_list_ = false;
}

std::string memo_money(Money money) {
  std::string text = format_micro(nearest(money.micro, micro_per_unit / 100));
  const std::size_t point = text.find('.');
  text += point == std::string::npos ? ".00" : std::string(text.size() - point == 2 ? "0" : "");
  return grouped(text);
}

std::string memo_tokens(Tokens tokens) {
  constexpr std::int64_t many = 100 * micro_per_unit;  // of so many, a tenth is exact enough
  const bool rounded = tokens.micro >= many || tokens.micro <= -many;
  return grouped(format_micro(rounded ? nearest(tokens.micro, micro_per_unit / 10) : tokens.micro));
}

std::string memo_percent(int percent) { return (percent > 0 ? "+" : "") + std::to_string(percent) + " %"; }

std::string memo_share(std::int64_t share) { return format_micro(nearest(share * 100, micro_per_unit / 100)) + " %"; }

std::string memo_name(const std::string& name) {
  std::string text;
  for (const char c : name) {
    if (std::string_view("\\`*_[]<>|#&~").find(c) != std::string_view::npos) {
      text += '\\';
    }
    text += c;
  }
  return text;
}

}  // namespace drawdown
