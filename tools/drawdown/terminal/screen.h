// What the standard output can show.
#pragma once

#include <cstddef>
#include <string_view>

namespace drawdown::program {

// Escape sequences, or nothing where there are no colours.
struct Palette {
  std::string_view title;
  std::string_view faint;
  std::string_view area;    // what is left
  std::string_view debt;    // what is owed
  std::string_view bought;  // marks
  std::string_view expired;
  std::string_view refused;
  std::string_view reset;
};

struct Screen {
  bool pictures = false;  // a terminal that shows block characters; otherwise plain ASCII
  std::size_t width = 80;
  std::size_t height = 0;  // 0: as long as it gets
  Palette palette;
};

// Pictures need a terminal other than TERM=dumb and a UTF-8 locale; colours need one without NO_COLOR.
[[nodiscard]] Screen standard_output();
// Whether anybody sees progress on the standard error.
[[nodiscard]] bool progress_is_seen();

}  // namespace drawdown::program
