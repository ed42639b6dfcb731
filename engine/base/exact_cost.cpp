#include "engine/base/exact_cost.h"

#include <algorithm>
#include <cstddef>

namespace drawdown {

Money rounded(ExactCost cost) {
  const Wide half = cost.pico < 0 ? -pico_per_micro / 2 : pico_per_micro / 2;
  return {narrow((cost.pico + half) / pico_per_micro, "money")};
}

std::string format(ExactCost cost) {
  constexpr std::size_t places = 12;
  std::string digits;  // the last first
  for (Wide rest = cost.pico < 0 ? -cost.pico : cost.pico; rest > 0 || digits.size() <= places; rest /= 10) {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
  }
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), places);
  std::string text(cost.pico < 0 ? "-" : "");
  text.append(digits.rbegin(), digits.rend() - static_cast<std::ptrdiff_t>(places));
  if (zeros < places) {
    text += '.';
    text.append(digits.rend() - static_cast<std::ptrdiff_t>(places),
                digits.rend() - static_cast<std::ptrdiff_t>(zeros));
  }
  return text;
}

}  // namespace drawdown
