// What happened to users besides the sessions that are metered: results and refunds, sessions that entitlements cover,
// and what access refuses.
//
//   for (const OtherUse& use : other_uses(scenario, trace, outcome, units)) { words_of(run, use).text; }
//
// Whether a result was charged, carried on or refused is read off the outcome's rows, as histories are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/trace/trace.h"
#include "tools/drawdown/terminal/event_words.h"

namespace drawdown::program {

struct OtherUse {
  enum class Kind : std::uint8_t {
    result,          // is charged
    carried,         // a result that fills no unit, or costs nothing
    result_refused,  // for want of tokens, by a budget or by access
    refund,          // gives tokens back
    taken_back,      // a refund that gives none back
    covered,         // a session by an entitlement
    refused,         // a session by access
  };
  Instant at;
  Kind kind = Kind::result;
  UnitId unit;
  std::int64_t quantity = 0;            // of results, in millionths; of refunds more than 0 too
  bool unmatched = false;               // a refund of more than was used
  std::optional<ChargePlace> charge;    // of what is charged or gives tokens back
  std::optional<std::uint32_t> denial;  // place in the outcome's denials
  std::uint64_t session = 0;            // of what is covered: its number, from 1
  Instant close;                        // likewise
  Cover cover;                          // likewise
};

// Of the units; each unit's in order of time.
[[nodiscard]] std::vector<OtherUse> other_uses(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                               const std::vector<UnitId>& units);

[[nodiscard]] EventWords words_of(const ExplainedRun& run, const OtherUse& use);
// What the event is called in JSON.
[[nodiscard]] std::string_view name_of(OtherUse::Kind kind);
// "10 tokens needed and 3 left of the budget 'Media'", "refused by access, whose rule 1 denies the user".
[[nodiscard]] std::string lack_text(const ExplainedRun& run, const Denial& denial);
// "1 token for 50 results, and parts of a unit are carried on".
[[nodiscard]] std::string rate_text(const Product& product, const RateStep& rate);

}  // namespace drawdown::program
