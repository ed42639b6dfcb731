// What charts are drawn with: lines, boxes and text of an SVG file, scales, and round numbers along an axis.
//
//   Canvas canvas(960, 420);
//   canvas.text(10, 20, "Tokens left", {.size = 15, .bold = true});
//   canvas.end();                                    // the file
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/chart.h"
#include "engine/report/table.h"

namespace drawdown::pictures {

[[nodiscard]] std::string_view colour_of(Hue hue);

struct TextStyle {
  double size = 12;
  const char* anchor = "start";  // middle, end
  bool bold = false;
  const char* colour = "#4b555f";
};

class Canvas {
 public:
  Canvas(double width, double height);

  void line(double x1, double y1, double x2, double y2, std::string_view colour, double width = 1,
            std::string_view dashes = {});
  void box(double x, double y, double width, double height, std::string_view colour, double opacity = 1);
  void circle(double x, double y, double radius, std::string_view colour);
  // `path`: SVG's own letters.
  void fill(const std::string& path, std::string_view colour, double opacity);
  void stroke(const std::string& path, std::string_view colour, double width);
  void text(double x, double y, std::string_view text, const TextStyle& style = {});
  [[nodiscard]] std::string end() const;

 private:
  std::string out_;
};

// A coordinate, to a tenth.
[[nodiscard]] std::string place(double value);

// From values to coordinates.
struct Scale {
  double low = 0;
  double high = 1;
  double from = 0;  // where `low` is
  double until = 1;
  [[nodiscard]] double operator()(double value) const {
    return from + (until - from) * (high > low ? (value - low) / (high - low) : 0.5);
  }
};

struct Tick {
  double at = 0;
  std::string label;
};
// Round numbers between two values, about so many.
[[nodiscard]] std::vector<Tick> round_ticks(double low, double high, int about);
// First days of months or years, or days, between two days (since 1970).
[[nodiscard]] std::vector<Tick> day_ticks(double from, double until, int about);

// "1,204", "0.25", "1.2 M": three or four digits.
[[nodiscard]] std::string short_text(double value);
// The same of a chart's values: shares in percent.
[[nodiscard]] std::string value_text(double value, const std::string& unit);
[[nodiscard]] std::string shortened_to(const std::string& text, std::size_t letters);
// About how wide text of that size is.
[[nodiscard]] double width_of(std::string_view text, double size);

// Days since 1970 of "2026-07-01"; none for other text.
[[nodiscard]] std::optional<double> day_number(std::string_view date);

[[nodiscard]] std::optional<double> number_of(const std::string& text);

// The rows of a table that a chart shows.
class ChartRows {
 public:
  ChartRows(const Chart& chart, const Table& table);
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] std::string text(std::size_t row, const std::string& column) const;
  // Empty where the table has nothing.
  [[nodiscard]] std::optional<double> number(std::size_t row, const std::string& column) const;

 private:
  [[nodiscard]] const Cell* cell(std::size_t row, const std::string& column) const;
  const Table& table_;
  std::vector<std::size_t> rows_;
};

inline constexpr double canvas_width = 960;
// What stands above the plot: its title and what colours mean. Returns where the plot may begin.
double draw_head(Canvas& canvas, const Chart& chart);
[[nodiscard]] double head_height(const Chart& chart);

// A file each.
[[nodiscard]] std::string plane_picture(const Chart& chart, const ChartRows& rows);   // svg_plane.cpp
[[nodiscard]] std::string bars_picture(const Chart& chart, const ChartRows& rows);    // svg_bars.cpp
[[nodiscard]] std::string fields_picture(const Chart& chart, const ChartRows& rows);  // svg_fields.cpp

}  // namespace drawdown::pictures
