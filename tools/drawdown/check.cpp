// drawdown check: reads everything, runs nothing, and says what is wrong or odd.
#include <algorithm>
#include <array>
#include <vector>

#include "tools/drawdown/command.h"
#include "tools/drawdown/findings.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/inspect.h"
#include "tools/drawdown/terminal/print.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    set_option,
    replication_option,
    Option{"--json", "", "", "Print the findings as JSON: code, severity, file, line, column, message, remedy."},
    threads_option,
    help_option,
};

int execute(const Arguments& arguments) {
  const std::vector<Finding> findings = findings_of(arguments.positional[0], arguments, true);
  print(arguments.has("--json") ? to_json_text(findings) : to_text(findings));
  const bool errors = std::any_of(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.kind->severity == Severity::error; });
  return errors ? bad_input : success;
}

}  // namespace

const Command check_command{
    "check",
    "SCENARIO",
    "Read a scenario and its sessions, run nothing, and say what is wrong or odd.",
    "Reads a scenario and its sessions, runs nothing, and lists what is wrong or odd: each finding with its place, a "
    "code that never changes its meaning, and what to do about it. `drawdown help findings` lists all codes.\n"
    "\n"
    "The exit status is 0 if there are no errors, and 2 if there are.",
    options,
    "drawdown check scenarios/office.yaml",
    execute,
};

}  // namespace drawdown::program
