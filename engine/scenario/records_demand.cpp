// The settings of `demand`, and those of its series. A series is a map, or a list of them with the same keys.
#include <array>
#include <deque>
#include <string>
#include <vector>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array<std::string_view, 6> laws{"given", "poisson", "negative_binomial", "normal", "gamma", "empirical"};
constexpr std::array<std::string_view, 2> roundings{"whole", "micro"};
constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::int64_t most_mean = 1'000'000 * micro_per_unit;

constexpr std::array demand{
    Setting{.path = "demand",
            .type = Type::map,
            .meaning = "Demand that is not known yet, of which every replication draws another course. It needs one of "
                       "its kinds.",
            .absent = "what is used is in `usage`"},
    Setting{.path = "demand.seed",
            .type = Type::count,
            .meaning = "What all draws begin with. Another seed gives other replications.",
            .fallback = "1",
            .most = 999'999'999'999'999},
    Setting{.path = "demand.series",
            .type = Type::one_or_more,
            .meaning = "Tokens per civil day, without users: one series, or several of different teams.",
            .absent = "demand is of another kind"},
};

constexpr std::array series{
    Setting{.path = "team",
            .type = Type::text,
            .meaning = "The team whose pool pays.",
            .absent = "the default team, whose name is empty",
            .example = "UK"},
    Setting{.path = "distribution",
            .type = Type::choice,
            .meaning =
                "What each day's tokens are drawn from, independently. `given`: they are not drawn, and stand in "
                "`file`.",
            .fallback = "given",
            .choices = laws},
    Setting{.path = "file",
            .type = Type::file,
            .meaning = "A CSV file by day, relative to the scenario's folder: the tokens of a given series, or the "
                       "parameters of a distribution.",
            .absent = "parameters stand here",
            .example = "daily.csv"},
    Setting{.path = "mean",
            .type = Type::by_month,
            .meaning = "Tokens expected in a day. Not for `empirical`.",
            .absent = "it stands in `file`",
            .most = most_mean,
            .example = "12"},
    Setting{.path = "sd",
            .type = Type::by_month,
            .meaning =
                "The standard deviation of a day's tokens, for `normal` and `gamma`. For `gamma` it is 0, or from a "
                "thousandth to a hundred times the mean.",
            .absent = "it stands in `file`",
            .most = most_mean,
            .example = "3.5"},
    Setting{.path = "dispersion",
            .type = Type::by_month,
            .meaning = "For `negative_binomial`: its variance is mean + mean² ÷ dispersion. From 0.01 to 1000000; the "
                       "smaller, the more days differ.",
            .absent = "it stands in `file`",
            .most = most_mean,
            .example = "3"},
    Setting{.path = "values",
            .type = Type::token_list,
            .meaning = "For `empirical`: one of these, each as likely as any other.",
            .absent = "they stand in `file`",
            .most = most_mean,
            .example = "[0, 0, 7, 21]"},
    Setting{.path = "weekdays",
            .type = Type::choices,
            .meaning = "The days of the week that have a demand.",
            .absent = "all have",
            .choices = weekdays,
            .example = "[monday, tuesday, wednesday, thursday, friday]"},
    Setting{.path = "round",
            .type = Type::choice,
            .meaning =
                "Whether what is drawn from `normal` and `gamma` is rounded to whole tokens, or to the millionth of "
                "a token; halves up. Less than 0 counts as 0.",
            .fallback = "whole",
            .choices = roundings},
};

struct Records {
  std::deque<std::string> texts;  // what paths point into
  std::vector<Setting> settings{demand.begin(), demand.end()};

  Records() {
    for (const std::string_view each : {"demand.series.", "demand.series[]."}) {
      for (Setting setting : series) {
        setting.path = texts.emplace_back(std::string(each).append(setting.path));
        if (each.ends_with("[].")) {
          setting.meaning = "As above.";
          setting.example = "";
        }
        settings.push_back(setting);
      }
    }
  }
};

}  // namespace

std::span<const Setting> demand_records() {
  static const Records records;
  return records.settings;
}

}  // namespace drawdown
