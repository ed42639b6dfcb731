// The settings of `usage`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array all{
    Setting{.path = "usage",
            .type = Type::map,
            .meaning = "Who used what, and when. May only be left out if there is a `demand`.",
            .absent = "nothing is known of it"},
    Setting{.path = "usage.sessions",
            .type = Type::file,
            .meaning = "The sessions, a CSV file; relative to the scenario's folder. May only be left out if there are "
                       "`results`.",
            .absent = "there are none",
            .example = "northwind.csv"},
    Setting{.path = "usage.idle",
            .type = Type::file,
            .meaning = "When sessions were idle, a CSV file; relative to the scenario's folder. Only looked at with "
                       "`rules.idle`.",
            .absent = "nothing is idle",
            .example = "idle.csv"},
    Setting{
        .path = "usage.results",
        .type = Type::file,
        .meaning = "Results of products that are charged per result, a CSV file; relative to the scenario's folder.",
        .absent = "there are none",
        .example = "results.csv"},
    Setting{.path = "usage.time_zone",
            .type = Type::zone,
            .meaning = "The zone of instants in these files that say neither `Z` nor an offset.",
            .absent = "the server's",
            .example = "America/New_York"},
};

}  // namespace

std::span<const Setting> usage_records() { return all; }

}  // namespace drawdown
