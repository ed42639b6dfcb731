// What a day with a product looks like, estimated from a log: how many sessions, when they begin, how long they last.
//
//   fit_hours(log, group_log, group);           // working hours: most first sessions of a day begin in them
//   fit_shapes(group_log.products[0], group, use);
#pragma once

#include "engine/demand/use_log.h"
#include "engine/model/population.h"

namespace drawdown {

// Sets work_begins and work_ends.
void fit_hours(const GroupLog& log, Group& group);

// Sets all of a use's session shapes, or of a product that is charged per result those of its requests. `log` knows the
// days; the group's working days and hours are set. There is at least one session or request.
void fit_shapes(const UseLog& log, const ProductLog& product, const Group& group, bool per_result, Use& use);

// Whether a session that is the last of its day was left open until the next working morning.
[[nodiscard]] bool is_overnight(const UseLog& log, const Group& group, const LoggedUse& use);

// How likely a request asks for nothing.
[[nodiscard]] double share_of_zero(const ResultCounts& counts);

// Values at equal steps from the least to the greatest: `steps` + 1 of them. Sorts; there is at least one value.
[[nodiscard]] std::vector<std::int64_t> quantiles_in_steps(std::vector<std::int64_t> values, std::size_t steps);

}  // namespace drawdown
