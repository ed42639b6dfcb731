// README.md shows what the program does: its picture is drawn, and its commands are run.
#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "tests/program.h"

using namespace drawdown::tests;

namespace {

std::string readme() { return read_text(DRAWDOWN_SOURCE_DIR "/README.md"); }

struct Shown {
  std::string command;
  std::vector<std::string> lines;  // that its output has, in this order, among others
};

// In listings, what follows "$ " is a command, and what follows it is shown of its output.
std::vector<Shown> commands_of(const std::string& page) {
  std::vector<Shown> commands;
  bool fenced = false;
  bool in_listing = false;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      fenced = !fenced;
      in_listing = fenced && line == "```";
    } else if (in_listing && line.starts_with("$ ")) {
      commands.push_back({line.substr(2), {}});
    } else if (in_listing && !commands.empty() && !line.empty()) {
      commands.back().lines.push_back(line);
    }
  }
  return commands;
}

// Spaces at the end of a line are not seen, and editors lose them.
std::string trimmed(const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

// The first of the lines that the output does not have after the ones before it; empty if it has them all.
std::string first_missing(const std::string& output, const std::vector<std::string>& lines) {
  std::istringstream stream(output);
  std::string found;
  for (const std::string& line : lines) {
    do {
      if (!std::getline(stream, found)) {
        return line;
      }
    } while (trimmed(found) != trimmed(line));
  }
  return {};
}

std::string without_colours(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      i = text.find('m', i);
    } else {
      plain += text[i];
    }
  }
  return plain;
}

// Of the first listing.
std::vector<std::string> picture_of(const std::string& page) {
  const std::size_t begin = page.find("```\n") + 4;
  std::istringstream stream(page.substr(begin, page.find("```", begin) - begin));
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

void put_scenarios(const Workplace& place) {
  std::filesystem::create_directory_symlink(DRAWDOWN_SOURCE_DIR "/scenarios", place.folder() / "scenarios");
}

}  // namespace

TEST_CASE("the picture in README.md is what the program draws") {
  const Workplace place;
  put_scenarios(place);
  const Ran ran = place.terminal("drawdown run scenarios/office.yaml", 80, 50);
  CHECK(ran.status == 0);
  CHECK(picture_of(readme()).size() > 30);
  CHECK(first_missing(without_colours(ran.out), picture_of(readme())) == "");
}

TEST_CASE("the commands in README.md print what it shows") {
  const Workplace place;
  put_scenarios(place);
  const std::vector<Shown> commands = commands_of(readme());
  CHECK(commands.size() > 4);
  for (const Shown& shown : commands) {
    CAPTURE(shown.command);
    const Ran ran = place.shell(shown.command);
    CHECK(ran.status == 0);
    CHECK(first_missing(ran.out, shown.lines) == "");
  }
}

TEST_CASE("a line that is shown but not printed is found, and so is one out of order") {
  CHECK(first_missing("a\nb\nc\n", {"a", "c"}) == "");
  CHECK(first_missing("a\nb\nc\n", {"c", "a"}) == "a");
  CHECK(first_missing("a\n", {"b"}) == "b");
  CHECK(commands_of("```\n$ a\nb\n\nc\n```\nd\n").at(0).lines == std::vector<std::string>{"b", "c"});
}
