#include "tools/drawdown/terminal/other_story.h"

#include <fmt/core.h>

#include "tools/drawdown/terminal/story_lines.h"
#include "tools/drawdown/terminal/text.h"
#include "tools/drawdown/terminal/timeline.h"

namespace drawdown::program {
namespace {

std::string why_charged(const OtherUse& use) {
  return use.kind == OtherUse::Kind::refund
             ? "the latest results are taken back, at the rates at which they were charged (clause R)"
             : "results are charged when they are made (clause R)";
}

std::string why_refused(const Denial& denial) {
  switch (denial.reason) {
    case DenialReason::tokens:
      return "a result is charged when it is made, all or nothing (clause R)";
    case DenialReason::budget:
      return "a charge that would exceed a budget is refused, whatever the pool has (clause B)";
    case DenialReason::access:
      return "whoever may not use tokens is refused, unless an entitlement covers the session (clauses E, A)";
  }
  return {};
}

}  // namespace

std::string other_story(const ExplainedRun& run, const OtherUse& use, const PoolThen& pool, const Screen& screen) {
  const ChargeUnit& unit = run.trace.units[use.unit.value];
  const Product& product = run.scenario.products[unit.product.value];
  std::string out;
  std::optional<Charge> charge;
  if (use.charge) {
    charge = run.outcome.charges.charge(use.charge->kind, use.charge->row);
    out += fact_line(
        fmt::format("Charge {}", run.numbers.number_of(*use.charge)),
        fmt::format("{}, {}, {}",
                    use.kind == OtherUse::Kind::refund ? tokens_text(charge->tokens) : payment_text(run, *charge),
                    use.kind == OtherUse::Kind::refund ? "a refund" : "of results", run.clock.full(charge->at)),
        screen);
  } else {
    const Denial& denial = run.outcome.denials[*use.denial];
    out += fact_line(fmt::format("Denial {}", std::uint64_t{*use.denial} + 1),
                     fmt::format("{}, {}", lack_text(run, denial), run.clock.full(denial.at)), screen);
  }
  out += fact_line("Who", name_of(run, use.unit), screen);
  out += fact_line("Why", use.charge ? why_charged(use) : why_refused(run.outcome.denials[*use.denial]), screen);
  if (const RateStep* rate = product.rate_at(use.at); product.per_result && rate != nullptr) {
    out += fact_line("Rate", rate_text(product, *rate), screen);
  }
  const bool asked = use.charge || run.outcome.denials[*use.denial].reason != DenialReason::access;
  out += asked ? pool_lines(run, pool, charge, screen) : "";
  const TimelinePart part{use.unit, {}, {}, use.at, {use}};
  return out + "\n" + day_lines(run, part, screen);
}

}  // namespace drawdown::program
