#include "tools/drawdown/inputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string>
#include <thread>

#include "engine/demand/draw.h"
#include "engine/report/csv.h"
#include "engine/report/table.h"
#include "engine/scenario/history_log.h"
#include "tools/drawdown/rule_library.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/screen.h"
#include "tools/drawdown/terminal/verdict_view.h"

namespace drawdown::program {
namespace {

Progress reading(const std::string& sessions, const ReadProgress& progress) {
  const std::string name = std::filesystem::path(sessions).filename().string();
  return Progress("reading " + name, "MB", 1e6, progress.bytes, progress.total, progress_is_seen());
}

Table rejected_table(const std::vector<BadRow>& rejected) {
  Table table({{"line", Cell::Kind::count}, {"reason", Cell::Kind::text}, {"row", Cell::Kind::text}});
  for (const BadRow& row : rejected) {
    table.add({row.line, row.reason, row.text});
  }
  return table;
}

}  // namespace

LoadOptions load_options(const Arguments& arguments) {
  LoadOptions options;
  for (const std::string& text : arguments.values(set_option.name)) {
    options.overrides.push_back(parse_override(text));
  }
  return options;
}

VariantSet load_with_variants(const Arguments& arguments) {
  VariantOptions wanted;
  wanted.overrides = load_options(arguments).overrides;
  wanted.files = arguments.values(variants_option.name);
  wanted.vary = arguments.values(vary_option.name);
  if (arguments.has(library_option.name)) {
    for (const RuleSet& rules : rule_library()) {
      wanted.texts.emplace_back(rules.file, rules.yaml);
    }
  }
  return load_variants(arguments.positional[0], wanted);
}

unsigned thread_count(const Arguments& arguments) {
  constexpr unsigned most = 256;
  if (!arguments.has(threads_option.name)) {
    return std::max(1U, std::min(most, std::thread::hardware_concurrency()));
  }
  const std::string text = arguments.value(threads_option.name);
  unsigned threads = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), threads);
  if (error != std::errc() || end != text.data() + text.size() || threads < 1 || threads > most) {
    throw UsageError(fmt::format("--threads needs a whole number from 1 to 256, not '{}'", text));
  }
  return threads;
}

std::uint64_t number_of(const Arguments& arguments, std::string_view option, std::uint64_t fallback,
                        std::uint64_t least, std::uint64_t most) {
  if (!arguments.has(option)) {
    return fallback;
  }
  const std::string text = arguments.value(option);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) {
    throw UsageError(fmt::format("{} needs a whole number from {} to {}, not '{}'", option, least, most, text));
  }
  return number;
}

Day price_day_of(const Arguments& arguments, const Scenario& scenario) {
  if (!arguments.has("--on")) {
    return scenario.from;
  }
  const std::string text = arguments.value("--on");
  const std::optional<Day> day = parse_day(text);
  if (!day) {
    throw UsageError("--on needs a day, such as 2026-07-01, not '" + text + "'");
  }
  return *day;
}

std::optional<Money> token_price_of(const Arguments& arguments) {
  if (!arguments.has("--price")) {
    return std::nullopt;
  }
  const std::string text = arguments.value("--price");
  const std::optional<Money> price = parse_money(text);
  if (!price || *price < Money{}) {
    throw UsageError("--price needs what a token costs, such as 2.40, with at most six decimals, not '" + text + "'");
  }
  return price;
}

SessionOptions session_options(const Arguments& arguments) {
  SessionOptions options;
  options.threads = thread_count(arguments);
  options.skip_bad_rows = arguments.has(skip_option.name);
  return options;
}

std::optional<OutputFolder> output_folder(const Arguments& arguments, std::string_view first_file) {
  std::optional<OutputFolder> folder;
  if (arguments.has("--out")) {
    folder.emplace(arguments.value("--out"));
    folder->file(first_file);
  }
  return folder;
}

void check_json_or_quiet(const Arguments& arguments, std::string_view what) {
  if (arguments.has("--json") && arguments.has(quiet_option.name)) {
    throw UsageError(fmt::format("--json prints {} and --quiet nothing: give one of them", what));
  }
}

std::optional<std::uint64_t> replication_of(const Scenario& scenario, const Arguments& arguments) {
  if (!arguments.has(replication_option.name)) {
    return scenario.usage.given() ? std::nullopt : std::optional<std::uint64_t>(1);
  }
  const std::string text = arguments.value(replication_option.name);
  std::uint64_t replication = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), replication);
  if (error != std::errc() || end != text.data() + text.size() || replication < 1) {
    throw UsageError(fmt::format("--replication needs a whole number from 1, not '{}'", text));
  }
  if (!scenario.demand) {
    throw UsageError(fmt::format("--replication is for scenarios with a `demand`; {} has none", scenario.file));
  }
  return replication;
}

ReadResult read_or_draw(const Scenario& scenario, const Arguments& arguments, SessionOptions options) {
  if (const std::optional<std::uint64_t> replication = replication_of(scenario, arguments)) {
    return {DemandSource(scenario, options).draw(*replication), {}};
  }
  ReadProgress progress;
  options.progress = &progress;
  const Progress shown = reading(scenario.usage.sessions, progress);
  return read_sessions(scenario, options);
}

SessionLog read_log_with_progress(const std::vector<const Scenario*>& scenarios, SessionOptions options) {
  ReadProgress progress;
  options.progress = &progress;
  const Progress shown = reading(scenarios.front()->usage.sessions, progress);
  return read_log(scenarios, options);
}

SessionLog read_history_with_progress(const Scenario& scenario, const History& history, SessionOptions options) {
  ReadProgress progress;
  options.progress = &progress;
  const Progress shown = reading(history.sessions, progress);
  return read_history(scenario, history, options);
}

Inspection inspect_with_progress(const Scenario& scenario, unsigned threads) {
  ReadProgress progress;
  const TraceRequest request = session_request(scenario, {.threads = threads, .progress = &progress});
  const Progress shown = reading(scenario.usage.sessions, progress);
  return inspect_trace(request);
}

void write_rejected(OutputFolder& folder, const Arguments& arguments, const RejectedRows& rejected) {
  const auto write = [&](const char* name, const std::vector<BadRow>* rows) {
    if (arguments.has(skip_option.name) && rows != nullptr) {
      folder.file(name).write(to_csv(rejected_table(*rows)));
    } else {
      folder.leave_out(name);
    }
  };
  write("rejected.csv", rejected.sessions);
  write("rejected_idle.csv", rejected.idle);
  write("rejected_results.csv", rejected.results);
}

void write_verdicts(OutputFolder& folder, const Verdicts& verdicts) {
  if (verdicts.all.empty()) {
    folder.leave_out("expectations.csv");
  } else {
    folder.file("expectations.csv").write(to_csv(verdict_table(verdicts)));
  }
}

int report(const Verdicts& verdicts, const Arguments& arguments) {
  if (arguments.has("--json") || arguments.has(quiet_option.name)) {
    print_error(failures(verdicts));
  } else if (!verdicts.all.empty()) {
    print("\n" + show(verdicts, standard_output()));
  }
  return verdicts.failed() == 0 ? success : unexpected;
}

}  // namespace drawdown::program
