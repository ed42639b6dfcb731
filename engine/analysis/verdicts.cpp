#include "engine/analysis/verdicts.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>

#include "engine/base/quantity.h"
#include "engine/time/civil.h"

namespace drawdown {
namespace {

bool holds(const Expectation& expectation, const Found& found) {
  using enum Expectation::Relation;
  const Wide bound = Wide{expectation.bound} * found.number;
  switch (expectation.relation) {
    case less:
      return found.sum < bound;
    case at_most:
      return found.sum <= bound;
    case more:
      return found.sum > bound;
    case at_least:
      return found.sum >= bound;
    case equal:
      return found.sum == bound;
    case unequal:
      return found.sum != bound;
  }
  return false;
}

// A mean is shown to six places, rounded.
std::string text_of(const Expectation& expectation, const Found& found) {
  if (expectation.measure->unit == Measure::Unit::date) {
    const auto day = static_cast<std::int32_t>(found.sum);
    return day == never_day.number ? "never" : format(Day{day});
  }
  const Wide half = found.number / 2;
  const Wide rounded = (found.sum + (found.sum < 0 ? -half : half)) / found.number;
  return format_micro(narrow(rounded, "a mean"));
}

std::string not_checked(const Expectation& expectation, const std::string& command) {
  if (expectation.statistic == Statistic::none && expectation.measure->of_each && command != "run") {
    return "not checked by " + command + ": write " + std::string(expectation.measure->name) + ".mean, .p90, …";
  }
  return "not checked by " + command;
}

}  // namespace

std::size_t Verdicts::failed() const {
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [](const Verdict& each) { return each.result == Verdict::Result::failed; }));
}

Verdicts verdicts_of(const std::vector<Expectation>& expectations, const std::string& command,
                     const std::function<Answer(const Expectation&)>& find) {
  Verdicts verdicts;
  for (const Expectation& expectation : expectations) {
    const Answer answer = find(expectation);
    Verdict verdict{&expectation, Verdict::Result::not_checked, not_checked(expectation, command)};
    if (answer.looked) {
      // What does not exist is not what was expected of it.
      const bool passed = answer.value && holds(expectation, *answer.value);
      verdict.result = passed ? Verdict::Result::passed : Verdict::Result::failed;
      verdict.found = answer.value ? text_of(expectation, *answer.value) : "nothing";
    }
    verdicts.all.push_back(std::move(verdict));
  }
  return verdicts;
}

std::function<Answer(const Expectation&)> found_in(const Summary& summary, const Scenario& scenario) {
  std::map<std::string_view, std::optional<Found>> values;
  const auto count = [&](std::string_view name, std::uint64_t number) {
    values[name] = Found{Wide{number} * micro_per_unit, 1};
  };
  const auto amount = [&](std::string_view name, auto value) { values[name] = Found{value.micro, 1}; };
  const auto price = [&](std::string_view name, const std::optional<Money>& value) {
    values[name] = value ? std::optional(Found{value->micro, 1}) : std::nullopt;
  };
  count("sessions", summary.sessions);
  count("visits", summary.visits);
  count("graced_visits", summary.graced_visits);
  count("charges", summary.charges);
  count("renewals", summary.renewals);
  count("denied_sessions", summary.denied_sessions);
  count("cut_offs", summary.cut_offs);
  count("results", summary.results);
  count("refunds", summary.refunds);
  count("denied_results", summary.denied_results);
  count("unmatched_refunds", summary.unmatched_refunds);
  count("covered_sessions", summary.covered_sessions);
  count("sessions_outside", summary.sessions_outside);
  count("results_outside", summary.results_outside);
  count("rejected_rows", summary.rejected_rows);
  amount("bought", summary.bought);
  amount("consumed", summary.consumed);
  amount("expired", summary.expired);
  amount("remaining", summary.remaining);
  amount("overdraft", summary.overdraft);
  amount("adjusted", summary.adjusted);
  amount("spent", summary.spent);
  amount("written_off", summary.written_off);
  price("price_per_token_bought", summary.price_per_token_bought);
  price("price_per_token_consumed", summary.price_per_token_consumed);
  const Day first = summary.first_denial ? scenario.server().day_at(*summary.first_denial) : never_day;
  values["first_denial"] = Found{first.number, 1};
  return [values](const Expectation& expectation) -> Answer {
    const auto found = values.find(expectation.measure->name);
    if (expectation.statistic != Statistic::none || found == values.end()) {
      return {};
    }
    return {true, found->second};
  };
}

Table verdict_table(const Verdicts& verdicts) {
  using enum Cell::Kind;
  Table table({{"expectation", text}, {"found", text}, {"result", text}});
  for (const Verdict& verdict : verdicts.all) {
    const bool checked = verdict.result != Verdict::Result::not_checked;
    table.add({verdict.expectation->text, checked ? Cell(verdict.found) : Cell(), name_of(verdict.result)});
  }
  return table;
}

const char* name_of(Verdict::Result result) {
  switch (result) {
    case Verdict::Result::passed:
      return "passed";
    case Verdict::Result::failed:
      return "failed";
    case Verdict::Result::not_checked:
      break;
  }
  return "not checked";
}

}  // namespace drawdown
