#include "tools/drawdown/help.h"

#include <algorithm>
#include <array>

#include "engine/base/input_error.h"
#include "engine/base/version.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

constexpr std::size_t width = 80;  // help is read in pipes and pages too, so it does not follow the terminal

constexpr std::array<const Command*, 2> commands{&run_command, &help_command};

std::string usage(const Command& command) {
  std::string line = "drawdown " + std::string(command.name);
  if (!command.arguments.empty()) {
    line += " " + std::string(command.arguments);
  }
  return line + " [OPTION…]";
}

std::string left_side(const Option& option) {
  std::string side = option.letter.empty() ? "    " : std::string(option.letter) + ", ";
  side += option.name;
  if (!option.value.empty()) {
    side += " " + std::string(option.value);
  }
  return option.repeats ? side + " …" : side;
}

int execute_help(const Arguments& arguments) {
  if (arguments.positional.empty()) {
    print(help_text());
  } else {
    print(help_text(find_command(arguments.positional[0])));
  }
  return success;
}

constexpr std::array options{help_option};

}  // namespace

std::span<const Command* const> all_commands() { return commands; }

const Command& find_command(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Command* command : commands) {
    if (command->name == name) {
      return *command;
    }
    names.push_back(command->name);
  }
  throw UsageError("there is no command '" + std::string(name) + "'" + did_you_mean(name, names));
}

std::string help_text() {
  std::string text = "drawdown " + std::string(version()) +
                     ": what follows from a log of sessions, a pool of prepaid, expiring tokens, and rules.\n\n"
                     "Usage: drawdown COMMAND [ARGUMENT…] [OPTION…]\n\nCommands:\n";
  for (const Command* command : commands) {
    text += hanging("  " + std::string(command->name), 12, command->summary, width);
  }
  text += "\n`drawdown help COMMAND` says more about one of them, `drawdown --version` which version this is.\n";
  text += "Exit status: 0 success, 1 the machine failed (a full disk, a closed pipe), 2 wrong usage or input.\n";
  return text;
}

std::string help_text(const Command& command) {
  std::string text = "Usage: " + usage(command) + "\n\n" + wrapped(command.text, width) + "\nOptions:\n";
  std::size_t widest = 0;
  for (const Option& option : command.options) {
    widest = std::max(widest, display_width(left_side(option)));
  }
  for (const Option& option : command.options) {
    text += hanging("  " + left_side(option), widest + 4, option.meaning, width);
  }
  if (!command.example.empty()) {
    text += "\nExample:\n  " + std::string(command.example) + "\n";
  }
  return text;
}

const Command help_command{
    "help",
    "[COMMAND]",
    "Show the help of a command.",
    "Shows the help of a command, or of all.",
    options,
    "drawdown help run",
    execute_help,
};

}  // namespace drawdown::program
