#include "tests/tidy/files.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace drawdown::tidy {
namespace fs = std::filesystem;
namespace {

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The forms of .gitignore that we use: "/out/" and "/scenarios/*.csv" from the root, "*.log" anywhere.
bool is_ignored(const std::vector<std::string>& patterns, const std::string& path) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
    const bool anchored = pattern.starts_with('/');
    pattern.remove_prefix(anchored ? 1 : 0);
    pattern.remove_suffix(pattern.ends_with('/') ? 1 : 0);
    return matches(pattern, anchored ? path : path.substr(path.find_last_of('/') + 1));
  });
}

}  // namespace

Files read_project(const fs::path& root) {
  constexpr std::uintmax_t longest = 1'000'000;  // bytes
  std::vector<std::string> ignored{"/.git"};
  for (const std::string& line : lines_of(text_of(root / ".gitignore"))) {
    if (!line.empty() && !line.starts_with('#')) {
      ignored.push_back(line);
    }
  }
  Files files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    const std::string path = entry->path().lexically_relative(root).string();
    if (is_ignored(ignored, path)) {
      if (entry->is_directory()) {
        entry.disable_recursion_pending();
      }
    } else if (entry->is_regular_file()) {
      files.push_back({path, entry->file_size() > longest ? "" : text_of(entry->path())});
    }
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::vector<Include> includes_of(const File& file) {
  std::vector<Include> includes;
  int line = 0;
  for (const std::string& text : lines_of(file.text)) {
    ++line;
    const std::size_t begin = text.find_first_of("\"<");
    if (!text.starts_with("#include") || begin == std::string::npos) {
      continue;
    }
    const bool quoted = text[begin] == '"';
    const std::size_t end = std::min(text.find(quoted ? '"' : '>', begin + 1), text.size());
    includes.push_back({text.substr(begin + 1, end - begin - 1), quoted, line});
  }
  return includes;
}

std::string_view extension(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  const std::size_t dot = name.find_last_of('.');
  return dot == std::string_view::npos ? "" : name.substr(dot);
}

bool is_header(const File& file) { return extension(file.path) == ".h"; }
bool is_code(const File& file) { return is_header(file) || extension(file.path) == ".cpp"; }

bool is_prose_or_code(const File& file) {
  static const std::set<std::string_view> extensions{"", ".cpp", ".h", ".txt", ".cmake", ".md", ".json", ".sh"};
  return extensions.contains(extension(file.path)) && !file.path.starts_with("tests/fuzz/corpus/") &&
         !file.path.starts_with("tests/golden/");
}

std::optional<std::string> room_of(std::string_view path) {
  constexpr std::string_view engine = "engine/";
  if (!path.starts_with(engine)) {
    return std::nullopt;
  }
  path.remove_prefix(engine.size());
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::nullopt : std::optional(std::string(path.substr(0, slash)));
}

std::string top_of(std::string_view path) { return std::string(path.substr(0, path.find('/'))); }

bool matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) {
    return text.empty();
  }
  if (pattern.front() != '*') {
    return !text.empty() && pattern.front() == text.front() && matches(pattern.substr(1), text.substr(1));
  }
  return matches(pattern.substr(1), text) || (!text.empty() && text.front() != '/' && matches(pattern, text.substr(1)));
}

}  // namespace drawdown::tidy
