// The settings of `stress`.
#include <array>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array all{
    Setting{.path = "stress",
            .type = Type::map,
            .meaning = "How `drawdown stress` tries the demand. Its options say the same.",
            .absent = "all as below"},
    Setting{.path = "stress.sizes",
            .type = Type::sizes,
            .meaning = "The sizes that are tried.",
            .absent = "the pool is tried as it is",
            .example = "4000..8000/500"},
    Setting{.path = "stress.size_of",
            .type = Type::name,
            .meaning =
                "What they are the sizes of: `all` listed tranches together, each in proportion; one tranche, by "
                "its id; or `demand`, of which a size is a factor.",
            .fallback = "all",
            .example = "jan"},
    Setting{.path = "stress.replications",
            .type = Type::count,
            .meaning = "How many replications are made; with a half-width, the most that are made.",
            .fallback = "1000",
            .least = 1,
            .most = 10'000'000},
    Setting{.path = "stress.half_width",
            .type = Type::share,
            .meaning = "Stop as soon as the 95 % interval of every candidate's probability of running dry reaches at "
                       "most so far to either side.",
            .absent = "all replications are made",
            .least = 100,
            .most = 500'000,
            .example = "0.005"},
    Setting{.path = "stress.service_level",
            .type = Type::share,
            .meaning = "What share of the access days is to be served; of a series, of the tokens asked for.",
            .fallback = "0.98",
            .most = micro_per_unit},
    Setting{
        .path = "stress.penalty",
        .type = Type::price,
        .meaning =
            "What an access day costs on which somebody is refused; of a series, what a token costs that is refused.",
        .fallback = "0",
        .most = most_micro,
        .example = "40"},
};

}  // namespace

std::span<const Setting> stress_records() { return all; }

}  // namespace drawdown
