// The help, written from the commands' records.
#pragma once

#include <string>
#include <string_view>

#include "tools/drawdown/command.h"

namespace drawdown::program {

[[nodiscard]] std::string help_text();
[[nodiscard]] std::string help_text(const Command& command);

// Every command has it.
inline constexpr Option help_option{"--help", "-h", "", "Show this help."};

}  // namespace drawdown::program
