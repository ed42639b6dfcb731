// The settings of `charge_back` and `focus`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;

constexpr std::array<std::string_view, 4> write_offs{"team", "tranche", "equal", "none"};

constexpr std::array all{
    Setting{.path = "charge_back",
            .type = Type::map,
            .meaning = "Writes charge_back.csv: what each team, user, product … costs.",
            .absent = "nothing is charged back"},
    Setting{.path = "charge_back.by",
            .type = Type::name_list,
            .meaning = "By what costs are split, each for itself: `team`, `user`, `product`, or a column of "
                       "`users_file`.",
            .absent = "all of these",
            .example = "[team, cost centre]"},
    Setting{.path = "charge_back.write_off",
            .type = Type::choice,
            .meaning = "Who bears the tokens of a tranche that expired, in proportion: `team`: whoever was charged "
                       "tokens by the team that has it. `tranche`: whoever used tokens of it. `equal`: everybody who "
                       "was charged, alike. `none`: nobody; they are on a line of their own.",
            .fallback = "team",
            .choices = write_offs},
    Setting{.path = "focus",
            .type = Type::map,
            .meaning = "What `drawdown run --focus` calls those who sell the tokens and those who pay for them.",
            .absent = "by the defaults below"},
    Setting{.path = "focus.provider",
            .type = Type::name,
            .meaning = "Who makes the tokens available.",
            .fallback = "Autodesk"},
    Setting{
        .path = "focus.publisher", .type = Type::name, .meaning = "Who makes the products.", .absent = "the provider"},
    Setting{.path = "focus.invoice_issuer",
            .type = Type::name,
            .meaning = "Who bills the tokens.",
            .absent = "the provider",
            .example = "A reseller"},
    Setting{.path = "focus.billing_account",
            .type = Type::name,
            .meaning = "Who is billed.",
            .absent = "the scenario's name",
            .example = "Northwind"},
    Setting{.path = "focus.service", .type = Type::name, .meaning = "What the tokens are for.", .fallback = "Tokens"},
};

}  // namespace

std::span<const Setting> charge_back_records() { return all; }

}  // namespace drawdown
