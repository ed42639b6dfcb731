// The settings of `demand.history`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array all{
    Setting{.path = "demand.history",
            .type = Type::map,
            .meaning =
                "A log of the past, of which whole weeks are drawn, each from the same season, with all that the "
                "whole estate did in it.",
            .absent = "demand is of another kind"},
    Setting{.path = "demand.history.sessions",
            .type = Type::file,
            .meaning = "Its sessions, a CSV file as for `usage.sessions`. May only be left out if there are `results`.",
            .absent = "there are none",
            .example = "last-year.csv"},
    Setting{.path = "demand.history.results",
            .type = Type::file,
            .meaning = "Its results, a CSV file as for `usage.results`.",
            .absent = "there are none",
            .example = "last-year-results.csv"},
    Setting{.path = "demand.history.time_zone",
            .type = Type::zone,
            .meaning = "The zone of instants in these files that say neither `Z` nor an offset.",
            .absent = "the server's"},
    Setting{.path = "demand.history.from",
            .type = Type::day,
            .meaning = "The first day of the log to draw from, in the server's time zone. Weeks that are not whole are "
                       "left out.",
            .absent = "the day of the first session or result",
            .most = last_day,
            .example = "2025-01-01"},
    Setting{.path = "demand.history.until",
            .type = Type::day,
            .meaning = "The day after the last one.",
            .absent = "the day of the last session or result ends it; its week is whole if that is a Friday or later",
            .most = last_day,
            .example = "2026-01-01"},
    Setting{.path = "demand.history.weeks_around",
            .type = Type::count,
            .meaning = "How many weeks before and after its place in the year a week is drawn from; of a log of fewer "
                       "than 52 whole weeks all are drawn from.",
            .fallback = "4",
            .most = 26},
    Setting{.path = "demand.history.users",
            .type = Type::count,
            .meaning =
                "The head count: of more users than the log has, some are drawn to be there twice; of fewer, some "
                "are drawn to be left out.",
            .absent = "as many as use anything in the log's weeks",
            .least = 1,
            .most = 1'000'000,
            .example = "150"},
    Setting{.path = "demand.history.trend",
            .type = Type::change,
            .meaning =
                "By how many percent use grows in a year, from the drawn week to the one that it stands for. More "
                "than −100, at most 100.",
            .fallback = "0",
            .most = 100 * micro_per_unit,
            .example = "5"},
};

}  // namespace

std::span<const Setting> history_records() { return all; }

}  // namespace drawdown
