#include "tools/drawdown/terminal/story_lines.h"

#include <fmt/core.h>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

constexpr std::size_t label_width = 11;

std::string tranche_text(const ExplainedRun& run, const TrancheThen& then, const std::optional<Charge>& charge) {
  const Tranche& tranche = run.outcome.tranches[then.tranche.value];
  std::string text = printable(tranche.id) + ": ";
  switch (then.state) {
    case TrancheThen::State::not_yet:
      return text + fmt::format("not before {}", format(tranche.bought));
    case TrancheThen::State::expired:
      text += fmt::format("expired {}", format(tranche.expires));
      break;
    case TrancheThen::State::usable:
      text += fmt::format("{} of {} left", text_of(then.remaining), text_of(tranche.tokens));
      text += then.held > Tokens{} ? fmt::format(" and {} held", text_of(then.held)) : "";
      text += fmt::format(", expires {}", format(tranche.expires));
  }
  if (charge) {
    for (const Draw& draw : charge->draws()) {
      if (draw.tranche == then.tranche) {
        text += draw.tokens < Tokens{} ? fmt::format("; gets {} back", text_of(Tokens{} - draw.tokens))
                                       : fmt::format("; pays {}", text_of(draw.tokens));
      }
    }
  }
  return text;
}

}  // namespace

std::string fact_line(std::string_view label, const std::string& text, const Screen& screen) {
  std::string lines = hanging(fmt::format(" {}", label), label_width + 1, text, screen.width - 1);
  return lines.insert(label.size() + 1, screen.palette.reset).insert(1, screen.palette.title);
}

std::string pool_lines(const ExplainedRun& run, const PoolThen& pool, const std::optional<Charge>& charge,
                       const Screen& screen) {
  const std::string order = run.scenario.rules.consume == DrawOrder::oldest   ? "oldest purchase first"
                            : run.scenario.rules.consume == DrawOrder::newest ? "newest purchase first"
                                                                              : "soonest expiry first";
  std::string out = fact_line(
      "Pool",
      pool.tranches.empty() ? std::string("no tranches")
                            : fmt::format("{} available; drawn {} (clause 3):", tokens_text(pool.available), order),
      screen);
  for (const TrancheThen& then : pool.tranches) {
    out += hanging("", label_width + 3, tranche_text(run, then, charge), screen.width - 1);
  }
  return pool.owed > Tokens{} ? out + hanging("", label_width + 3, tokens_text(pool.owed) + " owed", screen.width - 1)
                              : out;
}

}  // namespace drawdown::program
