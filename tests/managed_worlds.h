// Managed pools for a random world: results, budgets, policies, contracts, transfers and adjustments.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/worlds.h"

namespace drawdown {

// Adds some of them, around what is in the world already, and makes the trace again.
void add_management(World& world, std::uint64_t seed);

// A random world with sessions, perhaps idle, perhaps entitled, and managed pools.
[[nodiscard]] World random_managed_world(std::uint64_t seed);

// As a scenario's YAML has them: what belongs to the pool, and budgets.
[[nodiscard]] std::string purchasing_text(const Scenario& scenario);
[[nodiscard]] std::string budgets_text(const Scenario& scenario);

// When policies are reviewed: the starts of days of the horizon, `every` so many days; on a day and its anniversaries;
// "daily", "weekly" or "monthly".
[[nodiscard]] std::vector<Instant> reviews_every(const Scenario& scenario, std::int32_t every);
[[nodiscard]] std::vector<Instant> reviews_yearly(const Scenario& scenario, Day on);
[[nodiscard]] std::vector<Instant> reviews_by_calendar(const Scenario& scenario, const std::string& word);

// Takes a tranche out, and renumbers all that names others; false, and nothing is done, if something names it.
bool drop_tranche(Scenario& scenario, std::size_t tranche);
// Take the contract or adjustment out, with the tranches that it brings; likewise.
bool drop_contract(Scenario& scenario, std::size_t contract);
bool drop_adjustment(Scenario& scenario, std::size_t adjustment);

}  // namespace drawdown
