// The table in the manual that says what shared shocks do, drawn again.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/replay/replay.h"
#include "engine/scenario/manual.h"
#include "tests/population_world.h"
#include "tests/slow_build.h"

using namespace drawdown;

namespace {

// What each of a thousand years consumes, ascending.
std::vector<double> years(const std::vector<Override>& changes, std::uint64_t replications) {
  const Scenario scenario =
      load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/population-occasional.yaml", {changes});
  const PopulationSource source(scenario, PopulationSource::Detail::as_charged);
  PopulationSource::Workspace workspace;
  Trace trace = source.nobody_yet();
  std::vector<double> all;
  for (std::uint64_t replication = 1; replication <= replications; ++replication) {
    source.draw(replication, workspace, trace);
    const Outcome outcome = replay(scenario, trace);
    Tokens tokens;
    for (const Charge& charge : outcome.charges) {
      tokens += charge.tokens;
    }
    all.push_back(static_cast<double>(tokens.micro) / micro_per_unit);
  }
  std::sort(all.begin(), all.end());
  return all;
}

struct Facts {
  double average = 0;
  double deviation = 0;
  double tenth = 0;
  double hundredth = 0;
  double too_few = 0;
};

Facts facts_of(const std::vector<double>& years) {
  const auto n = static_cast<double>(years.size());
  Facts facts;
  double squares = 0;
  for (const double year : years) {
    facts.average += year / n;
    squares += year * year / n;
  }
  facts.deviation = std::sqrt(squares - facts.average * facts.average);
  facts.tenth = years[years.size() * 90 / 100 - 1];
  facts.hundredth = years[years.size() * 99 / 100 - 1];
  facts.too_few =
      static_cast<double>(years.end() - std::upper_bound(years.begin(), years.end(), facts.average * 1.15)) / n * 100;
  return facts;
}

std::string thousands(double number) {
  std::string text = std::to_string(static_cast<std::int64_t>(number + 0.5));
  if (text.size() > 3) {
    text.insert(text.size() - 3, ",");
  }
  return text;
}

std::string row(const std::string& what, const std::string& alone, const std::string& together) {
  return "| " + what + " | " + alone + " | " + together + " |\n";
}

}  // namespace

TEST_CASE("shocks widen the years of a thousand people as the manual says") {
  const std::uint64_t replications = slow_build ? 50 : 1000;
  const Override plenty = parse_override("rules.when_empty=overdraft");
  const Facts alone = facts_of(years({plenty, parse_override("demand.population.shocks=[]")}, replications));
  const Facts together = facts_of(years({plenty}, replications));
  CHECK(together.deviation > (slow_build ? 3 : 4) * alone.deviation);  // of fifty years no more is sure
  if (slow_build) {
    return;
  }
  const std::string table =
      row("average", thousands(alone.average), thousands(together.average)) +
      row("standard deviation", thousands(alone.deviation), thousands(together.deviation)) +
      row("one year in ten needs more than", thousands(alone.tenth), thousands(together.tenth)) +
      row("one year in a hundred needs more than", thousands(alone.hundredth), thousands(together.hundredth)) +
      row("years in which 15 % more than the average do not suffice", thousands(alone.too_few) + " %",
          thousands(together.too_few) + " %");
  CAPTURE(table);
  CHECK(manual().find(table) != std::string::npos);
}
