// A group of people made ready for drawing: names as keys, distributions as tables, chances by day.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/demand/group_days.h"
#include "engine/demand/pick_table.h"
#include "engine/demand/quantiles.h"
#include "engine/demand/shock_path.h"
#include "engine/model/population.h"
#include "engine/model/rate_sheet.h"

namespace drawdown {

// A factor of 1 for a share of all, and of 0 for the others.
struct Share {
  std::uint64_t below = 0;  // of 2^32
  [[nodiscard]] double operator()(std::uint32_t number) const { return number < below ? 1 : 0; }
};

struct PreparedUse {
  struct Along {
    std::uint32_t use = 0;    // place in the group's uses
    std::uint64_t below = 0;  // of 2^32
    std::uint64_t key = 0;    // of the other product's name
  };

  PreparedUse(const Group& group, const Use& use, const RateSheet& products, SharedTables& tables);

  ProductId product;
  std::vector<std::uint64_t> names;        // by member: of the user and the product together
  std::vector<double> chances;             // by day of all blocks, before shocks; 0 outside the group's days
  std::vector<std::uint32_t> shocks;       // places of those that it meets
  std::optional<Share> share;              // of the people who use it at all
  std::shared_ptr<const Factors> factors;  // between people; null: they do not differ
  std::optional<Bursts> bursts;
  std::vector<Along> along;
  PickTable sessions;
  std::shared_ptr<const Quantiles> start;
  std::shared_ptr<const Quantiles> length;
  std::optional<PickTable> versions;
  std::optional<PickTable> results;  // of a product that is charged per result: how many a request asks for
  std::uint64_t short_below = 0;     // of 2^32
  std::uint64_t short_seconds = 0;   // a short launch lasts 1 … so many
  std::uint64_t overnight_below = 0;
  std::uint32_t first_unit = 0;  // of the potential units: by member, then version, then machine
  std::uint32_t version_count = 1;
  std::uint32_t machine_count = 1;
};

struct PreparedMember {
  std::uint64_t name = 0;
  std::int32_t from = INT32_MIN;  // day numbers
  std::int32_t until = INT32_MAX;

  // Of the days of a block that begins with day `begin`, a bit each.
  [[nodiscard]] std::uint32_t days_there(std::int32_t begin) const {
    const auto skipped = static_cast<unsigned>(std::clamp(from, begin, begin + block_days) - begin);
    const auto end = static_cast<unsigned>(std::clamp(until, begin, begin + block_days) - begin);
    return static_cast<std::uint32_t>(((std::uint64_t{1} << end) - 1) & ~((std::uint64_t{1} << skipped) - 1));
  }
};

struct PreparedGroup {
  // `place` is the group's in the population; `paths` are those of the population's shocks.
  PreparedGroup(const Population& population, std::uint32_t place, const std::vector<ShockPath>& paths,
                const Zone& zone, Instant begin, Instant end, const RateSheet& products, SharedTables& tables);

  GroupDays days;
  std::int32_t first_block = 0;
  std::int32_t last_block = 0;
  std::int32_t work_begins = 0;
  std::vector<PreparedMember> members;
  std::shared_ptr<const Factors> factors;  // likewise, in all products alike
  std::optional<PickTable> machines;
  std::vector<PreparedUse> uses;
};

}  // namespace drawdown
