// How people differ, and what they open together, estimated from a group's log.
//
// The number of a person's access days is taken as a binomial count whose chance varies between people by a log-normal
// factor of mean 1 (Aitchison and Brown, "The lognormal distribution", 1957). Its σ is the one of the greatest
// likelihood, integrated over the factor; where days come in bursts, the likelihood is tempered by how much more the
// counts vary than independent days would (quasi-likelihood: Wedderburn, Biometrika 61 (1974), 439–447).
#pragma once

#include <cstddef>
#include <vector>

#include "engine/demand/fit_profile.h"
#include "engine/demand/use_log.h"

namespace drawdown {

// A product that is opened too on days on which another one is.
struct JointUse {
  std::size_t product = 0;  // the one that is used more
  std::size_t along = 0;
  double chance = 0;  // that a day of its own brings a further one along, over all people
};

// Of products whose days fall together more often than the people's habits explain. For each pair the product with more
// access days brings the other along; what three products have in common is not counted twice.
// `shared`: the variance of what makes all people busy at once.
[[nodiscard]] std::vector<JointUse> joint_use(const GroupLog& group, const std::vector<ProductProfile>& profiles,
                                              double shared);

// Access days that other products did not bring along, by product and person; perhaps fewer than none for some.
[[nodiscard]] std::vector<std::vector<double>> own_days(const GroupLog& group, const std::vector<JointUse>& joint);

struct BetweenPeople {
  double share = 1;  // of the people who use it at all
  double sigma = 0;  // of the others' factor
};

// Of counts of `days` days. That some never use it is only said if it makes the counts likelier by a factor of e² at
// least.
struct PeopleDays {
  double days = 0;
  double dispersion = 1;  // how much more a person's counts vary than those of independent days
  double most = 1;        // the greatest chance of a day: the share of days on which people are on
};
[[nodiscard]] BetweenPeople between_people(const std::vector<double>& counts, const PeopleDays& of);

// σ of the factor that a person has for all products alike: what the counts of different products have in common. 0 if
// that lies within two standard errors.
[[nodiscard]] double sigma_in_common(const std::vector<std::vector<double>>& counts);

}  // namespace drawdown
