// What `drawdown check` can find: the list of kinds, each with a code that never changes its meaning, and what to do
// about it. `drawdown help findings` is written from the same list.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/input_error.h"

namespace drawdown::program {

enum class Severity : std::uint8_t { error, warning, note };
[[nodiscard]] std::string_view name_of(Severity severity);

// Errors stop `drawdown run`; warnings are probably not meant; notes are worth knowing.
struct FindingKind {
  std::string_view code;
  Severity severity;
  std::string_view meaning;
  std::string_view remedy;
};

[[nodiscard]] std::span<const FindingKind> all_finding_kinds();
[[nodiscard]] std::string findings_help();

struct Finding {
  Finding(std::string_view code, Place where, std::string what);

  const FindingKind* kind;
  Place place;
  std::string message;
};

// By file, line and column; equal places in the order found.
void sort_by_place(std::vector<Finding>& findings);
[[nodiscard]] std::string to_text(const std::vector<Finding>& findings);
[[nodiscard]] std::string to_json_text(const std::vector<Finding>& findings);

}  // namespace drawdown::program
