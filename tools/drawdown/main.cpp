// The only place that catches, and that chooses exit statuses (command.h).
#include <fmt/core.h>

#include <clocale>
#include <csignal>
#include <exception>
#include <iterator>
#include <new>
#include <string>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/base/version.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/terminal/print.h"

namespace drawdown::program {
namespace {

int dispatch(const std::vector<std::string>& words) {
  if (words.empty()) {
    print_error(help_text());
    return bad_input;
  }
  if (words[0] == "--help" || words[0] == "-h") {
    print(help_text());
    return success;
  }
  if (words[0] == "--version") {
    print(fmt::format("drawdown {}\n", version()));
    return success;
  }
  if (words[0].starts_with("-")) {
    const std::vector<std::string> known{"--help", "--version"};
    throw UsageError(
        fmt::format("there is no option '{}' before a command{}", words[0], did_you_mean(words[0], known)));
  }
  const Command& command = find_command(words[0]);
  const Arguments arguments = parse_arguments(command, std::span(words).subspan(1));
  if (arguments.has(help_option.name)) {
    print(help_text(command));
    return success;
  }
  return command.execute(arguments);
}

int guarded(const std::vector<std::string>& words) {
  try {
    return dispatch(words);
  } catch (const UsageError& error) {
    print_error(fmt::format("drawdown: {}\nTry 'drawdown help'.\n", error.what()));
    return bad_input;
  } catch (const InputError& error) {
    print_error(fmt::format("drawdown: {}\n", error.what()));
    return bad_input;
  } catch (const std::bad_alloc&) {
    print_error("drawdown: there is not enough memory\n");
    return failure;
  } catch (const std::exception& error) {
    print_error(fmt::format("drawdown: {}\n", error.what()));
    return failure;
  }
}

}  // namespace
}  // namespace drawdown::program

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "");  // for what the terminal can show; numbers are written the same everywhere
  // A closed pipe and a file beyond the size limit are errors of a write, reported like a full disk.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  return drawdown::program::guarded({argv + (argc > 0 ? 1 : 0), argv + argc});
}
