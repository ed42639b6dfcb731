// drawdown plan: what to buy and when.
#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "engine/planning/plan_changes.h"
#include "engine/planning/plan_memo.h"
#include "engine/planning/plan_study.h"
#include "engine/planning/plan_tables.h"
#include "engine/report/csv.h"
#include "engine/scenario/scenario_copy.h"
#include "engine/scenario/scenario_tree.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/interrupt.h"
#include "tools/drawdown/page/plan_page.h"
#include "tools/drawdown/page/report_files.h"
#include "tools/drawdown/terminal/plan_view.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--out", "-o", "DIR",
           "Write plan.csv, plan_compared.csv, plan_days.csv, plan.json and report.html into this folder, which is "
           "made if it is "
           "missing; with --memo plan_changes.csv and plan_turns.csv too; all of them or none."},
    Option{
        "--memo", "", "FILE",
        "Write two pages of Markdown for whoever decides; its figures name the files of --out. What would change the "
        "answer is found by planning again with other prices, demand and lifetimes, which takes longer."},
    Option{"--scenario", "", "FILE",
           "Write a copy of the scenario that has the orders as tranches, for `drawdown run`. Comments, variants and "
           "vary are not copied."},
    Option{"--log", "", "", "Plan for the log that `usage` names, although the scenario has a `demand` too."},
    Option{"--penalty", "", "MONEY", "What a refused token costs. Same as plan.penalty."},
    Option{"--risk", "", "PERCENT", "In how many percent of the replications anything may be refused: plan.risk."},
    Option{"--replications", "", "N", "From how many replications of a demand the plan is made: plan.replications."},
    Option{"--seed", "", "N", "Another seed of the demand."},
    set_option,
    report_option,
    no_report_option,
    svg_option,
    Option{"--json", "", "", "Print plan.json, and nothing else."},
    quiet_option,
    threads_option,
    help_option,
};

// Options that say what a setting says.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> settings{
    {{"--seed", "demand.seed"},
     {"--penalty", "plan.penalty"},
     {"--risk", "plan.risk"},
     {"--replications", "plan.replications"}}};

struct Loaded {
  YamlNode tree;
  std::string folder;
  ScenarioPlaces places;
  Scenario scenario;
};

Loaded load(const Arguments& arguments) {
  const std::string& path = arguments.positional[0];
  Loaded loaded;
  loaded.tree = parse_scenario(read_file(path), path);
  loaded.folder = std::filesystem::path(path).parent_path().string();
  for (const Override& change : load_options(arguments).overrides) {
    apply(loaded.tree, change);
  }
  for (const auto& [option, setting] : settings) {
    if (arguments.has(option)) {
      apply(loaded.tree, parse_override(std::string(setting) + "=" + arguments.value(option), option));
    }
  }
  loaded.scenario = read_scenario(loaded.tree, {path, loaded.folder}, &loaded.places);
  if (arguments.has("--log")) {
    if (!loaded.scenario.usage.given()) {
      throw UsageError("--log is for scenarios whose `usage` names a log; " + path + " has none");
    }
    loaded.scenario.demand.reset();
  }
  return loaded;
}

// The demand, and where the trace of each replication comes from.
struct Source {
  std::optional<DemandSource> drawn;
  Trace logged;

  [[nodiscard]] Trace draw(std::uint64_t replication) const { return drawn ? drawn->draw(replication) : logged; }
};

PlanDemand read_demand(const Scenario& scenario, const std::string& team, const Arguments& arguments,
                       const PlanStudyOptions& how, Source& source) {
  if (!scenario.demand) {
    source.logged = read_or_draw(scenario, arguments, session_options(arguments)).trace;
    return plan_demand(scenario, source.logged, team);
  }
  source.drawn.emplace(scenario, session_options(arguments));
  const Progress shown([&](double seconds) { return progress_line(*how.progress, scenario.currency, seconds); },
                       progress_is_seen());
  return plan_demand(scenario, *source.drawn, team, {how.threads, &how.progress->done, &how.progress->total, how.stop});
}

// No plan at all: that is the scenario's doing.
[[noreturn]] void refuse_impossible(const Loaded& loaded, const PlanStudy& study) {
  std::string why = "plan: nothing that may be bought keeps all from being refused";
  if (loaded.scenario.plan->risk) {
    why = "plan: nothing that may be bought keeps to the risk of " + format(*loaded.scenario.plan->risk) + " percent";
  }
  if (!study.proven) {
    why = "plan: no plan was found that keeps to what is wanted, and none is proven not to exist";
  }
  throw InputError(loaded.places.plan, why +
                                           "; look at lead_time, the days of orders, most_orders and budget, or give a "
                                           "penalty");
}

