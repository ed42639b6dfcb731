// drawdown stress: many replications of a demand, against pools of several sizes.
#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <optional>

#include "engine/demand/draw.h"
#include "engine/ensemble/sizes.h"
#include "engine/ensemble/stress_tables.h"
#include "engine/report/csv.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/page/report_files.h"
#include "tools/drawdown/page/stress_page.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/screen.h"
#include "tools/drawdown/terminal/stress_view.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--out", "-o", "DIR",
           "Write the result files into this folder, which is made if it is missing: stress.csv, stress_measures.csv, "
           "burn_quantiles.csv, tranche_odds.csv, stress.json and report.html, with expectations expectations.csv too; "
           "all "
           "of them or none."},
    Option{"--sizes", "", "LIST", "Try these sizes: 4000,5000 or 4000..8000/500. Same as stress.sizes."},
    Option{"--size-of", "", "WHAT",
           "What they are sizes of: all (tranches together), the id of one, or demand, of which a size is a factor."},
    Option{"--replications", "", "N", "How many replications to make; with --half-width at most."},
    Option{"--half-width", "", "X",
           "Stop as soon as the intervals of all probabilities of running dry reach at most so far to either side, "
           "such as 0.005; without --replications at most 100000 are made."},
    Option{"--service-level", "", "SHARE", "What share of the access days is to be served, such as 0.98."},
    Option{"--penalty", "", "MONEY", "What an access day costs on which somebody is refused; of a series, a token."},
    Option{"--seed", "", "N", "Another seed of the demand."},
    Option{"--baseline", "", "NAME", "Compare with this candidate instead of the scenario itself."},
    set_option,
    variants_option,
    vary_option,
    report_option,
    no_report_option,
    svg_option,
    Option{"--json", "", "", "Print stress.json, and nothing else."},
    quiet_option,
    threads_option,
    help_option,
};

// Options that say what a setting says, in the order in which they are applied.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> settings{
    {{"--seed", "demand.seed"},
     {"--size-of", "stress.size_of"},
     {"--sizes", "stress.sizes"},
     {"--replications", "stress.replications"},
     {"--half-width", "stress.half_width"},
     {"--service-level", "stress.service_level"},
     {"--penalty", "stress.penalty"}}};

VariantSet load(const Arguments& arguments) {
  VariantOptions wanted;
  wanted.overrides = load_options(arguments).overrides;
  wanted.files = arguments.values(variants_option.name);
  wanted.vary = arguments.values(vary_option.name);
  const auto set = [&wanted](std::string_view path, const std::string& value) {
    wanted.overrides.push_back(parse_override(std::string(path) + "=" + value));
  };
  for (const auto& [option, path] : settings) {
    if (arguments.has(option)) {
      set(path, arguments.value(option));
    }
  }
  if (arguments.has("--half-width") && !arguments.has("--replications")) {
    set("stress.replications", "100000");
  }
  return load_variants(arguments.positional[0], wanted);
}

std::size_t baseline_of(const Arguments& arguments, const std::vector<StressCandidate>& candidates) {
  if (!arguments.has("--baseline")) {
    return 0;
  }
  const std::string name = arguments.value("--baseline");
  std::vector<std::string> names;
  names.reserve(candidates.size());
  for (const StressCandidate& each : candidates) {
    names.push_back(each.name);
  }
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    throw UsageError("there is no candidate '" + name + "'" + did_you_mean(name, names));
  }
  return static_cast<std::size_t>(found - names.begin());
}

Stress study_with_progress(const std::vector<StressCandidate>& candidates, const Arguments& arguments) {
  std::map<std::size_t, DemandSource> sources;  // by the first of twins
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].twin == i) {
      sources.try_emplace(i, *candidates[i].scenario);
    }
  }
  const StressPlan& plan = candidates.front().scenario->stress;
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  StressOptions how{.replications = plan.replications,
                    .half_width = std::nullopt,
                    .baseline = baseline_of(arguments, candidates),
                    .penalty = plan.penalty,
                    .threads = thread_count(arguments),
                    .done = &done,
                    .total = &total};
  if (plan.half_width) {
    how.half_width = static_cast<double>(*plan.half_width) / static_cast<double>(micro_per_unit);
  }
  const Progress shown("stress", "replications", 1, done, total, progress_is_seen());
  return stress(
      candidates,
      [&](std::size_t candidate, std::uint64_t replication) { return sources.at(candidate).draw(replication); }, how);
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the study");
  const VariantSet set = load(arguments);
  const SizedCandidates sized(set);
  const std::vector<StressCandidate>& candidates = sized.candidates();
  std::optional<OutputFolder> folder = output_folder(arguments, "stress.json");
  ReportFiles report_files(arguments, folder);
  const Stress study = study_with_progress(candidates, arguments);
  const std::vector<StressAnswer> answers = answers_of(candidates, study, set.base.stress);
  const Verdicts verdicts = verdicts_of(set.base.expectations, "stress", found_in(study.candidates.front()));
  if (report_files.wanted()) {
    report_files.write(stress_page({candidates, study, answers, verdicts}, arguments));
  }
  if (folder) {
    folder->file("stress.csv").write(to_csv(stress_table(candidates, study)));
    folder->file("stress_measures.csv").write(to_csv(measure_table(candidates, study)));
    folder->file("tranche_odds.csv").write(to_csv(tranche_odds_table(candidates, study)));
    write_burn_quantiles(folder->file("burn_quantiles.csv"), candidates, study);
    write_verdicts(*folder, verdicts);
    folder->file("stress.json").write(stress_json(candidates, study, answers));
    folder->commit();
  }
  report_files.commit();
  if (arguments.has("--json")) {
    print(stress_json(candidates, study, answers));
  } else if (!arguments.has("--quiet")) {
    print(show(StressView{candidates, study, answers}, standard_output()));
  }
  return report(verdicts, arguments);
}

}  // namespace

const Command stress_command{
    "stress",
    "SCENARIO",
    "Try pools of several sizes against a demand that is not known yet.",
    "Draws many replications of the scenario's demand and replays each against the pool as it is, in the sizes that "
    "are "
    "given, and under all variants. Shows how likely each is to run dry and when, what share of the access days it "
    "serves, what expires, what it costs, and how that differs from the scenario; all with 95 % intervals. All "
    "candidates meet the same demand in each replication.\n"
    "\n"
    "Sizes and all else may stand in the scenario under `stress`, variants under `variants` and `vary`; `drawdown "
    "manual` has the format, and says how each number is defined.",
    options,
    "drawdown stress scenarios/newsvendor.yaml --sizes 3600..5200/200 -o out",
    execute,
};

}  // namespace drawdown::program
