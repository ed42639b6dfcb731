// How the people of a group use a product: `demand.population.groups[].products`.
#include <algorithm>
#include <string>

#include "engine/scenario/read_population.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

double share_of(const SettingValue& percent) {
  return static_cast<double>(percent.percent().micro) / (100.0 * micro_per_unit);
}

void read_rate(const Section& section, Use& use) {
  constexpr std::array<std::pair<std::string_view, Use::Per>, 3> kinds{{{"days_per_year", Use::Per::year},
                                                                        {"days_per_month", Use::Per::month},
                                                                        {"per_working_day", Use::Per::working_day}}};
  bool known = false;
  for (const auto& [key, per] : kinds) {
    const SettingValue value = section[key];
    if (!value.given()) {
      continue;
    }
    if (known) {
      value.refuse("the rate is given already; leave one of them out");
    }
    known = true;
    use.per = per;
    use.rate = value.number();
  }
  if (!known) {
    section.refuse_missing("days_per_year", "or `days_per_month` or `per_working_day`");
  }
}

Bursts read_bursts(const SettingValue& value) {
  const Section section = value.section();
  const Bursts bursts{section["on"].number(), section["off"].number()};
  if (1 / bursts.on + 1 / bursts.off > 1) {
    value.refuse("1 ⁄ on + 1 ⁄ off is more than 1: days would alternate, and come in no bursts");
  }
  return bursts;
}

std::vector<std::int64_t> seconds_of(const std::vector<Duration>& durations) {
  std::vector<std::int64_t> seconds;
  seconds.reserve(durations.size());
  for (const Duration& duration : durations) {
    seconds.push_back(duration.seconds);
  }
  return seconds;
}

Spans read_length(const SettingValue& value) {
  if (!value.given()) {
    return {.quantiles = {}, .median = 3600, .p90 = 4.0 * 3600};
  }
  if (!value.is_map()) {
    return {.quantiles = seconds_of(value.durations())};
  }
  const Section section = value.section();
  const SettingValue p90 = section["p90"];
  const Spans spans{.quantiles = {},
                    .median = static_cast<double>(section["median"].duration().seconds),
                    .p90 = static_cast<double>(p90.duration().seconds)};
  if (spans.p90 < spans.median) {
    p90.refuse("must not be shorter than the median, " + format(section["median"].duration()));
  }
  return spans;
}

ResultCounts read_results(const SettingValue& value) {
  const Section section = value.section();
  ResultCounts counts;
  counts.mean = section["mean"].number();
  if (const SettingValue shape = section["shape"]; shape.given()) {
    counts.shape = shape.number();
  }
  return counts;
}

// Keys of sessions have no meaning for results, and the other way round.
void check_kind(const NamedValue& product, const Section& section, const Product& listed) {
  if (listed.per_result && !section["results"].given()) {
    section.refuse_missing("results", "for " + quoted(product.name) + ", which is charged per result");
  }
  if (!listed.per_result && section["results"].given()) {
    section["results"].refuse(quoted(product.name) +
                              " is charged per window; give its rate a `per`, or leave this out");
  }
  for (const std::string_view key : {"length", "versions", "short_launches", "short_length", "overnight"}) {
    if (listed.per_result && section[key].given()) {
      section[key].refuse("is for sessions; " + quoted(product.name) + " is charged per result");
    }
  }
}

// Nobody, on average, opens a product more than once on one day, nor while they are off.
void check_chances(const Section& section, const Group& group, const Use& use, const Scenario& scenario) {
  const double most = (use.bursts ? use.bursts->share_on() : 1) * use.share;
  const Day from = scenario.from - 1;
  const std::vector<double> chances = mean_chances(group, use, from, scenario.until + 1);
  const auto greatest = std::max_element(chances.begin(), chances.end());
  if (*greatest <= most + 1e-12) {
    return;
  }
  const Day day = from + static_cast<std::int32_t>(greatest - chances.begin());
  const std::string percent = std::to_string(static_cast<int>(*greatest * 100) + 1);
  const std::string limit = std::to_string(static_cast<int>(most * 100));
  throw InputError(section.place(),
                   section.path() + ": the rate asks for a chance of nearly " + percent + " % on " + format(day) +
                       ", and " +
                       (use.share < 1 ? "only so many can, of those who use it while they are on: " + limit + " %"
                        : use.bursts  ? "people are on for " + limit + " % of the days"
                                      : "100 % is the most that a day can have"));
}

