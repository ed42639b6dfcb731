#include "tools/drawdown/terminal/amounts.h"

#include <fmt/core.h>

#include <algorithm>

#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

// Rounded to so many decimals, halves away from zero, and with all of them.
std::string rounded(std::int64_t amount, int places) {
  std::int64_t unit = micro_per_unit;
  for (int place = 0; place < places; ++place) {
    unit /= 10;
  }
  const std::int64_t rest = amount % unit;
  std::int64_t micro = amount - rest;
  micro += 2 * rest >= unit ? unit : 2 * rest <= -unit ? -unit : 0;
  std::string text = format_micro(micro);
  if (places == 0) {
    return grouped(text);
  }
  const std::size_t point = text.find('.');
  const std::size_t has = point == std::string::npos ? 0 : text.size() - point - 1;
  text += has == 0 ? "." : "";
  return grouped(text.append(static_cast<std::size_t>(places) - has, '0'));
}

}  // namespace

std::string text_of(Tokens tokens) { return grouped(format(tokens)); }
std::string text_of(std::uint64_t count) { return grouped(std::to_string(count)); }
std::string text_of(Money money) { return rounded(money.micro, 2); }
std::string whole_text_of(Money money) { return rounded(money.micro, 0); }
std::string text_of(const std::optional<Money>& price) { return price ? rounded(price->micro, 4) : "-"; }
std::string text_of(const std::optional<Percent>& percent) { return percent ? rounded(percent->micro, 1) + " %" : "-"; }

std::string percent_text(std::int64_t micro) {
  const std::int64_t tenths = (micro + 500) / 1000;
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string with_sign(const std::string& number) {
  const bool positive = !number.starts_with('-') && number.find_first_of("123456789") != std::string::npos;
  return positive ? '+' + number : number;
}

void align_points(const std::vector<std::string*>& amounts) {
  const auto places = [](const std::string& amount) {
    const std::size_t point = amount.find('.');
    return point == std::string::npos ? 0 : amount.size() - point - 1;
  };
  std::size_t most = 0;
  for (const std::string* amount : amounts) {
    most = std::max(most, places(*amount));
  }
  for (std::string* amount : amounts) {
    const std::size_t has = places(*amount);
    *amount += has == 0 && most > 0 ? "." : "";
    amount->append(most - has, '0');
  }
}

void align_points(std::vector<std::vector<std::string>>& rows) {
  for (std::size_t column = 1; column + 1 < rows.front().size(); ++column) {
    std::vector<std::string*> amounts;
    for (std::size_t row = 1; row < rows.size(); ++row) {
      if (!rows[row][column].empty()) {
        amounts.push_back(&rows[row][column]);
      }
    }
    align_points(amounts);
  }
}

std::string count_of(std::uint64_t count, const std::string& noun) {
  return fmt::format("{} {}{}", text_of(count), noun, count == 1 ? "" : "s");
}

}  // namespace drawdown::program
