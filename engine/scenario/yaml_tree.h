// A YAML document as a small tree that knows where everything stands. Scalars stay text: what a value means is decided
// by the one who reads it, so 0x10, 1e3, yes and 2026-01-05 are never converted behind anybody's back.
//
//   const YamlNode root = parse_yaml("from: 2026-01-01\n", "office.yaml");
//   root.entries[0].key;                     // "from"
//   root.entries[0].value.text;              // "2026-01-01"
//   root.entries[0].value.place();           // office.yaml:1:7
//
// Aliases are copied where they stand. Keys of a map are distinct.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/input_error.h"

namespace drawdown {

struct YamlEntry;

struct YamlNode {
  enum class Kind { nothing, scalar, list, map };

  Kind kind = Kind::nothing;
  std::string text;                // of a scalar
  std::vector<YamlNode> items;     // of a list
  std::vector<YamlEntry> entries;  // of a map, in the order of the file

  std::shared_ptr<const std::string> source;  // the file's name, or "--set …"
  int line = 0;
  int column = 0;

  [[nodiscard]] Place place() const;
  // The value of a map's key; null if the map has no such key.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
  [[nodiscard]] YamlNode* find(std::string_view key);
  // "'5_000'", "a list", "a map", "nothing": what a message says was found. Long text is shortened.
  [[nodiscard]] std::string found() const;
};

struct YamlEntry {
  std::string key;
  int line = 0;  // of the key
  int column = 0;
  YamlNode value;

  [[nodiscard]] Place place() const { return {value.source ? *value.source : "", line, column}; }
};

// The single document that `text` holds; throws InputError, with `source` as the file, for anything else: bad UTF-8,
// control characters, bad YAML, duplicate keys, tags of other types, several documents, nesting or sizes that no
// scenario needs. An empty text is an empty node.
[[nodiscard]] YamlNode parse_yaml(std::string_view text, const std::string& source);

// As YAML on one line, for people: "{kind: calendar, zone: user}".
[[nodiscard]] std::string one_line(const YamlNode& node);

// `text` cut to at most `most` characters, with "…" for what is left out.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most = 40);
// The same in single quotes.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace drawdown
