// drawdown breakeven: from how much use on a subscription is cheaper than tokens.
#include <array>

#include "engine/planning/break_even_tables.h"
#include "engine/report/csv.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/terminal/break_even_view.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    on_option,
    price_option,
    Option{"--out", "-o", "DIR",
           "Write break_even.csv, break_even_sensitivity.csv and break_even_collections.csv into this folder, which is "
           "made if it is missing; all of them or none."},
    set_option,
    Option{"--json", "", "", "Print all three as JSON, and nothing else."},
    quiet_option,
    help_option,
};

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the break-evens");
  const std::optional<Money> price = token_price_of(arguments);
  const Scenario scenario = load_scenario(arguments.positional[0], load_options(arguments));
  const BreakEvenStudy study = study_break_even(scenario, price_day_of(arguments, scenario), price);
  if (std::optional<OutputFolder> folder = output_folder(arguments, "break_even.csv")) {
    folder->file("break_even.csv").write(to_csv(break_even_table(scenario, study)));
    folder->file("break_even_sensitivity.csv").write(to_csv(sensitivity_table(scenario, study)));
    folder->file("break_even_collections.csv").write(to_csv(collection_table(scenario, study)));
    folder->commit();
  }
  if (arguments.has("--json")) {
    print(break_even_json(scenario, study));
  } else if (!arguments.has("--quiet")) {
    print(show(BreakEvenView{scenario, study}, standard_output()));
  }
  return success;
}

}  // namespace

const Command breakeven_command{
    "breakeven",
    "SCENARIO",
    "Show from how many days on a subscription is cheaper than tokens.",
    "For each product with a price in `subscription_prices`: on how many access days of a user and year tokens and the "
    "subscription cost the same, as an exact fraction; at each price of the price list, and at what the scenario's "
    "purchases cost a token on average; and with discounts on either. For each of `entitlements.collections` with a "
    "`price`: from how many tokens on it is cheaper, and the frontier of the days of its products. No log is read.\n"
    "\n"
    "`drawdown manual` says how each number is defined.",
    options,
    "drawdown breakeven scenarios/examples/20-break-even.yaml --on 2026-01-05",
    execute,
};

}  // namespace drawdown::program
