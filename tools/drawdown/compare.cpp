// drawdown compare: one log under many rules, and where the differences come from; or many drawn logs, and how sure
// the differences are.
#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <optional>

#include "engine/base/input_error.h"
#include "engine/ensemble/candidates.h"
#include "engine/ensemble/compare_tables.h"
#include "engine/ensemble/replicated_tables.h"
#include "engine/report/csv.h"
#include "engine/report/json.h"
#include "engine/report/output.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/page/compare_page.h"
#include "tools/drawdown/page/report_files.h"
#include "tools/drawdown/terminal/compare_view.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/replicated_view.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--out", "-o", "DIR",
           "Write the result files into this folder, which is made if it is missing: variants.csv, by_user.csv, "
           "by_product.csv, by_day.csv, bridge.csv and differences.csv; of many replications variants_replicated.csv "
           "and bridge_replicated.csv; and report.html; all of them or none."},
    Option{
        "--replications", "", "N",
        "Compare on so many replications of the scenario's `demand`, on average. 400, if there is no log and neither "
        "this nor --replication is given."},
    Option{"--replication", "", "N",
           "Compare on this one replication of the scenario's `demand`, counted from 1, as on a log."},
    set_option,
    variants_option,
    vary_option,
    library_option,
    Option{"--only", "", "NAME", "Compare this variant, and those of further --only, instead of all.", true},
    Option{"--baseline", "", "NAME", "Compare with this variant instead of the scenario itself."},
    Option{"--no-differences", "", "", "Do not look for the reasons of differences; leaves out differences.csv."},
    skip_option,
    report_option,
    no_report_option,
    svg_option,
    Option{"--json", "", "",
           "Print variants.csv as JSON, and nothing else; of many replications variants_replicated.csv."},
    quiet_option,
    threads_option,
    help_option,
};

VariantSet load(const Arguments& arguments) {
  VariantSet set = load_with_variants(arguments);
  if (set.variants.empty()) {
    throw InputError({arguments.positional[0]},
                     "has no variants; add `variants` or `vary` to it, or give --variants FILE, --vary KEY=LIST or "
                     "--library");
  }
  return set;
}

Selection selection_of(const Arguments& arguments, const VariantSet& set) {
  Selection selection;
  selection.only = arguments.values("--only");
  if (arguments.has("--baseline")) {
    selection.baseline = arguments.value("--baseline");
  }
  const std::vector<std::string> names = names_of(set);
  const auto check_name = [&](const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      throw UsageError("there is no variant '" + name + "'" + did_you_mean(name, names));
    }
  };
  check_name(selection.baseline);
  for (const std::string& name : selection.only) {
    check_name(name);
    if (std::count(selection.only.begin(), selection.only.end(), name) > 1) {
      throw UsageError("--only '" + name + "' is given twice");
    }
  }
  if (selection.only == std::vector{selection.baseline}) {
    throw UsageError("'" + selection.baseline + "' is the baseline; there is nothing to compare it with");
  }
  return selection;
}

Comparison compare_with_progress(const SessionLog& log, const Candidates& candidates, const Arguments& arguments) {
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  const CompareOptions how{thread_count(arguments), !arguments.has("--no-differences"), &done, &total};
  const Progress shown("comparing", "replays", 1, done, total, progress_is_seen());
  return compare(log, candidates.baseline, candidates.variants, how);
}

void write(OutputFolder& folder, const Candidates& candidates, const SessionLog& log, const Comparison& comparison,
           const Arguments& arguments) {
  const std::vector<const Scenario*> all = candidates.scenarios();
  const bool idle_aware = std::any_of(all.begin(), all.end(), [](const Scenario* each) { return each->idle_aware(); });
  folder.file("variants.csv").write(to_csv(variant_table(comparison)));
  folder.file("by_user.csv").write(to_csv(user_table(comparison)));
  folder.file("by_product.csv").write(to_csv(product_table(comparison)));
  folder.file("by_day.csv").write(to_csv(day_table(comparison)));
  folder.file("bridge.csv").write(to_csv(bridge_table(comparison)));
  if (arguments.has("--no-differences")) {
    folder.leave_out("differences.csv");
  } else {
    write_differences(folder.file("differences.csv"), comparison);
  }
  write_rejected(folder, arguments, rejected_rows(*all.front(), log, idle_aware));
  folder.commit();
}