// Some rate is in force whenever anybody may open the product.
void check_rates(const Section& section, const Product& product, const Group& group, const Use& use,
                 const Scenario& scenario) {
  const Instant first = product.rates.front().from;
  const Instant opens = use.from ? scenario.zones[group.zone.value].start_of(*use.from) : scenario.begin;
  if (std::max(opens, scenario.begin) < first && first < scenario.end) {
    throw InputError(section.place(), section.path() + ": the rate sheet has no rate of " + quoted(product.name) +
                                          " before " + format(scenario.server().day_at(first)) +
                                          "; give this a `from`, or the rate an earlier one");
  }
  if (first >= scenario.end) {
    throw InputError(section.place(), section.path() + ": the rate sheet has no rate of " + quoted(product.name) +
                                          " in the simulated days");
  }
}

}  // namespace

Use read_use(const NamedValue& product, const Group& group, const Scenario& scenario) {
  Use use;
  use.product = read_product({product.name, product.name_place}, product.value.path(), scenario.products);
  const Product& listed = scenario.products[use.product.value];
  const Section section = product.value.section();
  check_kind(product, section, listed);
  read_rate(section, use);
  use.share = static_cast<double>(section["share"].percent().micro) / (100.0 * micro_per_unit);
  use.spread = section["spread"].number();
  if (const SettingValue bursts = section["bursts"]; bursts.given()) {
    use.bursts = read_bursts(bursts);
  }
  if (const SettingValue season = section["season"]; season.given()) {
    use.season = season.by_month();
  }
  for (std::size_t day = 0; day < use.weekdays.size(); ++day) {
    use.weekdays[day] = group.works[day] ? 1 : 0;
  }
  if (const SettingValue factors = section["weekdays"]; factors.given()) {
    use.weekdays = factors.by_weekday();
  }
  const auto all_zero = [](const auto& factors) {
    return std::all_of(factors.begin(), factors.end(), [](double factor) { return factor == 0; });
  };
  for (const auto& [key, zero] :
       {std::pair("season", all_zero(use.season)), std::pair("weekdays", all_zero(use.weekdays))}) {
    if (zero && section[key].given()) {
      section[key].refuse("one factor at least must be more than 0");
    }
  }
  if (const SettingValue from = section["from"]; from.given()) {
    use.from = from.day();
  }
  if (const SettingValue until = section["until"]; until.given()) {
    use.until = until.day();
    if (use.from && *use.until <= *use.from) {
      until.refuse("must be later than `from`, " + format(*use.from) + ", found '" + format(*use.until) + "'");
    }
  }
  use.sessions_per_day = section["sessions_per_day"].number();
  const SettingValue start = section["start"];
  use.start.quantiles = start.given() ? start.times() : std::vector<std::int64_t>{group.work_begins, group.work_ends};
  use.length = read_length(section["length"]);
  use.versions = read_weights(section["versions"]);
  use.short_chance = share_of(section["short_launches"]);
  use.short_length = section["short_length"].duration();
  use.overnight = share_of(section["overnight"]);
  if (const SettingValue results = section["results"]; results.given()) {
    use.results = read_results(results);
  }
  check_chances(section, group, use, scenario);
  check_rates(section, listed, group, use, scenario);
  return use;
}

void read_along(const NamedValue& product, const Group& group, Use& use, const RateSheet& products) {
  const SettingValue along = product.value.section()["along"];
  if (!along.given()) {
    return;
  }
  for (const NamedValue& each : along.named()) {
    const ProductId other = read_product({each.name, each.name_place}, each.value.path(), products);
    const bool used =
        std::any_of(group.uses.begin(), group.uses.end(), [&](const Use& one) { return one.product == other; });
    if (!used || other == use.product) {
      throw InputError(each.name_place, each.value.path() + ": " +
                                            (used ? "a product is not opened along with itself"
                                                  : "the group has no product " + quoted(each.name) +
                                                        "; list it, perhaps with days_per_year: 0"));
    }
    use.along.push_back({other, share_of(each.value)});
  }
}

}  // namespace drawdown
