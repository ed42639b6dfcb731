// The gamma distribution: its share below a value, the value that lies above a share, and draws by inversion, so that a
// larger uniform number never gives a smaller value.
//
// Logarithms and exponentials are those of elementary.h, so all bits are the same everywhere.
#pragma once

#include "engine/random/stream.h"

namespace drawdown {

// ln Γ(x), x > 0: Stirling's series above 8, and below it the recurrence up to there. Absolute error below 10^-13 for
// x ≤ 100, relative error below 10^-14 beyond.
[[nodiscard]] double log_gamma(double x);

// P(shape, x) and Q(shape, x) = 1 − P, the regularised incomplete gamma functions, shape > 0, x ≥ 0: the shares of a
// gamma distribution of scale 1 below and above x. The series and the continued fraction of Press, Teukolsky,
// Vetterling and Flannery, "Numerical Recipes", 3rd ed., §6.2.
struct GammaShares {
  double below = 0;
  double above = 1;
};
[[nodiscard]] GammaShares gamma_shares(double shape, double x);

// x^shape e^−x ÷ Γ(shape + 1), shape ≥ 0, x > 0: the first term of the series, and of a whole shape the probability
// that a Poisson distribution of mean x gives just that count.
[[nodiscard]] double gamma_term(double shape, double x);

// The value of a gamma distribution of scale 1 that lies above a share p of all, 0 < p < 1: Halley's steps from the
// guesses of §6.2.1 there, inside a bracket. Values too small for a double are 0. For 10^-4 ≤ shape ≤ 10^6 both shares
// at the value agree with p to 10^-9 of the smaller one.
[[nodiscard]] double gamma_quantile(double shape, double p);

// By mean and standard deviation, both positive: 10^-3 ≤ sd ÷ mean ≤ 10^2. Draws one number.
struct Gamma {
  double mean = 1;
  double sd = 1;
};
[[nodiscard]] double gamma(Stream& stream, Gamma shape);

}  // namespace drawdown
