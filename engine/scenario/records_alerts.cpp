// The settings of `subscription_prices`, `alerts` and `reminders`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array<std::string_view, 5> whens{"share_left", "expiring", "empty_before", "write_off",
                                                "dearer_than_subscription"};
constexpr std::int64_t hundred_percent = 100 * micro_per_unit;
constexpr std::int64_t longest_trailing = 366;
constexpr std::string_view trailing_meaning =
    "Over how many civil days consumption is averaged to the rate. Before so many have gone by, nothing is projected.";

constexpr std::array all{
    Setting{.path = "subscription_prices",
            .type = Type::names,
            .meaning =
                "What a named user's own seat of a product costs for a year, to compare tokens with. Nobody gets "
                "one by it: that is `entitlements`.",
            .absent = "tokens are not compared with subscriptions"},
    Setting{.path = "subscription_prices.*",
            .type = Type::dated_price,
            .meaning = "The price for a user and a year, in the currency of unit prices: a number, or a list of dated "
                       "steps. The price in force on a day counts.",
            .required = true,
            .most = most_micro,
            .example = "2310"},
    Setting{.path = "subscription_prices.*[].from",
            .type = Type::day,
            .meaning = "The civil day from which the step counts. Steps ascend.",
            .required = true,
            .most = last_day,
            .example = "2026-07-01"},
    Setting{.path = "subscription_prices.*[].price",
            .type = Type::price,
            .meaning = "The price from that day on.",
            .required = true,
            .most = most_micro,
            .example = "2985"},
    Setting{.path = "alerts",
            .type = Type::list,
            .meaning = "What is told as the replay goes; see [Alerts](#alerts). Alerts change nothing.",
            .absent = "there are none"},
    Setting{.path = "alerts[].name",
            .type = Type::name,
            .meaning = "What alerts.csv calls it.",
            .required = true,
            .example = "running low"},
    Setting{.path = "alerts[].when",
            .type = Type::choice,
            .meaning =
                "`share_left`: less than `below` percent of what was bought is left. `expiring`: a tranche has more "
                "than `left` tokens, or `left_share` percent, left with less than `days` days to its expiry. "
                "`empty_before`: at the trailing rate the pool is empty before `day`, or within `days` days. "
                "`write_off`: at the trailing rate a tranche will have more than `more_than` tokens left when it "
                "expires. `dearer_than_subscription`: a user's tokens of this civil year cost more than "
                "`subscription_prices` has for the product.",
            .required = true,
            .choices = whens},
    Setting{.path = "alerts[].team",
            .type = Type::text,
            .meaning = "Whose pool, or whose charges; the default team's name is empty.",
            .absent = "every team's, each by itself"},
    Setting{.path = "alerts[].below",
            .type = Type::percent,
            .meaning = "Of `share_left`, which needs it.",
            .absent = "not for other kinds",
            .least = 1,
            .most = hundred_percent,
            .example = "30"},
    Setting{.path = "alerts[].days_left",
            .type = Type::count,
            .meaning = "Of `share_left`: count only tranches with more than so many days to their expiry.",
            .absent = "all usable tranches count",
            .most = longest_lifetime_days,
            .example = "90"},
    Setting{.path = "alerts[].left",
            .type = Type::tokens,
            .meaning = "Of `expiring`, which needs it or `left_share`.",
            .absent = "not for other kinds",
            .most = most_micro,
            .example = "1000"},
    Setting{.path = "alerts[].left_share",
            .type = Type::percent,
            .meaning = "Of `expiring`: percent of what the tranche brought, in place of `left`.",
            .absent = "not for other kinds",
            .most = hundred_percent,
            .example = "20"},
    Setting{.path = "alerts[].days",
            .type = Type::count,
            .meaning = "Of `expiring`, which needs it; and of `empty_before`, which needs it or `day`.",
            .absent = "not for other kinds",
            .least = 1,
            .most = longest_lifetime_days,
            .example = "60"},
    Setting{.path = "alerts[].day",
            .type = Type::day,
            .meaning = "Of `empty_before`: a civil day, in place of `days`.",
            .absent = "not for other kinds",
            .most = last_expiry,
            .example = "2026-12-01"},
    Setting{.path = "alerts[].more_than",
            .type = Type::tokens,
            .meaning = "Of `write_off`, which needs it.",
            .absent = "not for other kinds",
            .most = most_micro,
            .example = "500"},
    Setting{.path = "alerts[].trailing",
            .type = Type::count,
            .meaning = trailing_meaning,
            .fallback = "30",
            .least = 1,
            .most = longest_trailing},
    Setting{.path = "alerts[].product",
            .type = Type::name,
            .meaning = "Of `dearer_than_subscription`: only this product.",
            .absent = "every product with a subscription price, each by itself",
            .example = "AutoCAD"},
    Setting{.path = "reminders",
            .type = Type::map,
            .meaning = "How the calendar of expiries, decisions and purchases is made, alerts.ics.",
            .absent = "it is made in the usual way if there are alerts, and else not"},
    Setting{.path = "reminders.lead_time",
            .type = Type::count,
            .meaning =
                "How many days before a projected stock-out to decide on a purchase, for teams without a purchasing "
                "policy; with several policies their longest `lead_time` counts.",
            .fallback = "30",
            .most = 3653},
    Setting{.path = "reminders.trailing",
            .type = Type::count,
            .meaning = trailing_meaning,
            .fallback = "30",
            .least = 1,
            .most = longest_trailing},
};

}  // namespace

std::span<const Setting> alerts_records() { return all; }

}  // namespace drawdown
