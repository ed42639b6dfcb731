#include "bench/demand_rival.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <vector>

namespace drawdown::bench {
namespace {

constexpr std::int64_t day_long = 86'400;
constexpr std::int64_t grace = 300;

double sigma(double spread) { return std::sqrt(std::log(1 + spread * spread)); }

// Somebody with a product.
struct Unit {
  const Group* group = nullptr;
  const Use* use = nullptr;
  std::uint32_t group_place = 0;
  double factor = 1;
  bool on = true;
  std::int64_t visit_end = 0;   // of the visit that goes on, or was the last
  std::int64_t window_end = 0;  // of the last charge
  std::uint32_t visit = 0;
};

struct Event {
  enum class Kind { day, open, settle, window_end };
  std::int64_t at = 0;
  Kind kind = Kind::day;
  std::uint32_t unit = 0;
  std::int64_t close = 0;  // of an open
  std::uint32_t visit = 0;
  bool operator<(const Event& other) const { return at > other.at; }  // the earliest on top
};

class World {
 public:
  World(const Scenario& scenario, std::mt19937_64& dice) : scenario_(scenario), dice_(dice) {
    const Population& population = *scenario.demand->population;
    shocks_.resize(population.shocks.size());
    for (double& shock : shocks_) {
      shock = normal_(dice_);
    }
    for (std::uint32_t place = 0; place < population.groups.size(); ++place) {
      const Group& group = population.groups[place];
      const Zone& zone = scenario.zones[group.zone.value];
      for (const Use& use : group.uses) {
        chances_.push_back(mean_chances(group, use, scenario.from, scenario.until));
      }
      for (std::size_t member = 0; member < group.members.size(); ++member) {
        const double person = factor(group.spread);
        for (const Use& use : group.uses) {
          Unit unit{&group, &use, place, person * factor(use.spread)};
          unit.on = !use.bursts || uniform_(dice_) < use.bursts->share_on();
          heap_.push(
              {zone.start_of(scenario.from).seconds, Event::Kind::day, static_cast<std::uint32_t>(units_.size())});
          chance_of_.push_back(chances_.size() - group.uses.size() +
                               static_cast<std::size_t>(&use - group.uses.data()));
          units_.push_back(unit);
        }
      }
    }
  }

  RivalYear run() {
    while (!heap_.empty() && heap_.top().at < scenario_.end.seconds) {
      const Event event = heap_.top();
      heap_.pop();
      Unit& unit = units_[event.unit];
      switch (event.kind) {
        case Event::Kind::day:
          on_day(event, unit);
          break;
        case Event::Kind::open:
          on_open(event, unit);
          break;
        case Event::Kind::settle:
          settle(event, unit);
          break;
        case Event::Kind::window_end:
          renew(event, unit);
          break;
      }
    }
    return year_;
  }

 private:
  double factor(double spread) {
    const double s = sigma(spread);
    return spread > 0 ? std::exp(s * normal_(dice_) - s * s / 2) : 1;
  }

  void on_day(const Event& event, Unit& unit) {
    heap_.push({event.at + day_long, Event::Kind::day, event.unit});
    const auto day = static_cast<std::size_t>((event.at - scenario_.begin.seconds + day_long / 2) / day_long);
    if (event.unit == 0 && day % 7 == 0) {
      next_week();
    }
    const Use& use = *unit.use;
    double chance = day < chances_[chance_of_[event.unit]].size() ? chances_[chance_of_[event.unit]][day] : 0;
    if (use.bursts) {
      const bool moves = uniform_(dice_) < 1 / (unit.on ? use.bursts->on : use.bursts->off);
      unit.on = unit.on != moves;
      chance = unit.on ? chance / use.bursts->share_on() : 0;
    }
    const std::vector<Shock>& shocks = scenario_.demand->population->shocks;
    for (std::size_t i = 0; i < shocks.size(); ++i) {
      if (shocks[i].meets(unit.group_place, use.product)) {
        const double s = sigma(shocks[i].spread);
        chance *= std::exp(s * shocks_[i] - s * s / 2);
      }
    }
    if (uniform_(dice_) >= chance * unit.factor) {
      return;
    }
    const int count = 1 + std::poisson_distribution<int>(use.sessions_per_day - 1 + 1e-12)(dice_);
    for (int i = 0; i < count; ++i) {
      const std::int64_t open = event.at + quantile(use.start);
      const bool is_short = uniform_(dice_) < use.short_chance;
      const std::int64_t length =
          is_short ? static_cast<std::int64_t>(uniform_(dice_) * static_cast<double>(use.short_length.seconds))
                   : quantile(use.length);
      const bool overnight = i + 1 == count && uniform_(dice_) < use.overnight;
      heap_.push({open, Event::Kind::open, event.unit, overnight ? open + day_long : open + length});
    }
  }

  std::int64_t quantile(const Spans& spans) {
    if (spans.quantiles.empty()) {
      const double s = std::log(spans.p90 / spans.median) / 1.2815515655446004;
      return static_cast<std::int64_t>(spans.median * std::exp(s * normal_(dice_)));
    }
    const double place = uniform_(dice_) * static_cast<double>(spans.quantiles.size() - 1);
    const auto i = static_cast<std::size_t>(place);
    return spans.quantiles[i] +
           static_cast<std::int64_t>((place - static_cast<double>(i)) *
                                     static_cast<double>(spans.quantiles[i + 1] - spans.quantiles[i]));
  }

  void next_week() {
    const std::vector<Shock>& shocks = scenario_.demand->population->shocks;
    for (std::size_t i = 0; i < shocks.size(); ++i) {
      const double rho = std::exp2(-7 / shocks[i].half_life_days);
      shocks_[i] = rho * shocks_[i] + std::sqrt(1 - rho * rho) * normal_(dice_);
    }
  }

  void on_open(const Event& event, Unit& unit) {
    ++year_.sessions;
    if (event.at < unit.visit_end) {
      unit.visit_end = std::max(unit.visit_end, event.close);
      return;
    }
    ++unit.visit;
    unit.visit_end = event.close;
    if (event.at >= unit.window_end) {
      heap_.push({event.at + grace, Event::Kind::settle, event.unit, 0, unit.visit});
    }
  }

  void settle(const Event& event, Unit& unit) {
    if (event.visit == unit.visit && unit.visit_end >= event.at) {
      charge(event.at - grace, event.unit);
    }
  }

  void renew(const Event& event, Unit& unit) {
    if (unit.visit_end > event.at) {
      charge(event.at, event.unit);
    }
  }

  void charge(std::int64_t at, std::uint32_t place) {
    Unit& unit = units_[place];
    const Product& product = scenario_.products[unit.use->product.value];
    year_.tokens += static_cast<double>(product.rate_at({at})->tokens.micro) / micro_per_unit;
    ++year_.charges;
    unit.window_end = at + day_long;
    heap_.push({unit.window_end, Event::Kind::window_end, place});
  }

  const Scenario& scenario_;
  std::mt19937_64& dice_;
  std::uniform_real_distribution<double> uniform_;
  std::normal_distribution<double> normal_;
  std::vector<std::vector<double>> chances_;  // by group and use
  std::vector<std::size_t> chance_of_;        // by unit
  std::vector<double> shocks_;
  std::vector<Unit> units_;
  std::priority_queue<Event> heap_;
  RivalYear year_;
};

}  // namespace

RivalYear rival_year(const Scenario& scenario, std::mt19937_64& dice) { return World(scenario, dice).run(); }

}  // namespace drawdown::bench
