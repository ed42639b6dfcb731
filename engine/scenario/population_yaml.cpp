#include "engine/scenario/population_yaml.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/report/json.h"
#include "engine/time/digits.h"
#include "engine/time/instant.h"

namespace drawdown {
namespace {

constexpr std::array<const char*, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                              "friday", "saturday", "sunday"};

// A JSON string is a YAML string in double quotes.
std::string quoted(std::string_view text) { return json_text(text); }

std::string number(double value) {
  return format_micro(static_cast<std::int64_t>(std::floor(value * micro_per_unit + 0.5)));
}

std::string time_of_day(std::int64_t seconds) {
  std::string text;
  append_digits(text, 2, static_cast<int>(seconds / 3600));
  text += ':';
  append_digits(text, 2, static_cast<int>(seconds / 60 % 60));
  return text;
}

template <class Items, class Write>
std::string list_of(const Items& items, Write write) {
  std::string text = "[";
  for (const auto& item : items) {
    text += (text.size() > 1 ? ", " : "") + write(item);
  }
  return text + "]";
}

class Writer {
 public:
  Writer(const Scenario& scenario, const PopulationYamlOptions& options) : scenario_(scenario), options_(options) {}

  std::string write(const Population& population) {
    line(0, "demand:");
    line(1, "seed: " + std::to_string(options_.seed));
    line(1, "population:");
    line(2, "groups:");
    for (const Group& group : population.groups) {
      write(group);
    }
    if (!population.shocks.empty()) {
      line(2, "shocks:");
    }
    for (const Shock& shock : population.shocks) {
      write(shock, population.groups);
    }
    return std::move(text_);
  }

 private:
  void line(int indent, const std::string& text) {
    text_.append(static_cast<std::size_t>(indent) * 2, ' ').append(text).append("\n");
  }

  void write(const Group& group) {
    line(3, "- name: " + quoted(group.name));
    write_people(group);
    line(4, "time_zone: " + scenario_.zones[group.zone.value].name());
    std::vector<std::string> days;
    for (std::size_t i = 0; i < group.works.size(); ++i) {
      if (group.works[i]) {
        days.emplace_back(weekdays[i]);
      }
    }
    line(4, "working_days: " + list_of(days, [](const std::string& day) { return day; }));
    line(4, "working_hours: [" + time_of_day(group.work_begins) + ", " + time_of_day(group.work_ends) + "]");
    if (!group.holidays.empty()) {
      line(4, "holidays: " + list_of(group.holidays, [](Day day) { return format(day); }));
    }
    if (group.spread > 0) {
      line(4, "spread: " + number(group.spread));
    }
    line(4, "products:");
    for (const Use& use : group.uses) {
      line(5, quoted(scenario_.products[use.product.value].name) + ":");
      write(use);
    }
  }

  void write_people(const Group& group) {
    if (!options_.names) {
      line(4, "size: " + std::to_string(group.members.size()));
      if (!group.members.empty() && group.members.front().team) {
        line(4, "team: " + quoted(*group.members.front().team));
      }
      return;
    }
    line(4, "users:");
    for (const Member& member : group.members) {
      line(5, "- {id: " + quoted(member.id) + (member.team ? ", team: " + quoted(*member.team) : "") + "}");
    }
  }

  void write(const Use& use) {
    line(6, "days_per_year: " + number(use.rate));
    if (use.from) {
      line(6, "from: " + format(*use.from));
    }
    if (use.share < 1) {
      line(6, "share: " + number(100 * use.share));
    }
    if (use.spread > 0) {
      line(6, "spread: " + number(use.spread));
    }
    if (use.bursts) {
      line(6, "bursts: {on: " + number(use.bursts->on) + ", off: " + number(use.bursts->off) + "}");
    }
    line(6, "season: " + list_of(use.season, number));
    line(6, "weekdays: " + list_of(use.weekdays, number));
    if (!use.along.empty()) {
      line(6, "along:");
      for (const Use::Along& other : use.along) {
        line(7, quoted(scenario_.products[other.product.value].name) + ": " + number(100 * other.chance));
      }
    }
    line(6, "sessions_per_day: " + number(use.sessions_per_day));
    line(6, "start: " + list_of(use.start.quantiles, time_of_day));
    if (use.results) {
      line(6, "results: {mean: " + number(use.results->mean) +
                  (use.results->shape ? ", shape: " + number(*use.results->shape) : "") + "}");
      return;
    }
    write_length(use);
    if (!use.versions.empty()) {
      line(6, "versions:");
      for (const Weighted& version : use.versions) {
        line(7, quoted(version.name) + ": " + number(version.weight));
      }
    }
    if (use.short_chance > 0) {
      line(6, "short_launches: " + number(100 * use.short_chance));
      line(6, "short_length: " + format(use.short_length));
    }
    if (use.overnight > 0) {
      line(6, "overnight: " + number(100 * use.overnight));
    }
  }

