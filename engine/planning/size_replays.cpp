#include "engine/planning/size_replays.h"

#include <algorithm>

#include "engine/ensemble/sizes.h"
#include "engine/replay/replay.h"
#include "engine/replay/tranche_teams.h"

namespace drawdown {
namespace {

// Owes whatever it is asked for. Sessions, idle spans, entitlements and access stay as they are.
Scenario without_pool(const Scenario& scenario) {
  Scenario unlimited = scenario;
  unlimited.rules.when_empty = WhenEmpty::overdraft;
  unlimited.tranches.clear();
  unlimited.contracts.clear();
  return unlimited;
}

}  // namespace

SizeReplays::SizeReplays(const Scenario& scenario, std::size_t tranche)
    : scenario_(scenario), tranche_(tranche), unlimited_(without_pool(scenario)) {}

AskedFor SizeReplays::asked_for(const Trace& trace) const {
  const Outcome outcome = replay(unlimited_, trace);
  const TeamId team = team_called(trace, scenario_.tranches[tranche_].team);
  AskedFor asked;
  asked.days.resize(static_cast<std::size_t>(scenario_.days.size()));
  for (const Charge& charge : outcome.charges) {
    asked.tokens += charge.tokens;
    if (trace.units[charge.unit.value].team == team) {
      asked.days[static_cast<std::size_t>(scenario_.days.index_at(charge.at))] += charge.tokens;
    }
  }
  asked.access_days = AccessDays(scenario_.days, trace).wanted();
  return asked;
}

SizeReplays::Course::Course(const SizeReplays& replays, const Trace& trace)
    : replays_(replays),
      trace_(trace),
      metered_(meter(replays.scenario_, trace)),
      access_(replays.scenario_.days, trace) {}

SizeReplay SizeReplays::Course::outcome(Tokens size) const {
  const Scenario sized = with_size(replays_.scenario_, {SizeOf::Kind::tranche, replays_.tranche_}, size);
  std::optional<Outcome> outcome = settle(sized, trace_, metered_);
  if (!outcome) {
    outcome = replay(sized, trace_);
  }
  const TeamId team = team_called(trace_, sized.tranches[replays_.tranche_].team);
  std::erase_if(outcome->denials, [&](const Denial& denial) {
    return denial.reason != DenialReason::tokens || trace_.units[denial.unit.value].team != team;
  });
  SizeReplay replay;
  replay.dry = !outcome->denials.empty();
  for (const Denial& denial : outcome->denials) {
    replay.refused += denial.first || denial.kind == DenialKind::cut_off ? denial.tokens : Tokens{};
  }
  replay.refused_days = access_.refused(sized, *outcome);
  for (const TrancheBalance& balance : outcome->balances) {
    if (balance.team == team) {
      replay.expired += balance.expired;
      replay.left += balance.remaining;
    }
  }
  return replay;
}

std::optional<Tokens> SizeReplays::Course::enough_above(Tokens dry, Tokens more) const {
  Tokens low = dry;
  Tokens step = Tokens::whole(1);
  Tokens high = low + step;
  while (is_dry(high)) {
    if (high - dry > more) {
      return std::nullopt;
    }
    low = high;
    step += step;
    high = low + step;
  }
  while (high - low > Tokens{1}) {
    const Tokens middle{low.micro + (high - low).micro / 2};
    (is_dry(middle) ? low : high) = middle;
  }
  return high;
}

}  // namespace drawdown
