// The rules about how files hang together.
#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

#include "tests/tidy/rules.h"

namespace drawdown::tidy {
namespace {

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// What the CMakeLists.txt files call sources: paths and patterns from the project's root.
std::vector<std::string> source_patterns(const Files& files) {
  std::vector<std::string> patterns;
  for (const File& file : files) {
    if (!file.path.ends_with("CMakeLists.txt")) {
      continue;
    }
    const std::string folder = file.path.substr(0, file.path.find_last_of('/') + 1);
    std::string text = file.path == "CMakeLists.txt" ? "" : file.text;
    replace_all(text, "${CMAKE_CURRENT_SOURCE_DIR}/", folder);
    for (std::size_t end = text.find(".cpp"); end != std::string::npos; end = text.find(".cpp", end + 1)) {
      const std::size_t begin = text.find_last_of(" \n\t(\"", end) + 1;
      std::string pattern = text.substr(begin, end + 4 - begin);
      replace_all(pattern, "${PROJECT_SOURCE_DIR}/", "");
      patterns.push_back(pattern);
      patterns.push_back(folder + pattern);
    }
  }
  return patterns;
}

bool includes_allowed(std::string_view from, std::string_view to, const Map& map) {
  const auto room = room_of(from);
  const auto other = room_of(to);
  if (room && other) {
    const auto level = map.levels.find(*room);
    const auto below = map.levels.find(*other);
    return *room == *other || (level != map.levels.end() && below != map.levels.end() && below->second < level->second);
  }
  if (top_of(from) == "engine") {
    return !room && other;  // engine/engine.h sees every room; no room sees it or what is around the engine
  }
  return top_of(from) != "tools" || top_of(to) == "engine" || top_of(to) == "tools";
}

}  // namespace

Map read_map(const std::string& readme) {
  Map map;
  for (const std::string& line : lines_of(readme)) {
    if (line.size() < 3 || !line.starts_with("| ") || std::isdigit(static_cast<unsigned char>(line[2])) == 0) {
      continue;
    }
    // | level | `room` | what it knows | `door`, `door` |
    std::vector<std::string> quoted;
    for (std::size_t begin = line.find('`'); begin != std::string::npos;) {
      const std::size_t end = line.find('`', begin + 1);
      quoted.push_back(line.substr(begin + 1, end - begin - 1));
      begin = line.find('`', end + 1);
    }
    map.levels[quoted.at(0)] = std::stoi(line.substr(2));
    for (std::size_t i = 1; i < quoted.size(); ++i) {
      map.doors[quoted[i]] = quoted[0];
    }
  }
  return map;
}

Findings includes_point_down(const Files& files, const Map& map) {
  Findings findings;
  for (const File& file : files) {
    for (const Include& include : includes_of(file)) {
      if (is_code(file) && include.quoted && !includes_allowed(file.path, include.target, map)) {
        findings.push_back({file.path, include.line, "includes " + include.target + ", which is not below it"});
      }
    }
  }
  return findings;
}

Findings libraries_enter_by_their_doors(const Files& files, const Map& map) {
  Findings findings;
  for (const File& file : files) {
    for (const Include& include : includes_of(file)) {
      if (include.quoted || top_of(file.path) != "engine") {
        continue;
      }
      const auto door = std::find_if(map.doors.begin(), map.doors.end(),
                                     [&](const auto& entry) { return include.target.starts_with(entry.first); });
      if (door != map.doors.end() && room_of(file.path) != door->second) {
        findings.push_back({file.path, include.line, "<" + include.target + "> enters by the room " + door->second});
      }
      const bool foreign = include.target.find('/') != std::string::npos && !include.target.starts_with("sys/");
      if (door == map.doors.end() && foreign) {
        findings.push_back({file.path, include.line, "<" + include.target + "> has no door on the map"});
      }
    }
  }
  return findings;
}

Findings includes_are_addresses(const Files& files) {
  std::set<std::string> paths;
  for (const File& file : files) {
    paths.insert(file.path);
  }
  Findings findings;
  for (const File& file : files) {
    for (const Include& include : includes_of(file)) {
      if (is_code(file) && include.quoted && !paths.contains(include.target)) {
        findings.push_back({file.path, include.line, "\"" + include.target + "\" is no path from the project's root"});
      }
    }
  }
  return findings;
}

Findings map_is_true(const Files& files, const Map& map) {
  std::set<std::string> rooms;
  for (const File& file : files) {
    if (const auto room = room_of(file.path); room && is_code(file)) {
      rooms.insert(*room);
    }
  }
  Findings findings;
  for (const std::string& room : rooms) {
    if (!map.levels.contains(room)) {
      findings.push_back({"engine/README.md", 0, "the room " + room + " is not on the map"});
    }
  }
  for (const auto& [room, level] : map.levels) {
    if (!rooms.contains(room)) {
      findings.push_back({"engine/README.md", 0, "the map shows a room " + room + " that is not there"});
    }
  }
  return findings;
}

Findings no_file_is_dead(const Files& files) {
  std::set<std::string> included;
  for (const File& file : files) {
    for (const Include& include : includes_of(file)) {
      included.insert(include.target);
    }
  }
  const std::vector<std::string> patterns = source_patterns(files);
  Findings findings;
  for (const File& file : files) {
    const auto builds = [&](const std::string& pattern) { return matches(pattern, file.path); };
    if (is_header(file) && !included.contains(file.path)) {
      findings.push_back({file.path, 0, "is included by nothing"});
    }
    if (is_code(file) && !is_header(file) && std::none_of(patterns.begin(), patterns.end(), builds)) {
      findings.push_back({file.path, 0, "is built by no CMakeLists.txt"});
    }
  }
  return findings;
}

}  // namespace drawdown::tidy
