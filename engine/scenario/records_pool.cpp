// The settings of the pool.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array all{
    Setting{.path = "pool", .type = Type::map, .meaning = "The tokens that can be drawn.", .required = true},
    Setting{.path = "pool.lifetime",
            .type = Type::lifetime,
            .meaning =
                "How long tokens last. Tokens bought on civil day D are usable from the start of D and expire at "
                "the start of D + lifetime; the last day of a shorter month stands for a day it does not have.",
            .absent = "every tranche has `lifetime` or `expires` of its own",
            .least = 1,
            .most = longest_lifetime_days,
            .example = "365d"},
    Setting{.path = "pool.tranches",
            .type = Type::list,
            .meaning = "The purchases. The list may be empty.",
            .required = true},
    Setting{.path = "pool.tranches[].id",
            .type = Type::name,
            .meaning = "What results call it; not `overdraft`, and without `:` and `;`.",
            .absent = "T1, T2, … by its place in the list",
            .example = "jan"},
    Setting{.path = "pool.tranches[].bought",
            .type = Type::day,
            .meaning = "The civil day of the purchase.",
            .required = true,
            .most = last_day,
            .example = "2026-01-05"},
    Setting{.path = "pool.tranches[].tokens",
            .type = Type::tokens,
            .meaning = "Tokens bought.",
            .required = true,
            .most = most_micro,
            .example = "5000"},
    Setting{.path = "pool.tranches[].unit_price",
            .type = Type::price,
            .meaning = "What one token cost, in the scenario's currency.",
            .absent = "not known",
            .most = most_micro,
            .example = "2.40"},
    Setting{.path = "pool.tranches[].team",
            .type = Type::text,
            .meaning = "The team whose pool it belongs to.",
            .absent = "the default team, whose name is empty",
            .example = "UK"},
    Setting{.path = "pool.tranches[].lifetime",
            .type = Type::lifetime,
            .meaning = "This tranche's own lifetime, in place of the pool's.",
            .absent = "the pool's",
            .least = 1,
            .most = longest_lifetime_days,
            .example = "12mo"},
    Setting{.path = "pool.tranches[].expires",
            .type = Type::day,
            .meaning = "The civil day at whose start it expires, in place of a lifetime. Later than `bought`.",
            .absent = "`bought` + lifetime",
            .most = last_expiry,
            .example = "2027-01-05"},
    Setting{.path = "pool.tranches[].remaining",
            .type = Type::tokens,
            .meaning =
                "What is left of it when the simulation begins. Only for a tranche bought before `from`; at most "
                "`tokens`.",
            .absent = "all of it",
            .most = most_micro,
            .example = "3120"},
};

}  // namespace

std::span<const Setting> pool_records() { return all; }

}  // namespace drawdown
