#include "engine/report/svg.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/report/svg_canvas.h"

namespace drawdown {
namespace pictures {
namespace {

constexpr double left = 20;
constexpr double line_height = 20;
constexpr double key = 14;

struct Entry {
  std::string label;
  std::string_view colour;
  double opacity = 1;
};

std::vector<Entry> entries_of(const Chart& chart) {
  std::vector<Entry> entries;
  for (const Layer& layer : chart.layers) {
    if (!layer.label.empty()) {
      entries.push_back({layer.label, colour_of(layer.hue), layer.shape == Layer::Shape::band ? 0.25 : 1});
    }
  }
  constexpr std::array<std::pair<Mark::Kind, const char*>, 3> marks{
      {{Mark::Kind::arrival, "purchase"}, {Mark::Kind::expiry, "expiry"}, {Mark::Kind::refusal, "refusals"}}};
  bool marked = false;
  for (const auto& [kind, label] : marks) {
    if (std::any_of(chart.marks.begin(), chart.marks.end(), [k = kind](const Mark& mark) { return mark.kind == k; })) {
      entries.push_back({label, colour_of(kind == Mark::Kind::arrival ? Hue::green : Hue::red),
                         kind == Mark::Kind::refusal ? 0.25 : 1});
      marked = true;
    }
  }
  if (entries.size() < 2 && !marked) {
    entries.clear();  // the title says it
  }
  return entries;
}

// Where each entry stands; the last element is below all.
std::vector<std::pair<double, double>> places_of(const std::vector<Entry>& entries) {
  std::vector<std::pair<double, double>> places;
  double x = left;
  double y = 52;
  for (const Entry& entry : entries) {
    const double width = key + 6 + width_of(entry.label, 12) + 20;
    if (x > left && x + width > canvas_width - left) {
      x = left;
      y += line_height;
    }
    places.emplace_back(x, y);
    x += width;
  }
  places.emplace_back(0, entries.empty() ? y - line_height : y);
  return places;
}

}  // namespace

double head_height(const Chart& chart) { return places_of(entries_of(chart)).back().second + 22; }

double draw_head(Canvas& canvas, const Chart& chart) {
  const std::string title = chart.choose.empty() ? chart.title : chart.title + ": " + chart.chosen;
  canvas.text(left, 28, title, {.size = 16, .bold = true, .colour = "#1b2026"});
  if (!chart.unit.empty() && chart.unit != "share") {
    canvas.text(canvas_width - left, 28, chart.unit, {.anchor = "end"});
  }
  const std::vector<Entry> entries = entries_of(chart);
  const auto places = places_of(entries);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    canvas.box(places[i].first, places[i].second - 10, key, 11, entries[i].colour, entries[i].opacity);
    canvas.text(places[i].first + key + 6, places[i].second, entries[i].label);
  }
  return places.back().second + 22;
}

}  // namespace pictures

std::string to_svg(const Chart& chart, const Table& table) {
  const pictures::ChartRows rows(chart, table);
  switch (chart.kind) {
    case Chart::Kind::days:
    case Chart::Kind::curve:
    case Chart::Kind::columns:
      return pictures::plane_picture(chart, rows);
    case Chart::Kind::bars:
    case Chart::Kind::bridge:
      return pictures::bars_picture(chart, rows);
    case Chart::Kind::calendar:
    case Chart::Kind::matrix:
      return pictures::fields_picture(chart, rows);
  }
  return {};
}

}  // namespace drawdown
