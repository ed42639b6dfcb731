// A scenario's YAML, read through the settings' records: a key without a record cannot be read, and every error names
// the key's path, what was expected and what was found.
//
//   const Section tranche = …;                                  // pool.tranches[0]
//   const Tokens tokens = tranche["tokens"].tokens();           // checked for type and bounds
//   if (const SettingValue team = tranche["team"]; team.given()) { … }
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/base/quantity.h"
#include "engine/model/lifetime.h"
#include "engine/scenario/settings.h"
#include "engine/scenario/yaml_tree.h"
#include "engine/time/civil.h"
#include "engine/time/holiday.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace drawdown {

class Section;
struct NamedValue;

// An item of a list of names.
struct NamedPlace {
  std::string name;
  Place place;
};

// "365d", "12mo", "1y".
[[nodiscard]] std::optional<Lifetime> parse_lifetime(std::string_view text);

// The value of one setting: as given, or else its default. Reading one that is missing and has no default breaks an
// invariant; ask `given` first. All readers throw InputError at the value's place.
class SettingValue {
 public:
  // `node` is null if the setting is missing; then `place` is that of the map which lacks it.
  SettingValue(const YamlNode* node, const Setting& setting, std::string path, Place place);

  [[nodiscard]] bool given() const { return node_ != nullptr; }
  [[nodiscard]] const Place& place() const { return place_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool is_list() const { return given() && node_->kind == YamlNode::Kind::list; }
  [[nodiscard]] bool is_map() const { return given() && node_->kind == YamlNode::Kind::map; }
  [[nodiscard]] bool is_word(std::string_view word) const;  // exactly this one, given or by default

  [[nodiscard]] std::string text() const;  // text, name or file
  [[nodiscard]] std::string choice() const;
  [[nodiscard]] std::vector<std::string> choices() const;  // distinct
  [[nodiscard]] std::vector<NamedPlace> names() const;     // of a list of names or comparisons; distinct
  [[nodiscard]] bool yes_no() const;
  [[nodiscard]] Zone zone() const;
  [[nodiscard]] Day day() const;
  [[nodiscard]] std::vector<std::pair<Day, Place>> days() const;  // of a list of days
  [[nodiscard]] Duration duration() const;
  [[nodiscard]] Lifetime lifetime() const;
  [[nodiscard]] Tokens tokens() const;  // tokens, or a rate that is a number
  [[nodiscard]] Tokens signed_tokens() const;
  [[nodiscard]] std::vector<Tokens> token_list() const;
  [[nodiscard]] std::array<double, 12> by_month() const;   // from January
  [[nodiscard]] std::array<double, 7> by_weekday() const;  // from Monday
  [[nodiscard]] double number() const;
  [[nodiscard]] std::vector<std::int64_t> times() const;  // seconds of the day, ascending; not empty
  [[nodiscard]] std::vector<HolidayRule> holidays() const;
  [[nodiscard]] Money price() const;                // a price, or a dated one that is a number
  [[nodiscard]] std::vector<Money> prices() const;  // of a price or a list of them; not empty
  [[nodiscard]] Percent percent() const;
  [[nodiscard]] std::int64_t share() const;         // millionths
  [[nodiscard]] std::vector<Tokens> sizes() const;  // of a list or a range; ascending
  [[nodiscard]] Percent change() const;             // percent, perhaps less than 0; bounds are those of its size
  [[nodiscard]] std::int64_t count() const;

  [[nodiscard]] std::vector<Duration> durations() const;  // of spans that are not a map: ascending, not empty

  [[nodiscard]] Section section() const;                // of a map, also where a list or a number may stand
  [[nodiscard]] std::vector<Section> sections() const;  // of a list of maps
  [[nodiscard]] std::vector<NamedValue> named() const;  // of a map whose keys the user chooses

  // Throws InputError: the path, and what is wrong with it.
  [[noreturn]] void refuse(const std::string& what) const;
  // "expected … found …", with the nearest of `words`.
  [[noreturn]] void refuse_type(const std::vector<std::string_view>& words = {}) const;

 private:
  [[nodiscard]] std::string scalar() const;
  [[nodiscard]] std::int64_t decimal() const;
  // Calls read(value) for each item of a list, as a setting of another type; or once for what stands in its place.
  template <class Read>
  void each_item(SettingType type, Read read) const;
  void check_bounds(std::int64_t value) const;

  const YamlNode* node_;
  const Setting* setting_;
  std::string path_;
  Place place_;
};

// One map of the scenario. Its keys are known to have records, and all required ones are there.
class Section {
 public:
  // `record`: its path in the records, such as "pool.tranches[]"; `path`: as users know it, such as "pool.tranches[0]".
  Section(const YamlNode& node, std::string_view record, std::string path);

  [[nodiscard]] SettingValue operator[](std::string_view key) const;
  [[nodiscard]] Place place() const { return node_->place(); }
  [[nodiscard]] const std::string& path() const { return path_; }
  // Throws InputError: the map has no such key, and needs it; `why`: "for a reorder_point", or nothing.
  [[noreturn]] void refuse_missing(std::string_view key, const std::string& why) const;

 private:
  const YamlNode* node_;
  std::string record_;
  std::string path_;
};

struct NamedValue {
  std::string name;
  Place name_place;
  SettingValue value;
};

// "rates.Revit", or rates["3ds.Max"] where a dot would mislead.
[[nodiscard]] std::string join_path(const std::string& parent, std::string_view key);

}  // namespace drawdown
