#include "tools/drawdown/page/stress_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/ensemble/stress_tables.h"
#include "tools/drawdown/page/ensemble_charts.h"
#include "tools/drawdown/page/made.h"
#include "tools/drawdown/terminal/amounts.h"

namespace drawdown::program {
namespace {

class StressPage {
 public:
  StressPage(const StressResults& results, const Arguments& arguments)
      : results_(results),
        candidates_(results.candidates),
        study_(results.study),
        arguments_(arguments),
        base_(*results.candidates.front().scenario),
        page_(page_of("stress", base_)) {}

  Page made() {
    answer();
    figures();
    page_.tables.push_back({"stress.csv", "Candidates", stress_table(candidates_, study_)});
    PageSection ahead{.heading = "Tokens left"};
    add_fan(page_, ahead, candidates_, study_, shown(), listed_marks(base_));
    page_.sections.push_back(std::move(ahead));
    if (candidates_.size() > 1) {
      add_candidates();
    }
    add_odds(page_, candidates_, study_);
    add_measures();
    Record more{{"Replications",
                 fmt::format("{} of {}{}", text_of(study_.replications), count_of(candidates_.size(), "candidate"),
                             study_.narrow_enough ? ", stopped as the intervals are narrow enough" : "")},
                {"Intervals", "95 %: Wilson's for shares, Student's t for means, order statistics for quantiles"},
                {"Service level", percent_of(base_.stress.service_level)},
                {"A refused access day costs", fmt::format("{} {}", text_of(base_.stress.penalty), base_.currency)}};
    page_.sections.push_back(made_section("stress", arguments_, base_, std::move(more)));
    add_findings(page_, base_, arguments_);
    return std::move(page_);
  }

 private:
  [[nodiscard]] const CandidateTally& own() const { return study_.candidates[study_.baseline]; }

  void answer() {
    const CandidateTally& tally = own();
    std::string dry = fmt::format("{} the pool runs dry in {} of the replications",
                                  study_.baseline == 0 ? "As planned" : "As " + candidates_[study_.baseline].name,
                                  with_interval(tally.p_dry()));
    const Day half = tally.dry_day(50).value;
    dry += half == never_day ? "." : fmt::format(", in half of them by {}.", format(half));
    page_.answer.push_back(std::move(dry));
    page_.answer.push_back(fmt::format("On average {} tokens expire unused, worth {} {}, and all together costs {} {}.",
                                       mean_of(tally.of(ReplicaMeasure::expired).mean.estimate()),
                                       mean_of(tally.of(ReplicaMeasure::written_off).mean.estimate()), base_.currency,
                                       mean_of(tally.of(ReplicaMeasure::cost).mean.estimate()), base_.currency));
    for (const StressAnswer& each : results_.answers) {
      if (candidates_.size() > 1) {
        page_.answer.push_back(sizes(each));
      }
    }
    const std::string act = by_when();
    if (!act.empty()) {
      page_.answer.push_back(act);
    }
  }

  [[nodiscard]] std::string sizes(const StressAnswer& each) const {
    const StressPlan& plan = base_.stress;
    const char* which = plan.sizes.empty()                          ? "The first candidate"
                        : plan.size_of.kind == SizeOf::Kind::demand ? "The greatest factor"
                                                                    : "The smallest size";
    return fmt::format("{} that serves {}: {}; the least expected cost: {}{}.", which, percent_of(plan.service_level),
                       each.enough ? candidates_[*each.enough].name : "none of these", candidates_[each.cheapest].name,
                       plan.penalty == Money{} ? " (a refusal costs nothing here)" : "");
  }

  // The tranche that is most likely to lose something, and until when that can be avoided.
  [[nodiscard]] std::string by_when() const {
    const CandidateTally& tally = study_.candidates.front();
    std::string text;
    std::uint64_t worst = 0;
    for (std::size_t i = 0; i < base_.tranches.size(); ++i) {
      const TrancheTally& each = tally.tranches()[i];
      const std::optional<Day> act = last_day_to_act(base_, base_.tranches[i], each);
      if (act && each.with_loss > worst) {
        worst = each.with_loss;
        text = fmt::format("{} is the tranche most likely to lose tokens, in {} of the replications: act by {}.",
                           base_.tranches[i].id, percent_of(estimate_share(each.with_loss, study_.replications).value),
                           format(*act));
      }
    }
    return text;
  }

