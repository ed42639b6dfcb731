#include "engine/trace/header.h"

#include <algorithm>

#include "engine/base/input_error.h"

namespace drawdown {
namespace {

// The name as it is compared: lower case, without blanks, "_" and "-".
std::string bare(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c != ' ' && c != '\t' && c != '_' && c != '-') {
      letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return letters;
}

// Spreadsheets in many countries separate columns by semicolons, and copied tables by tabs.
std::string hint(std::string_view wanted, const std::vector<std::string_view>& names) {
  if (names.size() == 1) {
    for (const char separator : {';', '\t', '|'}) {
      if (names[0].find(separator) != std::string_view::npos) {
        return std::string("; the columns seem to be separated by ") +
               (separator == '\t' ? "tabs" : std::string("'") + separator + "'") + ", but must be by ','";
      }
    }
  }
  return did_you_mean(wanted, names).empty() ? "" : "; is it '" + std::string(nearest(wanted, names)) + "'?";
}

}  // namespace

Header find_columns(const std::vector<std::string_view>& names, const std::string& file, int line, bool per_version,
                    bool per_machine) {
  Header header;
  header.columns = names.size();
  std::vector<std::string> bare_names;
  std::transform(names.begin(), names.end(), std::back_inserter(bare_names), bare);
  for (std::size_t field = 0; field < field_count; ++field) {
    header.place[field] = Header::absent;
    if ((field == static_cast<std::size_t>(Field::version) && !per_version) ||
        (field == static_cast<std::size_t>(Field::machine) && !per_machine)) {
      continue;
    }
    const std::string_view wanted = field_names[field];
    const auto found = std::find(bare_names.begin(), bare_names.end(), wanted);
    if (found == bare_names.end()) {
      if (field <= static_cast<std::size_t>(Field::close)) {
        throw InputError({file, line}, "has no column '" + std::string(wanted) +
                                           "' (user, product, open and close are needed)" + hint(wanted, names));
      }
      continue;
    }
    if (std::find(found + 1, bare_names.end(), wanted) != bare_names.end()) {
      throw InputError({file, line}, "has two columns '" + std::string(wanted) + "'; one must go or be renamed");
    }
    header.place[field] = static_cast<std::size_t>(found - bare_names.begin());
    header.needed = std::max(header.needed, header.place[field] + 1);
  }
  return header;
}

}  // namespace drawdown
