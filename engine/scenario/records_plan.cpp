// The settings of `plan`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array<std::string_view, 5> periods{"day", "week", "month", "quarter", "year"};
constexpr std::array<std::string_view, 2> discounts{"all_units", "incremental"};
constexpr std::int64_t longest_lead = 3660;  // days
constexpr std::int64_t most_capital_cost = 1000 * micro_per_unit;

constexpr std::array all{
    Setting{.path = "plan",
            .type = Type::map,
            .meaning = "What `drawdown plan` may buy, at the prices of `pool.price_list`, in orders of at least "
                       "`pool.minimum_order` and in multiples of `pool.order_multiple`; if that is 0, of whole tokens.",
            .absent = "nothing is planned"},
    Setting{.path = "plan.team",
            .type = Type::text,
            .meaning = "The team whose tokens are planned. If several teams have tokens, it must be named.",
            .absent = "the only team that has tokens, or the default team",
            .example = "UK"},
    Setting{.path = "plan.every",
            .type = Type::choice,
            .meaning =
                "On which days an order may be placed: on the first day of the horizon, and every so often after it, "
                "on the same day of the month, or the last day of a shorter month.",
            .fallback = "month",
            .choices = periods},
    Setting{.path = "plan.days",
            .type = Type::day_list,
            .meaning = "These days instead, in order of time.",
            .absent = "`every` says it",
            .most = last_day,
            .example = "[2026-01-05, 2026-07-01]"},
    Setting{.path = "plan.lead_time",
            .type = Type::count,
            .meaning =
                "Civil days from the order, when it is paid, to the start of the day on which its tokens are there; "
                "0: at once.",
            .fallback = "0",
            .most = longest_lead,
            .example = "5"},
    Setting{.path = "plan.lifetime",
            .type = Type::lifetime,
            .meaning = "How long tokens last, from the day on which they are there.",
            .absent = "the pool's",
            .least = 1,
            .most = longest_lifetime_days,
            .example = "365d"},
    Setting{.path = "plan.discount",
            .type = Type::choice,
            .meaning = "What the price list gives: `all_units`: the price of all tokens of an order that reaches the "
                       "quantity; `incremental`: that of the tokens from this quantity up to the next.",
            .fallback = "all_units",
            .choices = discounts},
    Setting{.path = "plan.order_cost",
            .type = Type::price,
            .meaning = "What each order costs, whatever its size.",
            .fallback = "0",
            .most = most_micro,
            .example = "150"},
    Setting{.path = "plan.capital_cost",
            .type = Type::percent,
            .meaning = "Percent a year on what is paid, from the order to the end of the horizon: simple interest.",
            .fallback = "0",
            .most = most_capital_cost,
            .example = "8"},
    Setting{.path = "plan.penalty",
            .type = Type::price,
            .meaning = "What a token costs that is refused. With it, refusing may be cheaper than buying.",
            .absent = "`refused_day` or `risk` says it; without them nothing may be refused",
            .most = most_micro,
            .example = "9"},
    Setting{.path = "plan.refused_day",
            .type = Type::price,
            .meaning =
                "What an access day costs on which somebody is refused. In the search a token costs its part of that: "
                "an access day counts as many tokens as one has on average. A replay counts access days.",
            .absent = "`penalty` or `risk` says it; without them nothing may be refused",
            .most = most_micro,
            .example = "40"},
    Setting{.path = "plan.risk",
            .type = Type::percent,
            .meaning = "In so many percent of the replications of a demand something may be refused, at no penalty.",
            .absent = "`penalty` or `refused_day` says it; without them nothing may be refused",
            .most = 100 * micro_per_unit,
            .example = "2"},
    Setting{.path = "plan.budget",
            .type = Type::price_list,
            .meaning =
                "What orders, with their `order_cost`, may come to in a year; or a list, of as many as the horizon has "
                "years. Years begin on its first day and on that day's anniversaries.",
            .absent = "there is no limit",
            .most = most_micro,
            .example = "[60000, 80000]"},
    Setting{.path = "plan.most_orders",
            .type = Type::count,
            .meaning = "At most so many orders, over the whole horizon.",
            .absent = "there is no limit",
            .most = most_micro,
            .example = "4"},
    Setting{.path = "plan.left_value",
            .type = Type::price,
            .meaning =
                "What a token is worth that is left when the horizon ends, and not expired; less than every price of "
                "the list.",
            .fallback = "0",
            .most = most_micro,
            .example = "1.20"},
    Setting{.path = "plan.replications",
            .type = Type::count,
            .meaning = "Of a demand that is not known: from how many replications the plan is made, the first ones.",
            .fallback = "400",
            .least = 1,
            .most = 100'000},
    Setting{.path = "plan.tests",
            .type = Type::count,
            .meaning = "On how many further replications it is tried.",
            .fallback = "1000",
            .least = 1,
            .most = 100'000},
};

}  // namespace

std::span<const Setting> plan_records() { return all; }

}  // namespace drawdown
