// The project's files, and what the rules need to know of a file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace drawdown::tidy {

struct File {
  std::string path;  // from the project's root: "engine/pool/pool.h"
  std::string text;
};
using Files = std::vector<File>;

// All files but .git and what .gitignore leaves out, sorted by path. Files of more than a megabyte have an empty text:
// nobody wrote them by hand.
[[nodiscard]] Files read_project(const std::filesystem::path& root);

struct Include {
  std::string target;
  bool quoted = false;
  int line = 0;
};
[[nodiscard]] std::vector<Include> includes_of(const File& file);
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);

// ".cpp", ".h", "" …
[[nodiscard]] std::string_view extension(std::string_view path);
[[nodiscard]] bool is_header(const File& file);
[[nodiscard]] bool is_code(const File& file);
// Written by us to be read: code, scripts and pages. Not the data that tests feed to the engine.
[[nodiscard]] bool is_prose_or_code(const File& file);

// "engine/pool/pool.h" → "engine".
[[nodiscard]] std::string top_of(std::string_view path);
// "engine/pool/pool.h" → "pool"; nothing for files outside rooms, such as engine/engine.h.
[[nodiscard]] std::optional<std::string> room_of(std::string_view path);

// `*` in a pattern stands for any characters but a slash.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view text);

}  // namespace drawdown::tidy
