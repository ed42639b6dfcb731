#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/ensemble/fit.h"

namespace drawdown {
namespace {

// About four digits: 12345, 123.4, 0.1234.
std::string figure(double value) {
  const double size = std::abs(value);
  const int decimals = size >= 1000 || value == std::floor(value) ? 0
                       : size >= 100                              ? 1
                       : size >= 10                               ? 2
                       : size >= 1                                ? 3
                                                                  : 4;
  return fmt::format("{:.{}f}", value, decimals);
}

// A cell of a Markdown table: a stroke would end it.
std::string cell(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    safe += c == '|' ? "\\|" : std::string(1, c == '\n' || c == '\r' ? ' ' : c);
  }
  return safe;
}

std::string words_of_shocks(const Population& population) {
  if (population.shocks.empty()) {
    return "No ups and downs that people share were found.\n";
  }
  std::string text;
  for (const Shock& shock : population.shocks) {
    text += fmt::format(
        "- Shared weeks, {}: the standard deviation of the factor is {}, half of a deviation is left after "
        "{} days.\n",
        cell(shock.name), figure(shock.spread), figure(shock.half_life_days));
  }
  return text;
}

std::string words_of(const Group& group, const Scenario& scenario) {
  std::string text = fmt::format("\n### {}: {} people in {}\n\n", cell(group.name), group.members.size(),
                                 scenario.zones[group.zone.value].name());
  if (!group.holidays.empty()) {
    text +=
        "Days on which nearly nobody worked are taken for holidays of these dates; where they recur, write rules in "
        "their place (`25 December`):";
    for (std::size_t i = 0; i < group.holidays.size(); ++i) {
      text += (i == 0 ? " " : ", ") + format(group.holidays[i]);
    }
    text += ".\n\n";
  }
  text += fmt::format("Spread between people, in all products alike: {}.\n\n", figure(group.spread));
  text +=
      "| product | days a year | share | spread | bursts: on, off | opened along | sessions a day "
      "|\n|---|---|---|---|---|---|---|\n";
  for (const Use& use : group.uses) {
    std::string along;
    for (const Use::Along& other : use.along) {
      along += fmt::format("{}{} {} %", along.empty() ? "" : ", ", scenario.products[other.product.value].name,
                           figure(100 * other.chance));
    }
    const std::string bursts =
        use.bursts ? fmt::format("{}, {} days", figure(use.bursts->on), figure(use.bursts->off)) : "independent days";
    text += fmt::format("| {} | {} | {} % | {} | {} | {} | {} |\n", cell(scenario.products[use.product.value].name),
                        figure(use.rate), figure(100 * use.share), figure(use.spread), bursts, cell(along),
                        figure(use.sessions_per_day));
  }
  return text;
}

}  // namespace

std::string fit_page(const Scenario& scenario, const Fit& fit, const FitOptions& options) {
  const auto misses =
      std::count_if(fit.margins.begin(), fit.margins.end(), [](const MarginFit& margin) { return !margin.fits(); });
  std::string text = fmt::format("# A population fitted to {}\n\n", cell(scenario.name));
  text += fmt::format(
      "Fitted to the log of {} to {}, and compared with it: {} replications of the same days. A margin is marked if "
      "the "
      "log lies outside the interval that holds nine tenths of them; of margins that fit, one in ten does.\n\n"
      "{} of {} margins are marked.\n\n",
      format(options.from), format(options.until - 1), options.replications, misses, fit.margins.size());
  text += "## What was estimated\n\n" + words_of_shocks(fit.population);
  for (const Group& group : fit.population.groups) {
    text += words_of(group, scenario);
  }
  text += "\n## How well each margin fits\n";
  std::string group;
  for (const MarginFit& margin : fit.margins) {
    if (margin.group != group) {
      group = margin.group;
      text += fmt::format(
          "\n### {}\n\n| of | margin | log | population | 90 % interval | |\n|---|---|---|---|---|---|\n", cell(group));
    }
    text += fmt::format("| {} | {} | {} | {} | {} … {} | {} |\n", cell(margin.about), cell(margin.name),
                        figure(margin.observed), figure(margin.mean), figure(margin.low), figure(margin.high),
                        margin.fits()                  ? ""
                        : margin.observed < margin.low ? "low"
                                                       : "high");
  }
  return text;
}

}  // namespace drawdown
