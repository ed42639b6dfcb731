#include "engine/trace/people.h"

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/trace/bad_cell.h"
#include "engine/trace/small_file.h"

namespace drawdown {
namespace {

enum Column : std::size_t { user, zone, team, column_count };
constexpr std::array<WantedColumn, column_count> columns{{
    {"user", true},
    {"timezone", false},
    {"team", false},
}};

class PeopleReader {
 public:
  PeopleReader(const std::string& path, ByteSource& source) : file_(source, path, columns, "user is needed") {
    std::set<std::string> seen;
    for (std::size_t place = 0; place < file_.header().size(); ++place) {
      const std::string& name = file_.header()[place];
      const std::string bare = bare_name(name);
      if (bare.empty() || bare == columns[user].name || bare == columns[zone].name || bare == columns[team].name) {
        continue;
      }
      if (!is_name(name)) {
        throw InputError({path, 1}, "the name of column " + std::to_string(place + 1) + " is not UTF-8");
      }
      if (!seen.insert(bare).second) {
        throw InputError({path, 1}, "has two columns " + quoted_cell(name) + "; one must go or be renamed");
      }
      read_.columns.push_back(name);
      places_.push_back(place);
    }
  }

  People run() {
    std::vector<BadRow> rejected;
    file_.read(
        false, rejected, [this] { return why_bad(); }, [this] { add(); });
    return std::move(read_);
  }

 private:
  // Reads the row's zone on the way.
  std::string why_bad() {
    std::string reason = why_bad_name(file_.text(user), "user", true);
    reason = reason.empty() ? why_bad_name(file_.text(team), "team", false) : std::move(reason);
    for (std::size_t i = 0; reason.empty() && i < places_.size(); ++i) {
      reason = why_bad_name(file_.at(places_[i]), read_.columns[i], false);
    }
    if (const auto other = lines_.find(file_.text(user)); reason.empty() && other != lines_.end()) {
      reason =
          "the user " + quoted_cell(file_.text(user)) + " is on line " + std::to_string(other->second) + " already";
    }
    zone_ = reason.empty() && !file_.text(zone).empty() ? find_zone(file_.text(zone)) : std::nullopt;
    if (reason.empty() && !file_.text(zone).empty() && !zone_) {
      reason = "the time_zone " + quoted_cell(file_.text(zone)) + " is not known" +
               did_you_mean(file_.text(zone), Zone::all_names());
    }
    return reason;
  }

  // Many live in few zones.
  std::optional<Zone> find_zone(std::string_view name) {
    auto found = zones_.find(name);
    if (found == zones_.end()) {
      found = zones_.emplace(std::string(name), Zone::find(std::string(name))).first;
    }
    return found->second;
  }

  void add() {
    Person person{.user = std::string(file_.text(user)), .zone = zone_, .team = {}, .values = {}, .line = file_.line()};
    if (!file_.text(team).empty()) {
      person.team = std::string(file_.text(team));
    }
    for (const std::size_t place : places_) {
      person.values.emplace_back(file_.at(place));
    }
    lines_.emplace(person.user, person.line);
    read_.people.push_back(std::move(person));
  }

  SmallFile file_;
  std::vector<std::size_t> places_;  // of the further columns
  std::map<std::string, std::uint64_t, std::less<>> lines_;
  std::map<std::string, std::optional<Zone>, std::less<>> zones_;
  std::optional<Zone> zone_;
  People read_;
};

}  // namespace

People read_people(const std::string& path) {
  const std::unique_ptr<ByteSource> source = open_source(path, nullptr);
  return PeopleReader(path, *source).run();
}

People read_people_text(const std::string& path, std::string_view text) {
  const std::unique_ptr<ByteSource> source = open_memory(text, path);
  return PeopleReader(path, *source).run();
}

}  // namespace drawdown
