// Progress of something that takes long, on the standard error if that is a terminal: from the first second on, with
// rate and time left, and gone when it is done.
//
//   const Progress progress("reading", "MB", 1e6, read.bytes, read.total, progress_is_seen());
//   // until it goes out of scope, it shows what the two counters hold
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace drawdown::program {

class Progress {
 public:
  // Shows `done` and `total` in units of `scale`. Both must outlive it; a total of 0 is not known yet.
  Progress(std::string what, std::string unit, double scale, const std::atomic<std::uint64_t>& done,
           const std::atomic<std::uint64_t>& total, bool seen);
  // Shows a line of its own, of at most 79 characters, after so many seconds.
  Progress(std::function<std::string(double seconds)> line, bool seen);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void watch();

  std::function<std::string(double)> line_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::thread watcher_;
};

}  // namespace drawdown::program
