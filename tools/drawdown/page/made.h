// How the results of a page were made: what was asked for, by which rules, and what looks odd about it.
#pragma once

#include <string>
#include <vector>

#include "engine/report/page.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

// "drawdown run scenarios/office.yaml --set pool.tranches[0].tokens=4000": what gives the same results again. Options
// that say where results go, and how they are shown, are left out.
[[nodiscard]] std::string command_line(std::string_view command, const Arguments& arguments);
// A word of it, in quotes if a shell would take it for something else.
[[nodiscard]] std::string shell_word(const std::string& word);

// The page's frame: its title, days and currency. Filled by the pages of the commands.
[[nodiscard]] Page page_of(std::string_view command, const Scenario& scenario);

// The scenario, its rules in words, the command line, the version; `more` goes in between: seeds, totals, intervals.
[[nodiscard]] PageSection made_section(std::string_view command, const Arguments& arguments, const Scenario& scenario,
                                       Record more);
// What `drawdown check` finds, as a table; adds it to the page and to its last section, if it finds anything.
// `many`: there are so many sessions that looking at each again would take as long as all else.
void add_findings(Page& page, const Scenario& scenario, const Arguments& arguments, bool many = false);

}  // namespace drawdown::program
