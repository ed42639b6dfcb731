// Where the records of settings stand: a file for each part of a scenario.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/quantity.h"
#include "engine/scenario/settings.h"

namespace drawdown {

// The keys at the top.
[[nodiscard]] std::span<const Setting> general_records();
[[nodiscard]] std::span<const Setting> rules_records();
// `rates`, `users`.
[[nodiscard]] std::span<const Setting> sheet_records();
[[nodiscard]] std::span<const Setting> pool_records();
// The rest of `pool`: prices, policies, contracts, transfers, adjustments.
[[nodiscard]] std::span<const Setting> purchasing_records();
[[nodiscard]] std::span<const Setting> budgets_records();
// `entitlements`, `access`.
[[nodiscard]] std::span<const Setting> entitlements_records();
// `subscription_prices`, `alerts`, `reminders`.
[[nodiscard]] std::span<const Setting> alerts_records();
// `charge_back`, `focus`.
[[nodiscard]] std::span<const Setting> charge_back_records();
[[nodiscard]] std::span<const Setting> usage_records();
// `demand`, with its kinds.
[[nodiscard]] std::span<const Setting> demand_records();
// `demand.history`.
[[nodiscard]] std::span<const Setting> history_records();
// `demand.population`.
[[nodiscard]] std::span<const Setting> population_records();
// A part of them, whose paths are only the last part of a path: how people use a product.
[[nodiscard]] std::span<const Setting> use_records();
[[nodiscard]] std::span<const Setting> stress_records();
[[nodiscard]] std::span<const Setting> plan_records();
[[nodiscard]] std::span<const Setting> assign_records();
// `variants`, `vary`.
[[nodiscard]] std::span<const Setting> variants_records();

namespace bounds {

inline constexpr std::int64_t last_day = 47'482;  // 2100-01-01: columns hold instants as 32 bits, which end in 2106
inline constexpr std::int64_t last_expiry = 2'932'896;  // 9999-12-31, the last date that Boost.Date_Time knows
// Leaves room for a window after the last horizon, in columns of 32 bits.
inline constexpr std::int64_t longest_seconds = std::int64_t{2000} * 24 * 3600;
inline constexpr std::int64_t longest_lifetime_days = 36'525;  // 100 years
// A million millions: far beyond any pool, and far enough from 2^63 that a tranche and a charge fit their columns.
inline constexpr std::int64_t most_micro = 1'000'000'000'000 * micro_per_unit;

}  // namespace bounds
}  // namespace drawdown
