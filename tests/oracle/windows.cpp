#include "tests/oracle/windows.h"

#include "engine/base/check.h"
#include "tests/oracle/clocks.h"

namespace drawdown::oracle {

Windows::Windows(const Scenario& scenario, const Trace& trace, Outcome& out)
    : scenario_(scenario), trace_(trace), out_(out), shared_end_(scenario.products.size(), -1'000'000'000'000) {}

std::int64_t Windows::rate(const ChargeUnit& who, std::int64_t now) const {
  std::int64_t tokens = -1;
  for (const RateStep& step : scenario_.products[who.product.value].rates) {
    if (step.from.seconds <= now) {
      tokens = step.tokens.micro;
    }
  }
  check(tokens >= 0, "a product that is used has a rate");
  return tokens;
}

std::string Windows::clock_of(const ChargeUnit& who, const CalendarWindow& window) const {
  switch (window.clock) {
    case CalendarWindow::Clock::server:
      return scenario_.server().name();
    case CalendarWindow::Clock::user:
      return scenario_.zones[trace_.user_zones[who.user.value].value].name();
    case CalendarWindow::Clock::named:
      return scenario_.zones[window.named.value].name();
  }
  return {};
}

std::int64_t Windows::end(const ChargeUnit& who, std::int64_t now) {
  const Window& window = scenario_.rules.window;
  if (const auto* rolling = std::get_if<RollingWindow>(&window)) {
    return now + rolling->length.seconds;
  }
  if (const auto* calendar = std::get_if<CalendarWindow>(&window)) {
    const std::int64_t end = period_end(clock_of(who, *calendar), calendar->period, now);
    note((end - now) % 3600 == 0 ? "period with whole hours left" : "period without");
    return end;
  }
  if (const auto* shared = std::get_if<SharedWindow>(&window)) {
    std::int64_t& end = shared_end_[who.product.value];
    note(end <= now ? "shared window that starts" : "shared window that is joined");
    end = end <= now ? now + shared->length.seconds : end;
    return end;
  }
  return now;
}

}  // namespace drawdown::oracle
