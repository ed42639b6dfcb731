// Pictures over dates and numbers: areas, bands, lines, points and upright bars in one plane.
#include <algorithm>
#include <iterator>
#include <limits>

#include "engine/report/svg_canvas.h"

namespace drawdown::pictures {
namespace {

struct Point {
  double x = 0;
  double low = 0;
  double high = 0;
};

struct Series {
  const Layer* layer = nullptr;
  std::vector<Point> points;
};

class Plane {
 public:
  Plane(const Chart& chart, const ChartRows& rows) : chart_(chart), rows_(rows), canvas_(canvas_width, height(chart)) {
    read_places();
    read_series();
    scale();
  }

  std::string picture() {
    draw_head(canvas_, chart_);
    grid();
    for (const Series& series : series_) {
      draw(series);
    }
    marks();
    return canvas_.end();
  }

 private:
  static constexpr double plot_height = 300;
  static constexpr double right = 24;
  static constexpr double bottom = 36;
  static constexpr double unit_line = 18;

  static double mark_room(const Chart& chart) { return chart.marks.empty() ? 0 : 38; }
  static double height(const Chart& chart) {
    return head_height(chart) + mark_room(chart) + plot_height + bottom + (chart.x_unit.empty() ? 0 : unit_line);
  }
  [[nodiscard]] bool by_day() const { return chart_.kind == Chart::Kind::days; }
  [[nodiscard]] static bool stacks(const Layer& layer) {
    return layer.shape == Layer::Shape::area || layer.shape == Layer::Shape::bar;
  }

  [[nodiscard]] std::optional<double> place_of(const std::string& text) const {
    if (by_day()) {
      return day_number(text);
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_.text(i, chart_.x) == text) {
        return x_[i];
      }
    }
    return std::nullopt;
  }

