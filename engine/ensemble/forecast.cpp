#include "engine/ensemble/forecast.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/wide.h"
#include "engine/ensemble/sizes.h"

namespace drawdown {
namespace {

class Ahead {
 public:
  Ahead(const Scenario& scenario, Day today, const DrawDemand& draw, const ForecastOptions& options)
      : scenario_(scenario), today_(today), draw_(draw), options_(options) {}

  Forecast run() {
    Forecast result;
    result.today = today_;
    result.study = study(as_planned(scenario_), true);
    result.purchases = purchases(result.tally());
    result.extra_use = extra_use(result.tally());
    return result;
  }

 private:
  Stress study(const std::vector<StressCandidate>& candidates, bool days) const {
    if (options_.total != nullptr) {
      *options_.total += options_.replications;
    }
    return stress(candidates, draw_,
                  {.replications = options_.replications,
                   .penalty = scenario_.stress.penalty,
                   .dry_since = scenario_.server().start_of(today_),
                   .threads = options_.threads,
                   .days = days,
                   .done = options_.done});
  }

  [[nodiscard]] bool expires_in_time(const Tranche& tranche) const { return tranche.expires_at < scenario_.end; }

  [[nodiscard]] std::vector<PlannedPurchase> purchases(const CandidateTally& tally) const {
    std::vector<PlannedPurchase> all;
    for (std::size_t i = 0; i < scenario_.tranches.size(); ++i) {
      const Tranche& tranche = scenario_.tranches[i];
      if (tranche.bought < today_ || tranche.bought >= scenario_.until ||
          tranche.origin.kind == TrancheOrigin::Kind::credit) {
        continue;
      }
      PlannedPurchase purchase{i, tally.dry_before(tranche.bought), std::nullopt};
      if (tranche.origin.kind == TrancheOrigin::Kind::listed && expires_in_time(tranche) &&
          tally.tranches()[i].with_loss > 0) {
        purchase.smaller = smallest(i);
      }
      all.push_back(purchase);
    }
    std::stable_sort(all.begin(), all.end(), [this](const PlannedPurchase& a, const PlannedPurchase& b) {
      return scenario_.tranches[a.tranche].bought < scenario_.tranches[b.tranche].bought;
    });
    return all;
  }

  // The sizes that can be ordered are none at all, a first one, and from there on steps. By number: 0, 1, 2, …
  struct Orders {
    Tokens first;
    Tokens step;

    [[nodiscard]] Tokens tokens(std::int64_t number) const {
      return number == 0 ? Tokens{} : Tokens{first.micro + (number - 1) * step.micro};
    }
    // How many of them are less than that.
    [[nodiscard]] std::int64_t below(Tokens planned) const {
      return planned <= first ? 1 : 1 + (planned.micro - first.micro + step.micro - 1) / step.micro;
    }
  };

  [[nodiscard]] Orders orders() const {
    Orders all{Tokens::whole(1), Tokens::whole(1)};
    if (scenario_.prices) {
      all.step = scenario_.prices->order_multiple > Tokens{} ? scenario_.prices->order_multiple : all.step;
      all.first = scenario_.prices->rounded_order(all.step);
    }
    return all;
  }

  // More tokens never refuse more, so the sizes that will do are all from some size on.
  // (Where policies order by what is left, that may be otherwise; then what is found will do, but perhaps not alone.)
  // All sizes meet the same courses; a round of the search tries several at once, beside the planned one.
  [[nodiscard]] std::optional<SmallerPurchase> smallest(std::size_t tranche) const {
    constexpr std::int64_t at_once = 15;
    const Orders sizes = orders();
    std::int64_t too_few = -1;
    std::int64_t enough = sizes.below(scenario_.tranches[tranche].tokens);  // the planned one stands behind them
    std::optional<SmallerPurchase> found;
    while (enough - too_few > 1) {
      std::vector<std::int64_t> tried;
      const std::int64_t inside = std::min(at_once, enough - too_few - 1);
      for (std::int64_t i = 1; i <= inside; ++i) {
        tried.push_back(too_few + (enough - too_few) * i / (inside + 1));
      }
      const Stress tallies = try_sizes(tranche, sizes, tried);
      for (std::size_t i = 0; i < tried.size(); ++i) {
        const CandidateTally& tally = tallies.candidates[i + 1];
        if (Wide{tally.worse()} * micro_per_unit > Wide{options_.risk} * static_cast<Wide>(tally.replications())) {
          too_few = tried[i];
          continue;
        }
        const TrancheTally& own = tally.tranches()[tranche];
        enough = tried[i];
        found =
            SmallerPurchase{sizes.tokens(enough), estimate_share(tally.worse(), tally.replications()), tally.p_dry(),
                            estimate_share(own.with_loss, tally.replications()), own.expired.estimate()};
        break;
      }
    }
    return found;
  }

  [[nodiscard]] Stress try_sizes(std::size_t tranche, const Orders& sizes,
                                 const std::vector<std::int64_t>& tried) const {
    std::deque<Scenario> scenarios;
    std::vector<StressCandidate> candidates = as_planned(scenario_);  // the baseline
    for (const std::int64_t number : tried) {
      const Tokens tokens = sizes.tokens(number);
      scenarios.push_back(with_size(scenario_, {SizeOf::Kind::tranche, tranche}, tokens));
      candidates.push_back({format(tokens), std::string(), tokens, &scenarios.back(), 0});
    }
    return study(candidates, false);
  }

  [[nodiscard]] std::vector<ExtraUse> extra_use(const CandidateTally& tally) const {
    std::vector<ExtraUse> all;
    for (std::size_t i = 0; i < scenario_.tranches.size(); ++i) {
      const Tranche& tranche = scenario_.tranches[i];
      if (tranche.expires <= today_ || tranche.bought >= scenario_.until || !expires_in_time(tranche)) {
        continue;
      }
      const Day first = std::max(tranche.bought, today_);
      ExtraUse use{i, tranche.expires - first, 0, Tokens{tally.tranches()[i].spread.quantile(50)},
                   Tokens{tally.tranches()[i].spread.quantile(90)}};
      for (Day day = first; day < tranche.expires; day = day + 1) {
        constexpr int saturday = 5;
        use.working_days += weekday(day) < saturday ? 1 : 0;
      }
      all.push_back(use);
    }
    std::stable_sort(all.begin(), all.end(), [this](const ExtraUse& a, const ExtraUse& b) {
      return scenario_.tranches[a.tranche].expires < scenario_.tranches[b.tranche].expires;
    });
    return all;
  }

  const Scenario& scenario_;
  Day today_;
  const DrawDemand& draw_;
  const ForecastOptions& options_;
};

}  // namespace

std::optional<Tokens> ExtraUse::per(Tokens lost, std::int64_t days) {
  return days == 0 ? std::nullopt : std::optional(Tokens{static_cast<std::int64_t>(divide_up(lost.micro, days))});
}

std::vector<StressCandidate> as_planned(const Scenario& scenario) {
  return {{std::string(scenario_itself), std::string(scenario_itself), std::nullopt, &scenario, 0}};
}

Forecast forecast(const Scenario& scenario, Day today, const DrawDemand& draw, const ForecastOptions& options) {
  check(scenario.from <= today && today <= scenario.until, "today lies in the horizon");
  return Ahead(scenario, today, draw, options).run();
}

}  // namespace drawdown
