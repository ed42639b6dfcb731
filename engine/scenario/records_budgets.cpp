// The settings of `budgets`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array<std::string_view, 2> periods{"month", "horizon"};
constexpr std::array<std::string_view, 4> eaches{"all", "user", "team", "product"};

constexpr std::array all{
    Setting{.path = "budgets",
            .type = Type::list,
            .meaning =
                "Caps in tokens. A charge that would exceed one is refused, whatever the pool has. A cap counts the "
                "charges that match all it names.",
            .absent = "there are none"},
    Setting{.path = "budgets[].name",
            .type = Type::name,
            .meaning = "What denials call it.",
            .required = true,
            .example = "Media, UK"},
    Setting{.path = "budgets[].tokens",
            .type = Type::tokens,
            .meaning = "How much may be charged in a period.",
            .required = true,
            .most = most_micro,
            .example = "500"},
    Setting{.path = "budgets[].period",
            .type = Type::choice,
            .meaning =
                "`month`: the civil month of the charge, in the server's time zone. `horizon`: all that is simulated.",
            .fallback = "month",
            .choices = periods},
    Setting{.path = "budgets[].each",
            .type = Type::choice,
            .meaning = "Whether all that match share one cap, or every single user, team or product of them has one.",
            .fallback = "all",
            .choices = eaches},
    Setting{.path = "budgets[].user", .type = Type::name, .meaning = "Whose charges count.", .absent = "everybody's"},
    Setting{.path = "budgets[].team",
            .type = Type::text,
            .meaning = "Which team's charges count; the default team's name is empty.",
            .absent = "all teams'"},
    Setting{.path = "budgets[].products",
            .type = Type::name_list,
            .meaning = "Which products' charges count, together; as on the rate sheet.",
            .absent = "all products'",
            .example = "[Maya, 3ds Max]"},
};

}  // namespace

std::span<const Setting> budgets_records() { return all; }

}  // namespace drawdown
