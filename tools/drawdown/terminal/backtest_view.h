// A backtest on the terminal: how many weeks the intervals held, the loss, and forecast beside what was.
#pragma once

#include <string>

#include "engine/ensemble/backtest.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct BacktestView {
  const Scenario& scenario;
  const Backtest& test;
  std::string method;  // "a bootstrap of whole weeks"
  std::uint64_t replications = 0;
};

[[nodiscard]] std::string show(const BacktestView& view, const Screen& screen);

}  // namespace drawdown::program