// How many replications to compare on; none: on one log.
std::optional<std::uint64_t> replications_of(const Scenario& scenario, const Arguments& arguments) {
  constexpr std::uint64_t unless_given = 400;
  constexpr std::uint64_t most = 10'000'000;
  if (!arguments.has("--replications")) {
    const bool one = arguments.has("--replication") || scenario.usage.given() || !scenario.demand;
    return one ? std::nullopt : std::optional(unless_given);
  }
  if (arguments.has("--replication")) {
    throw UsageError("--replication is one replication and --replications many: give one of them");
  }
  const std::string text = arguments.value("--replications");
  std::uint64_t replications = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), replications);
  if (error != std::errc() || end != text.data() + text.size() || replications < 1 || replications > most) {
    throw UsageError("--replications needs a whole number from 1 to " + std::to_string(most) + ", not '" + text + "'");
  }
  if (!scenario.demand) {
    throw UsageError("--replications is for scenarios with a `demand`; " + scenario.file + " has none");
  }
  return replications;
}

int compare_many(const VariantSet& set, const Candidates& candidates, std::uint64_t replications,
                 const Arguments& arguments) {
  if (arguments.has("--no-differences")) {
    throw UsageError("--no-differences is for one log or one --replication; of many, no reasons are looked for");
  }
  std::optional<OutputFolder> folder = output_folder(arguments, "variants_replicated.csv");
  ReportFiles report_files(arguments, folder);
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  const auto comparison = [&] {
    const Progress shown("comparing", "replications", 1, done, total, progress_is_seen());
    return compare_replicated(
        set, candidates,
        {.replications = replications, .threads = thread_count(arguments), .done = &done, .total = &total});
  }();
  if (report_files.wanted()) {
    report_files.write(replicated_page(*candidates.baseline.scenario, comparison, arguments));
  }
  if (folder) {
    folder->file("variants_replicated.csv").write(to_csv(replicated_table(comparison)));
    folder->file("bridge_replicated.csv").write(to_csv(replicated_bridge_table(comparison)));
    folder->commit();
  }
  report_files.commit();
  if (arguments.has("--json")) {
    print(to_json(replicated_table(comparison)));
  } else if (!arguments.has("--quiet")) {
    print(show(ReplicatedView{*candidates.baseline.scenario, comparison}, standard_output()));
  }
  return success;
}

// The log that is compared on: read, with progress on a terminal, or drawn.
SessionLog log_for(const Scenario& scenario, const Candidates& candidates, const Arguments& arguments) {
  const SessionOptions read_options = session_options(arguments);
  if (const std::optional<std::uint64_t> replication = replication_of(scenario, arguments)) {
    return drawn_log(candidates, *replication);
  }
  return read_log_with_progress(candidates.scenarios(), read_options);
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the variants");
  static_cast<void>(thread_count(arguments));
  const VariantSet set = load(arguments);
  const Candidates candidates = candidates_of(set, selection_of(arguments, set));
  const std::optional<std::uint64_t> many = replications_of(set.base, arguments);
  if ((many || arguments.has("--replication")) && arguments.has(skip_option.name)) {
    throw UsageError("--skip-bad-rows is for logs; what a demand draws has no bad rows");
  }
  if (many) {
    return compare_many(set, candidates, *many, arguments);
  }
  std::optional<OutputFolder> folder = output_folder(arguments, "variants.csv");
  ReportFiles report_files(arguments, folder);
  const SessionLog log = log_for(set.base, candidates, arguments);
  const Comparison comparison = compare_with_progress(log, candidates, arguments);
  if (report_files.wanted()) {
    report_files.write(compare_page(*candidates.baseline.scenario, comparison, arguments));
  }
  if (folder) {
    write(*folder, candidates, log, comparison, arguments);
  }
  report_files.commit();
  if (arguments.has("--json")) {
    print(to_json(variant_table(comparison)));
  } else if (!arguments.has("--quiet")) {
    const CompareView view{*candidates.baseline.scenario, comparison, !arguments.has("--no-differences")};
    print(show(view, standard_output()));
  }
  return success;
}

}  // namespace

const Command compare_command{
    "compare",
    "SCENARIO",
    "Replay one log, or one demand, under many rules; show what differs and why.",
    "Reads a scenario and its sessions once, replays them for the scenario and for every variant of it, and shows what "
    "each charges, refuses and costs, and how that differs from the scenario: step by step for a variant that changes "
    "several things, and by reason.\n"
    "\n"
    "Variants stand in the scenario under `variants` and `vary`, in files of their own, or in the library of rule "
    "sets; `drawdown manual` has the format. A variant is what `drawdown run` would say of it, to the token.\n"
    "\n"
    "A scenario with a `demand` is compared on many replications of it, which are the same for all variants: shows "
    "means, differences from the scenario with 95 % intervals, and in how many replications a variant uses or costs "
    "more.",
    options,
    "drawdown compare scenarios/office.yaml --library -o out",
    execute,
};

}  // namespace drawdown::program
