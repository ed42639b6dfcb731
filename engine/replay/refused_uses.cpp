#include "engine/replay/refused_uses.h"

#include <algorithm>
#include <vector>

namespace drawdown {

void add_refused_uses(const Trace& trace, Outcome& outcome) {
  if (trace.refused.empty()) {
    return;
  }
  std::vector<Denial> refused;
  refused.reserve(trace.refused.size());
  for (const RefusedUse& use : trace.refused) {
    if (use.is_refund) {  // asks for no tokens, and none were used
      ++outcome.unmatched_refunds;
      continue;
    }
    Denial denial;
    denial.at = Instant{use.at};
    denial.unit = UnitId(use.unit);
    denial.reason = DenialReason::access;  // no tokens are asked for
    refused.push_back(denial);
    ++(use.is_result ? outcome.denied_results : outcome.denied_sessions);
  }
  std::vector<Denial> all(refused.size() + outcome.denials.size());
  std::merge(refused.begin(), refused.end(), outcome.denials.begin(), outcome.denials.end(), all.begin(),
             [](const Denial& a, const Denial& b) { return a.at < b.at; });
  outcome.denials = std::move(all);
}

}  // namespace drawdown
