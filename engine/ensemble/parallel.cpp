#include "engine/ensemble/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace drawdown {

void in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  // Once a piece has failed, only pieces before it still matter.
  std::atomic<std::size_t> end{count};
  std::vector<std::exception_ptr> errors(count);
  const auto run = [&] {
    for (std::size_t i = next++; i < end; i = next++) {
      try {
        work(i);
      } catch (...) {
        errors[i] = std::current_exception();
        std::size_t before = end;
        while (i < before && !end.compare_exchange_weak(before, i)) {
        }
      }
    }
  };
  {
    std::vector<std::jthread> others;
    const std::size_t helping = std::min<std::size_t>(std::max(threads, 1U), count);
    for (std::size_t thread = 1; thread < helping; ++thread) {
      others.emplace_back(run);
    }
    run();
  }
  const auto first =
      std::find_if(errors.begin(), errors.end(), [](const std::exception_ptr& error) { return error != nullptr; });
  if (first != errors.end()) {
    std::rethrow_exception(*first);
  }
}

}  // namespace drawdown
