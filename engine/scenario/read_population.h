// The parts of `demand.population` that a file of its own reads: how a group uses a product.
#pragma once

#include <vector>

#include "engine/model/population.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/section.h"

namespace drawdown {

// Of a group whose people, zone and holidays are known; without the products that are opened along.
[[nodiscard]] Use read_use(const NamedValue& product, const Group& group, const Scenario& scenario);
// Of a group whose products are known: those that are opened along with this one.
void read_along(const NamedValue& product, const Group& group, Use& use, const RateSheet& products);
// A map of names and numbers; none if it is not given.
[[nodiscard]] std::vector<Weighted> read_weights(const SettingValue& value);

}  // namespace drawdown
