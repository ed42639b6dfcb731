// A chart as data: which columns of which table it shows, and how. The page draws it in the browser, `to_svg`
// (engine/report/svg.h) as a picture; both show the same numbers, those of the table.
//
//   Chart burn{.kind = Chart::Kind::days, .id = "burn", .title = "Tokens left", .table = "burn.csv", .x = "date"};
//   burn.layers.push_back({.shape = Layer::Shape::area, .label = "jan", .value = "jan", .hue = Hue::blue});
//   burn.marks.push_back({.kind = Mark::Kind::arrival, .at = "2026-07-01", .label = "1,000 bought"});
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace drawdown {

// Colours by name; they are told apart by people who are colour-blind (after Okabe and Ito, "Color universal design",
// 2008). Red is for what is lost or refused.
enum class Hue : std::uint8_t { blue, orange, green, purple, sky, olive, red, grey };
// The colour of the n-th of many alike: never red or grey, and again from the beginning after the sixth.
[[nodiscard]] Hue hue_of(std::size_t n);
[[nodiscard]] std::string_view name_of(Hue hue);

// One column, or two, of the table.
struct Layer {
  enum class Shape : std::uint8_t {
    area,     // stacked on the areas before it
    band,     // between `low` and `high`
    line,     // from value to value
    step,     // each value until the next
    bar,      // of bars and columns; stacked
    dot,      // a point at each value
    whisker,  // from `low` to `high`
  };
  Shape shape = Shape::line;
  std::string label;  // in the legend
  std::string value;  // columns of the table
  std::string low = {};
  std::string high = {};
  Hue hue = Hue::blue;
};

// Something at one place of the horizontal axis, or from there to another.
struct Mark {
  enum class Kind : std::uint8_t { arrival, expiry, refusal, line };
  Kind kind = Kind::line;
  std::string at;  // as the column `x` has it
  std::string until = {};
  std::string label = {};
  std::string of = {};  // of this value of `choose` alone; empty: of all
};

struct Chart {
  enum class Kind : std::uint8_t {
    days,      // over dates
    curve,     // over numbers
    columns,   // upright bars, a row each
    bars,      // lying bars, a row each, from above
    bridge,    // from one total to another: rows whose `total` is "yes" stand on 0, others on the one before
    calendar,  // a field a day
    matrix,    // a field for each pair of `x` and `y`
  };
  Kind kind = Kind::days;
  std::string id;  // also of its SVG file
  std::string title;
  std::string note = {};   // a sentence below it
  std::string table;       // in which its numbers are
  std::string x;           // columns of that
  std::string y = {};      // of a matrix
  std::string total = {};  // of a bridge
  std::string unit = {};   // of its values
  std::string x_unit = {};
  // Rows of which this column has one value are shown; the page lets readers choose, a picture shows `chosen`.
  std::size_t most = 0;  // the first rows alone; 0: all
  std::string choose = {};
  std::string chosen = {};
  std::vector<Layer> layers = {};
  std::vector<Mark> marks = {};
};

[[nodiscard]] std::string_view name_of(Chart::Kind kind);
[[nodiscard]] std::string_view name_of(Layer::Shape shape);
[[nodiscard]] std::string_view name_of(Mark::Kind kind);

}  // namespace drawdown
