#include "engine/scenario/yaml_tree.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/smallest_scenario.h"

using namespace drawdown;

TEST_CASE("what is not one YAML document is refused where it goes wrong") {
  check_errors({
      {"a: b: c\n", "a.yaml:1:5: this is not valid YAML: illegal map value"},
      {"a: [1, 2\n", "a.yaml:2:1: this is not valid YAML: end of sequence flow not found"},
      {"a:\n\t- b\n", "a.yaml:2:2: this is not valid YAML: illegal block entry; indent with spaces, not tabs"},
      {std::string(smallest) + "---\na: b\n",
       "a.yaml:9:1: a scenario is one YAML document, which ends before this; nothing may follow it"},
      {"a: \xFF\n", "a.yaml:1:4: this is not UTF-8 (byte 0xFF); save the file as UTF-8"},
      {"a: é\xC0\x80\n", "a.yaml:1:5: this is not UTF-8 (byte 0xC0); save the file as UTF-8"},
      {std::string("a: \0\n", 5), "a.yaml:1:4: the control character 0x00 may not stand in YAML"},
      {"a: b\x04\n", "a.yaml:1:5: the control character 0x04 may not stand in YAML"},
      {"a: 'b\n", "a.yaml:2:1: a quote that is opened somewhere before this is not closed"},
      {"a: \"b\n c\\\n", "a.yaml:3:1: a quote that is opened somewhere before this is not closed"},
      {"{a: b} c\n", "a.yaml:1:8: a scenario is one YAML document, which ends before this; nothing may follow it"},
      {"a: *b\n", "a.yaml:1:4: this is not valid YAML: the referenced anchor is not defined"},
      {"a: &b [*b]\n", "a.yaml:1:8: an alias stands inside the value that it repeats"},
      {"a: !!binary aGk=\n", "a.yaml:1:4: scenarios have no tags; remove 'tag:yaml.org,2002:binary'"},
      {"? [a]\n: b\n", "a.yaml:1:3: a key must be text, not a list or a map; or is a bracket left open?"},
      {"~: b\n", "a.yaml:1:1: a key must be text; if 'null' or '~' is a name, put it in quotes"},
      {"<<: {a: b}\n", "a.yaml:1:1: merge keys (<<) are not supported; write the keys out"},
  });
}

TEST_CASE("nesting and aliases that would take all memory are refused") {
  for (const std::string_view nest : {"[", "{a: "}) {
    std::string deep = "a: ";
    for (int i = 0; i < 20'000; ++i) {
      deep += nest;
    }
    CHECK(error_of(deep) != "no error");
    for (int i = 0; i < 20'000; ++i) {
      deep += nest == "[" ? ']' : '}';
    }
    CHECK(error_of(deep).find("nested more than 32 deep") != std::string::npos);
  }
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    bomb += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
  }
  CHECK(error_of(bomb).find("the file is too large: with aliases written out, more than 2000000 values") !=
        std::string::npos);
}

TEST_CASE("a tree on one line is the YAML that it came from") {
  const auto line = [](const char* yaml) { return one_line(parse_yaml(yaml, "a.yaml")); };
  for (const char* yaml :
       {"0s", "{kind: calendar, zone: user}", "[7, [a, b], {}]", "Northwind", "America/New_York", "'a, b'", "''",
        "'it''s'", "'a: b'", "'#1'", "{'a,b': 1}", "null", "'null'", "[]", "08:00"}) {
    CAPTURE(yaml);
    CHECK(line(yaml) == yaml);
  }
  CHECK(line("kind: calendar\nzone: \"user\"\n") == "{kind: calendar, zone: user}");
  CHECK(line("|\n  two\n  lines\n") == "'two lines '");
  CHECK(line("") == "null");
}