void write_files(const Loaded& loaded, const PlanStudy& study, const std::optional<PlanChanges>& changes,
                 const Arguments& arguments, std::optional<OutputFolder>& folder) {
  std::optional<OutputFile> memo;
  std::optional<OutputFile> copy;
  if (arguments.has("--memo")) {
    memo.emplace(arguments.value("--memo"));
    memo->write(plan_memo(loaded.scenario, study, *changes));
    memo->close();
  }
  if (arguments.has("--scenario")) {
    const std::filesystem::path path = arguments.value("--scenario");
    const Scenario bought = with_orders(loaded.scenario, study.plan, *study.orders);
    const std::vector<Tranche> added(
        bought.tranches.begin() + static_cast<std::ptrdiff_t>(loaded.scenario.tranches.size()), bought.tranches.end());
    copy.emplace(path);
    copy->write(scenario_copy(loaded.tree, loaded.folder, path.parent_path().string(), added));
    copy->close();
  }
  if (folder) {
    folder->file("plan.csv").write(to_csv(plan_table(study)));
    folder->file("plan_compared.csv").write(to_csv(compared_table(study)));
    folder->file("plan_days.csv").write(to_csv(plan_days_table(study)));
    if (changes) {
      folder->file("plan_changes.csv").write(to_csv(changes_table(*changes)));
      folder->file("plan_turns.csv").write(to_csv(turns_table(*changes)));
    } else {
      folder->leave_out("plan_changes.csv");
      folder->leave_out("plan_turns.csv");
    }
    folder->file("plan.json").write(plan_json(loaded.scenario, study, changes ? &*changes : nullptr));
    folder->commit();
  }
  if (memo) {
    memo->commit();
  }
  if (copy) {
    copy->commit();
  }
}

void show_plan(const Loaded& loaded, const PlanStudy& study, const std::optional<PlanChanges>& changes,
               const Arguments& arguments) {
  if (arguments.has("--json")) {
    print(plan_json(loaded.scenario, study, changes ? &*changes : nullptr));
  } else if (!arguments.has("--quiet") || !study.finished) {
    print(show(PlanView{loaded.scenario, study}, standard_output()));
  }
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the plan");
  if (arguments.has("--memo") && !arguments.has("--out")) {
    throw UsageError("--memo names the result files of --out, which is missing");
  }
  const Loaded loaded = load(arguments);
  const Scenario& scenario = loaded.scenario;
  PlanProblem problem = plan_problem(scenario, loaded.places);
  std::optional<OutputFolder> folder = output_folder(arguments, "plan.json");
  ReportFiles report_files(arguments, folder);
  const Interrupts interrupts;
  PlanProgress progress;
  const PlanStudyOptions how{thread_count(arguments), &interrupts.asked(), &progress};
  Source source;
  PlanDemand demand = read_demand(scenario, problem.team, arguments, how, source);
  price_refusals(scenario, loaded.places, demand, problem);

  PlanStudy study;
  std::optional<PlanChanges> changes;
  {
    const Progress shown([&](double seconds) { return progress_line(progress, scenario.currency, seconds); },
                         progress_is_seen());
    study = study_plan(
        scenario, std::move(problem), std::move(demand),
        [&](std::uint64_t replication) { return source.draw(replication); }, how);
    if (arguments.has("--memo") && study.finished && study.orders) {
      changes = plan_changes(scenario, study, how);
      study.finished = changes->finished;
    }
  }
  if (!study.orders) {
    if (study.finished) {
      refuse_impossible(loaded, study);
    }
    throw Interrupted("stopped before any plan was found");
  }
  if (study.finished) {
    if (report_files.wanted()) {
      report_files.write(plan_page(scenario, study, changes ? &*changes : nullptr, arguments));
    }
    write_files(loaded, study, changes, arguments, folder);
    report_files.commit();
  }
  show_plan(loaded, study, study.finished ? changes : std::nullopt, arguments);
  if (!study.finished) {
    print_error("drawdown: stopped: this is the best plan found so far; no files are written\n");
    return failure;
  }
  return success;
}

}  // namespace

const Command plan_command{
    "plan",
    "SCENARIO",
    "Find out what to buy and when, so that the whole costs least.",
    "Plans the purchases of one team over the scenario's horizon, as its section `plan` allows: on which days, at "
    "which "
    "prices of pool.price_list, with which lead time, budget and number of orders. What costs is the price, each "
    "order, "
    "capital, and what is refused; what expires has been paid for. For a log, or a series that is given, the plan is "
    "the cheapest there is. For a demand that is drawn it is the best fixed schedule found for many replications, with "
    "a bound for all others, and is tried on replications that it was not made from.\n"
    "\n"
    "Beside it stand what people do (115 % of the last year, 100 % with top-ups, quarterly, one order), rules that "
    "react to use, and hindsight. The plan is replayed through the engine.\n"
    "\n"
    "Ctrl-C shows the best plan found so far, marked as not finished; no files are written then, and the exit status "
    "is 1. A second Ctrl-C ends the program at once. `drawdown manual` says how each number is defined.",
    options,
    "drawdown plan scenarios/examples/24-plan.yaml -o out --memo out/plan.md",
    execute,
};

}  // namespace drawdown::program
