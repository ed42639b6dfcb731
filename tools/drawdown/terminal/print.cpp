#include "tools/drawdown/terminal/print.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <system_error>

#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

// 0, or the system's error.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return errno;
    }
    text.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
  return 0;
}

}  // namespace

void print(std::string_view text) {
  if (const int error = write_all(STDOUT_FILENO, text); error != 0) {
    throw std::system_error(error, std::generic_category(), "cannot write to the standard output");
  }
}

void print_error(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, printable(text, true))); }

}  // namespace drawdown::program
