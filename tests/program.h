// Runs the program that the build made, as a user would: by a shell, in a folder of its own, or on a terminal.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace drawdown::tests {

struct Ran {
  int status = 0;
  std::string out;
  std::string err;
};

[[nodiscard]] std::string read_text(const std::filesystem::path& path);
void write_text(const std::filesystem::path& path, const std::string& text);

[[nodiscard]] bool contains(const std::string& text, const std::string& part);
// Without their ends.
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);

// An empty folder, removed at the end of its test.
class Workplace {
 public:
  Workplace();
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  void put(const std::string& name, const std::string& text) const { write_text(folder_ / name, text); }
  [[nodiscard]] std::string text(const std::string& name) const { return read_text(folder_ / name); }
  [[nodiscard]] bool has(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

  // A line for the shell, in which `drawdown` runs the program, and $program is its path.
  [[nodiscard]] Ran shell(const std::string& line) const;
  // The same on a terminal of that size, in a UTF-8 locale; both streams are in `out`.
  [[nodiscard]] Ran terminal(const std::string& line, int columns, int rows) const;

 private:
  [[nodiscard]] std::string prefixed(const std::string& line) const;
  std::filesystem::path folder_;
};

// Writes a world's story (tests/worlds.h) as s.yaml, s.csv, and idle.csv and results.csv if it has these.
void put_story(const Workplace& place, const std::string& story);

}  // namespace drawdown::tests
