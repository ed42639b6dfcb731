// Independent pieces of work on several threads.
//
//   in_parallel(variants.size(), threads, [&](std::size_t i) { effects[i] = effect_of(variants[i]); });
#pragma once

#include <cstddef>
#include <functional>

namespace drawdown {

// Calls work(0) … work(count − 1), each once, on up to `threads` threads; the lower numbers begin first. What the work
// throws is thrown here once all threads have stopped; if several pieces threw, the one with the lowest number counts,
// so that the error does not depend on the number of threads.
void in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace drawdown
