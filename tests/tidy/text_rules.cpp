// The rules about what stands in a file, and what it is called.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include "tests/tidy/rules.h"

namespace drawdown::tidy {
namespace {

void find_words(const File& file, const std::vector<std::string>& words, bool any_case, const char* why,
                Findings& findings) {
  int line = 0;
  for (std::string text : lines_of(file.text)) {
    ++line;
    if (any_case) {
      std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    }
    for (const std::string& word : words) {
      if (text.find(word) != std::string::npos) {
        findings.push_back({file.path, line, "'" + word + "' " + why});
      }
    }
  }
}

}  // namespace

Findings headers_are_pages(const Files& files) {
  Findings findings;
  for (const File& file : files) {
    if (is_header(file) && !file.text.starts_with("// ")) {
      findings.push_back({file.path, 1, "begins without a comment that says what it is"});
    }
    if (is_header(file) && file.text.find("\n#pragma once\n") == std::string::npos) {
      findings.push_back({file.path, 0, "has no #pragma once"});
    }
  }
  return findings;
}

Findings files_are_short(const Files& files) {
  constexpr std::size_t most = 400;  // what a reader takes in at one sitting
  Findings findings;
  for (const File& file : files) {
    const std::size_t lines = lines_of(file.text).size();
    if (is_code(file) && lines > most) {
      findings.push_back({file.path, 0, "has " + std::to_string(lines) + " lines; 400 are the most"});
    }
  }
  return findings;
}

Findings names_say_something(const Files& files) {
  static const std::set<std::string> empty_words{"util",    "utils",    "common", "helper", "helpers",
                                                 "manager", "managers", "misc",   "stuff",  "tmp"};
  Findings findings;
  for (const File& file : files) {
    std::string word;
    for (const char c : file.path + '/') {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
        word += c;
        continue;
      }
      if (empty_words.contains(word)) {
        findings.push_back({file.path, 0, "'" + word + "' in a name says nothing of what is there"});
      }
      word.clear();
    }
  }
  return findings;
}

Findings nothing_is_unfinished(const Files& files) {
  // In halves, so that the rule does not find itself.
  static const std::vector<std::string> marks{
      "TO"
      "DO",
      "FIX"
      "ME",
      "XX"
      "X",
      "HA"
      "CK"};
  static const std::vector<std::string> phrases{
      "for"
      " now",
      "place"
      "holder",
      "not"
      " implemented",
      "un"
      "implemented"};
  Findings findings;
  for (const File& file : files) {
    if (is_prose_or_code(file)) {
      find_words(file, marks, false, "announces unfinished work", findings);
      find_words(file, phrases, true, "announces unfinished work", findings);
    }
  }
  return findings;
}

Findings no_machine_is_named(const Files& files) {
  static const std::vector<std::string> roots{
      "/ho"
      "me/",
      "/ro"
      "ot/",
      "/wo"
      "rk/",
      "/t"
      "mp/",
      "/Us"
      "ers/",
      "C:"
      "\\"};
  Findings findings;
  for (const File& file : files) {
    if (is_prose_or_code(file)) {
      find_words(file, roots, false, "is a path on one machine", findings);
    }
  }
  return findings;
}

Findings top_level_is_agreed(const Files& files) {
  static const std::set<std::string> agreed{
      "CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "engine", "scenarios", "bench", "tests", "tools"};
  Findings findings;
  for (const File& file : files) {
    const std::string top = top_of(file.path);
    if (!top.starts_with('.') && !agreed.contains(top)) {
      findings.push_back({file.path, 0, top + " does not belong to the top level"});
    }
  }
  return findings;
}

Findings links_lead_somewhere(const Files& files) {
  std::set<std::string> paths;  // and folders
  for (const File& file : files) {
    for (std::filesystem::path path = file.path; !path.empty(); path = path.parent_path()) {
      paths.insert(path.string());
    }
  }
  Findings findings;
  for (const File& file : files) {
    if (extension(file.path) != ".md") {
      continue;
    }
    int line = 0;
    for (const std::string& text : lines_of(file.text)) {
      ++line;
      for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
        std::string target = text.substr(at + 2, text.find_first_of(")#", at + 2) - at - 2);
        if (target.empty() || target.find("://") != std::string::npos) {
          continue;
        }
        std::string path = (std::filesystem::path(file.path).parent_path() / target).lexically_normal().string();
        if (path.ends_with('/')) {
          path.pop_back();
        }
        if (!paths.contains(path)) {
          findings.push_back({file.path, line, "links to " + target + ", which is not there"});
        }
      }
    }
  }
  return findings;
}

Findings text_is_clean(const Files& files) {
  Findings findings;
  for (const File& file : files) {
    if (!is_prose_or_code(file) || file.text.empty()) {
      continue;
    }
    int line = 0;
    for (const std::string& text : lines_of(file.text)) {
      ++line;
      if (text.find_first_of("\t\r") != std::string::npos) {
        findings.push_back({file.path, line, "holds a tab or a carriage return"});
      }
      if (text.ends_with(' ')) {
        findings.push_back({file.path, line, "ends in a space"});
      }
    }
    if (!file.text.ends_with('\n') || file.text.ends_with("\n\n")) {
      findings.push_back({file.path, line, "does not end with one line feed"});
    }
  }
  return findings;
}

}  // namespace drawdown::tidy
