#include "engine/analysis/differences.h"

#include <array>

namespace drawdown {
namespace {

struct Words {
  std::string_view name;
  std::string_view text;
};

// In the order of Reason.
constexpr std::array<Words, reason_count> words{{
    {"rate", "the rate is another"},
    {"grace", "the visit is shorter than the grace period"},
    {"refused", "refused for want of tokens"},
    {"idle", "idle"},
    {"version", "a second version"},
    {"machine", "a second machine"},
    {"boundary", "crosses the boundary of a metering day, week or month"},
    {"renewal", "still open when the window ended"},
    {"window length", "the window of an earlier charge still runs"},
    {"shared window", "another user's visit started or ended the shared window"},
    {"visit", "every visit is charged"},
    {"outside", "outside the simulated days"},
    {"moved", "an earlier difference moved the window"},
}};

}  // namespace

std::string_view reason_name(Reason reason) { return words[static_cast<std::size_t>(reason)].name; }
std::string_view reason_text(Reason reason) { return words[static_cast<std::size_t>(reason)].text; }

}  // namespace drawdown
