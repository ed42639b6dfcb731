// Which sessions are over before their time. A session that idle awareness split into spells (engine/trace/spells.h) is
// refused as a whole, and cut off as a whole: what is left of it makes no attempt to open.
//
// Only a trace with spells has anything here; else `split()` is false and nothing must be asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/trace/trace.h"

namespace drawdown {

class SessionFates {
 public:
  explicit SessionFates(const Trace& trace) : trace_(trace) {
    if (!split()) {
      return;
    }
    fates_.resize(trace.split_sessions);
    last_cut_.resize(trace.units.size());
    for (std::size_t entry = trace.size(); entry-- > 0;) {
      fates_[trace.session[entry]].in_since = trace.open[entry];  // the last one written is its first spell's
    }
  }

  [[nodiscard]] bool split() const { return !trace_.session.empty(); }

  // Whether the spell's session is over before the spell opens. Its unit was last cut off after the session came in: a
  // cut-off ends every session that is open then, active or idle.
  [[nodiscard]] bool is_over(std::size_t spell) const {
    const Fate& fate = fates_[trace_.session[spell]];
    return fate.over || fate.in_since < last_cut_[trace_.unit[spell]];
  }
  // It tries again; if it was refused before a cut-off, that was of others.
  void try_again(std::size_t spell, std::uint32_t now) { fates_[trace_.session[spell]].in_since = now; }
  // True the first time that the session is refused.
  bool refuse(std::size_t spell) { return !std::exchange(fates_[trace_.session[spell]].refused, true); }
  void end(std::size_t spell) { fates_[trace_.session[spell]].over = true; }
  void cut_off(std::uint32_t unit, std::uint32_t now) { last_cut_[unit] = now; }

 private:
  struct Fate {
    std::uint32_t in_since = 0;
    bool refused = false;
    bool over = false;
  };

  const Trace& trace_;
  std::vector<Fate> fates_;              // by session
  std::vector<std::uint32_t> last_cut_;  // by unit; 0: never
};

}  // namespace drawdown
