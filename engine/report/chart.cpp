#include "engine/report/chart.h"

#include <array>

namespace drawdown {

Hue hue_of(std::size_t n) {
  constexpr std::array cycle{Hue::blue, Hue::orange, Hue::green, Hue::purple, Hue::sky, Hue::olive};
  return cycle[n % cycle.size()];
}

std::string_view name_of(Hue hue) {
  constexpr std::array<std::string_view, 8> names{"blue", "orange", "green", "purple", "sky", "olive", "red", "grey"};
  return names[static_cast<std::size_t>(hue)];
}

std::string_view name_of(Chart::Kind kind) {
  constexpr std::array<std::string_view, 7> names{"days", "curve", "columns", "bars", "bridge", "calendar", "matrix"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Layer::Shape shape) {
  constexpr std::array<std::string_view, 7> names{"area", "band", "line", "step", "bar", "dot", "whisker"};
  return names[static_cast<std::size_t>(shape)];
}

std::string_view name_of(Mark::Kind kind) {
  constexpr std::array<std::string_view, 4> names{"arrival", "expiry", "refusal", "line"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace drawdown
