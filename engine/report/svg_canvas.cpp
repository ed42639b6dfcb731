#include "engine/report/svg_canvas.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "engine/report/page.h"

namespace drawdown::pictures {
namespace {

std::string fixed(double value, int places) {
  std::array<char, 64> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, places);
  return {digits.data(), end.ptr};
}

// Without zeros at the end of its decimals.
std::string trimmed(std::string text) {
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    text.erase(text.find_last_not_of('.') + 1);
  }
  return text == "-0" ? "0" : text;
}

std::string with_commas(std::string text) {
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(text.find('.'), text.size()); at > begin + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

// H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil and back.
double days_of(std::int64_t year, unsigned month, unsigned day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const auto of_era = static_cast<unsigned>(year - era * 400);
  const unsigned of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const std::int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
  return static_cast<double>(days);
}

struct Date {
  std::int64_t year = 0;
  unsigned month = 1;
  unsigned day = 1;
};

Date date_of(double number) {
  const std::int64_t shifted = static_cast<std::int64_t>(number) + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const auto of_era = static_cast<unsigned>(shifted - era * 146097);
  const unsigned year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const unsigned of_year = of_era - (365 * year + year / 4 - year / 100);
  const unsigned shifted_month = (5 * of_year + 2) / 153;
  const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {static_cast<std::int64_t>(year) + era * 400 + (month <= 2 ? 1 : 0), month,
          of_year - (153 * shifted_month + 2) / 5 + 1};
}

}  // namespace

std::string_view colour_of(Hue hue) {
  constexpr std::array<std::string_view, 8> colours{"#0072b2", "#e08a00", "#009e73", "#b8679a",
                                                    "#56b4e9", "#9a8f00", "#d0480a", "#7d8790"};
  return colours[static_cast<std::size_t>(hue)];
}

std::string place(double value) { return trimmed(fixed(value, 1)); }

Canvas::Canvas(double width, double height)
    : out_("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + place(width) + " " + place(height) +
           "\" width=\"" + place(width) + "\" height=\"" + place(height) +
           "\" font-family=\"system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\">\n") {
  box(0, 0, width, height, "#ffffff");
}

void Canvas::line(double x1, double y1, double x2, double y2, std::string_view colour, double width,
                  std::string_view dashes) {
  out_ += "<path d=\"M" + place(x1) + " " + place(y1) + "L" + place(x2) + " " + place(y2) + "\" stroke=\"";
  out_.append(colour).append("\" stroke-width=\"" + place(width) + "\"");
  out_ += dashes.empty() ? "" : " stroke-dasharray=\"" + std::string(dashes) + "\"";
  out_ += "/>\n";
}

void Canvas::box(double x, double y, double width, double height, std::string_view colour, double opacity) {
  out_ += "<rect x=\"" + place(x) + "\" y=\"" + place(y) + "\" width=\"" + place(std::max(0.0, width)) +
          "\" height=\"" + place(std::max(0.0, height)) + "\" fill=\"";
  out_.append(colour).append("\"");
  out_ += opacity < 1 ? " fill-opacity=\"" + trimmed(fixed(opacity, 2)) + "\"/>\n" : "/>\n";
}

void Canvas::circle(double x, double y, double radius, std::string_view colour) {
  out_ += "<circle cx=\"" + place(x) + "\" cy=\"" + place(y) + "\" r=\"" + place(radius) + "\" fill=\"";
  out_.append(colour).append("\"/>\n");
}

void Canvas::fill(const std::string& path, std::string_view colour, double opacity) {
  out_ += "<path d=\"" + path + "\" fill=\"";
  out_.append(colour).append("\" fill-opacity=\"" + trimmed(fixed(opacity, 2)) + "\"/>\n");
}

void Canvas::stroke(const std::string& path, std::string_view colour, double width) {
  out_ += "<path d=\"" + path + "\" fill=\"none\" stroke=\"";
  out_.append(colour).append("\" stroke-width=\"" + place(width) + "\" stroke-linejoin=\"round\"/>\n");
}

void Canvas::text(double x, double y, std::string_view text, const TextStyle& style) {
  out_ += "<text x=\"" + place(x) + "\" y=\"" + place(y) + "\" font-size=\"" + place(style.size) + "\" fill=\"" +
          style.colour + "\" text-anchor=\"" + style.anchor + "\"";
  out_ += style.bold ? " font-weight=\"600\">" : ">";
  out_ += markup_text(text) + "</text>\n";
}

std::string Canvas::end() const { return out_ + "</svg>\n"; }

