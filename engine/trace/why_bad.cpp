#include "engine/trace/why_bad.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/input_error.h"

namespace drawdown {
namespace {

// Quoted for a message: shortened, and with nothing that could spoil a terminal.
std::string quoted(std::string_view text) {
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

std::string ordinal(std::size_t n) {
  const std::size_t tens = n / 10 % 10;
  const char* const ending = tens == 1 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
  return std::to_string(n) + ending;
}

std::string fields_in_words(std::size_t n) { return std::to_string(n) + (n == 1 ? " field" : " fields"); }

std::string why_bad_shape(const Header& header, const CsvRow& row) {
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
  const std::size_t fields = row.fields().size();
  if (fields > header.columns) {
    return "it has " + fields_in_words(fields) + ", but the header has " + std::to_string(header.columns);
  }
  if (fields < header.needed) {
    for (std::size_t field = 0; field < field_count; ++field) {
      if (header.place[field] != Header::absent && header.place[field] >= fields) {
        return "it has " + fields_in_words(fields) + ", but '" + std::string(field_names[field]) + "' is the " +
               ordinal(header.place[field] + 1) + " column";
      }
    }
  }
  return "";
}

std::string_view text_of(const Header& header, const CsvRow& row, Field field) {
  return header[field] == Header::absent ? std::string_view() : row.fields()[header[field]];
}

std::string why_bad_name(const Header& header, const CsvRow& row, Field field, bool required) {
  const std::string_view text = text_of(header, row, field);
  const std::string name(field_names[static_cast<std::size_t>(field)]);
  if (text.empty()) {
    return required ? "the " + name + " is empty" : "";
  }
  if (text.find('\0') != std::string_view::npos) {
    return "the " + name + " has a NUL byte in it";
  }
  return is_name(text) ? "" : "the " + name + " is not UTF-8";
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
  return "unknown product " + quoted(name) + (name.size() < 200 ? did_you_mean(name, names) : "");
}

std::string why_bad_instant(std::string_view text, Field field, const Zone& zone) {
  const std::string name(field_names[static_cast<std::size_t>(field)]);
  if (text.empty()) {
    return field == Field::close ? "" : "the " + name + " is empty";
  }
  return parse_instant(text, zone) ? ""
                                   : name + " " + quoted(text) + " is not an instant, such as 2026-01-05T09:00:00Z";
}

std::string why_bad_times(const ReadPlan& plan, const CsvRow& row) {
  const TraceRequest& request = plan.request;
  const std::string_view open_text = text_of(plan.header, row, Field::open);
  const std::string_view close_text = text_of(plan.header, row, Field::close);
  const Instant open = parse_instant(open_text, request.zone)->instant;
  if (!close_text.empty() && parse_instant(close_text, request.zone)->instant < open) {
    return "it closes before it opens: " + quoted(close_text) + " is before " + quoted(open_text);
  }
  const std::string_view name = text_of(plan.header, row, Field::product);
  for (const Product& product : request.products) {
    const bool inside = request.begin <= open && open < request.end;
    if (product.name == name && inside && product.rate_at(open) == nullptr) {
      return "no rate of " + quoted(name) + " is in force at " + quoted(open_text) + "; its first is from " +
             format_utc(product.rates.front().from) + " on";
    }
  }
  return "";
}

}  // namespace

std::string why_bad(const ReadPlan& plan, const CsvRow& row) {
  const Header& header = plan.header;
  std::string reason = why_bad_shape(header, row);
  const auto otherwise = [&reason](auto&& next) {
    if (reason.empty()) {
      reason = next();
    }
  };
  const auto text = [&](Field field) { return text_of(header, row, field); };
  otherwise([&] { return why_bad_name(header, row, Field::user, true); });
  otherwise([&] { return why_bad_name(header, row, Field::product, true); });
  otherwise([&] { return why_bad_product(plan.request.products, text(Field::product)); });
  otherwise([&] { return why_bad_instant(text(Field::open), Field::open, plan.request.zone); });
  otherwise([&] { return why_bad_instant(text(Field::close), Field::close, plan.request.zone); });
  otherwise([&] { return why_bad_name(header, row, Field::version, false); });
  otherwise([&] { return why_bad_name(header, row, Field::machine, false); });
  otherwise([&] { return why_bad_name(header, row, Field::team, false); });
  otherwise([&] { return why_bad_times(plan, row); });
  return reason;
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
