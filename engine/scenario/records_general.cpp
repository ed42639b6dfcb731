// The settings at the top of a scenario.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array all{
    Setting{.path = "name",
            .type = Type::name,
            .meaning = "What the scenario is called in summaries.",
            .absent = "the file's name without its ending",
            .example = "Northwind, 2026"},
    Setting{.path = "time_zone",
            .type = Type::zone,
            .meaning = "The server's time zone: the days of the simulation, of purchases, expiries and results are "
                       "civil days of this zone.",
            .required = true,
            .example = "America/New_York"},
    Setting{.path = "from",
            .type = Type::day,
            .meaning = "The first civil day that is simulated.",
            .required = true,
            .most = last_day,
            .example = "2026-01-01"},
    Setting{.path = "until",
            .type = Type::day,
            .meaning = "The day on which the simulation ends, itself not simulated. Later than `from`.",
            .required = true,
            .most = last_day,
            .example = "2027-01-01"},
    Setting{.path = "currency",
            .type = Type::name,
            .meaning = "The currency of unit prices, for display.",
            .fallback = "USD"},
    Setting{.path = "users_file",
            .type = Type::file,
            .meaning =
                "More users, a CSV file; relative to the scenario's folder. Whatever else it knows of them, such "
                "as a cost centre, can be charged back by.",
            .absent = "there are no more",
            .example = "people.csv"},
    Setting{.path = "expect",
            .type = Type::comparisons,
            .meaning =
                "What is expected of the results. After `drawdown run` and `drawdown stress` each line passes or "
                "fails; if one fails, the exit status is 3.",
            .absent = "nothing is expected",
            .example = "[denied_sessions == 0, written_off <= 500]"},
};

}  // namespace

std::span<const Setting> general_records() { return all; }

}  // namespace drawdown
