#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/ensemble/fit.h"

namespace drawdown {
namespace {

// About four digits: 12345, 123.4, 0.1234.
std::string figure(double value) {
  const double size = std::abs(value);
  const std::int64_t parts = size >= 1000 ? 1 : size >= 100 ? 10 : size >= 10 ? 100 : size >= 1 ? 1000 : 10'000;
  const double rounded = std::floor(value * static_cast<double>(parts) + 0.5);
  return format_micro(static_cast<std::int64_t>(rounded) * (micro_per_unit / parts));
}

// A cell of a Markdown table: a stroke would end it.
std::string cell(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    safe += c == '|' ? "\\|" : std::string(1, c == '\n' || c == '\r' ? ' ' : c);
  }
  return safe;
}

// "| a | b |", and the end of the line.
std::string row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& each : cells) {
    text.append(" ").append(each).append(" |");
  }
  return text + "\n";
}

std::string words_of_shocks(const Population& population) {
  if (population.shocks.empty()) {
    return "No ups and downs that people share were found.\n";
  }
  std::string text;
  for (const Shock& shock : population.shocks) {
    text += "- Shared weeks, " + cell(shock.name) + ": the standard deviation of the factor is " +
            figure(shock.spread) + ", half of a deviation is left after " + figure(shock.half_life_days) + " days.\n";
  }
  return text;
}

std::string words_of(const Use& use, const Scenario& scenario) {
  std::string along;
  for (const Use::Along& other : use.along) {
    along += (along.empty() ? "" : ", ") + scenario.products[other.product.value].name + " " +
             figure(100 * other.chance) + " %";
  }
  const std::string bursts =
      use.bursts ? figure(use.bursts->on) + ", " + figure(use.bursts->off) + " days" : "independent days";
  return row({cell(scenario.products[use.product.value].name), figure(use.rate), figure(100 * use.share) + " %",
              figure(use.spread), bursts, cell(along), figure(use.sessions_per_day)});
}

std::string words_of(const Group& group, const Scenario& scenario) {
  std::string text = "\n### " + cell(group.name) + ": " + std::to_string(group.members.size()) + " people in " +
                     scenario.zones[group.zone.value].name() + "\n\n";
  if (!group.holidays.empty()) {
    text +=
        "Days on which nearly nobody worked are taken for holidays of these dates; where they recur, write rules in "
        "their place (`25 December`):";
    for (std::size_t i = 0; i < group.holidays.size(); ++i) {
      text += (i == 0 ? " " : ", ") + format(group.holidays[i]);
    }
    text += ".\n\n";
  }
  text += "Spread between people, in all products alike: " + figure(group.spread) + ".\n\n";
  text += row({"product", "days a year", "share", "spread", "bursts: on, off", "opened along", "sessions a day"});
  text += "|---|---|---|---|---|---|---|\n";
  for (const Use& use : group.uses) {
    text += words_of(use, scenario);
  }
  return text;
}

}  // namespace

std::string fit_page(const Scenario& scenario, const Fit& fit, const FitOptions& options) {
  const auto misses =
      std::count_if(fit.margins.begin(), fit.margins.end(), [](const MarginFit& margin) { return !margin.fits(); });
  std::string text = "# A population fitted to " + cell(scenario.name) + "\n\n";
  text += "Fitted to the log of " + format(options.from) + " to " + format(options.until - 1) +
          ", and compared with it: " + std::to_string(options.replications) +
          " replications of the same days. A margin is marked if the log lies outside the interval that holds nine "
          "tenths of them; of margins that fit, one in ten does.\n\n" +
          std::to_string(misses) + " of " + std::to_string(fit.margins.size()) + " margins are marked.\n\n";
  text += "## What was estimated\n\n" + words_of_shocks(fit.population);
  for (const Group& group : fit.population.groups) {
    text += words_of(group, scenario);
  }
  text += "\n## How well each margin fits\n";
  std::string group;
  for (const MarginFit& margin : fit.margins) {
    if (margin.group != group) {
      group = margin.group;
      text += "\n### " + cell(group) + "\n\n" + row({"of", "margin", "log", "population", "90 % interval", ""}) +
              "|---|---|---|---|---|---|\n";
    }
    text += row({cell(margin.about), cell(margin.name), figure(margin.observed), figure(margin.mean),
                 figure(margin.low) + " … " + figure(margin.high),
                 margin.fits()                  ? ""
                 : margin.observed < margin.low ? "low"
                                                : "high"});
  }
  return text;
}

}  // namespace drawdown
