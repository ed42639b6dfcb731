#include "engine/demand/prepared_group.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "engine/base/check.h"
#include "engine/demand/mean_kept.h"
#include "engine/random/name_key.h"

namespace drawdown {
namespace {

std::uint64_t of_two_to_the_32(double chance) { return static_cast<std::uint64_t>(std::floor(chance * 0x1p32 + 0.5)); }

std::optional<PickTable> table_of(const std::vector<Weighted>& choices) {
  if (choices.empty()) {
    return std::nullopt;
  }
  std::vector<double> weights;
  weights.reserve(choices.size());
  for (const Weighted& choice : choices) {
    weights.push_back(choice.weight);
  }
  return PickTable(weights);
}

std::shared_ptr<const Factors> factors_of(double spread, SharedTables& tables) {
  return spread > 0 ? tables.factors(spread) : nullptr;
}

double variance_of(double spread) {
  const double sigma = sigma_of(spread);
  return sigma * sigma;
}

// For each day of the group's blocks the chance that factors between people, weeks and bursts are to vary.
void set_chances(PreparedUse& prepared, const Group& group, const Use& use, double variance, const GroupDays& days) {
  const std::int32_t begin = first_of_block(block_of(days.first()));
  prepared.chances.assign(static_cast<std::size_t>(first_of_block(block_of(days.last()) + 1) - begin), 0);
  const double share_on = (use.bursts ? use.bursts->share_on() : 1) * use.share;
  const double sigma = std::sqrt(variance);
  const std::vector<double> means = mean_chances(group, use, days.first(), days.last() + 1);
  std::map<double, double> known;  // few days of a year differ
  for (std::size_t i = 0; i < means.size(); ++i) {
    const auto [chance, is_new] = known.try_emplace(means[i], 0);
    if (is_new) {
      chance->second = keep_mean(std::min(means[i] / share_on, 1.0), sigma);
    }
    prepared.chances[i + static_cast<std::size_t>(days.first().number - begin)] = chance->second;
  }
}

}  // namespace

PreparedUse::PreparedUse(const Group& group, const Use& use, const RateSheet& products, SharedTables& tables)
    : product(use.product),
      share(use.share < 1 ? std::optional<Share>(Share{of_two_to_the_32(use.share)}) : std::nullopt),
      factors(factors_of(use.spread, tables)),
      bursts(use.bursts),
      sessions(poisson_table(use.sessions_per_day - 1, 1)),
      start(tables.of(use.start)),
      length(tables.of(use.length)),
      versions(table_of(use.versions)),
      short_below(of_two_to_the_32(use.short_chance)),
      short_seconds(static_cast<std::uint64_t>(use.short_length.seconds - 1)),
      overnight_below(of_two_to_the_32(use.overnight)) {
  const std::string& name = products[use.product.value].name;
  for (const Member& member : group.members) {
    names.push_back(name_key(member.id + '\0' + name));
  }
  if (use.results) {
    results = count_table(use.results->mean, use.results->shape);
  }
  for (const Use::Along& other : use.along) {
    const auto found = std::find_if(group.uses.begin(), group.uses.end(),
                                    [&](const Use& each) { return each.product == other.product; });
    check(found != group.uses.end(), "a product that is opened along with another is used by the group");
    along.push_back({static_cast<std::uint32_t>(found - group.uses.begin()), of_two_to_the_32(other.chance),
                     name_key(products[other.product.value].name)});
  }
}

PreparedGroup::PreparedGroup(const Population& population, std::uint32_t place, const std::vector<ShockPath>& paths,
                             const Zone& zone, Instant begin, Instant end, const RateSheet& products,
                             SharedTables& tables)
    : days(population.groups[place], zone, begin, end),
      first_block(block_of(days.first())),
      last_block(block_of(days.last())),
      work_begins(population.groups[place].work_begins),
      factors(factors_of(population.groups[place].spread, tables)),
      machines(table_of(population.groups[place].machines)) {
  const Group& group = population.groups[place];
  for (const Member& member : group.members) {
    members.push_back({name_key(member.id), member.from ? member.from->number : INT32_MIN,
                       member.until ? member.until->number : INT32_MAX});
  }
  for (const Use& use : group.uses) {
    PreparedUse& prepared = uses.emplace_back(group, use, products, tables);
    double variance = variance_of(group.spread) + variance_of(use.spread);
    for (std::uint32_t shock = 0; shock < population.shocks.size(); ++shock) {
      if (population.shocks[shock].meets(place, use.product)) {
        prepared.shocks.push_back(shock);
        variance += paths[shock].sigma() * paths[shock].sigma();
      }
    }
    set_chances(prepared, group, use, variance, days);
  }
}

}  // namespace drawdown
