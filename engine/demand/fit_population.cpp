#include "engine/demand/fit_population.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "engine/demand/fit_bursts.h"
#include "engine/demand/fit_people.h"
#include "engine/demand/fit_profile.h"
#include "engine/demand/fit_shapes.h"
#include "engine/demand/fit_shocks.h"
#include "engine/random/elementary.h"

namespace drawdown {
namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// Standard deviation ⁄ mean of a log-normal factor.
double spread_of(double sigma) { return std::min(std::sqrt(exponential_of(sigma * sigma) - 1), 10.0); }

class GroupFit {
 public:
  GroupFit(const Scenario& scenario, const UseLog& log, const GroupLog& group, const GroupProfile& profile,
           const ShockFit& shock)
      : scenario_(scenario), log_(log), group_(group), profile_(profile), shock_(shock) {
    for (const ProductLog& product : group.products) {
      products_.push_back(fit_profile(log, product, profile));
    }
    joint_ = joint_use(group, products_, shock.variance);
    own_ = own_days(group, joint_);
  }

  Group fit() {
    Group fitted;
    fitted.name = group_.name;
    fitted.zone = group_.zone;
    fitted.works = profile_.works;
    fitted.holidays = profile_.holidays;
    for (const std::string& person : group_.people) {
      Member member;
      member.id = person;
      if (!group_.team.empty()) {
        member.team = group_.team;
      }
      fitted.members.push_back(std::move(member));
    }
    fit_hours(group_, fitted);
    const double in_common = sigma_in_common(own_);
    fitted.spread = sensible(spread_of(in_common));
    for (std::size_t product = 0; product < group_.products.size(); ++product) {
      if (group_.products[product].access_days > 0) {
        fitted.uses.push_back(fit_use(product, fitted, in_common));
      }
    }
    add_along(fitted);
    return fitted;
  }

 private:
  Use fit_use(std::size_t place, const Group& fitted, double in_common) const {
    const ProductLog& product = group_.products[place];
    const ProductProfile& profile = products_[place];
    Use use;
    use.product = ProductId(static_cast<std::uint32_t>(place));
    for (std::size_t i = 0; i < use.season.size(); ++i) {
      use.season[i] = sensible(profile.season[i]);
    }
    for (std::size_t i = 0; i < use.weekdays.size(); ++i) {
      use.weekdays[i] = sensible(profile.weekdays[i]);
    }
    const Instant first_rate = scenario_.products[place].rates.front().from;
    if (const Zone& zone = scenario_.zones[fitted.zone.value]; zone.start_of(log_.from) < first_rate) {
      const Day day = zone.day_at(first_rate);
      use.from = zone.start_of(day) < first_rate ? day + 1 : day;
    }
    const BurstFit bursts = fit_bursts(product, profile, shock_);
    if (bursts.bursts) {
      use.bursts = Bursts{sensible(bursts.bursts->on), sensible(bursts.bursts->off)};
    }
    const BetweenPeople people = between_people(own_[place], {.days = sum(profile.weights),
                                                              .dispersion = bursts.dispersion,
                                                              .most = bursts.bursts ? bursts.bursts->share_on() : 1});
    use.share = sensible(people.share);
    use.spread = sensible(spread_of(std::sqrt(std::max(people.sigma * people.sigma - in_common * in_common, 0.0))));
    const bool per_result = scenario_.products[place].per_result.has_value();
    fit_shapes(log_, product, fitted, per_result, use);
    round_shapes(use);
    return use;
  }

  // Estimates of their own may together ask for more than the days have: then bursts go first, then the share.
  void keep_possible(const Group& fitted, Use& use) const {
    const auto most_chance = [&] {
      const std::vector<double> chances = mean_chances(fitted, use, scenario_.from - 1, scenario_.until + 1);
      const std::vector<double> logged = mean_chances(fitted, use, log_.from, log_.until);
      return 1.02 * std::max(*std::max_element(chances.begin(), chances.end()),
                             *std::max_element(logged.begin(), logged.end()));
    };
    const double most = most_chance();
    if (use.bursts && most > use.bursts->share_on() * use.share) {
      use.bursts.reset();
    }
    if (most > use.share) {
      use.share = 1;
    }
    if (most > 1) {
      use.rate = sensible(use.rate / most);
    }
  }

  // Access days of a calendar year of one person, for so many of all people in the log, if its scale holds all year.
  [[nodiscard]] double yearly(double days, const Group& fitted, Use use) const {
    const auto people = static_cast<double>(group_.people.size());
    use.rate = 100;
    const double expected = sum(mean_chances(fitted, use, log_.from, log_.until));
    return expected > 0 ? std::min(use.rate * std::max(days, 0.0) / (people * expected), 366.0) : 0;
  }