  void figures() {
    const CandidateTally& tally = own();
    const auto mean = [&](ReplicaMeasure measure) { return mean_of(tally.of(measure).mean.estimate()); };
    const Estimate dry = tally.p_dry();
    page_.figures = {{"Runs dry", percent_of(dry.value), {}, dry.value > 0},
                     {"Served", percent_of(tally.of(service_measure(base_)).mean.estimate().value)},
                     {"Consumed", mean(ReplicaMeasure::consumed), "tokens, mean"},
                     {"Expired", mean(ReplicaMeasure::expired), "tokens, mean"},
                     {"Written off", mean(ReplicaMeasure::written_off), base_.currency + ", mean"},
                     {"Cost", mean(ReplicaMeasure::cost), base_.currency + ", mean"}};
  }

  // Those whose days are in the page: the baseline, and what the answers name.
  [[nodiscard]] std::vector<std::size_t> shown() const {
    constexpr std::size_t most = 8;
    std::vector<std::size_t> places{study_.baseline};
    const auto add = [&](std::size_t place) {
      if (places.size() < most && std::find(places.begin(), places.end(), place) == places.end()) {
        places.push_back(place);
      }
    };
    for (const StressAnswer& each : results_.answers) {
      if (each.enough) {
        add(*each.enough);
      }
      add(each.cheapest);
    }
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      add(i);
    }
    return places;
  }

  // By size if all that have one are of one variant, else a bar for each.
  void add_candidates() {
    const Table& all = page_.table("stress.csv").table;
    Table sized(all.columns());
    bool one_variant = true;
    const std::string* variant = nullptr;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (candidates_[i].size) {
        one_variant = one_variant && (variant == nullptr || *variant == candidates_[i].variant);
        variant = &candidates_[i].variant;
        sized.add(all.rows()[i]);
      }
    }
    constexpr std::size_t curve = 3;  // points, at least
    PageSection section{.heading = "Risk and cost"};
    const bool by_size = one_variant && sized.rows().size() >= curve;
    if (by_size) {
      page_.tables.push_back({"sizes.csv", "Candidates with a size", std::move(sized)});
      add_curve(section, "cost", "Expected cost by size", base_.currency, Hue::blue);
      add_curve(section, "p_dry", "How likely each size runs dry", "share", Hue::red);
      page_.charts.push_back(risk_cost_chart("sizes.csv", base_.currency));
      section.charts.emplace_back("risk_cost");
    } else {
      add_bars(section, "cost", "Expected cost", base_.currency, Hue::blue);
      add_bars(section, "p_dry", "How likely each runs dry", "share", Hue::red);
    }
    page_.sections.push_back(std::move(section));
  }

  void add_curve(PageSection& section, const std::string& column, const char* title, const std::string& unit, Hue hue) {
    page_.charts.push_back(
        size_curve({.id = "size_" + column,
                    .title = title,
                    .table = "sizes.csv",
                    .column = column,
                    .unit = unit,
                    .size_unit = base_.stress.size_of.kind == SizeOf::Kind::demand ? "times the demand" : "tokens",
                    .hue = hue}));
    section.charts.push_back("size_" + column);
  }

  void add_bars(PageSection& section, const std::string& column, const char* title, const std::string& unit, Hue hue) {
    constexpr std::size_t most = 40;
    page_.charts.push_back({.kind = Chart::Kind::bars,
                            .id = "candidate_" + column,
                            .title = title,
                            .table = "stress.csv",
                            .x = "candidate",
                            .unit = unit,
                            .most = most,
                            .layers = {{.shape = Layer::Shape::bar, .label = "estimate", .value = column, .hue = hue},
                                       {.shape = Layer::Shape::whisker,
                                        .label = "95 % interval",
                                        .value = {},
                                        .low = column + "_low",
                                        .high = column + "_high",
                                        .hue = Hue::grey}}});
    section.charts.push_back("candidate_" + column);
  }

  void add_measures() {
    page_.tables.push_back(
        {"stress_measures.csv", "All measures of all candidates", measure_table(candidates_, study_)});
    PageSection section{.heading = "All measures", .tables = {"stress_measures.csv"}};
    if (candidates_.size() == 1) {
      section.tables.insert(section.tables.begin(), "stress.csv");
    }
    if (!results_.verdicts.all.empty()) {
      page_.tables.push_back({"expectations.csv", "Expectations", verdict_table(results_.verdicts)});
      section.tables.emplace_back("expectations.csv");
    }
    page_.sections.push_back(std::move(section));
  }

  const StressResults& results_;
  const std::vector<StressCandidate>& candidates_;
  const Stress& study_;
  const Arguments& arguments_;
  const Scenario& base_;
  Page page_;
};

}  // namespace

Page stress_page(const StressResults& results, const Arguments& arguments) {
  return StressPage(results, arguments).made();
}

}  // namespace drawdown::program
