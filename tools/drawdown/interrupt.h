// Ctrl-C, for commands that have something to show when they are stopped.
//
//   const Interrupts interrupts;
//   study(…, {.stop = &interrupts.asked()});
//
// The first signal asks to stop; a second one ends the program, as without this.
#pragma once

#include <atomic>

namespace drawdown::program {

class Interrupts {
 public:
  Interrupts();
  ~Interrupts();  // the signal is what it was
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  [[nodiscard]] const std::atomic<bool>& asked() const;
};

}  // namespace drawdown::program
