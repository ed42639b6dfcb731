// A world as text, in the forms of spec §5: what a story begins with.
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/scenario/describe.h"
#include "tests/entitled_worlds.h"
#include "tests/managed_worlds.h"
#include "tests/worlds.h"

namespace drawdown {
namespace {

std::string window_text(const Scenario& scenario) {
  const Window& window = scenario.rules.window;
  if (const auto* rolling = std::get_if<RollingWindow>(&window)) {
    return fmt::format("{{kind: rolling, length: {}}}", format(rolling->length));
  }
  if (const auto* shared = std::get_if<SharedWindow>(&window)) {
    return fmt::format("{{kind: shared, length: {}}}", format(shared->length));
  }
  if (const auto* calendar = std::get_if<CalendarWindow>(&window)) {
    const char* periods[] = {"day", "week", "month"};
    const std::string clocks[] = {"server", "user", scenario.zones[calendar->named.value].name()};
    return fmt::format("{{kind: calendar, period: {}, zone: {}}}", periods[static_cast<int>(calendar->period)],
                       clocks[static_cast<int>(calendar->clock)]);
  }
  return "{kind: visit}";
}

std::string rules_text(const Scenario& scenario) {
  const Rules& rules = scenario.rules;
  const std::string empty = rules.when_empty == WhenEmpty::deny    ? "deny"
                            : rules.when_empty == WhenEmpty::retry ? "{retry: " + format(rules.retry_after) + "}"
                                                                   : "overdraft";
  const char* orders[] = {"soonest_expiry", "oldest", "newest"};
  return fmt::format("  window: {}\n  charge_per: [user, product{}{}]\n  grace: {}\n  renew: {}\n",
                     window_text(scenario), rules.per_version ? ", version" : "", rules.per_machine ? ", machine" : "",
                     format(rules.grace), rules.renew) +
         fmt::format("  when_empty: {}\n  consume: {}\n{}", empty, orders[static_cast<int>(rules.consume)],
                     rules.idle ? "  idle: " + as_yaml(rules, scenario).idle + "\n" : "");
}

std::string rates_text(const Scenario& scenario, const Product& product) {
  if (product.rates.size() == 1 && product.rates[0].from == always && !product.per_result) {
    return format(product.rates[0].tokens);
  }
  std::string text;
  for (const RateStep& step : product.rates) {
    const Day from = step.from == always ? std::max(Day{0}, scenario.from - 1000) : scenario.server().day_at(step.from);
    text += fmt::format("{}{{from: {}, tokens: {}", text.empty() ? "" : ", ", format(from), format(step.tokens));
    if (product.per_result) {
      const char* partial[] = {"carry", "up", "exact"};
      text += fmt::format(", per: {}, partial: {}", format_micro(step.per),
                          partial[static_cast<std::size_t>(*product.per_result)]);
    }
    text += "}";
  }
  return "[" + text + "]";
}

std::string tranche_text(const Tranche& tranche) {
  std::string text = fmt::format("    - {{id: {}, bought: {}, tokens: {}, expires: {}", tranche.id,
                                 format(tranche.bought), format(tranche.tokens), format(tranche.expires));
  text += tranche.remaining ? ", remaining: " + format(*tranche.remaining) : "";
  text += tranche.team.empty() ? "" : ", team: " + tranche.team;
  return text + "}\n";
}

}  // namespace

std::string as_story(const World& world) {
  const Scenario& scenario = world.scenario;
  std::string text = fmt::format("name: {}\ntime_zone: {}\nfrom: {}\nuntil: {}\ncurrency: {}\nrules:\n{}rates:\n",
                                 scenario.name, scenario.server().name(), format(scenario.from), format(scenario.until),
                                 scenario.currency, rules_text(scenario));
  for (const Product& product : scenario.products) {
    text += fmt::format("  {}: {}\n", product.name, rates_text(scenario, product));
  }
  if (!scenario.users.empty()) {
    text += "users:\n";
  }
  for (const ListedUser& user : scenario.users) {
    text += fmt::format("  - {{id: {}{}{}}}\n", user.id,
                        user.zone ? ", time_zone: " + scenario.zones[user.zone->value].name() : "",
                        user.team ? fmt::format(", team: \"{}\"", *user.team) : "");
  }
  text += entitlements_text(scenario);
  const bool listed = !scenario.tranches.empty() && scenario.tranches[0].origin.kind == TrancheOrigin::Kind::listed;
  text += "pool:\n  lifetime: 365d\n  tranches:" + std::string(listed ? "\n" : " []\n");
  for (const Tranche& tranche : scenario.tranches) {
    text += tranche.origin.kind == TrancheOrigin::Kind::listed ? tranche_text(tranche) : "";
  }
  text += purchasing_text(scenario) + budgets_text(scenario);
  text += "---\nuser,product,version,machine,team,open,close\n";
  for (const WorldSession& session : world.sessions) {
    text +=
        fmt::format("{},{},{},{},{},{},{}\n", session.user, scenario.products[session.product].name, session.version,
                    session.machine, session.team, format_utc({session.open}), format_utc({session.close}));
  }
  if (scenario.idle_aware()) {
    text += "---\nuser,product,machine,from,to\n";
    for (const WorldIdle& idle : world.idle) {
      text += fmt::format("{},{},{},{},{}\n", idle.user, scenario.products[idle.product].name, idle.machine,
                          format_utc({idle.from}), idle.to == IdleSpan::endless ? "" : format_utc({idle.to}));
    }
  }
  if (!world.results.empty()) {
    text += "---\nuser,product,team,time,quantity\n";
    for (const WorldResult& result : world.results) {
      text += fmt::format("{},{},{},{},{}\n", result.user, scenario.products[result.product].name, result.team,
                          format_utc({result.at}), format_micro(result.quantity));
    }
  }
  return text;
}

}  // namespace drawdown
