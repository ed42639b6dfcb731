// The settings of `entitlements` and `access`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::string_view from_meaning = "The civil day from whose start it is in force.";
constexpr std::string_view until_meaning =
    "The civil day at whose start it ends. A session that it covers by then stays covered.";

constexpr std::array all{
    Setting{.path = "entitlements",
            .type = Type::map,
            .meaning = "What may be used without tokens. Decided when a session opens, for the whole session, in the "
                       "order of this list.",
            .absent = "every session needs tokens"},
    Setting{.path = "entitlements.subscriptions",
            .type = Type::list,
            .meaning = "Named users' own seats.",
            .absent = "there are none"},
    Setting{.path = "entitlements.subscriptions[].user",
            .type = Type::name,
            .meaning = "The user, as in the sessions.",
            .required = true,
            .example = "mary"},
    Setting{.path = "entitlements.subscriptions[].product",
            .type = Type::name,
            .meaning = "The product, as on the rate sheet.",
            .required = true,
            .example = "AutoCAD"},
    Setting{.path = "entitlements.subscriptions[].from",
            .type = Type::day,
            .meaning = from_meaning,
            .absent = "always was",
            .most = last_day,
            .example = "2026-01-01"},
    Setting{.path = "entitlements.subscriptions[].until",
            .type = Type::day,
            .meaning = until_meaning,
            .absent = "it does not end",
            .most = last_expiry,
            .example = "2027-01-01"},
    Setting{.path = "entitlements.collections",
            .type = Type::list,
            .meaning = "Sets of products for named users.",
            .absent = "there are none"},
    Setting{.path = "entitlements.collections[].name",
            .type = Type::name,
            .meaning = "What it is called.",
            .required = true,
            .example = "AEC"},
    Setting{.path = "entitlements.collections[].products",
            .type = Type::name_list,
            .meaning = "Its products, as on the rate sheet.",
            .required = true,
            .example = "[AutoCAD, Revit]"},
    Setting{.path = "entitlements.collections[].price",
            .type = Type::price,
            .meaning =
                "What it costs for a user and a year, in the currency of unit prices, to compare tokens with; see "
                "[Break-even](#break-even) and [Assignment](#assignment).",
            .absent = "tokens are not compared with it",
            .most = most_micro,
            .example = "3115"},
    Setting{
        .path = "entitlements.collections[].users", .type = Type::list, .meaning = "Whose it is.", .required = true},
    Setting{.path = "entitlements.collections[].users[].user",
            .type = Type::name,
            .meaning = "The user, as in the sessions.",
            .required = true,
            .example = "bob"},
    Setting{.path = "entitlements.collections[].users[].from",
            .type = Type::day,
            .meaning = from_meaning,
            .absent = "always was",
            .most = last_day,
            .example = "2026-01-01"},
    Setting{.path = "entitlements.collections[].users[].until",
            .type = Type::day,
            .meaning = until_meaning,
            .absent = "it does not end",
            .most = last_expiry,
            .example = "2027-01-01"},
    Setting{.path = "entitlements.seats",
            .type = Type::list,
            .meaning = "Floating seats: a session takes a free one when it opens, and gives it back when it closes. "
                       "Numbers for the same product add up while they are in force.",
            .absent = "there are none"},
    Setting{.path = "entitlements.seats[].product",
            .type = Type::name,
            .meaning = "The product, as on the rate sheet.",
            .required = true,
            .example = "Maya"},
    Setting{.path = "entitlements.seats[].number",
            .type = Type::count,
            .meaning = "How many.",
            .required = true,
            .least = 1,
            .most = 1'000'000,
            .example = "5"},
    Setting{.path = "entitlements.seats[].from",
            .type = Type::day,
            .meaning = from_meaning,
            .absent = "always was",
            .most = last_day,
            .example = "2026-01-01"},
    Setting{.path = "entitlements.seats[].until",
            .type = Type::day,
            .meaning = "The civil day at whose start they end. Those that are held then are held to their sessions' "
                       "closes.",
            .absent = "they do not end",
            .most = last_expiry,
            .example = "2027-01-01"},
    Setting{.path = "access",
            .type = Type::map,
            .meaning = "Who may use tokens. What entitlements cover is not asked about.",
            .absent = "everybody, for everything"},
    Setting{.path = "access.deny",
            .type = Type::list,
            .meaning = "Who and what may not use tokens. A rule refuses whoever matches all that it names.",
            .absent = "nothing is refused"},
    Setting{.path = "access.deny[].user",
            .type = Type::name,
            .meaning = "The user, as in the sessions.",
            .absent = "any",
            .example = "eve"},
    Setting{.path = "access.deny[].product",
            .type = Type::name,
            .meaning = "The product, as on the rate sheet.",
            .absent = "any",
            .example = "Maya"},
    Setting{.path = "access.only",
            .type = Type::name_list,
            .meaning = "Users; nobody else may use tokens.",
            .absent = "everybody may",
            .example = "[mary, bob]"},
};

}  // namespace

std::span<const Setting> entitlements_records() { return all; }

}  // namespace drawdown
