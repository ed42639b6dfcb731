#include "tools/drawdown/terminal/screen.h"

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace drawdown::program {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool is_terminal(int descriptor) {
  return ::isatty(descriptor) == 1 && !environment("TERM").empty() && environment("TERM") != "dumb";
}

// The sixteen colours of the terminal's own theme: they suit light and dark ones.
constexpr Palette colours{"\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[31m", "\x1b[0m"};

}  // namespace

Screen standard_output() {
  Screen screen;
  if (!is_terminal(STDOUT_FILENO)) {
    return screen;
  }
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    // Narrower than 40 nothing lines up; wider than 120 the eye gets lost between columns.
    screen.width = std::clamp<std::size_t>(size.ws_col, 40, 120);
    screen.height = size.ws_row;
  }
  screen.pictures = std::string_view(::nl_langinfo(CODESET)) == "UTF-8";
  if (environment("NO_COLOR").empty()) {
    screen.palette = colours;
  }
  return screen;
}

bool progress_is_seen() { return is_terminal(STDERR_FILENO); }

}  // namespace drawdown::program
