#include "tools/drawdown/interrupt.h"

#include <csignal>

namespace drawdown::program {
namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal may set it");

extern "C" void on_interrupt(int signal) {
  interrupted = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interrupts::Interrupts() {
  interrupted = false;
  // One that was told to ignore it, such as a job in the background, still does.
  if (std::signal(SIGINT, on_interrupt) == SIG_IGN) {
    std::signal(SIGINT, SIG_IGN);
  }
}

Interrupts::~Interrupts() {
  if (std::signal(SIGINT, SIG_DFL) == SIG_IGN) {
    std::signal(SIGINT, SIG_IGN);
  }
}

const std::atomic<bool>& Interrupts::asked() const { return interrupted; }

}  // namespace drawdown::program
