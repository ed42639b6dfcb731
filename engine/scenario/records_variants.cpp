// The settings of variants.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array all{
    Setting{.path = "variants",
            .type = Type::names,
            .meaning = "Other rules, rates, purchases or clocks to run the same sessions under, each under a name. "
                       "`drawdown run` runs none of them.",
            .absent = "there are none"},
    Setting{.path = "variants.*",
            .type = Type::changes,
            .meaning = "What it changes: paths of settings as in `--set`, and their values. A value replaces what was "
                       "there. `usage` cannot be changed.",
            .required = true,
            .example = "{rules.grace: 0s, rates.Revit: 12}"},
    Setting{.path = "variants.*.on",
            .type = Type::name,
            .meaning = "The variant that its changes are made to.",
            .absent = "the scenario itself",
            .example = "no grace"},
    Setting{.path = "variants.*.about",
            .type = Type::text,
            .meaning = "What it stands for, in words.",
            .absent = "nothing is said"},
    Setting{.path = "variants.*.source",
            .type = Type::text,
            .meaning = "Where its rule is written.",
            .absent = "nothing is said"},
    Setting{.path = "vary",
            .type = Type::names,
            .meaning = "Paths of settings, each with a list of values. Every combination is a variant of the scenario.",
            .absent = "there are no more variants than those with a name"},
    Setting{.path = "vary.*",
            .type = Type::values,
            .meaning = "The values that it takes, all different.",
            .required = true,
            .example = "[0s, 5m, 15m]"},
};

}  // namespace

std::span<const Setting> variants_records() { return all; }

}  // namespace drawdown
