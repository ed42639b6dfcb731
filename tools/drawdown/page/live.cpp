#include "tools/drawdown/page/live.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "engine/analysis/day_cursor.h"
#include "engine/replay/meter.h"
#include "engine/report/json.h"
#include "engine/report/page.h"
#include "engine/scenario/scenario_tree.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/page/made.h"

namespace drawdown::program {
namespace {

using TeamDays = std::vector<std::vector<Tokens>>;  // by team of the burn curve, by day

// Why the pool's days do not follow from its purchases and the use of each day; empty if they do.
std::string why_not(const RunResults& results) {
  const Scenario& scenario = results.scenario;
  const auto needs = [](const char* what) {
    return std::string("Sliders are left out: ") + what +
           ", so what a change leads to takes the engine. Change the scenario, or add --set KEY=VALUE:";
  };
  if (!scenario.policies.empty()) {
    return needs("purchases follow from how the pool is used");
  }
  if (!scenario.contracts.empty()) {
    return needs("a contract settles what is owed");
  }
  if (!scenario.transfers.empty() || !scenario.adjustments.empty()) {
    return needs("tokens are moved or adjusted by hand");
  }
  if (!scenario.budgets.empty()) {
    return needs("budgets refuse some of the use");
  }
  if (results.summary.refunds > 0) {
    return needs("results are refunded");
  }
  if (results.summary.denied_results > 0 && !(scenario.demand && scenario.demand->series && !scenario.usage.given())) {
    return needs("results were refused");
  }
  if (!results.outcome.denials.empty() && !results.trace.results.empty() && results.summary.denied_results == 0) {
    return needs("sessions were refused beside results");
  }
  return {};
}

std::vector<std::size_t> columns_of(const RunResults& results) {
  std::vector<std::size_t> column(results.trace.teams.size());
  for (std::size_t i = 0; i < results.curve.teams.size(); ++i) {
    column[results.curve.teams[i].team.value] = i;
  }
  return column;
}

// What each team asked for on each day, also where it was refused.
TeamDays demand_of(const RunResults& results) {
  TeamDays days;
  for (const TeamBurn& burn : results.curve.teams) {
    days.push_back(burn.consumed);
  }
  if (results.outcome.denials.empty()) {
    return days;
  }
  const std::vector<std::size_t> column = columns_of(results);
  const auto team_of = [&](UnitId unit) { return column[results.trace.units[unit.value].team.value]; };
  DayCursor day_of(results.scenario.days);
  if (!results.trace.results.empty()) {  // of a series: what is refused is a part of its day
    for (const Denial& denial : results.outcome.denials) {
      days[team_of(denial.unit)][day_of(denial.at)] += denial.tokens;
    }
    return days;
  }
  for (std::vector<Tokens>& team : days) {
    std::fill(team.begin(), team.end(), Tokens{});
  }
  for (const Charge& charge : meter(results.scenario, results.trace).charges) {
    days[team_of(charge.unit)][day_of(charge.at)] += charge.tokens;
  }
  return days;
}

std::string days_json(const TeamDays& teams) {
  std::string out = "[";
  for (const std::vector<Tokens>& days : teams) {
    out += out.size() > 1 ? ",[" : "[";
    for (std::size_t i = 0; i < days.size(); ++i) {
      out += (i > 0 ? "," : "") + exact_json(days[i]);
    }
    out += "]";
  }
  return out + "]";
}

// The items of pool.tranches that have a lifetime of their own.
std::vector<bool> own_lifetimes(const Arguments& arguments) {
  const std::string& file = arguments.positional[0];
  YamlNode root = parse_scenario(read_file(file), file);
  for (const Override& change : load_options(arguments).overrides) {
    apply(root, change);
  }
  std::vector<bool> own;
  const YamlNode* pool = root.find("pool");
  const YamlNode* tranches = pool != nullptr ? pool->find("tranches") : nullptr;
  if (tranches != nullptr) {
    for (const YamlNode& item : tranches->items) {
      own.push_back(item.find("lifetime") != nullptr);
    }
  }
  return own;
}

std::string lots_json(const RunResults& results, const Arguments& arguments) {
  const std::vector<bool> own = own_lifetimes(arguments);
  const std::vector<std::size_t> column = columns_of(results);
  std::string out = "[";
  for (std::size_t i = 0; i < results.outcome.tranches.size(); ++i) {
    const Tranche& tranche = results.outcome.tranches[i];
    const Day from = results.scenario.from;
    const bool listed = tranche.origin.kind == TrancheOrigin::Kind::listed && i < own.size();
    out += out.size() > 1 ? ",{" : "{";
    out += "\"id\":" + json_text(tranche.id);
    out += listed ? ",\"path\":" + json_text("pool.tranches[" + std::to_string(i) + "]") : "";
    out += ",\"team\":" + std::to_string(column[results.outcome.balances[i].team.value]);
    out += ",\"bought\":" + std::to_string(tranche.bought - from);
    out += ",\"expires\":" + std::to_string(tranche.expires - from);
    out += ",\"tokens\":" + exact_json(tranche.tokens) + ",\"brings\":" + exact_json(tranche.brings());
    out += ",\"price\":" + exact_json(tranche.unit_price) + ",\"rank\":" + std::to_string(tranche.rank);
    out += std::string(",\"fixed\":") + (tranche.remaining ? "true" : "false");
    out += std::string(",\"lifetime\":") + (!listed || own[i] ? "true" : "false") + "}";
  }
  return out + "]";
}

const char* order_name(DrawOrder order) {
  return order == DrawOrder::soonest_expiry ? "soonest_expiry" : order == DrawOrder::oldest ? "oldest" : "newest";
}

}  // namespace

std::string live_json(const RunResults& results, const Arguments& arguments) {
  const Scenario& scenario = results.scenario;
  std::string out = "{\"command\":" + json_text(command_line("run", arguments));
  const std::string reason = why_not(results);
  if (!reason.empty()) {
    return out + ",\"needsEngine\":" + json_text(reason) + "}";
  }
  out += ",\"scenario\":" + json_text(shell_word(arguments.positional[0]));
  out += ",\"from\":" + json_text(format(scenario.from));
  out += ",\"order\":" + json_text(order_name(scenario.rules.consume));
  out += std::string(",\"overdraft\":") + (scenario.rules.when_empty == WhenEmpty::overdraft ? "true" : "false");
  out += std::string(",\"hasDemand\":") + (scenario.demand ? "true" : "false");
  out += std::string(",\"refused\":") + (results.outcome.denials.empty() ? "false" : "true");
  return out + ",\"lots\":" + lots_json(results, arguments) + ",\"demand\":" + days_json(demand_of(results)) + "}";
}

}  // namespace drawdown::program