  void write_length(const Use& use) {
    const auto duration = [](std::int64_t seconds) { return format(Duration{seconds}); };
    if (use.length.quantiles.empty()) {
      line(6, "length: {median: " + duration(static_cast<std::int64_t>(use.length.median)) +
                  ", p90: " + duration(static_cast<std::int64_t>(use.length.p90)) + "}");
    } else {
      line(6, "length: " + list_of(use.length.quantiles, duration));
    }
  }

  void write(const Shock& shock, const std::vector<Group>& groups) {
    std::string text = "- {name: " + quoted(shock.name) + ", spread: " + number(shock.spread) + ", half_life: " +
                       std::to_string(static_cast<std::int64_t>(std::floor(shock.half_life_days + 0.5)) * 24) + "h";
    if (!shock.groups.empty()) {
      text += ", groups: " + list_of(shock.groups, [&](std::uint32_t group) { return quoted(groups[group].name); });
    }
    if (!shock.products.empty()) {
      text += ", products: " + list_of(shock.products, [&](ProductId product) {
                return quoted(scenario_.products[product.value].name);
              });
    }
    line(3, text + "}");
  }

  const Scenario& scenario_;
  PopulationYamlOptions options_;
  std::string text_;
};

// The key that a line begins with, if it is a top key; empty if it is not.
std::string_view top_key(std::string_view line) {
  if (line.empty() || line[0] == ' ' || line[0] == '#' || line[0] == '\t' || line[0] == '-') {
    return {};
  }
  const std::size_t colon = line.find(':');
  std::string_view key = colon == std::string_view::npos ? std::string_view() : line.substr(0, colon);
  if (key.size() > 1 && (key.front() == '"' || key.front() == '\'')) {
    key = key.substr(1, key.size() - 2);
  }
  return key;
}

bool is_remark(std::string_view line) { return line.empty() || line[0] == '#' || line == "\r"; }

}  // namespace

std::string demand_as_yaml(const Population& population, const Scenario& scenario,
                           const PopulationYamlOptions& options) {
  return Writer(scenario, options).write(population);
}

bool names_matter(const Scenario& scenario) {
  return !scenario.entitlements.empty() || !scenario.access.empty() ||
         std::any_of(scenario.budgets.begin(), scenario.budgets.end(),
                     [](const Budget& budget) { return budget.user.has_value(); });
}

std::string with_demand(std::string_view scenario, std::string_view demand) {
  constexpr std::array<std::string_view, 4> left_out{"usage", "demand", "variants", "vary"};
  std::string text;
  std::string remarks;  // those before a key belong to it
  bool leave_out = false;
  for (std::size_t at = 0; at < scenario.size();) {
    const std::size_t end = std::min(scenario.find('\n', at), scenario.size() - 1) + 1;
    const std::string_view line = scenario.substr(at, end - at);
    const std::string_view bare = line.substr(0, line.find('\n'));
    at = end;
    if (is_remark(bare)) {
      remarks += line;
      continue;
    }
    if (const std::string_view key = top_key(bare); !key.empty()) {
      leave_out = std::find(left_out.begin(), left_out.end(), key) != left_out.end();
    }
    if (!leave_out) {
      text.append(remarks).append(line);
    }
    remarks.clear();
  }
  text += text.empty() || text.back() == '\n' ? "\n" : "\n\n";
  return text.append(demand);
}

}  // namespace drawdown
