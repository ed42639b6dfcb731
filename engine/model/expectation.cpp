#include "engine/model/expectation.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/base/quantity.h"

namespace drawdown {
namespace {

using Unit = Measure::Unit;
using Relation = Expectation::Relation;

constexpr std::array measures{
    // Keys of summary.json. Those that differ from one replay to the next are measures of each.
    Measure{"sessions", Unit::count, true, true, false},
    Measure{"visits", Unit::count, true, true, false},
    Measure{"graced_visits", Unit::count, true, true, false},
    Measure{"charges", Unit::count, true, true, false},
    Measure{"renewals", Unit::count, true, false, false},
    Measure{"denied_sessions", Unit::count, true, true, false},
    Measure{"cut_offs", Unit::count, true, true, false},
    Measure{"bought", Unit::tokens, true, true, false},
    Measure{"consumed", Unit::tokens, true, true, false},
    Measure{"expired", Unit::tokens, true, true, false},
    Measure{"remaining", Unit::tokens, true, true, false},
    Measure{"overdraft", Unit::tokens, true, true, false},
    Measure{"spent", Unit::money, true, true, false},
    Measure{"written_off", Unit::money, true, true, false},
    Measure{"price_per_token_bought", Unit::money, true, false, false},
    Measure{"price_per_token_consumed", Unit::money, true, false, false},
    Measure{"first_denial", Unit::date, true, false, false},
    Measure{"sessions_outside", Unit::count, true, false, false},
    Measure{"rejected_rows", Unit::count, true, false, false},
    Measure{"results", Unit::count, true, false, false},
    Measure{"refunds", Unit::count, true, false, false},
    Measure{"denied_results", Unit::count, true, true, false},
    Measure{"unmatched_refunds", Unit::count, true, false, false},
    Measure{"adjusted", Unit::tokens, true, false, false},
    Measure{"results_outside", Unit::count, true, false, false},
    Measure{"covered_sessions", Unit::count, true, false, false},
    // Of many replays only.
    Measure{"refused_days", Unit::count, false, true, false, "access days on which the user was refused a product"},
    Measure{"service_level", Unit::share, false, true, false, "the share of access days that were served"},
    Measure{"fill_rate", Unit::share, false, true, false, "the share of the tokens asked for that were charged"},
    Measure{"cost", Unit::money, false, true, false, "of the tokens consumed and expired, and the penalty"},
    Measure{"consumed_cost", Unit::money, false, true, false, "of the tokens consumed alone"},
    Measure{"dry", Unit::date, false, true, false, "the day on which the pool ran dry; never, if it did not"},
    Measure{"p_dry", Unit::share, false, false, true, "the share of replays in which the pool ran dry"},
};

constexpr std::array<std::pair<std::string_view, Statistic>, 7> statistics{{{"mean", Statistic::mean},
                                                                            {"p5", Statistic::p5},
                                                                            {"p10", Statistic::p10},
                                                                            {"p50", Statistic::p50},
                                                                            {"p90", Statistic::p90},
                                                                            {"p95", Statistic::p95},
                                                                            {"max", Statistic::max}}};

// Longer ones first: <= begins with <.
constexpr std::array<std::pair<std::string_view, Relation>, 6> relations{{{"<=", Relation::at_most},
                                                                          {">=", Relation::at_least},
                                                                          {"==", Relation::equal},
                                                                          {"!=", Relation::unequal},
                                                                          {"<", Relation::less},
                                                                          {">", Relation::more}}};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::string in_quotes(std::string_view word) { return "'" + std::string(word) + "'"; }

ParsedExpectation refuse(std::string error) { return {std::nullopt, std::move(error)}; }

std::string unknown_measure(std::string_view name) {
  std::array<std::string_view, measures.size()> names;
  std::transform(measures.begin(), measures.end(), names.begin(), [](const Measure& each) { return each.name; });
  const std::string near = did_you_mean(name, names);
  return "there is no measure " + in_quotes(name) +
         (near.empty() ? "; those are the keys of summary.json that are numbers or dates, and those of stress" : near);
}

std::string unknown_statistic(std::string_view name) {
  std::array<std::string_view, statistics.size()> names;
  std::transform(statistics.begin(), statistics.end(), names.begin(), [](const auto& each) { return each.first; });
  const std::string near = did_you_mean(name, names);
  return "there is no statistic " + in_quotes(name) +
         (near.empty() ? "; expected mean, p5, p10, p50, p90, p95 or max" : near);
}

// Empty if the measure takes it.
std::string wrong_statistic(const Measure& measure, Statistic statistic) {
  const std::string name(measure.name);
  if (statistic == Statistic::none) {
    return measure.of_one || measure.of_all ? ""
                                            : name + " has a value for each replication: write " + name +
                                                  ".p90, or another of mean, p5, p10, p50, " + "p90, p95 and max";
  }
  if (!measure.of_each) {
    return name + " is one value, and has no " + std::string(name_of(statistic));
  }
  return measure.unit == Unit::date && statistic == Statistic::mean ? name + " is a date, and has no mean" : "";
}

// Empty if it is none for that measure.
std::optional<std::int64_t> bound_of(const Measure& measure, std::string_view text) {
  if (measure.unit != Unit::date) {
    return parse_micro(text);
  }
  if (text == "never") {
    return never_day.number;
  }
  const std::optional<Day> day = parse_day(text);
  return day ? std::optional<std::int64_t>(day->number) : std::nullopt;
}

std::string expected_bound(const Measure& measure) {
  return measure.unit == Unit::date ? "a day such as 2026-11-01, or never"
                                    : "a number such as 500 or 0.02, with at most six decimals";
}

}  // namespace

std::span<const Measure> all_measures() { return measures; }

const Measure* find_measure(std::string_view name) {
  const auto found =
      std::find_if(measures.begin(), measures.end(), [name](const Measure& each) { return each.name == name; });
  return found == measures.end() ? nullptr : &*found;
}

std::string_view name_of(Statistic statistic) {
  for (const auto& [name, each] : statistics) {
    if (each == statistic) {
      return name;
    }
  }
  return "";
}

int percent_of(Statistic statistic) {
  switch (statistic) {
    case Statistic::p5:
      return 5;
    case Statistic::p10:
      return 10;
    case Statistic::p50:
      return 50;
    case Statistic::p90:
      return 90;
    case Statistic::p95:
      return 95;
    case Statistic::max:
      return 100;
    case Statistic::none:
    case Statistic::mean:
      break;
  }
  check(false, "only a quantile has a percentage");
  return 0;
}

ParsedExpectation parse_expectation(std::string_view text) {
  const std::size_t at = text.find_first_of("<>=!");
  const auto relation = std::find_if(relations.begin(), relations.end(), [&](const auto& each) {
    return at != std::string_view::npos && text.substr(at).starts_with(each.first);
  });
  if (relation == relations.end()) {
    return refuse("expected a comparison such as written_off <= 500, with one of < <= > >= == !=, found " +
                  in_quotes(text));
  }
  const std::string_view what = trimmed(text.substr(0, at));
  const std::size_t dot = what.find('.');
  const Measure* measure = find_measure(what.substr(0, dot));
  if (measure == nullptr) {
    return refuse(unknown_measure(what.substr(0, dot)));
  }
  Expectation expectation{std::string(trimmed(text)), measure, Statistic::none, relation->second, 0};
  if (dot != std::string_view::npos) {
    const std::string_view name = what.substr(dot + 1);
    const auto found =
        std::find_if(statistics.begin(), statistics.end(), [name](const auto& each) { return each.first == name; });
    if (found == statistics.end()) {
      return refuse(unknown_statistic(name));
    }
    expectation.statistic = found->second;
  }
  if (std::string wrong = wrong_statistic(*measure, expectation.statistic); !wrong.empty()) {
    return refuse(std::move(wrong));
  }
  const std::string_view bound = trimmed(text.substr(at + relation->first.size()));
  const std::optional<std::int64_t> value = bound_of(*measure, bound);
  if (!value) {
    return refuse(std::string(measure->name) + " is compared with " + expected_bound(*measure) + ", found " +
                  in_quotes(bound));
  }
  expectation.bound = *value;
  return {std::move(expectation), {}};
}

}  // namespace drawdown
