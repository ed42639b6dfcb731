// drawdown fit: makes a population from a log.
#include <fmt/core.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/input_error.h"
#include "engine/ensemble/fit.h"
#include "engine/report/output.h"
#include "engine/scenario/load.h"
#include "engine/scenario/population_yaml.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/past_log.h"
#include "tools/drawdown/terminal/fit_view.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--out", "-o", "FILE",
           "Write a scenario with the population here, such as population.yaml, and beside it the page on how well it "
           "fits, such as population.md."},
    Option{"--replications", "", "N", "How many replications the log is compared with; 200 unless given."},
    Option{"--seed", "", "N", "The seed of the population; 1 unless given."},
    zone_option,
    skip_option,
    quiet_option,
    threads_option,
    help_option,
};

Fit fit_with_progress(const PastLog& past, FitOptions& settings) {
  std::atomic<std::uint64_t> done{0};
  const std::atomic<std::uint64_t> total{settings.replications};
  settings.done = &done;
  const Progress shown("comparing", "replications", 1, done, total, progress_is_seen());
  return fit_to(past.scenario, past.log, settings);
}

// The scenario with its population, which must be readable: what is written is what other commands are given.
std::string scenario_with(const PastLog& past, const Fit& fit, std::uint64_t seed) {
  const std::string text = with_demand(
      past.text, demand_as_yaml(fit.population, past.scenario, {.seed = seed, .names = names_matter(past.scenario)}));
  try {
    (void)load_scenario_text(text, past.scenario.file, "");
  } catch (const InputError& error) {
    throw InputError({past.scenario.file}, "its text cannot be given a population, since " + error.message() +
                                               "; write its top keys at the beginning of lines");
  }
  return text;
}

void write(const std::string& path, const std::string& yaml, const std::string& page) {
  const std::filesystem::path page_path = std::filesystem::path(path).replace_extension(".md");
  OutputFile scenario(path);
  scenario.write(yaml);
  OutputFile beside(page_path);
  beside.write(page);
  scenario.close();
  beside.close();
  scenario.commit();
  beside.commit();
}

int execute(const Arguments& arguments) {
  FitOptions fit_options;
  fit_options.replications = number_of(arguments, "--replications", 200, 20, 100'000);
  fit_options.seed = number_of(arguments, "--seed", 1, 0, 999'999'999'999'999);
  fit_options.threads = thread_count(arguments);
  const PastLog past = read_past(arguments);
  fit_options.from = past.from;
  fit_options.until = past.until;
  const Fit fit = fit_with_progress(past, fit_options);
  if (arguments.has("--out")) {
    write(arguments.value("--out"), scenario_with(past, fit, fit_options.seed),
          fit_page(past.scenario, fit, fit_options));
  }
  if (!arguments.has(quiet_option.name)) {
    print(show(FitView{past.scenario, fit, fit_options}, standard_output()));
  }
  return success;
}

}  // namespace

const Command fit_command{
    "fit",
    "SCENARIO|LOG",
    "Make a population that behaves like a log, and show how well it fits.",
    "Estimates a population from the log that a scenario names (`usage`, or else `demand.history`), or from a log of "
    "sessions alone (*.csv, *.gz, *.zst): rates and spread between people per product and group, factors of weekday "
    "and "
    "season, bursts, products opened together, shared ups and downs, and what a day looks like. A group is all users "
    "of "
    "one team and one home zone.\n"
    "\n"
    "What it writes is a scenario with a `demand.population` in place of the log. The page beside it compares the log "
    "with replications of the population, margin by margin. Of a log alone every product costs one token.",
    options,
    "drawdown fit scenarios/office.yaml -o population.yaml",
    execute,
};

}  // namespace drawdown::program
