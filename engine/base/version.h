// The program's version, as CMake's project() has it: "0.1.0".
#pragma once

#include <string_view>

namespace drawdown {

[[nodiscard]] std::string_view version();

}  // namespace drawdown
