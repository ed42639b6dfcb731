#include "engine/ensemble/parallel.h"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

using namespace drawdown;

TEST_CASE("each piece of work is done once, on any number of threads") {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 8U}) {
    std::vector<std::atomic<int>> times(100);
    in_parallel(times.size(), threads, [&](std::size_t i) { ++times[i]; });
    for (const std::atomic<int>& n : times) {
      CHECK(n == 1);
    }
  }
  in_parallel(0, 4, [](std::size_t) { FAIL("there is nothing to do"); });
}

TEST_CASE("of several errors the one of the first piece is thrown, on any number of threads") {
  for (const unsigned threads : {1U, 2U, 8U}) {
    std::string message;
    try {
      in_parallel(200, threads, [](std::size_t i) {
        if (i % 50 == 17) {
          throw std::runtime_error(std::to_string(i));
        }
      });
    } catch (const std::runtime_error& error) {
      message = error.what();
    }
    CHECK(message == "17");
  }
}
