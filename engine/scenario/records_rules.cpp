// The settings of `rules`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array<std::string_view, 2> preset_names{"flex", "token-flex"};
constexpr std::array<std::string_view, 4> window_kinds{"rolling", "calendar", "shared", "visit"};
constexpr std::array<std::string_view, 3> period_names{"day", "week", "month"};
constexpr std::array<std::string_view, 4> unit_parts{"user", "product", "version", "machine"};
constexpr std::array<std::string_view, 2> when_empty_words{"deny", "overdraft"};
constexpr std::array<std::string_view, 3> draw_orders{"soonest_expiry", "oldest", "newest"};

constexpr std::array all{
    Setting{.path = "rules",
            .type = Type::map,
            .meaning = "When tokens are charged: the name of a preset, or a map that changes some rules of one.",
            .absent = "the preset `flex`",
            .shorthand = "preset",
            .example = "flex"},
    Setting{.path = "rules.preset",
            .type = Type::choice,
            .meaning = "The preset that supplies every rule which is not given.",
            .fallback = "flex",
            .choices = preset_names},
    Setting{.path = "rules.window",
            .type = Type::map,
            .meaning = "The time that one charge pays for: the name of a kind, or a map.",
            .absent = "the preset's",
            .shorthand = "kind",
            .example = "{kind: calendar, period: day, zone: server}"},
    Setting{.path = "rules.window.kind",
            .type = Type::choice,
            .meaning = "`rolling`: from the charge on, for `length`. `calendar`: the civil `period` that holds the "
                       "charge. `shared`: one window per product for the whole organisation, from the first visit "
                       "on, for `length`; every user pays once in it. `visit`: none; every visit is charged once.",
            .absent = "the preset's",
            .choices = window_kinds},
    Setting{.path = "rules.window.length",
            .type = Type::duration,
            .meaning = "How long a `rolling` or `shared` window lasts. A rolling window is longer than the grace "
                       "period.",
            .fallback = "24h",
            .least = 1,
            .most = longest_seconds},
    Setting{.path = "rules.window.period",
            .type = Type::choice,
            .meaning = "The period of a `calendar` window. Weeks begin on Monday.",
            .fallback = "day",
            .choices = period_names},
    Setting{.path = "rules.window.zone",
            .type = Type::clock_zone,
            .meaning = "Whose clock a `calendar` window follows: `server`, `user` (the server's for a user without a "
                       "time zone), or a named zone.",
            .fallback = "server"},
    Setting{.path = "rules.charge_per",
            .type = Type::choices,
            .meaning = "What one charge covers. The list holds user and product; version and machine may be added. "
                       "Different teams are always charged apart.",
            .absent = "the preset's",
            .choices = unit_parts,
            .example = "[user, product, version]"},
    Setting{.path = "rules.grace",
            .type = Type::duration,
            .meaning = "A visit that is shorter than this is free; one of exactly this length is charged.",
            .absent = "the preset's",
            .most = longest_seconds,
            .example = "5m"},
    Setting{.path = "rules.renew",
            .type = Type::yes_no,
            .meaning = "Whether a visit that goes on when its window ends is charged again at that instant. If not, it "
                       "goes on free until it ends.",
            .absent = "the preset's",
            .example = "true"},
    Setting{.path = "rules.when_empty",
            .type = Type::when_empty,
            .meaning =
                "What happens to a session that the pool cannot pay: `deny` refuses it; `{retry: 1h}` refuses it "
                "and tries again after each such delay, while it is still before its close; `overdraft` lets "
                "it in, and the team owes the tokens.",
            .absent = "the preset's",
            .choices = when_empty_words,
            .example = "{retry: 1h}"},
    Setting{.path = "rules.when_empty.retry",
            .type = Type::duration,
            .meaning = "How long a refused session waits before it tries again.",
            .required = true,
            .least = 1,
            .most = longest_seconds,
            .example = "1h"},
    Setting{.path = "rules.consume",
            .type = Type::choice,
            .meaning = "Which tranche is drawn first: `soonest_expiry` (ties: the smaller purchase, then the earlier, "
                       "then the one listed earlier), `oldest` or `newest` purchase.",
            .absent = "the preset's",
            .choices = draw_orders},
    Setting{.path = "rules.idle",
            .type = Type::map,
            .meaning =
                "How long a session may be idle before it counts as closed until it is used again: a duration, or "
                "a map. Needs `usage.idle`.",
            .absent = "idle spans are not looked at",
            .shorthand = "after",
            .example = "{after: 15m, except: [Mudbox]}"},
    Setting{.path = "rules.idle.after",
            .type = Type::duration,
            .meaning =
                "A session that has been idle for longer is replaced by its active spells: one ends this long "
                "into an idle span, and another begins when the span ends. `none`: idle spans are not looked at.",
            .required = true,
            .least = 1,
            .most = longest_seconds,
            .example = "15m"},
    Setting{.path = "rules.idle.except",
            .type = Type::name_list,
            .meaning = "Products that are not idle-aware; as on the rate sheet.",
            .absent = "all are idle-aware",
            .example = "[Mudbox]"},
};

}  // namespace

std::span<const Setting> rules_records() { return all; }

}  // namespace drawdown
