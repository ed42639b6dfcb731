// Pictures of fields whose colour says how much: a calendar with a field a day, and a matrix of two columns.
#include <algorithm>
#include <array>

#include "engine/report/svg_canvas.h"

namespace drawdown::pictures {
namespace {

constexpr std::array<std::string_view, 7> heat{"#eef1f4", "#d5e6f3", "#abcde8", "#7bb0da",
                                               "#4690c6", "#1f70ac", "#084f86"};

// 0 for nothing, then 1 … 6; the greatest is 6.
std::size_t level(double value, double greatest) {
  if (value <= 0 || greatest <= 0) {
    return 0;
  }
  constexpr double levels = 6;
  const double part = value / greatest * levels;
  const auto whole = static_cast<std::size_t>(part);
  return std::min<std::size_t>(6, std::max<std::size_t>(1, static_cast<double>(whole) < part ? whole + 1 : whole));
}

double greatest_of(const Chart& chart, const ChartRows& rows) {
  double greatest = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    greatest = std::max(greatest, rows.number(i, chart.layers[0].value).value_or(0));
  }
  return greatest;
}

void draw_scale(Canvas& canvas, double y, double greatest, const std::string& unit) {
  canvas.text(60, y + 10, "0", {.anchor = "end"});
  for (std::size_t i = 0; i < heat.size(); ++i) {
    canvas.box(66 + 17 * static_cast<double>(i), y, 15, 12, heat[i]);
  }
  canvas.text(66 + 17 * 7 + 4, y + 10, short_text(greatest) + (unit.empty() ? "" : " " + unit));
}

std::string calendar_picture(const Chart& chart, const ChartRows& rows) {
  constexpr double pitch = 16;
  constexpr double left = 60;
  constexpr std::size_t across = 54;  // weeks: a year
  const double top = head_height(chart);
  const double first = rows.size() > 0 ? day_number(rows.text(0, chart.x)).value_or(0) : 0;
  // 1970-01-01 was a Thursday.
  const auto weekday = [](double day) { return ((static_cast<std::int64_t>(day) + 3) % 7 + 7) % 7; };
  const double monday = first - static_cast<double>(weekday(first));
  const double last = rows.size() > 0 ? day_number(rows.text(rows.size() - 1, chart.x)).value_or(first) : first;
  const auto weeks = static_cast<std::size_t>((last - monday) / 7) + 1;
  const std::size_t bands = (weeks + across - 1) / across;
  constexpr double band_height = 7 * pitch + 30;
  Canvas canvas(canvas_width, top + band_height * static_cast<double>(bands) + 30);
  draw_head(canvas, chart);
  const double greatest = greatest_of(chart, rows);
  const auto corner = [&](double day) {
    const auto week = static_cast<std::size_t>((day - monday) / 7);
    const std::size_t band = week / across;
    return std::pair(left + pitch * static_cast<double>(week % across),
                     top + 18 + band_height * static_cast<double>(band));
  };
  for (std::size_t band = 0; band < bands; ++band) {
    for (const auto& [row, name] :
         std::array<std::pair<double, const char*>, 3>{{{0, "Mon"}, {2, "Wed"}, {4, "Fri"}}}) {
      canvas.text(left - 8, top + 18 + band_height * static_cast<double>(band) + pitch * row + 12, name,
                  {.anchor = "end"});
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::optional<double> day = day_number(rows.text(i, chart.x));
    if (!day) {
      continue;
    }
    const auto [x, y] = corner(*day);
    const double value = rows.number(i, chart.layers[0].value).value_or(0);
    canvas.box(x, y + pitch * static_cast<double>(weekday(*day)), pitch - 2, pitch - 2, heat[level(value, greatest)]);
  }
  for (const Tick& tick : day_ticks(first, last, static_cast<int>(weeks / 4) + 1)) {
    const auto [x, y] = corner(tick.at);
    if (tick.label.find(' ') == std::string::npos) {
      canvas.text(x, y - 6, tick.label, {.size = 11});
    }
  }
  draw_scale(canvas, top + band_height * static_cast<double>(bands) + 4, greatest, chart.unit);
  return canvas.end();
}

std::size_t place_among(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    names.push_back(name);
    return names.size() - 1;
  }
  return static_cast<std::size_t>(found - names.begin());
}

std::string matrix_picture(const Chart& chart, const ChartRows& rows) {
  constexpr double row_height = 34;
  std::vector<std::string> across;
  std::vector<std::string> down;
  double names = 40;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    (void)place_among(across, rows.text(i, chart.x));
    (void)place_among(down, rows.text(i, chart.y));
    names = std::max(names, width_of(shortened_to(rows.text(i, chart.y), 30), 13));
  }
  const double top = head_height(chart) + 26;
  const double left = 20 + names + 12;
  const double pitch =
      std::min(150.0, (canvas_width - left - 20) / static_cast<double>(std::max<std::size_t>(1, across.size())));
  const double foot = top + row_height * static_cast<double>(down.size());
  Canvas canvas(canvas_width, foot + 40);
  draw_head(canvas, chart);
  const double greatest = greatest_of(chart, rows);
  const auto letters = static_cast<std::size_t>(std::max(3.0, pitch / 7));
  for (std::size_t i = 0; i < across.size(); ++i) {
    canvas.text(left + pitch * (static_cast<double>(i) + 0.5), top - 9, shortened_to(across[i], letters),
                {.size = 13, .anchor = "middle", .colour = "#1b2026"});
  }
  for (std::size_t i = 0; i < down.size(); ++i) {
    canvas.text(left - 10, top + row_height * (static_cast<double>(i) + 0.5) + 4, shortened_to(down[i], 30),
                {.size = 13, .anchor = "end", .colour = "#1b2026"});
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double x = left + pitch * static_cast<double>(place_among(across, rows.text(i, chart.x)));
    const double y = top + row_height * static_cast<double>(place_among(down, rows.text(i, chart.y)));
    const double value = rows.number(i, chart.layers[0].value).value_or(0);
    const std::size_t tone = level(value, greatest);
    canvas.box(x, y, pitch - 3, row_height - 3, heat[tone]);
    if (pitch > 44) {
      canvas.text(x + (pitch - 3) / 2, y + row_height / 2 + 3, short_text(value),
                  {.anchor = "middle", .colour = tone >= 4 ? "#ffffff" : "#1b2026"});
    }
  }
  draw_scale(canvas, foot + 12, greatest, chart.unit);
  return canvas.end();
}

}  // namespace

std::string fields_picture(const Chart& chart, const ChartRows& rows) {
  return chart.kind == Chart::Kind::calendar ? calendar_picture(chart, rows) : matrix_picture(chart, rows);
}

}  // namespace drawdown::pictures
