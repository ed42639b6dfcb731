#include "tools/drawdown/help.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "engine/base/input_error.h"
#include "engine/base/version.h"
#include "tools/drawdown/findings.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

constexpr std::size_t width = 80;  // help is read in pipes and pages too, so it does not follow the terminal

constexpr std::array<const Command*, 17> commands{
    &run_command,       &compare_command, &zones_command,    &stress_command, &forecast_command, &usage_command,
    &breakeven_command, &assign_command,  &plan_command,     &size_command,   &check_command,    &explain_command,
    &synth_command,     &fit_command,     &backtest_command, &manual_command, &help_command};

std::string usage(const Command& command) {
  return fmt::format("drawdown {}{}{} [OPTION…]", command.name, command.arguments.empty() ? "" : " ",
                     command.arguments);
}

std::string left_side(const Option& option) {
  std::string side = option.letter.empty() ? "    " : std::string(option.letter) + ", ";
  side += option.name;
  if (!option.value.empty()) {
    side.append(" ").append(option.value);
  }
  return option.repeats ? side + " …" : side;
}

int execute_help(const Arguments& arguments) {
  if (arguments.positional.empty()) {
    print(help_text());
  } else if (arguments.positional[0] == "findings") {
    print(findings_help());
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
  throw UsageError(fmt::format("there is no command '{}'{}", name, did_you_mean(name, names)));
}

std::string help_text() {
  std::string text = wrapped(
      fmt::format("drawdown {}: what follows from a log of sessions, a pool of prepaid, expiring tokens, and rules.\n\n"
                  "Usage: drawdown COMMAND [ARGUMENT…] [OPTION…]\n\nCommands:",
                  version()),
      width);
  for (const Command* command : commands) {
    text += hanging(fmt::format("  {}", command->name), 12, command->summary, width);
  }
  text += '\n';
  text += wrapped(
      "`drawdown help COMMAND` says more about one of them, `drawdown --version` which version this is.\n"
      "Exit status: 0 success, 1 the machine failed (a full disk, a closed pipe), 2 wrong usage or input, 3 "
      "results that are not what the scenario expects.",
      width);
  return text;
}

std::string help_text(const Command& command) {
  std::string text = fmt::format("Usage: {}\n\n{}\nOptions:\n", usage(command), wrapped(command.text, width));
  std::size_t widest = 0;
  for (const Option& option : command.options) {
    widest = std::max(widest, display_width(left_side(option)));
  }
  for (const Option& option : command.options) {
    text += hanging(fmt::format("  {}", left_side(option)), widest + 4, option.meaning, width);
  }
  if (!command.example.empty()) {
    text += fmt::format("\nExample:\n  {}\n", command.example);
  }
  return text;
}

const Command help_command{
    "help",
    "[COMMAND]",
    "Show the help of a command, or what check can find.",
    "Shows the help of a command, or of all. `drawdown help findings` lists everything that `drawdown check` can "
    "find, with its code and what to do about it.",
    options,
    "drawdown help run",
    execute_help,
};

}  // namespace drawdown::program
