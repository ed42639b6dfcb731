#include "engine/demand/draw_series.h"

#include <cmath>
#include <cstddef>

#include "engine/base/check.h"
#include "engine/random/counts.h"
#include "engine/random/distributions.h"
#include "engine/random/gamma.h"
#include "engine/random/name_key.h"

namespace drawdown {
namespace {

using Law = TeamSeries::Law;

constexpr Purpose days_demand = purpose("series");

// Halves up; less than 0 counts as 0. Sums, products and floors are exact to the last bit everywhere.
Tokens rounded(double tokens, bool whole) {
  const double unit = whole ? 1.0 : static_cast<double>(micro_per_unit);
  const double units = std::floor(std::fmax(tokens, 0) * unit + 0.5);
  return whole ? Tokens::whole(static_cast<std::int64_t>(units)) : Tokens{static_cast<std::int64_t>(units)};
}

Tokens draw_day(const TeamSeries& series, const DailyDemand& day, Stream stream) {
  switch (series.law) {
    case Law::given:
      return day.tokens;
    case Law::poisson:
      return Tokens::whole(poisson_quantile(day.mean, uniform(stream)));
    case Law::negative_binomial:
      return Tokens::whole(negative_binomial(stream, {day.mean, day.dispersion}));
    case Law::gamma:
      return rounded(day.sd == 0 ? day.mean : gamma(stream, {day.mean, day.sd}), series.whole);
    case Law::normal:
      return rounded(day.mean + day.sd * normal(stream), series.whole);
    case Law::empirical:
      return series.values[uniform_below(stream, series.values.size())];
  }
  return {};
}

}  // namespace

ResultLog draw_series(const Scenario& scenario, const Series& series, Seed seed, std::uint64_t replication) {
  const std::optional<ProductId> product = find_product(scenario.products, series_product);
  check(product.has_value(), "a series has its product on the rate sheet");
  ResultLog log;
  log.teams.intern("");
  const UserId user = log.users.intern(series_user);
  for (std::int32_t i = 0; i < scenario.days.size(); ++i) {
    const Day day = scenario.from + i;
    for (const TeamSeries& each : series.teams) {
      const std::optional<DailyDemand>& demand = each.days[static_cast<std::size_t>(i)];
      if (!demand) {
        continue;
      }
      const Stream stream(seed, days_demand, replication, name_key(each.team), static_cast<std::uint64_t>(day.number));
      const Tokens tokens = draw_day(each, *demand, stream);
      if (tokens > Tokens{}) {
        log.results.push_back(
            {scenario.days.start(i).seconds, user, *product, log.teams.intern(each.team), tokens.micro, 0});
      }
    }
  }
  return log;
}

}  // namespace drawdown
