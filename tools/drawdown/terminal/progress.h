// Progress of something that takes long, on the standard error if that is a terminal: from the first second on, with
// rate and time left, and gone when it is done.
//
//   const Progress progress("reading", "MB", 1e6, read.bytes, read.total, progress_is_seen());
//   // until it goes out of scope, it shows what the two counters hold
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace drawdown::program {

class Progress {
 public:
  // Shows `done` and `total` in units of `scale`. Both must outlive it; a total of 0 is not known yet.
  Progress(std::string what, std::string unit, double scale, const std::atomic<std::uint64_t>& done,
           const std::atomic<std::uint64_t>& total, bool seen);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void watch();
  [[nodiscard]] std::string line(double seconds) const;

  std::string what_;
  std::string unit_;
  double scale_;
  const std::atomic<std::uint64_t>& done_;
  const std::atomic<std::uint64_t>& total_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::thread watcher_;
};

}  // namespace drawdown::program