std::vector<Tick> round_ticks(double low, double high, int about) {
  const double span = high > low ? high - low : 1;
  double step = 1;
  while (step * about < span) {
    step *= 10;
  }
  while (step * about >= span * 10) {
    step /= 10;
  }
  for (const double part : {0.1, 0.2, 0.5}) {
    if (step * part * about >= span) {
      step *= part;
      break;
    }
  }
  std::vector<Tick> ticks;
  auto place = static_cast<std::int64_t>(low / step);
  place -= static_cast<double>(place) * step > low ? 1 : 0;
  place += static_cast<double>(place) * step < low - step * 1e-6 ? 1 : 0;
  for (; static_cast<double>(place) * step <= high + step * 1e-6; ++place) {
    const double at = static_cast<double>(place) * step;
    ticks.push_back({at, short_text(at)});
  }
  return ticks;
}

std::vector<Tick> day_ticks(double from, double until, int about) {
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::vector<Tick> ticks;
  const double days = until - from;
  if (days <= about * 14.0) {
    const double step = days <= about ? 1 : days <= about * 2.0 ? 2 : days <= about * 7.0 ? 7 : 14;
    for (double day = from; day <= until; day += step) {
      const Date date = date_of(day);
      ticks.push_back({day, std::to_string(date.day) + " " + months[date.month - 1]});
    }
    return ticks;
  }
  std::int64_t step = 1200;
  for (const std::int64_t each : {1, 2, 3, 6, 12, 24, 60, 120}) {
    if (days / 30.44 <= static_cast<double>(each * about)) {
      step = each;
      break;
    }
  }
  const Date first = date_of(from);
  for (std::int64_t month = (first.year * 12 + first.month - 1) / step * step;; month += step) {
    const std::int64_t year = month / 12;
    const auto of_year = static_cast<unsigned>(month % 12);
    const double at = days_of(year, of_year + 1, 1);
    if (at > until) {
      return ticks;
    }
    if (at >= from) {
      ticks.push_back({at, of_year == 0 ? std::to_string(year) : months[of_year]});
    }
  }
}

std::string short_text(double value) {
  const double size = value < 0 ? -value : value;
  constexpr double million = 1e6;
  if (size >= 1e9) {
    return with_commas(trimmed(fixed(value / 1e9, 2))) + " G";
  }
  if (size >= 10 * million) {
    return trimmed(fixed(value / million, 1)) + " M";
  }
  return with_commas(trimmed(fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4)));
}

std::string value_text(double value, const std::string& unit) {
  return unit == "share" ? short_text(value * 100) + " %" : short_text(value);
}

std::string shortened_to(const std::string& text, std::size_t letters) {
  std::size_t at = 0;
  std::size_t seen = 0;
  for (; at < text.size() && seen < letters; ++seen) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
      ++at;
    }
  }
  return at < text.size() ? text.substr(0, at) + "\xE2\x80\xA6" : text;
}

double width_of(std::string_view text, double size) {
  const auto letters =
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return static_cast<double>(letters) * size * 0.56;
}

std::optional<double> day_number(std::string_view date) {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') {
    return std::nullopt;
  }
  std::array<int, 3> parts{};
  constexpr std::array<std::pair<std::size_t, std::size_t>, 3> fields{{{0, 4}, {5, 2}, {8, 2}}};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const char* begin = date.data() + fields[i].first;
    if (std::from_chars(begin, begin + fields[i].second, parts[i]).ec != std::errc()) {
      return std::nullopt;
    }
  }
  return days_of(parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2]));
}

ChartRows::ChartRows(const Chart& chart, const Table& table) : table_(table) {
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    const Cell* by = chart.choose.empty() ? nullptr : cell(row, chart.choose);
    if (chart.most > 0 && rows_.size() == chart.most) {
      break;
    }
    if (by == nullptr || by->to_text() == chart.chosen) {
      rows_.push_back(row);
    }
  }
}

const Cell* ChartRows::cell(std::size_t row, const std::string& column) const {
  const auto& columns = table_.columns();
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const auto& each) { return each.name == column; });
  return found == columns.end() ? nullptr : &table_.rows()[row][static_cast<std::size_t>(found - columns.begin())];
}

std::string ChartRows::text(std::size_t row, const std::string& column) const {
  const Cell* found = cell(rows_[row], column);
  return found == nullptr ? "" : found->to_text();
}

std::optional<double> ChartRows::number(std::size_t row, const std::string& column) const {
  return number_of(text(row, column));
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                   : std::nullopt;
}

}  // namespace drawdown::pictures
