// What commands share: the options by which they read a scenario and its sessions, and how they end.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/analysis/verdicts.h"
#include "engine/model/history.h"
#include "engine/report/output.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "engine/scenario/session_log.h"
#include "engine/scenario/variants.h"
#include "engine/trace/inspect.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"

namespace drawdown::program {

inline constexpr Option set_option{
    "--set", "", "KEY=VALUE",
    "Change a key of the scenario before it is read, such as pool.tranches[0].tokens=4000 or rules.grace=0s.", true};
inline constexpr Option threads_option{"--threads", "", "N",
                                       "Threads to work with; as many as there are processors unless given. Results do "
                                       "not depend on it."};

// Where variants come from, besides the scenario itself.
inline constexpr Option variants_option{"--variants", "", "FILE",
                                        "A file with more variants: `variants` or `vary`, as in a scenario.", true};
inline constexpr Option vary_option{
    "--vary", "", "KEY=LIST",
    "Vary a key of the scenario, such as 'rules.grace=[0s, 5m, 15m]'. Given several times, every combination is a "
    "variant.",
    true};
inline constexpr Option library_option{"--library", "", "",
                                       "All rule sets of scenarios/rules/, which the program carries with it."};

inline constexpr Option replication_option{
    "--replication", "", "N",
    "Replay this replication of the scenario's `demand`, counted from 1. If it is left out, the log that `usage` names "
    "is replayed, or where there is none, replication 1."};

// At which prices tokens are compared with subscriptions.
inline constexpr Option on_option{"--on", "", "DAY",
                                  "Rates and prices in force on this day; the scenario's first unless given."};
inline constexpr Option price_option{
    "--price", "", "MONEY", "What a token costs, such as 2.40, in place of the average of the scenario's purchases."};

// How results are shown.
inline constexpr Option quiet_option{"--quiet", "-q", "", "Print nothing when all went well."};
inline constexpr Option skip_option{
    "--skip-bad-rows", "", "",
    "Leave out sessions, results and idle spans that cannot be read instead of stopping at them; they are written to "
    "rejected.csv, rejected_results.csv and rejected_idle.csv in the output folder."};

[[nodiscard]] LoadOptions load_options(const Arguments& arguments);
// The scenario that the first argument names, and all its variants.
[[nodiscard]] VariantSet load_with_variants(const Arguments& arguments);
// 1 … 256; throws UsageError for anything else.
[[nodiscard]] unsigned thread_count(const Arguments& arguments);

// The whole number that an option gives, from `least` to `most`; throws UsageError for anything else.
[[nodiscard]] std::uint64_t number_of(const Arguments& arguments, std::string_view option, std::uint64_t fallback,
                                      std::uint64_t least, std::uint64_t most);

// What --on and --price give; throw UsageError for what is no day or price.
[[nodiscard]] Day price_day_of(const Arguments& arguments, const Scenario& scenario);
[[nodiscard]] std::optional<Money> token_price_of(const Arguments& arguments);

// How the sessions are to be read.
[[nodiscard]] SessionOptions session_options(const Arguments& arguments);
// What --replication asks for, of a scenario with a demand; empty if it is the log that is to be replayed. Throws
// UsageError for what is no number, and for a scenario without a demand.
[[nodiscard]] std::optional<std::uint64_t> replication_of(const Scenario& scenario, const Arguments& arguments);
// The folder of --out, if it is given, with its first file opened: that a folder cannot be written to is better known
// before the work than after it.
[[nodiscard]] std::optional<OutputFolder> output_folder(const Arguments& arguments, std::string_view first_file);
// Throws UsageError if both --json and --quiet are given; `what`: "the summary", which --json prints.
void check_json_or_quiet(const Arguments& arguments, std::string_view what);

// What the scenario's sessions and results are: read, with progress on a terminal, or drawn from its demand.
[[nodiscard]] ReadResult read_or_draw(const Scenario& scenario, const Arguments& arguments, SessionOptions options);
[[nodiscard]] SessionLog read_log_with_progress(const std::vector<const Scenario*>& scenarios, SessionOptions options);
[[nodiscard]] SessionLog read_history_with_progress(const Scenario& scenario, const History& history,
                                                    SessionOptions options);
[[nodiscard]] Inspection inspect_with_progress(const Scenario& scenario, unsigned threads);

// The bad rows of the files that were read; null: there was none.
struct RejectedRows {
  const std::vector<BadRow>* sessions = nullptr;
  const std::vector<BadRow>* idle = nullptr;
  const std::vector<BadRow>* results = nullptr;
};
// Of what read_sessions or read_log gave for the scenario.
template <class Read>
[[nodiscard]] RejectedRows rejected_rows(const Scenario& scenario, const Read& read, bool idle_aware) {
  return {&read.rejected, idle_aware ? &read.rejected_idle : nullptr,
          scenario.usage.results.empty() ? nullptr : &read.rejected_results};
}
// With --skip-bad-rows rejected.csv, rejected_idle.csv and rejected_results.csv. Without, those of an earlier run go.
void write_rejected(OutputFolder& folder, const Arguments& arguments, const RejectedRows& rejected);

// expectations.csv, if anything is expected.
void write_verdicts(OutputFolder& folder, const Verdicts& verdicts);
// Shows what became of expectations; with --quiet or --json, only the failures, on the standard error. Returns the exit
// status.
[[nodiscard]] int report(const Verdicts& verdicts, const Arguments& arguments);

}  // namespace drawdown::program
