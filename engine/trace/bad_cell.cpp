#include "engine/trace/bad_cell.h"

#include <vector>

#include "engine/base/input_error.h"
#include "engine/time/instant.h"

namespace drawdown {
namespace {

std::string ordinal(std::size_t n) {
  const std::size_t tens = n / 10 % 10;
  const char* const ending = tens == 1 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
  return std::to_string(n) + ending;
}

std::string fields_in_words(std::size_t n) { return std::to_string(n) + (n == 1 ? " field" : " fields"); }

}  // namespace

std::string quoted_cell(std::string_view text) {
  constexpr std::size_t most = 60;
  std::string shown(1, '\'');
  for (const char c : text.substr(0, most)) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    shown += control ? '?' : c;
  }
  if (text.size() > most) {
    while (!is_name(shown)) {
      shown.pop_back();  // half a letter
    }
    shown += "…";
  }
  return is_name(shown) ? shown + '\'' : "(not UTF-8)";
}

std::string why_bad_quotes(const CsvRow& row) {
  switch (row.defect()) {
    case CsvRow::Defect::unclosed_quote:
      return "a quoted field is not closed";
    case CsvRow::Defect::stray_quote:
      return "a quote stands inside a field that is not quoted; write the field in quotes, and each quote in it twice";
    case CsvRow::Defect::text_after_quote:
      return "text follows the quote that closes a field; a quote inside a quoted field is written twice";
    case CsvRow::Defect::none:
      break;
  }
  return "";
}

std::string why_too_many(std::size_t fields, std::size_t columns) {
  return fields <= columns ? ""
                           : "it has " + fields_in_words(fields) + ", but the header has " + std::to_string(columns);
}

std::string why_too_few(std::size_t fields, std::string_view name, std::size_t place) {
  return "it has " + fields_in_words(fields) + ", but '" + std::string(name) + "' is the " + ordinal(place + 1) +
         " column";
}

std::string why_bad_name(std::string_view text, std::string_view name, bool required) {
  const std::string what(name);
  if (text.empty()) {
    return required ? "the " + what + " is empty" : "";
  }
  if (text.find('\0') != std::string_view::npos) {
    return "the " + what + " has a NUL byte in it";
  }
  return is_name(text) ? "" : "the " + what + " is not UTF-8";
}

std::string why_bad_product(const RateSheet& products, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Product& product : products) {
    if (product.name == name) {
      return "";
    }
    names.emplace_back(product.name);
  }
  // The nearest of names that are much longer than ours are is none.
  return "unknown product " + quoted_cell(name) + (name.size() < 200 ? did_you_mean(name, names) : "");
}

std::string why_bad_instant(std::string_view text, std::string_view name, bool required, const Zone& zone) {
  const std::string what(name);
  if (text.empty()) {
    return required ? "the " + what + " is empty" : "";
  }
  return parse_instant(text, zone)
             ? ""
             : what + " " + quoted_cell(text) + " is not an instant, such as 2026-01-05T09:00:00Z";
}

bool is_name(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[at])) : 0U;
    };
    const unsigned lead = byte(i);
    if (lead < 0x80) {
      if (lead == 0) {
        return false;
      }
      ++i;
      continue;
    }
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    unsigned letter = lead & (0x3FU >> more);
    for (std::size_t k = 1; k <= more; ++k) {
      if ((byte(i + k) & 0xC0) != 0x80) {
        return false;
      }
      letter = letter << 6 | (byte(i + k) & 0x3F);
    }
    constexpr unsigned least[] = {0, 0x80, 0x800, 0x10000};  // no letter is written longer than it needs
    if (lead < 0xC2 || lead > 0xF4 || letter < least[more] || letter > 0x10FFFF || (letter >> 11) == 0x1B) {
      return false;  // 0x1B << 11: halves of UTF-16 pairs
    }
    i += more + 1;
  }
  return true;
}

}  // namespace drawdown
