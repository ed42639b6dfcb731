// Chances that vary between people and weeks by factors of mean 1, and are cut at 1: which chance must be varied, so
// that the average stays what it is to be.
//
//   keep_mean(0.45, 0.9);      // 0.50…: on average over log-normal factors of σ = 0.9, min(1, factor · 0.50…) is 0.45
#pragma once

namespace drawdown {

// 0 ≤ mean ≤ 1, sigma ≥ 0. To within 10^-14; a mean that no chance reaches gives a million.
[[nodiscard]] double keep_mean(double mean, double sigma);

// The average of min(1, factor · chance).
[[nodiscard]] double mean_cut(double chance, double sigma);

}  // namespace drawdown
