#include "engine/demand/fit_people.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/random/elementary.h"

namespace drawdown {
namespace {

// Days on which a person opened both.
double shared_days(const PersonLog& a, const PersonLog& b) {
  double shared = 0;
  auto day = b.days.begin();
  for (const std::uint32_t each : a.days) {
    day = std::lower_bound(day, b.days.end(), each);
    shared += day != b.days.end() && *day == each ? 1 : 0;
  }
  return shared;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// How often one day of each product, drawn by its weights, is the same.
double same_day(const ProductProfile& a, const ProductProfile& b) {
  double both = 0;
  for (std::size_t day = 0; day < a.weights.size(); ++day) {
    both += a.weights[day] * b.weights[day];
  }
  const double all = sum(a.weights) * sum(b.weights);
  return all > 0 ? both / all : 0;
}

struct Pair {
  double seen = 0;      // days with both, of all people
  double expected = 0;  // if each person's days of both were independent
};

Pair pair_of(const GroupLog& group, const std::vector<ProductProfile>& profiles, std::size_t a, std::size_t b) {
  Pair pair;
  const double same = same_day(profiles[a], profiles[b]);
  for (std::size_t person = 0; person < group.people.size(); ++person) {
    const PersonLog& one = group.products[a].people[person];
    const PersonLog& other = group.products[b].people[person];
    pair.seen += shared_days(one, other);
    pair.expected += static_cast<double>(one.days.size()) * static_cast<double>(other.days.size()) * same;
  }
  return pair;
}

}  // namespace

std::vector<JointUse> joint_use(const GroupLog& group, const std::vector<ProductProfile>& profiles, double shared) {
  constexpr double least_share = 0.02;
  constexpr double least_excess = 0.15;  // of what habits explain: shared weeks alone make some
  constexpr double most_brought = 0.9;   // of a product's days: the rest is its own
  std::vector<std::size_t> order(group.products.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return group.products[a].access_days > group.products[b].access_days;
  });
  std::vector<JointUse> joint;
  std::vector<double> brought(group.products.size());  // share of each product's days
  const auto days_of = [&](std::size_t product) { return static_cast<double>(group.products[product].access_days); };
  const auto chance_of = [&](std::size_t product, std::size_t along) {
    const auto found = std::find_if(joint.begin(), joint.end(), [&](const JointUse& each) {
      return each.product == product && each.along == along;
    });
    return found == joint.end() ? 0.0 : found->chance;
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      const std::size_t main = order[i];
      const std::size_t other = order[j];
      const double days = days_of(main);
      const double others = days_of(other);
      if (others < 1) {
        continue;
      }
      const Pair pair = pair_of(group, profiles, main, other);
      const double own = days * (1 - brought[main]);
      double explained = pair.expected * (1 + shared);
      for (std::size_t k = 0; k < i; ++k) {  // brought along by the same third product
        explained +=
            days_of(order[k]) * (1 - brought[order[k]]) * chance_of(order[k], main) * chance_of(order[k], other);
      }
      const double excess = pair.seen - explained;
      if (excess < std::max(5.0, least_excess * explained) || excess * excess < 9 * std::max(explained, 1.0)) {
        continue;
      }
      double chance = excess / std::max(own - pair.expected * own / others, 1.0);
      chance = std::min({chance, (most_brought - brought[other]) * others / std::max(own, 1.0), most_brought});
      if (chance >= least_share) {
        joint.push_back({main, other, chance});
        brought[other] += chance * own / others;
      }
    }
  }
  return joint;
}

std::vector<std::vector<double>> own_days(const GroupLog& group, const std::vector<JointUse>& joint) {
  std::vector<std::vector<double>> counts(group.products.size());
  for (std::size_t product = 0; product < counts.size(); ++product) {
    for (const PersonLog& person : group.products[product].people) {
      counts[product].push_back(static_cast<double>(person.days.size()));
    }
  }
  // The pairs are in the order of the bringing products, of which none brings one that has come before.
  for (const JointUse& each : joint) {
    const std::vector<PersonLog>& others = group.products[each.along].people;
    const auto uses_it = [](const PersonLog& person) { return !person.days.empty(); };
    const auto users = static_cast<double>(std::count_if(others.begin(), others.end(), uses_it));
    const double chance = std::min(each.chance * static_cast<double>(others.size()) / std::max(users, 1.0), 0.95);
    for (std::size_t person = 0; person < others.size(); ++person) {
      if (uses_it(others[person])) {
        counts[each.along][person] -= chance * std::max(counts[each.product][person], 0.0);
      }
    }
  }
  return counts;
}

namespace {

constexpr std::size_t nodes = 193;

// The factor's logarithm in units of σ, and how likely it is.
struct Nodes {
  std::array<double, nodes> z{};
  std::array<double, nodes> weight{};

