#include "tests/program.h"

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "engine/base/check.h"

namespace drawdown::tests {
namespace {

namespace fs = std::filesystem;

int exit_status(int waited) { return WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited); }

}  // namespace

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_text(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

Workplace::Workplace() {
  static int count = 0;
  std::string name = "drawdown-cli-";
  name.append(std::to_string(::getpid())).append("-").append(std::to_string(++count));
  folder_ = fs::temp_directory_path() / name;
  fs::remove_all(folder_);
  fs::create_directories(folder_);
}

Workplace::~Workplace() {
  fs::permissions(folder_, fs::perms::owner_all);
  fs::remove_all(folder_);
}

std::string Workplace::prefixed(const std::string& line) const {
  std::string text = "cd '";
  return text.append(folder_.string())
      .append("'\nprogram='" DRAWDOWN_PROGRAM "'\ndrawdown() { \"$program\" \"$@\"; }\n")
      .append(line);
}

Ran Workplace::shell(const std::string& line) const {
  const fs::path out = folder_ / ".out";
  const fs::path err = folder_ / ".err";
  write_text(folder_ / ".line", prefixed(line));
  std::string command = "sh '";
  command.append((folder_ / ".line").string()).append("' >'").append(out.string());
  command.append("' 2>'").append(err.string()).append("' </dev/null");
  const int waited = std::system(command.c_str());
  return {exit_status(waited), read_text(out), read_text(err)};
}

Ran Workplace::terminal(const std::string& line, int columns, int rows) const {
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(rows);
  int master = -1;
  const std::string text = prefixed(line);
  const pid_t child = ::forkpty(&master, nullptr, nullptr, &size);
  check(child >= 0, "a test can have a terminal");
  if (child == 0) {
    ::setenv("TERM", "xterm", 1);
    ::setenv("LC_ALL", "C.UTF-8", 1);
    ::execl("/bin/sh", "sh", "-c", text.c_str(), nullptr);
    ::_exit(127);
  }
  Ran ran;
  std::array<char, 4096> bytes{};
  for (ssize_t n = 0; (n = ::read(master, bytes.data(), bytes.size())) > 0;) {
    for (ssize_t i = 0; i < n; ++i) {
      if (bytes[static_cast<std::size_t>(i)] != '\r') {  // the terminal adds one to every line end
        ran.out += bytes[static_cast<std::size_t>(i)];
      }
    }
  }
  ::close(master);
  int waited = 0;
  ::waitpid(child, &waited, 0);
  ran.status = exit_status(waited);
  return ran;
}

void put_story(const Workplace& place, const std::string& story) {
  const std::size_t first = story.find("---\n");
  std::string usage = "usage: {sessions: s.csv";
  std::string name = "s.csv";
  for (std::size_t begin = first; begin < story.size();) {
    const std::size_t end = std::min(story.find("---\n", begin + 1), story.size());
    const std::string part = story.substr(begin + 4, end - begin - 4);
    const std::string head = part.substr(0, part.find('\n'));
    if (begin != first) {
      name = contains(head, "quantity") ? "results.csv" : "idle.csv";
      usage += contains(head, "quantity") ? ", results: results.csv" : ", idle: idle.csv";
    }
    place.put(name, part);
    begin = end;
  }
  place.put("s.yaml", story.substr(0, first) + usage + "}\n");
}

}  // namespace drawdown::tests
