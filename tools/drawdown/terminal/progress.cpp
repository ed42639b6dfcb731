#include "tools/drawdown/terminal/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <string_view>
#include <utility>

namespace drawdown::program {
namespace {

using Clock = std::chrono::steady_clock;

// Straight to the terminal: escape sequences are wanted here.
void show(std::string_view text) { static_cast<void>(::write(STDERR_FILENO, text.data(), text.size()) < 0); }

std::string duration_text(double seconds) {
  const auto whole = std::lround(seconds);
  return whole < 100 ? fmt::format("{} s", whole) : fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

std::string counted_line(const std::string& what, const std::string& unit, double scale, double done, double total,
                         double seconds) {
  if (total <= 0 || done <= 0) {
    return fmt::format("{}, {}", what, duration_text(seconds));
  }
  const double rate = done / seconds;
  return fmt::format("{} {:3.0f}%, {:.1f} {}/s, {} left", what, 100 * done / total, rate / scale, unit,
                     duration_text((total - done) / rate));
}

}  // namespace

Progress::Progress(std::string what, std::string unit, double scale, const std::atomic<std::uint64_t>& done,
                   const std::atomic<std::uint64_t>& total, bool seen)
    : Progress(
          [what = std::move(what), unit = std::move(unit), scale, &done, &total](double seconds) {
            return counted_line(what, unit, scale, static_cast<double>(done.load(std::memory_order_relaxed)),
                                static_cast<double>(total.load(std::memory_order_relaxed)), seconds);
          },
          seen) {}

Progress::Progress(std::function<std::string(double)> line, bool seen) : line_(std::move(line)) {
  if (seen) {
    watcher_ = std::thread([this] { watch(); });
  }
}

Progress::~Progress() {
  if (watcher_.joinable()) {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    wake_.notify_one();
    watcher_.join();
  }
}

void Progress::watch() {
  constexpr auto patience = std::chrono::seconds(1);  // what is shorter needs no words
  constexpr auto pause = std::chrono::milliseconds(200);
  const Clock::time_point begin = Clock::now();
  std::unique_lock lock(mutex_);
  bool shown = false;
  while (!wake_.wait_for(lock, shown ? pause : patience, [this] { return over_; })) {
    show(fmt::format("\r\x1b[K{}", line_(std::chrono::duration<double>(Clock::now() - begin).count())));
    shown = true;
  }
  if (shown) {
    show("\r\x1b[K");
  }
}

}  // namespace drawdown::program
