// The setting of what is expected of results.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

constexpr std::array all{
    Setting{.path = "expect",
            .type = SettingType::comparisons,
            .meaning =
                "What is expected of the results. After `drawdown run` and `drawdown stress` each line passes or "
                "fails; if one fails, the exit status is 3.",
            .absent = "nothing is expected",
            .example = "[denied_sessions == 0, written_off <= 500]"},
};

}  // namespace

std::span<const Setting> expect_records() { return all; }

}  // namespace drawdown
