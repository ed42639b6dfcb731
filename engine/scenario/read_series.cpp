// `demand.series`: tokens by civil day.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include "engine/scenario/daily_file.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

using Law = TeamSeries::Law;

struct LawRecord {
  std::string_view word;
  Law law = Law::given;
  std::vector<std::string_view> parameters = {};  // keys, and columns of a file
};

const std::vector<LawRecord>& laws() {
  static const std::vector<LawRecord> all{{"given", Law::given, {"tokens"}},
                                          {"poisson", Law::poisson, {"mean"}},
                                          {"negative_binomial", Law::negative_binomial, {"mean", "dispersion"}},
                                          {"normal", Law::normal, {"mean", "sd"}},
                                          {"gamma", Law::gamma, {"mean", "sd"}},
                                          {"empirical", Law::empirical}};
  return all;
}

const LawRecord& law_called(std::string_view word) {
  return *std::find_if(laws().begin(), laws().end(), [&](const LawRecord& law) { return law.word == word; });
}

bool has(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A key that the distribution does not know is refused, and one that it needs is there, or a file.
void check_keys(const Section& section, const LawRecord& law) {
  const std::string name = section["distribution"].choice();
  const bool empirical = law.law == Law::empirical;
  for (const std::string_view key : {"mean", "sd", "dispersion", "values"}) {
    const bool needed = has(law.parameters, key) || (empirical && key == "values");
    const SettingValue value = section[key];
    if (value.given() && !needed) {
      value.refuse("is not for the distribution " + name);
    }
    if (value.given() && section["file"].given()) {
      value.refuse("stands in `file` already; leave one of them out");
    }
    if (needed && !value.given() && !section["file"].given()) {
      section.refuse_missing(key, "or `file`, for the distribution " + name);
    }
  }
  if (law.law == Law::given && !section["file"].given()) {
    section.refuse_missing("file", "or `distribution`");
  }
}

double in_units(std::int64_t micro) { return static_cast<double>(micro) / micro_per_unit; }

// Which civil days of the horizon have a demand: those of the week that are listed, and that exist. A day that clocks
// skip has none.
std::vector<bool> days_with_demand(const Section& section, const Scenario& scenario) {
  std::array<bool, 7> wanted{};
  wanted.fill(!section["weekdays"].given());
  if (section["weekdays"].given()) {
    constexpr std::array<std::string_view, 7> words{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};
    for (const std::string& word : section["weekdays"].choices()) {
      wanted[static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin())] = true;
    }
  }
  std::vector<bool> days;
  days.reserve(static_cast<std::size_t>(scenario.days.size()));
  for (std::int32_t i = 0; i < scenario.days.size(); ++i) {
    days.push_back(wanted[static_cast<std::size_t>(weekday(scenario.from + i))] &&
                   scenario.days.start(i) < scenario.days.start(i + 1));
  }
  return days;
}

void set_parameter(DailyDemand& day, std::string_view key, double value) {
  (key == "mean" ? day.mean : key == "sd" ? day.sd : day.dispersion) = value;
}

// What a distribution cannot be drawn with is refused where it stands.
void check_parameters(const TeamSeries& series, const Section& section, const Scenario& scenario) {
  const auto refuse = [&](std::string_view key, std::size_t day, const std::string& what) {
    const SettingValue value = section[section["file"].given() ? "file" : key];
    value.refuse("on " + format(scenario.from + static_cast<std::int32_t>(day)) + " " + what);
  };
  for (std::size_t i = 0; i < series.days.size(); ++i) {
    if (!series.days[i]) {
      continue;
    }
    const auto& [mean, sd, dispersion, tokens] = *series.days[i];
    if (series.law == Law::gamma && sd != 0 && (sd < 1e-3 * mean || sd > 1e2 * mean)) {
      refuse("sd", i, "the sd of gamma is neither 0 nor from a thousandth to a hundred times the mean");
    }
    if (series.law == Law::negative_binomial && (dispersion < 1e-2 || dispersion > 1e6)) {
      refuse("dispersion", i, "the dispersion is not from 0.01 to 1000000");
    }
  }
}