  void read_places() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::optional<double> at = by_day() ? day_number(rows_.text(i, chart_.x)) : rows_.number(i, chart_.x);
      names_ = names_ || !at;
      x_.push_back(at.value_or(0));
    }
    for (std::size_t i = 0; i < rows_.size() && names_; ++i) {
      x_[i] = static_cast<double>(i);
    }
  }

  void read_series() {
    std::vector<double> base(rows_.size());
    for (const Layer& layer : chart_.layers) {
      Series series{&layer, {}};
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        const bool pair = layer.shape == Layer::Shape::band || layer.shape == Layer::Shape::whisker;
        const std::optional<double> low = rows_.number(i, pair ? layer.low : layer.value);
        const std::optional<double> high = rows_.number(i, pair ? layer.high : layer.value);
        if (!low || !high) {
          continue;
        }
        if (stacks(layer)) {
          series.points.push_back({x_[i], base[i], base[i] + *high});
          base[i] += *high;
        } else {
          series.points.push_back({x_[i], *low, *high});
        }
      }
      series_.push_back(std::move(series));
    }
  }

  void scale() {
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    bool stand = false;
    for (const Series& series : series_) {
      stand = stand || stacks(*series.layer);
      for (const Point& point : series.points) {
        low = std::min({low, point.low, point.high});
        high = std::max({high, point.low, point.high});
      }
    }
    if (low > high) {
      low = high = 0;
    }
    low = stand || low < 0.55 * high ? std::min(0.0, low) : low;
    high = std::max(0.0, high);
    up_ticks_ = round_ticks(low, high > low ? high : low + 1, 6);
    const double step = up_ticks_.size() > 1 ? up_ticks_[1].at - up_ticks_[0].at : 1;
    if (up_ticks_.empty() || up_ticks_.back().at < high) {
      up_ticks_ = round_ticks(low, high + step, 6);
    }
    double widest = 30;
    for (Tick& tick : up_ticks_) {
      tick.label = value_text(tick.at, chart_.unit);
      widest = std::max(widest, width_of(tick.label, 12));
    }
    const double top = head_height(chart_) + mark_room(chart_);
    up_ = {std::min(low, up_ticks_.empty() ? low : up_ticks_.front().at),
           std::max(high, up_ticks_.empty() ? high : up_ticks_.back().at), top + plot_height, top};
    double first = x_.empty() ? 0 : *std::min_element(x_.begin(), x_.end());
    double last = x_.empty() ? 1 : *std::max_element(x_.begin(), x_.end());
    gap_ = smallest_gap();
    if (by_day()) {
      last += 1;
    } else if (chart_.kind == Chart::Kind::columns) {
      first -= gap_ / 2;
      last += gap_ / 2;
    }
    along_ = {first, last, 20 + widest + 10, canvas_width - right};
  }

  [[nodiscard]] double smallest_gap() const {
    std::vector<double> sorted = x_;
    std::sort(sorted.begin(), sorted.end());
    double gap = std::numeric_limits<double>::max();
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      gap = sorted[i] > sorted[i - 1] ? std::min(gap, sorted[i] - sorted[i - 1]) : gap;
    }
    return gap < std::numeric_limits<double>::max() ? gap : 1;
  }

  void grid() {
    for (const Tick& tick : up_ticks_) {
      canvas_.line(along_.from, up_(tick.at), along_.until, up_(tick.at), tick.at == 0 ? "#5b6570" : "#e3e7eb");
      canvas_.text(along_.from - 8, up_(tick.at) + 4, tick.label, {.anchor = "end"});
    }
    std::vector<Tick> ticks =
        by_day() ? day_ticks(along_.low, along_.high, 12) : round_ticks(along_.low, along_.high, 10);
    if (names_) {
      ticks.clear();
      const std::size_t every = rows_.size() / 12 + 1;
      for (std::size_t i = 0; i < rows_.size(); i += every) {
        ticks.push_back({x_[i], shortened_to(rows_.text(i, chart_.x), 14)});
      }
    }
    if (!chart_.x_unit.empty()) {
      canvas_.text((along_.from + along_.until) / 2, up_.from + 20 + unit_line, chart_.x_unit, {.anchor = "middle"});
    }
    for (const Tick& tick : ticks) {
      const double x = along_(tick.at);
      canvas_.line(x, up_.from, x, up_.from + 5, "#aab2ba");
      canvas_.text(x, up_.from + 20, tick.label, {.anchor = x > canvas_width - 60 ? "end" : "middle"});
    }
  }

  void draw(const Series& series) {
    const Layer& layer = *series.layer;
    const std::string_view colour = colour_of(layer.hue);
    using enum Layer::Shape;
    switch (layer.shape) {
      case area:
        canvas_.fill(outline(series, true), colour, 0.88);
        break;
      case band:
        canvas_.fill(outline(series, false), colour, 0.22);
        break;
      case line:
      case step:
        canvas_.stroke(course(series, layer.shape == step), colour, 2);
        break;
      case bar:
        bars(series, colour);
        break;
      case dot:
        for (const Point& point : series.points) {
          canvas_.circle(along_(point.x), up_(point.high), 3.5, colour);
        }
        break;
      case whisker:
        for (const Point& point : series.points) {
          canvas_.line(along_(point.x), up_(point.low), along_(point.x), up_(point.high), "#1b2026", 1.4);
        }
        break;
    }
  }

  void bars(const Series& series, std::string_view colour) {
    const double width = std::max(1.0, 0.8 * (along_(gap_) - along_(0)));
    for (const Point& point : series.points) {
      const double top = std::min(up_(point.high), up_(point.low));
      const double foot = std::max(up_(point.high), up_(point.low));
      canvas_.box(along_(point.x) - width / 2, top, width, foot - top, colour);
    }
  }

  // Each value until the next; the last until the end.
  [[nodiscard]] std::string course(const Series& series, bool steps) const {
    std::string path;
    for (const Point& point : series.points) {
      const std::string y = place(up_(point.high));
      path += path.empty() ? "M" + place(along_(point.x)) + " " + y
              : steps      ? "H" + place(along_(point.x)) + "V" + y
                           : "L" + place(along_(point.x)) + " " + y;
    }
    return steps && !path.empty() ? path + "H" + place(along_.until) : path;
  }

  [[nodiscard]] std::string outline(const Series& series, bool steps) const {
    if (series.points.empty()) {
      return "M0 0";
    }
    std::string path = course(series, steps);
    double end = along_.until;
    for (auto point = series.points.rbegin(); point != series.points.rend(); ++point) {
      const std::string y = place(up_(point->low));
      if (steps) {
        path += "L" + place(end) + " " + y + "H" + place(along_(point->x));
        end = along_(point->x);
      } else {
        path += "L" + place(along_(point->x)) + " " + y;
      }
    }
    return path + "Z";
  }

  void marks() {
    std::vector<Mark> in_order;
    std::copy_if(chart_.marks.begin(), chart_.marks.end(), std::back_inserter(in_order),
                 [&](const Mark& mark) { return mark.of.empty() || mark.of == chart_.chosen; });
    std::stable_sort(in_order.begin(), in_order.end(),
                     [&](const Mark& a, const Mark& b) { return place_of(a).value_or(0) < place_of(b).value_or(0); });
    double free = 0;
    for (const Mark& mark : in_order) {
      const std::optional<double> at = place_of(mark);
      if (!at || *at < along_.low || *at > along_.high) {
        continue;
      }
      const double x = along_(*at);
      if (mark.kind == Mark::Kind::refusal) {
        const double until = mark.until.empty() ? *at : day_number(mark.until).value_or(*at);
        const double end = std::min(along_.until, along_(until));
        canvas_.box(x, up_.until, std::max(1.5, end - x), up_.from - up_.until, colour_of(Hue::red), 0.16);
        continue;
      }
      canvas_.line(x, up_.until - 6, x, up_.from, "#7d8790", 1, "2 3");
      if (mark.kind != Mark::Kind::line) {
        const bool bought = mark.kind == Mark::Kind::arrival;
        const double y = up_.until - 12;
        const std::string path = bought ? "M" + place(x) + " " + place(y - 5) + "l5 9h-10z"
                                        : "M" + place(x) + " " + place(y + 5) + "l5 -9h-10z";
        canvas_.fill(path, colour_of(bought ? Hue::green : Hue::red), 1);
      }
      const double width = width_of(mark.label, 11);
      const double begin = std::min(x - 5, canvas_width - width - 8);
      if (!mark.label.empty() && begin > free) {
        canvas_.text(begin, up_.until - (mark.kind == Mark::Kind::line ? 10 : 24), mark.label, {.size = 11});
        free = begin + width + 10;
      }
    }
  }

  [[nodiscard]] std::optional<double> place_of(const Mark& mark) const {
    if (by_day()) {
      return day_number(mark.at);
    }
    const std::optional<double> named = place_of(mark.at);
    return named || names_ ? named : number_of(mark.at);
  }

  const Chart& chart_;
  const ChartRows& rows_;
  Canvas canvas_;
  std::vector<double> x_;
  bool names_ = false;
  std::vector<Series> series_;
  std::vector<Tick> up_ticks_;
  double gap_ = 1;
  Scale up_;
  Scale along_;
};

}  // namespace

std::string plane_picture(const Chart& chart, const ChartRows& rows) { return Plane(chart, rows).picture(); }

}  // namespace drawdown::pictures
