// The settings of the rate sheet and the users.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array<std::string_view, 4> partials{"carry", "up", "exact", "divisible"};

constexpr std::array all{
    Setting{.path = "rates",
            .type = Type::names,
            .meaning = "The rate sheet: every product that sessions use, and its tokens per window. A product that is "
                       "used but not here is an error, not a free product. May only be left out with `demand.series`.",
            .absent = "there are none"},
    Setting{.path = "rates.*",
            .type = Type::rate,
            .meaning =
                "Tokens per window: a number, or a list of dated steps. The rate in force when a charge is made "
                "counts; a rate of 0 is never refused. A map with `per`, or steps of such, makes it a product that "
                "is charged per result: its use is in `usage.results`, and it has no sessions.",
            .required = true,
            .most = most_micro,
            .example = "7"},
    Setting{.path = "rates.*.tokens",
            .type = Type::tokens,
            .meaning = "Of a product that is charged per result: tokens for `per` results.",
            .required = true,
            .most = most_micro,
            .example = "1"},
    Setting{.path = "rates.*.per",
            .type = Type::tokens,
            .meaning = "For how many results.",
            .required = true,
            .least = 1,
            .most = most_micro,
            .example = "50"},
    Setting{
        .path = "rates.*.partial",
        .type = Type::choice,
        .meaning =
            "What becomes of results that do not fill `per`. `carry`: they are carried on, per team and product, "
            "until they do, and only whole units are charged. `up`: they are charged as a whole unit. `exact`: "
            "they are charged in proportion, to the millionth of a token. `divisible`: likewise, and if not all can "
            "be paid, as much as can, and only the rest is refused.",
        .fallback = "carry",
        .choices = partials},
    Setting{.path = "rates.*[].from",
            .type = Type::day,
            .meaning = "The civil day from whose start the step counts. Steps ascend.",
            .required = true,
            .most = last_day,
            .example = "2026-07-01"},
    Setting{.path = "rates.*[].tokens",
            .type = Type::tokens,
            .meaning = "Tokens per window, or for `per` results, from that day on.",
            .required = true,
            .most = most_micro,
            .example = "11"},
    Setting{.path = "rates.*[].per",
            .type = Type::tokens,
            .meaning = "As above, from that day on. All steps have it, or none.",
            .absent = "the product is charged per window",
            .least = 1,
            .most = most_micro,
            .example = "50"},
    Setting{.path = "rates.*[].partial",
            .type = Type::choice,
            .meaning = "As above; the same in all steps.",
            .fallback = "carry",
            .choices = partials},
    Setting{.path = "users",
            .type = Type::list,
            .meaning = "Home zones and teams of users. Users who have neither need not be listed.",
            .absent = "nobody has a zone or a team of their own"},
    Setting{.path = "users[].id",
            .type = Type::name,
            .meaning = "The user, as in the sessions.",
            .required = true,
            .example = "mary"},
    Setting{.path = "users[].time_zone",
            .type = Type::zone,
            .meaning = "The user's home zone, for windows with `zone: user`.",
            .absent = "the server's",
            .example = "Europe/London"},
    Setting{.path = "users[].team",
            .type = Type::text,
            .meaning = "The team whose pool pays for the user's sessions that name none.",
            .absent = "the default team, whose name is empty",
            .example = "UK"},
};

}  // namespace

std::span<const Setting> sheet_records() { return all; }

}  // namespace drawdown