  static void round_shapes(Use& use) {
    use.sessions_per_day = std::max(sensible(use.sessions_per_day), 1.0);
    use.short_chance = sensible(use.short_chance);
    use.overnight = sensible(use.overnight);
    if (use.results) {
      use.results->mean = sensible(use.results->mean);
      if (use.results->shape) {
        use.results->shape = sensible(*use.results->shape);
      }
    }
  }

  // Of days with requests: that all ask for nothing, so that nobody logs them.
  static double share_of_empty(const Use& use) {
    if (!use.results) {
      return 0;
    }
    const double empty = share_of_zero(*use.results);
    return empty * exponential_of(-(use.sessions_per_day - 1) * (1 - empty));
  }

  // What is brought along is not a product's own: rates are those of the days that are left.
  void add_along(Group& fitted) const {
    const auto use_of = [&](std::size_t product) {
      return std::find_if(fitted.uses.begin(), fitted.uses.end(),
                          [&](const Use& one) { return one.product.value == product; });
    };
    std::vector<double> own;
    for (const ProductLog& product : group_.products) {
      own.push_back(static_cast<double>(product.access_days));
    }
    for (const JointUse& each : joint_) {  // in the order of those that bring: none brings one that has come before
      own[each.along] -= each.chance * own[each.product];
    }
    for (const JointUse& each : joint_) {
      const auto other = use_of(each.along);
      // Only those who use it at all open it along, and it is not further where it is opened anyway.
      const auto people = static_cast<double>(group_.people.size()) * other->share;
      const double anyway = std::clamp(own[each.along] / (people * sum(products_[each.along].weights)), 0.0, 0.9);
      const double further = other->share * (1 - anyway);
      const double chance = sensible(std::min(each.chance / further, 0.95));
      use_of(each.product)->along.push_back({other->product, chance});
      own[each.along] += (each.chance - chance * further) * own[each.product];
    }
    for (Use& use : fitted.uses) {
      own[use.product.value] /= 1 - share_of_empty(use);
    }
    for (Use& use : fitted.uses) {
      use.rate = sensible(yearly(own[use.product.value], fitted, use));
      keep_possible(fitted, use);
    }
  }

  const Scenario& scenario_;
  const UseLog& log_;
  const GroupLog& group_;
  const GroupProfile& profile_;
  ShockFit shock_;
  std::vector<ProductProfile> products_;
  std::vector<JointUse> joint_;
  std::vector<std::vector<double>> own_;
};

Shock shock_of(const std::string& name, const ShockFit& fit) {
  Shock shock;
  shock.name = name;
  shock.spread = sensible(std::sqrt(fit.variance));
  const double rho = std::clamp(fit.weekly_correlation, 0.01, 0.995);
  shock.half_life_days = std::max(std::floor(7 * natural_log(0.5) / natural_log(rho) + 0.5), 1.0);
  return shock;
}

}  // namespace

double sensible(double value) {
  if (value == 0) {
    return 0;
  }
  double unit = 1;
  const double size = std::abs(value);
  while (size >= 10'000 * unit) {
    unit *= 10;
  }
  if (unit > 1) {
    return std::floor(value / unit + 0.5) * unit;
  }
  double parts = 1;
  while (size * parts < 1000 && parts < 1e6) {
    parts *= 10;
  }
  return std::floor(value * parts + 0.5) / parts;
}

Population fit_population(const Scenario& scenario, const UseLog& log) {
  std::vector<GroupProfile> profiles;
  for (const GroupLog& group : log.groups) {
    profiles.push_back(fit_profile(log, group));
  }
  const ShockFits shocks = fit_shocks(log, profiles);
  Population population;
  for (std::size_t i = 0; i < log.groups.size(); ++i) {
    ShockFit shared = shocks.everybody;
    if (shocks.groups[i].variance > 0) {
      shared.variance = (1 + shared.variance) * (1 + shocks.groups[i].variance) - 1;
      shared.weekly_correlation = shocks.groups[i].weekly_correlation;
    }
    Group group = GroupFit(scenario, log, log.groups[i], profiles[i], shared).fit();
    if (group.uses.empty()) {
      continue;  // people who used nothing
    }
    if (shocks.groups[i].variance > 0) {
      population.shocks.push_back(shock_of(group.name, shocks.groups[i]));
      population.shocks.back().groups = {static_cast<std::uint32_t>(population.groups.size())};
    }
    population.groups.push_back(std::move(group));
  }
  if (shocks.everybody.variance > 0) {
    population.shocks.insert(population.shocks.begin(), shock_of("everybody's weeks", shocks.everybody));
  }
  return population;
}

}  // namespace drawdown