// One series for each team that the file names; days that it lacks have no demand.
std::vector<TeamSeries> from_file(const TeamSeries& plain, const LawRecord& law, const std::vector<bool>& days,
                                  const std::string& path, const Scenario& scenario) {
  std::map<std::string, TeamSeries> teams;  // in order of their names
  for (const DailyRow& row : read_daily_file(path, law.parameters)) {
    const std::string& team = row.team.empty() ? plain.team : row.team;
    TeamSeries& series = teams.try_emplace(team, plain).first->second;
    series.team = team;
    if (row.day < scenario.from || row.day >= scenario.until) {
      continue;
    }
    const auto place = static_cast<std::size_t>(row.day - scenario.from);
    if (!days[place]) {
      continue;
    }
    DailyDemand& day = series.days[place].emplace();
    for (std::size_t i = 0; i < row.numbers.size(); ++i) {
      if (law.law == Law::given) {
        day.tokens = {row.numbers[i]};
      } else {
        set_parameter(day, law.parameters[i], in_units(row.numbers[i]));
      }
    }
  }
  std::vector<TeamSeries> all;
  all.reserve(teams.size());
  for (auto& [team, series] : teams) {
    all.push_back(std::move(series));
  }
  return all;
}

void set_from_keys(TeamSeries& series, const Section& section, const LawRecord& law, const std::vector<bool>& days,
                   const Scenario& scenario) {
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (days[i]) {
      series.days[i].emplace();
    }
  }
  for (const std::string_view key : law.parameters) {
    const std::array<double, 12> months = section[key].by_month();
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (days[i]) {
        const int month = date_of(scenario.from + static_cast<std::int32_t>(i)).month;
        set_parameter(*series.days[i], key, months[static_cast<std::size_t>(month - 1)]);
      }
    }
  }
}

std::vector<Tokens> empirical_values(const Section& section, const std::string& path) {
  std::vector<Tokens> values;
  if (section["values"].given()) {
    values = section["values"].token_list();
  } else {
    for (const std::int64_t number : read_numbers(path, "tokens")) {
      values.push_back({number});
    }
  }
  if (values.empty()) {
    const SettingValue source = section[section["values"].given() ? "values" : "file"];
    source.refuse("has no values to draw from");
  }
  return values;
}

std::vector<TeamSeries> read_one(const Section& section, const std::string& folder, const Scenario& scenario) {
  const LawRecord& law = law_called(section["distribution"].choice());
  check_keys(section, law);
  TeamSeries series;
  series.team = section["team"].given() ? section["team"].text() : "";
  series.law = law.law;
  series.whole = section["round"].choice() == "whole";
  series.days.resize(static_cast<std::size_t>(scenario.days.size()));
  const std::vector<bool> days = days_with_demand(section, scenario);
  const std::string path =
      section["file"].given() ? (std::filesystem::path(folder) / section["file"].text()).string() : "";
  std::vector<TeamSeries> all;
  if (law.law != Law::empirical && section["file"].given()) {
    all = from_file(series, law, days, path, scenario);
  } else {
    if (law.law == Law::empirical) {
      series.values = empirical_values(section, path);
    }
    set_from_keys(series, section, law, days, scenario);
    all.push_back(std::move(series));
  }
  for (const TeamSeries& each : all) {
    check_parameters(each, section, scenario);
  }
  return all;
}

}  // namespace

Series read_series(const SettingValue& value, const std::string& folder, const Scenario& scenario) {
  const std::vector<Section> sections = value.is_list() ? value.sections() : std::vector{value.section()};
  Series all;
  for (const Section& section : sections) {
    for (TeamSeries& series : read_one(section, folder, scenario)) {
      const auto same = [&](const TeamSeries& other) { return other.team == series.team; };
      if (std::any_of(all.teams.begin(), all.teams.end(), same)) {
        throw InputError(section.place(),
                         section.path() + ": " +
                             (series.team.empty() ? "the default team" : "team " + drawdown::quoted(series.team)) +
                             " has a series already; give each a `team` of its own");
      }
      all.teams.push_back(std::move(series));
    }
  }
  if (all.teams.empty()) {
    value.refuse("has no series");
  }
  return all;
}

}  // namespace drawdown
