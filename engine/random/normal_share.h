// The standard normal distribution function: the share of all values that lie below z. The same bits everywhere;
// within 10^-15 of it.
#pragma once

namespace drawdown {

[[nodiscard]] double normal_share(double z);

}  // namespace drawdown
