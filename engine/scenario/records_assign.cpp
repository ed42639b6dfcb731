// The settings of `assign`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array all{
    Setting{.path = "assign",
            .type = Type::map,
            .meaning = "How `drawdown assign` decides who gets tokens, subscriptions or collections.",
            .absent = "all as below"},
    Setting{.path = "assign.token_price",
            .type = Type::price,
            .meaning = "What a token costs, however many are bought.",
            .absent =
                "`pool.price_list` says what an order of all tokens costs; without one, the `unit_price` that all "
                "purchases share",
            .most = most_micro,
            .example = "2.40"},
    Setting{.path = "assign.most_changes",
            .type = Type::count,
            .meaning = "So many users at most get something else than they have.",
            .absent = "any number",
            .most = 1'000'000'000,
            .example = "50"},
    Setting{.path = "assign.minimum_stay_days",
            .type = Type::count,
            .meaning =
                "A seat, of a subscription or in a collection, may move from one user to the next; each has it for "
                "so many days at least. Not together with `most_changes`.",
            .absent = "a seat stays with its user",
            .least = 1,
            .most = longest_lifetime_days,
            .example = "30"},
    Setting{.path = "assign.sure",
            .type = Type::share,
            .meaning = "Under uncertainty, a choice that is the cheapest in a smaller share of the replications is "
                       "contested.",
            .fallback = "0.9",
            .most = micro_per_unit},
    Setting{.path = "assign.replications",
            .type = Type::count,
            .meaning = "Of a `demand`: how many replications it is decided on, and how many others it is judged by.",
            .fallback = "200",
            .least = 1,
            .most = 100'000},
};

}  // namespace

std::span<const Setting> assign_records() { return all; }

}  // namespace drawdown
