// The one place where run time becomes compile time: the loop for the window kind of the rules.
#pragma once

#include <type_traits>
#include <variant>

#include "engine/replay/block.h"
#include "engine/replay/loop.h"
#include "engine/replay/windows.h"

namespace drawdown {

template <class Payer>
void run_loop(const Scenario& scenario, const Trace& trace, Payer& payer, Outcome& outcome, ReplayOptions options) {
  static_assert(std::variant_size_v<Window> == 4, "each window kind makes one more copy of the loop for each payer");
  Journal& journal = outcome.charges;
  const bool renew = scenario.rules.renew;
  const auto run = [&](auto windows) {
    Loop<decltype(windows), Payer>(scenario, trace, std::move(windows), payer, journal, outcome, options).run();
  };
  std::visit(
      [&](const auto& window) {
        using Kind = std::decay_t<decltype(window)>;
        if constexpr (std::is_same_v<Kind, RollingWindow>) {
          run(RollingWindows(window.length, renew, journal));
        } else if constexpr (std::is_same_v<Kind, CalendarWindow>) {
          run(CalendarWindows(window, renew, scenario, trace));
        } else if constexpr (std::is_same_v<Kind, SharedWindow>) {
          run(SharedWindows(window.length, renew, scenario, trace));
        } else {
          run(VisitWindows{});
        }
      },
      scenario.rules.window);
}

}  // namespace drawdown
