// A broken invariant stops the program, in every build: a wrong ledger is worse than none.
//
//   check(remaining >= 0, "a tranche never has less than nothing left");
//
// For mistakes of ours only. Bad input is an InputError; running out of tokens is a value.
#pragma once

namespace drawdown {

[[noreturn]] void check_failed(const char* sentence, const char* file, int line);

// The place is the caller's (Clang 14 has no std::source_location for this).
inline void check(bool condition, const char* sentence, const char* file = __builtin_FILE(),
                  int line = __builtin_LINE()) {
  if (!condition) [[unlikely]] {
    check_failed(sentence, file, line);
  }
}

}  // namespace drawdown
