// What all benches measure with.
#pragma once

#include <ctime>

#include <cstdint>
#include <cstdlib>

namespace drawdown::bench {

// A number from the environment: the size of a bench.
inline std::uint64_t setting(const char* name, std::uint64_t usual) {
  const char* const value = std::getenv(name);
  return value != nullptr ? std::strtoull(value, nullptr, 10) : usual;
}

// Of this thread's processor (CLOCK_THREAD_CPUTIME_ID) or of all the process's (CLOCK_PROCESS_CPUTIME_ID).
inline double processor_seconds(clockid_t clock) {
  std::timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace drawdown::bench
