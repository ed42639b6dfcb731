// Pictures of lying bars, and of bridges from one total to another.
#include <algorithm>
#include <limits>

#include "engine/report/svg_canvas.h"

namespace drawdown::pictures {
namespace {

struct Part {
  Layer::Shape shape = Layer::Shape::bar;
  Hue hue = Hue::blue;
  double from = 0;
  double until = 0;
};

struct Row {
  std::string name;
  std::vector<Part> parts;
  double end = 0;
  std::string value;
};

std::vector<Row> stacked_rows(const Chart& chart, const ChartRows& rows) {
  std::vector<Row> list;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row row{rows.text(i, chart.x), {}, 0, {}};
    double sum = 0;
    std::optional<double> dot;
    for (const Layer& layer : chart.layers) {
      const std::optional<double> value = rows.number(i, layer.value);
      if (layer.shape == Layer::Shape::whisker) {
        const std::optional<double> low = rows.number(i, layer.low);
        const std::optional<double> high = rows.number(i, layer.high);
        if (low && high) {
          row.parts.push_back({layer.shape, layer.hue, *low, *high});
          row.end = std::max(row.end, *high);
        }
      } else if (layer.shape == Layer::Shape::dot && value) {
        row.parts.push_back({layer.shape, layer.hue, *value, *value});
        row.end = std::max(row.end, *value);
        dot = dot ? dot : value;
      } else if (value) {
        row.parts.push_back({Layer::Shape::bar, layer.hue, sum, sum + *value});
        sum += *value;
        row.end = std::max(row.end, sum);
      }
    }
    row.value = value_text(dot.value_or(sum), chart.unit);
    list.push_back(std::move(row));
  }
  return list;
}

std::vector<Row> bridge_rows(const Chart& chart, const ChartRows& rows) {
  std::vector<Row> list;
  double at = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double value = chart.layers.empty() ? 0 : rows.number(i, chart.layers[0].value).value_or(0);
    Row row{rows.text(i, chart.x), {}, 0, {}};
    if (rows.text(i, chart.total) == "yes") {
      at = value;
      row.parts.push_back({Layer::Shape::bar, chart.layers[0].hue, 0, value});
      row.end = std::max(0.0, value);
      row.value = short_text(value);
    } else {
      row.parts.push_back({Layer::Shape::bar, value > 0 ? Hue::orange : Hue::green, at, at + value});
      row.end = std::max(at, at + value);
      at += value;
      row.value = (value > 0 ? "+" : "") + short_text(value);
    }
    list.push_back(std::move(row));
  }
  return list;
}

// Bars stand on 0; a bridge's only if its steps can still be seen then.
double lowest(const Chart& chart, const std::vector<Row>& list) {
  double low = 0;
  double least = std::numeric_limits<double>::max();
  double high = 0;
  for (const Row& row : list) {
    for (const Part& part : row.parts) {
      low = std::min({low, part.from, part.until});
      least = std::min(least, part.from == 0 ? part.until : std::min(part.from, part.until));
      high = std::max({high, part.from, part.until});
    }
  }
  const bool flat = chart.kind == Chart::Kind::bridge && least > 0 && least <= high && high - least < 0.4 * high;
  return flat ? std::max(0.0, least - (high - least) * 0.5) : low;
}

}  // namespace

std::string bars_picture(const Chart& chart, const ChartRows& rows) {
  constexpr double pitch = 28;
  constexpr double thick = 16;
  const std::vector<Row> list =
      chart.kind == Chart::Kind::bridge ? bridge_rows(chart, rows) : stacked_rows(chart, rows);
  const double top = head_height(chart);
  const double foot = top + pitch * static_cast<double>(list.size());
  Canvas canvas(canvas_width, foot + 36);
  draw_head(canvas, chart);
  double names = 40;
  double values = 30;
  double high = 0;
  for (const Row& row : list) {
    names = std::max(names, width_of(shortened_to(row.name, 44), 13));
    values = std::max(values, width_of(row.value, 12));
    high = std::max(high, row.end);
  }
  const double low = lowest(chart, list);
  const Scale x{low, high > low ? high : low + 1, 20 + names + 10, canvas_width - 24 - values - 6};
  for (const Tick& tick : round_ticks(x.low, x.high, 8)) {
    canvas.line(x(tick.at), top, x(tick.at), foot, tick.at == 0 ? "#5b6570" : "#e3e7eb");
    canvas.text(x(tick.at), foot + 20, value_text(tick.at, chart.unit), {.anchor = "middle"});
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Row& row = list[i];
    const double middle = top + pitch * (static_cast<double>(i) + 0.5);
    canvas.text(x.from - 10, middle + 4, shortened_to(row.name, 44),
                {.size = 13, .anchor = "end", .colour = "#1b2026"});
    for (const Part& part : row.parts) {
      const double begin = x(std::max(low, std::min(part.from, part.until)));
      const double end = x(std::max(part.from, part.until));
      if (part.shape == Layer::Shape::dot) {
        canvas.circle(end, middle, 4.5, colour_of(part.hue));
      } else if (part.shape == Layer::Shape::whisker) {
        canvas.line(begin, middle, end, middle, "#1b2026", 1.4);
      } else {
        canvas.box(begin, middle - thick / 2, end - begin, thick, colour_of(part.hue));
      }
    }
    canvas.text(x(row.end) + 6, middle + 4, row.value, {.colour = "#1b2026"});
  }
  return canvas.end();
}

}  // namespace drawdown::pictures
