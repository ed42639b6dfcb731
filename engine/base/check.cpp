#include "engine/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace drawdown {

void check_failed(const char* sentence, const char* file, int line) {
  std::fprintf(stderr, "drawdown: internal error at %s:%d: it does not hold that: %s\n", file, line, sentence);
  std::abort();
}

}  // namespace drawdown
