// Uses headers and code of the installed library, as its users do.
#include <iostream>
#include <optional>

#include "engine/base/quantity.h"

int main() {
  const std::optional<drawdown::Tokens> balance = drawdown::parse_tokens("6");
  if (!balance) {
    return 1;
  }
  std::cout << format(*balance) << '\n';
}
