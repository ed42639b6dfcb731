// The header of a session file: which column holds what.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/input_error.h"

namespace drawdown {

// The columns that a session is made of; the first four are required.
enum class Field : std::size_t { user, product, open, close, version, machine, team };
inline constexpr std::size_t field_count = 7;
inline constexpr std::array<std::string_view, field_count> field_names = {"user",    "product", "open", "close",
                                                                          "version", "machine", "team"};

struct Header {
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);

  std::array<std::size_t, field_count> place{};  // of each field's column in a row, from 0; or `absent`
  std::size_t columns = 0;                       // of all, also those that are not needed
  std::size_t needed = 0;                        // a row needs this many fields at least

  [[nodiscard]] std::size_t operator[](Field field) const { return place[static_cast<std::size_t>(field)]; }
};

// A column's name as it is compared: lower case, without blanks, "_" and "-".
[[nodiscard]] std::string bare_name(std::string_view name);

// A column that a file is searched for.
struct WantedColumn {
  std::string_view name;  // bare
  bool required = false;
};

// Fills places[i] with the place of wanted[i] among the names of a file's header, matched as below. `needs` is what
// messages say of the required ones: "user, product, open and close are needed".
void find_places(const std::vector<std::string_view>& names, std::span<const WantedColumn> wanted, const Place& header,
                 const std::string& needs, std::span<std::size_t> places);

// Finds the columns by name, without regard to case, blanks, "_" and "-". Version and machine are left absent unless
// they are asked for. Throws InputError if a required column is missing or a column that is used appears twice.
[[nodiscard]] Header find_columns(const std::vector<std::string_view>& names, const std::string& file, int line,
                                  bool per_version, bool per_machine);

}  // namespace drawdown
