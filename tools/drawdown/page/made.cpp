#include "tools/drawdown/page/made.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>

#include "engine/base/version.h"
#include "engine/scenario/describe.h"
#include "tools/drawdown/inspect.h"

namespace drawdown::program {
namespace {

constexpr std::array<std::string_view, 12> not_repeated{"--out",     "--memo",      "--scenario", "--no-charges",
                                                        "--report",  "--no-report", "--svg",      "--json",
                                                        "--threads", "--quiet",     "--focus",    "--help"};

// Rows are looked at again for findings, which takes as long as reading them did; of very long logs that is not worth
// it.
bool is_long(const Scenario& scenario) {
  constexpr std::uintmax_t most = 64'000'000;  // bytes: about a second
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(scenario.usage.sessions, error);
  return !error && size > most;
}

}  // namespace

std::string shell_word(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("_./:=+,-").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (plain) {
    return word;
  }
  std::string quoted = "'";
  for (const char c : word) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

std::string command_line(std::string_view command, const Arguments& arguments) {
  std::string line = fmt::format("drawdown {}", command);
  for (const std::string& word : arguments.positional) {
    line += " " + shell_word(word);
  }
  for (const auto& [option, value] : arguments.options) {
    if (std::find(not_repeated.begin(), not_repeated.end(), option->name) != not_repeated.end()) {
      continue;
    }
    line += fmt::format(" {}", option->name);
    line += option->value.empty() ? "" : " " + shell_word(value);
  }
  return line;
}

Page page_of(std::string_view command, const Scenario& scenario) {
  Page page;
  page.command = command;
  page.title = scenario.name;
  page.subtitle =
      fmt::format("{} to {}, {}", format(scenario.from), format(scenario.until - 1), scenario.server().name());
  page.currency = scenario.currency;
  return page;
}

PageSection made_section(std::string_view command, const Arguments& arguments, const Scenario& scenario, Record more) {
  PageSection section{.heading = "How it was made"};
  section.facts = {{"Command", command_line(command, arguments)},
                   {"Scenario", scenario.file},
                   {"Days", fmt::format("{} to {}, civil days of {}", format(scenario.from), format(scenario.until - 1),
                                        scenario.server().name())},
                   {"Rules", describe(scenario.rules, scenario)}};
  if (scenario.usage.given()) {
    section.facts.emplace_back("Log",
                               scenario.usage.sessions.empty() ? scenario.usage.results : scenario.usage.sessions);
  }
  if (scenario.demand) {
    section.facts.emplace_back("Seed of the demand", scenario.demand->seed);
  }
  std::move(more.begin(), more.end(), std::back_inserter(section.facts));
  section.facts.emplace_back("Made by", fmt::format("drawdown {}", version()));
  return section;
}

void add_findings(Page& page, const Scenario& scenario, const Arguments& arguments, bool many) {
  using enum Cell::Kind;
  PageSection& section = page.sections.back();
  const bool rows = !many && !is_long(scenario);
  const std::vector<Finding> findings = findings_of(arguments.positional[0], arguments, rows);
  if (!rows) {
    section.text.push_back("The log is long: its rows were not looked at for oddities. drawdown check does.");
  }
  if (findings.empty()) {
    section.facts.emplace_back("Findings of check", rows ? "none" : "none of the scenario");
    return;
  }
  Table table({{"severity", text}, {"code", text}, {"place", text}, {"what", text}, {"remedy", text}});
  for (const Finding& finding : findings) {
    table.add({name_of(finding.kind->severity), finding.kind->code, format(finding.place), finding.message,
               finding.kind->remedy});
  }
  page.tables.push_back({"findings.csv", "What drawdown check finds", std::move(table)});
  section.tables.emplace_back("findings.csv");
}

}  // namespace drawdown::program
