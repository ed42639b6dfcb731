// drawdown size: how large one purchase should be.
#include <algorithm>
#include <array>
#include <atomic>
#include <optional>

#include "engine/base/input_error.h"
#include "engine/demand/draw.h"
#include "engine/planning/size_tables.h"
#include "engine/report/csv.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/page/report_files.h"
#include "tools/drawdown/page/size_page.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/screen.h"
#include "tools/drawdown/terminal/size_view.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{
        "--tranche", "", "ID",
        "Which purchase of pool.tranches. Same as stress.size_of; the first one without `remaining` unless either says "
        "so."},
    Option{"--risk", "", "SHARE", "In what share of the replications it may run dry; 0.05 unless given."},
    Option{"--penalty", "", "MONEY",
           "What an access day costs on which somebody is refused; of a series, a token. Same as stress.penalty."},
    Option{"--left-value", "", "MONEY",
           "What a token is worth that is left when the simulation ends; nothing unless given."},
    Option{"--sizes", "", "LIST",
           "Draw the curve at these sizes: 4000,5000 or 4000..8000/500. Same as stress.sizes; about 20 around the "
           "answers unless given."},
    Option{"--replications", "", "N", "How many replications to make. Same as stress.replications."},
    Option{"--seed", "", "N", "Another seed of the demand."},
    Option{"--out", "-o", "DIR",
           "Write size.csv, size_replayed.csv, size.json and report.html into this folder, which is made if it is "
           "missing; all of "
           "them or none."},
    set_option,
    report_option,
    no_report_option,
    svg_option,
    Option{"--json", "", "", "Print size.json, and nothing else."},
    quiet_option,
    threads_option,
    help_option,
};

// Options that say what a setting says.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> settings{
    {{"--seed", "demand.seed"},
     {"--tranche", "stress.size_of"},
     {"--sizes", "stress.sizes"},
     {"--replications", "stress.replications"},
     {"--penalty", "stress.penalty"}}};

Scenario load(const Arguments& arguments) {
  LoadOptions wanted = load_options(arguments);
  for (const auto& [option, path] : settings) {
    if (arguments.has(option)) {
      wanted.overrides.push_back(parse_override(std::string(path) + "=" + arguments.value(option)));
    }
  }
  return load_scenario(arguments.positional[0], wanted);
}

std::int64_t micro_of(const Arguments& arguments, std::string_view option, std::int64_t fallback, std::int64_t most,
                      const std::string& what) {
  if (!arguments.has(option)) {
    return fallback;
  }
  const std::string text = arguments.value(option);
  const std::optional<std::int64_t> micro = parse_micro(text);
  if (!micro || *micro < 0 || *micro > most) {
    throw UsageError(std::string(option) + " needs " + what + ", not '" + text + "'");
  }
  return *micro;
}

// The tranche that is named, otherwise the first of the list that is not in use yet.
std::size_t tranche_of(const Scenario& scenario) {
  switch (scenario.stress.size_of.kind) {
    case SizeOf::Kind::tranche:
      return scenario.stress.size_of.tranche;
    case SizeOf::Kind::demand:
      throw InputError({scenario.file}, "stress.size_of is demand; size needs a purchase: give --tranche ID");
    case SizeOf::Kind::all:
      break;
  }
  const auto fresh = std::find_if(scenario.tranches.begin(), scenario.tranches.end(), [](const Tranche& each) {
    return each.origin.kind == TrancheOrigin::Kind::listed && !each.remaining;
  });
  return fresh == scenario.tranches.end() ? 0 : static_cast<std::size_t>(fresh - scenario.tranches.begin());
}

SizeStudy study_with_progress(const Scenario& scenario, const DrawReplication& draw, SizeQuestion& question) {
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  question.done = &done;
  question.total = &total;
  const Progress shown("sizing", "replications", 1, done, total, progress_is_seen());
  SizeStudy study = study_size(scenario, draw, question);
  study.question.done = nullptr;
  study.question.total = nullptr;
  return study;
}

SizeStudy study_of(const Scenario& scenario, const Arguments& arguments, SizeQuestion& question) {
  if (scenario.demand) {
    const DemandSource source(scenario);
    return study_with_progress(
        scenario, [&source](std::uint64_t replication) { return source.draw(replication); }, question);
  }
  const ReadResult log = read_or_draw(scenario, arguments, session_options(arguments));
  question.replications = 1;
  return study_with_progress(
      scenario, [&log](std::uint64_t) { return log.trace; }, question);
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the sizes");
  SizeQuestion question;
  question.risk = micro_of(arguments, "--risk", question.risk, micro_per_unit, "a share from 0 to 1 such as 0.05");
  question.left_value = Money{micro_of(arguments, "--left-value", 0, std::int64_t{1'000'000} * micro_per_unit,
                                       "what a token is worth, such as 1.20, with at most six decimals")};
  question.threads = thread_count(arguments);
  const Scenario scenario = load(arguments);
  question.tranche = tranche_of(scenario);
  question.penalty = scenario.stress.penalty;
  question.sizes = scenario.stress.sizes;
  question.replications = scenario.stress.replications;
  std::optional<OutputFolder> folder = output_folder(arguments, "size.json");
  ReportFiles report_files(arguments, folder);
  const SizeStudy study = study_of(scenario, arguments, question);
  if (report_files.wanted()) {
    report_files.write(size_page(scenario, study, arguments));
  }
  if (folder) {
    folder->file("size.csv").write(to_csv(size_table(study)));
    folder->file("size_replayed.csv").write(to_csv(replayed_table(study)));
    folder->file("size.json").write(size_json(scenario, study));
    folder->commit();
  }
  report_files.commit();
  if (arguments.has("--json")) {
    print(size_json(scenario, study));
  } else if (!arguments.has("--quiet")) {
    print(show(SizeView{scenario, study}, standard_output()));
  }
  return success;
}

}  // namespace

const Command size_command{
    "size",
    "SCENARIO",
    "Find how large one purchase should be.",
    "Finds the smallest size of one purchase of the scenario that runs dry in at most a given share of the "
    "replications of its demand, and the size of the least expected cost: what is paid, by the price list's tiers, and "
    "a penalty for what is refused, less the value of what is left. Both are the best of all sizes, not of a few, on "
    "the replications that are drawn; shows what they come to in exact replays, and the curve around them, with 95 % "
    "intervals. A scenario without `demand` has one course, its log.\n"
    "\n"
    "`drawdown manual` says how each number is defined.",
    options,
    "drawdown size scenarios/examples/23-size.yaml --risk 0.02 -o out",
    execute,
};

}  // namespace drawdown::program