  Nodes() {
    double total = 0;
    for (std::size_t i = 0; i < nodes; ++i) {
      z[i] = -4.8 + 9.6 * static_cast<double>(i) / (nodes - 1);
      weight[i] = exponential_of(-z[i] * z[i] / 2);
      total += weight[i];
    }
    for (double& each : weight) {
      each /= total;
    }
  }
};

// The chance of each node, for a mean of all people.
std::array<double, nodes> chances_of(const Nodes& at, double mean, double sigma, double most) {
  std::array<double, nodes> factors{};
  for (std::size_t i = 0; i < nodes; ++i) {
    factors[i] = exponential_of(sigma * at.z[i] - sigma * sigma / 2);
  }
  double low = 0;
  double high = natural_log(1e6);
  for (int step = 0; step < 50; ++step) {  // the logarithm of what the mean is multiplied by, as cut factors lose some
    const double middle = (low + high) / 2;
    double average = 0;
    for (std::size_t i = 0; i < nodes; ++i) {
      average += at.weight[i] * std::min(factors[i] * mean * exponential_of(middle), most);
    }
    (average < mean ? low : high) = middle;
  }
  std::array<double, nodes> chances{};
  for (std::size_t i = 0; i < nodes; ++i) {
    chances[i] = std::clamp(factors[i] * mean * exponential_of(low), 1e-12, most);
  }
  return chances;
}

// The counts of people who may use a product on so many days.
struct Counts {
  std::map<double, double> people;  // by count
  double days = 0;
  double mean = 0;  // of all people, per day
  double dispersion = 1;
  double most = 1;
};

double log_likelihood(const Nodes& at, const Counts& counts, const BetweenPeople& model) {
  const std::array<double, nodes> chances =
      chances_of(at, std::min(counts.mean / model.share, 0.999 * counts.most), model.sigma, counts.most);
  std::array<double, nodes> yes{};
  std::array<double, nodes> no{};
  for (std::size_t i = 0; i < nodes; ++i) {
    yes[i] = natural_log(chances[i]) / counts.dispersion;
    no[i] = natural_log(1 - chances[i]) / counts.dispersion;
  }
  double total = 0;
  for (const auto& [count, people] : counts.people) {
    std::array<double, nodes> each{};
    for (std::size_t i = 0; i < nodes; ++i) {
      each[i] = count * yes[i] + (counts.days - count) * no[i];
    }
    const double most = *std::max_element(each.begin(), each.end());
    double average = 0;
    for (std::size_t i = 0; i < nodes; ++i) {
      average += each[i] - most > -40 ? at.weight[i] * exponential_of(each[i] - most) : 0;
    }
    double log_chance = natural_log(average) + most + natural_log(model.share);
    if (count == 0 && model.share < 1) {
      log_chance = natural_log(exponential_of(std::max(log_chance, -700.0)) + 1 - model.share);
    }
    total += people * log_chance;
  }
  return total;
}

struct Best {
  BetweenPeople model;
  double likelihood = 0;
  bool is_known = false;
};

// The best σ for a share: by steps of 0.2, then 0.05, then 0.01.
void try_share(const Nodes& at, const Counts& counts, double share, Best& best) {
  constexpr double most_sigma = 2.14;  // a standard deviation of ten times the mean
  Best own;
  double middle = most_sigma / 2;
  double reach = most_sigma / 2;
  for (const double step : {0.2, 0.05, 0.01}) {
    const double first = std::max(middle - reach, 0.0);
    for (int i = 0; first + step * i <= std::min(middle + reach, most_sigma); ++i) {
      const BetweenPeople model{share, first + step * i};
      const double likelihood = log_likelihood(at, counts, model);
      if (!own.is_known || likelihood > own.likelihood) {
        own = {model, likelihood, true};
      }
    }
    middle = own.model.sigma;
    reach = step;
  }
  if (!best.is_known || own.likelihood > best.likelihood) {
    best = own;
  }
}

}  // namespace

BetweenPeople between_people(const std::vector<double>& counts, const PeopleDays& of) {
  constexpr double least_gain = 2;
  const double days = of.days;
  Counts all;
  all.days = days;
  all.dispersion = of.dispersion;
  all.most = std::min(of.most, 1 - 1e-9);
  double total = 0;
  for (const double count : counts) {
    const double days_with = std::clamp(std::floor(count + 0.5), 0.0, std::floor(days));
    all.people[days_with] += 1;
    total += days_with;
  }
  const auto people = static_cast<double>(counts.size());
  if (total <= 0 || counts.size() < 2 || days < 1 || total > 0.98 * all.most * days * people) {
    return {};
  }
  all.mean = total / (days * people);
  const Nodes at;
  Best everybody;
  try_share(at, all, 1, everybody);
  const auto nobody = all.people.find(0);
  if (nobody == all.people.end()) {
    return everybody.model;
  }
  const double least = std::max(1 - nobody->second / people, 1.05 * all.mean / all.most);
  Best some;
  for (const double part : {0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7}) {
    const double share = least + (1 - least) * part;
    if (share < 1) {
      try_share(at, all, share, some);
    }
  }
  return some.is_known && some.likelihood > everybody.likelihood + least_gain ? some.model : everybody.model;
}

double sigma_in_common(const std::vector<std::vector<double>>& counts) {
  const std::size_t people = counts.empty() ? 0 : counts[0].size();
  std::vector<double> means;
  means.reserve(counts.size());
  for (const std::vector<double>& of : counts) {
    means.push_back(people > 0 ? std::max(sum(of) / static_cast<double>(people), 0.0) : 0);
  }
  // Over all pairs of products: half of the squared sum, less the squares.
  std::vector<double> products;  // of each person's deviations
  for (std::size_t person = 0; person < people; ++person) {
    double all = 0;
    double squares = 0;
    for (std::size_t product = 0; product < counts.size(); ++product) {
      const double more = counts[product][person] - means[product];
      all += more;
      squares += more * more;
    }
    products.push_back((all * all - squares) / 2);
  }
  double squared_means = 0;
  for (const double mean : means) {
    squared_means += mean * mean;
  }
  const double total_mean = sum(means);
  const double expected = (total_mean * total_mean - squared_means) / 2;
  if (people < 3 || expected <= 0) {
    return 0;
  }
  const double covariance = sum(products) / static_cast<double>(people - 1);
  double variance = 0;
  for (const double product : products) {
    variance += (product - covariance) * (product - covariance) / static_cast<double>(people - 1);
  }
  const double error = std::sqrt(variance / static_cast<double>(people));
  return covariance > 2 * error ? std::sqrt(natural_log(1 + std::min(covariance / expected, 100.0))) : 0;
}

}  // namespace drawdown
