#include "engine/trace/header.h"

#include <algorithm>

#include "engine/base/input_error.h"

namespace drawdown {
namespace {

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

std::string bare_name(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c != ' ' && c != '\t' && c != '_' && c != '-') {
      letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return letters;
}

void find_places(const std::vector<std::string_view>& names, std::span<const WantedColumn> wanted, const Place& header,
                 const std::string& needs, std::span<std::size_t> places) {
  std::vector<std::string> bare_names;
  std::transform(names.begin(), names.end(), std::back_inserter(bare_names), bare_name);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::string name(wanted[i].name);
    places[i] = Header::absent;
    const auto found = std::find(bare_names.begin(), bare_names.end(), name);
    if (found == bare_names.end()) {
      if (wanted[i].required) {
        std::string message = "has no column '" + name;
        message.append("' (").append(needs).append(")").append(hint(name, names));
        throw InputError(header, message);
      }
      continue;
    }
    if (std::find(found + 1, bare_names.end(), name) != bare_names.end()) {
      throw InputError(header, "has two columns '" + name + "'; one must go or be renamed");
    }
    places[i] = static_cast<std::size_t>(found - bare_names.begin());
  }
}

Header find_columns(const std::vector<std::string_view>& names, const std::string& file, int line, bool per_version,
                    bool per_machine) {
  std::vector<WantedColumn> wanted;
  std::vector<std::size_t> fields;
  for (std::size_t field = 0; field < field_count; ++field) {
    const bool asked_for = (field != static_cast<std::size_t>(Field::version) || per_version) &&
                           (field != static_cast<std::size_t>(Field::machine) || per_machine);
    if (asked_for) {
      wanted.push_back({field_names[field], field <= static_cast<std::size_t>(Field::close)});
      fields.push_back(field);
    }
  }
  std::vector<std::size_t> places(wanted.size());
  find_places(names, wanted, {file, line}, "user, product, open and close are needed", places);
  Header header;
  header.columns = names.size();
  header.place.fill(Header::absent);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    header.place[fields[i]] = places[i];
    header.needed = std::max(header.needed, places[i] == Header::absent ? 0 : places[i] + 1);
  }
  return header;
}

}  // namespace drawdown
