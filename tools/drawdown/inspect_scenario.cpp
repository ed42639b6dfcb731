#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <map>

#include "tools/drawdown/inspect.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

class Inspector {
 public:
  Inspector(const Scenario& scenario, const ScenarioPlaces& places) : scenario_(scenario), places_(places) {}

  std::vector<Finding> inspect() {
    inspect_rates();
    inspect_tranches();
    inspect_rules();
    return std::move(findings_);
  }

 private:
  void add(std::string_view code, const Place& place, std::string message) {
    findings_.emplace_back(code, place, std::move(message));
  }

  void inspect_rates() {
    std::vector<std::string_view> names;
    for (const Product& product : scenario_.products) {
      names.push_back(product.name);
    }
    for (const Alike& alike : nearly_the_same(names)) {
      add("DD101", places_.products[alike.members[1]],
          fmt::format("the products {} have nearly the same name", alike.text));
    }
    for (std::size_t p = 0; p < scenario_.products.size(); ++p) {
      const std::vector<RateStep>& steps = scenario_.products[p].rates;
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool too_late = steps[i].from >= scenario_.end;
        const bool replaced = i + 1 < steps.size() && steps[i + 1].from <= scenario_.begin;
        if (too_late || replaced) {
          add("DD103", places_.rates[p][i],
              fmt::format("the rate of {} for '{}' is never in force: {}", format(steps[i].tokens),
                          scenario_.products[p].name,
                          too_late ? "it begins after the horizon" : "the next one replaces it before the horizon"));
        }
      }
    }
  }

  void inspect_tranches() {
    for (std::size_t i = 0; i < scenario_.tranches.size(); ++i) {
      const Tranche& tranche = scenario_.tranches[i];
      const Place& place = places_.tranches[i];
      if (tranche.origin.kind != TrancheOrigin::Kind::listed) {
        continue;  // a contract's years lie where they do, and what is given by hand has no price
      }
      if (tranche.expires_at <= scenario_.begin) {
        add("DD104", place,
            fmt::format("tranche '{}' expires on {}, before the horizon begins", tranche.id, format(tranche.expires)));
      }
      if (tranche.arrives_at >= scenario_.end) {
        add("DD105", place,
            fmt::format("tranche '{}' is bought on {}, after the horizon ends", tranche.id, format(tranche.bought)));
      }
      if (!tranche.unit_price) {
        add("DD106", place,
            fmt::format("tranche '{}' has no unit price, so its {} tokens count as free", tranche.id,
                        grouped(format(tranche.tokens))));
      }
      for (std::size_t earlier = 0; earlier < i; ++earlier) {
        const Tranche& other = scenario_.tranches[earlier];
        if (other.bought == tranche.bought && other.tokens == tranche.tokens && other.team == tranche.team &&
            other.unit_price == tranche.unit_price) {
          add("DD107", place,
              fmt::format("tranche '{}' is like '{}': {} tokens bought on {}", tranche.id, other.id,
                          grouped(format(tranche.tokens)), format(tranche.bought)));
          break;
        }
      }
    }
  }

  void inspect_rules() {
    const Rules& rules = scenario_.rules;
    if (rules.grace > Duration{3600}) {
      add("DD113", places_.rules, fmt::format("visits shorter than {} are free", format(rules.grace)));
    }
    if (rules.when_empty == WhenEmpty::retry && rules.retry_after < Duration{60}) {
      add("DD114", places_.rules, fmt::format("denied sessions try again every {}", format(rules.retry_after)));
    }
    if (rules.idle && scenario_.usage.idle.empty()) {
      add("DD115", places_.rules, "the rules have idle, but usage.idle names no file");
    }
    if (!rules.idle && !scenario_.usage.idle.empty()) {
      add("DD116", places_.idle, "usage.idle names a file, but the rules have no idle");
    }
  }

  const Scenario& scenario_;
  const ScenarioPlaces& places_;
  std::vector<Finding> findings_;
};

// What is left of a name without case, blanks and punctuation; other scripts' letters stay as they are.
std::string essence(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      letters += static_cast<char>(c - 'A' + 'a');
    } else if (c != ' ' && c != '.' && c != '_' && c != '-') {
      letters += c;
    }
  }
  return letters;
}

}  // namespace

std::vector<Finding> inspect_scenario(const Scenario& scenario, const ScenarioPlaces& places) {
  return Inspector(scenario, places).inspect();
}

std::vector<Alike> nearly_the_same(const std::vector<std::string_view>& names) {
  std::map<std::string, Alike> groups;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Alike& group = groups[essence(names[i])];
    group.members.push_back(i);
    group.text += fmt::format("{}'{}'", group.text.empty() ? "" : ", ", names[i]);
  }
  std::vector<Alike> alike;
  for (auto& [letters, group] : groups) {
    if (group.members.size() > 1) {
      alike.push_back(std::move(group));
    }
  }
  return alike;
}

std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t shown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(shown, words.size()); ++i) {
    text += fmt::format("{}{}", i > 0 ? ", " : "", words[i]);
  }
  return words.size() > shown ? fmt::format("{} and {} more", text, words.size() - shown) : text;
}

}  // namespace drawdown::program
