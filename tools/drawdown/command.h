// A command of the program: its name, its words for the help, its options, and what it does. The parser, the help and
// the suggestions for misspelt words all come from these records.
//
//   drawdown COMMAND ARGUMENT… [OPTION…]
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace drawdown::program {

// What a shell sees.
enum ExitStatus : int {
  success = 0,
  failure = 1,     // of the machine: a full disk, a closed pipe, no memory, a sum beyond 64 bits
  bad_input = 2,   // a wrong command line, scenario or session file
  unexpected = 3,  // results that are not what the scenario expects
};

// A command line that makes no sense; `main` prints it and points to the help.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Option {
  std::string_view name;     // "--out"
  std::string_view letter;   // "-o", or empty
  std::string_view value;    // what the help calls its value; empty for a switch
  std::string_view meaning;  // a sentence or two
  bool repeats = false;
};

class Arguments {
 public:
  std::vector<std::string> positional;
  std::vector<std::pair<const Option*, std::string>> options;  // in the order given

  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] std::string value(std::string_view name) const;  // empty if it is not given
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
};

struct Command {
  std::string_view name;
  std::string_view arguments;  // "SCENARIO"; those in brackets may be left out
  std::string_view summary;    // one line
  std::string_view text;       // paragraphs for its own help
  std::span<const Option> options;
  std::string_view example;
  int (*execute)(const Arguments& arguments);
};

extern const Command run_command;
extern const Command compare_command;
extern const Command zones_command;
extern const Command stress_command;
extern const Command forecast_command;
extern const Command breakeven_command;
extern const Command usage_command;
extern const Command plan_command;
extern const Command size_command;
extern const Command assign_command;
extern const Command check_command;
extern const Command synth_command;
extern const Command fit_command;
extern const Command backtest_command;
extern const Command explain_command;
extern const Command manual_command;
extern const Command help_command;

// All commands, in the order of the help.
[[nodiscard]] std::span<const Command* const> all_commands();
// Throws UsageError, with the nearest name, if there is none.
[[nodiscard]] const Command& find_command(std::string_view name);

// Options may stand before, between and after the arguments, as `--out DIR`, `--out=DIR` or `-o DIR`; everything after
// `--` is an argument. Throws UsageError for what the command does not have, with the nearest that it has.
[[nodiscard]] Arguments parse_arguments(const Command& command, std::span<const std::string> words);

}  // namespace drawdown::program
