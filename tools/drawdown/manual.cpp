// drawdown manual: the format of scenarios, sessions and results.
#include "engine/scenario/manual.h"

#include <array>

#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/terminal/print.h"

namespace drawdown::program {
namespace {

constexpr std::array options{help_option};

int execute(const Arguments&) {
  print(manual());
  return success;
}

}  // namespace

const Command manual_command{
    "manual",
    "",
    "Print the manual of the files: scenarios, sessions and results.",
    "Prints the manual of the files that drawdown reads and writes, in Markdown: every key of a scenario with its "
    "meaning, bounds and default, the columns of sessions, and those of the results.",
    options,
    "drawdown manual | less",
    execute,
};

}  // namespace drawdown::program
