// Text to the two streams of the program.
#pragma once

#include <string_view>

namespace drawdown::program {

// To the standard output, at once; throws std::runtime_error if it does not arrive (a closed pipe, a full disk).
void print(std::string_view text);
// To the standard error, where nobody can be told that it failed. Control characters become spaces, so that text from
// files cannot drive the terminal.
void print_error(std::string_view text);

}  // namespace drawdown::program
