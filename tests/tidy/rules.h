// The shape of the code, as rules that read all files of the project. Each rule returns what breaks it; a tidy project
// has no findings.
//
//   for (const Finding& finding : includes_point_down(files, map)) { … }
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/tidy/files.h"

namespace drawdown::tidy {

struct Finding {
  std::string path;
  int line = 0;  // 0: the whole file
  std::string message;
};
using Findings = std::vector<Finding>;

// The table of engine/README.md.
struct Map {
  std::map<std::string, int> levels;         // by room
  std::map<std::string, std::string> doors;  // by library, as includes begin: "fmt/" or "zlib.h"; the room
};

[[nodiscard]] Map read_map(const std::string& readme);

// A room includes its own files and those of lower levels; the engine includes nothing of what is around it. A
// program's tools do not include tests.
[[nodiscard]] Findings includes_point_down(const Files& files, const Map& map);
// A library is included only in the room that is its door, and a library without a door nowhere in the engine.
[[nodiscard]] Findings libraries_enter_by_their_doors(const Files& files, const Map& map);
// What stands in quotes is the path of a file from the project's root.
[[nodiscard]] Findings includes_are_addresses(const Files& files);
// Every room is on the map, and the map shows no room that is not there.
[[nodiscard]] Findings map_is_true(const Files& files, const Map& map);
// A header begins with a comment and has #pragma once.
[[nodiscard]] Findings headers_are_pages(const Files& files);
// At most 400 lines.
[[nodiscard]] Findings files_are_short(const Files& files);
// Every header is included; every source file is named by a CMakeLists.txt, or matched by a GLOB there.
[[nodiscard]] Findings no_file_is_dead(const Files& files);
// No folder and no file is called by a word that says nothing of what is in it.
[[nodiscard]] Findings names_say_something(const Files& files);
// No word that announces unfinished work.
[[nodiscard]] Findings nothing_is_unfinished(const Files& files);
// No absolute path that exists on one machine only.
[[nodiscard]] Findings no_machine_is_named(const Files& files);
// The top level holds what it is agreed to hold.
[[nodiscard]] Findings top_level_is_agreed(const Files& files);
// Links between pages lead to files that exist.
[[nodiscard]] Findings links_lead_somewhere(const Files& files);
// Text has no tabs, no spaces at the end of lines, no carriage returns, and ends with one line feed.
[[nodiscard]] Findings text_is_clean(const Files& files);

}  // namespace drawdown::tidy
