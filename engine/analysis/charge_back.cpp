#include "engine/analysis/charge_back.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/analysis/effect.h"
#include "engine/analysis/payments.h"
#include "engine/base/check.h"
#include "engine/base/exact_cost.h"
#include "engine/base/shares.h"

namespace drawdown {
namespace {

using Dimension = ChargeBack::Dimension;
using WriteOff = ChargeBack::WriteOff;

// Tokens by who paid them.
class Uses {
 public:
  void add(TrancheId tranche, Tokens tokens) {
    // The last tranche is the likeliest: few are drawn at a time.
    const auto found =
        std::find_if(draws_.rbegin(), draws_.rend(), [&](const Draw& draw) { return draw.tranche == tranche; });
    if (found != draws_.rend()) {
      found->tokens += tokens;
    } else {
      draws_.push_back({tranche, tokens});
    }
  }
  [[nodiscard]] const std::vector<Draw>& draws() const { return draws_; }

 private:
  std::vector<Draw> draws_;
};

std::vector<Uses> uses_by_unit(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  std::vector<Uses> uses(trace.units.size());
  const Payments payments(scenario, trace, outcome);
  std::size_t place = 0;
  for (const Charge& charge : outcome.charges) {
    for (const Draw& draw : payments.of(charge, place)) {
      uses[charge.unit.value].add(draw.tranche, draw.tokens);
    }
    ++place;
  }
  return uses;
}

// A part of a dimension, on its way.
struct Part {
  std::map<TrancheId, Tokens> uses;
  std::map<TeamId, Tokens> by_team;  // charged by the team
  ExactCost cost;
  Tokens expired;
  ExactCost write_off;
};

// What a unit's charges count for: products in the order of the sheet, others by name.
using Key = std::pair<std::uint32_t, std::string>;

class Split {
 public:
  Split(const Scenario& scenario, const Trace& trace, const Outcome& outcome)
      : scenario_(scenario),
        trace_(trace),
        outcome_(outcome),
        unpaid_price_(latest_unit_price(outcome)),
        uses_(uses_by_unit(scenario, trace, outcome)) {
    for (const ListedUser& user : scenario.users) {
      users_.emplace(user.id, &user);
    }
    sum_up();
  }

  [[nodiscard]] const CostLine& whole() const { return whole_; }

  [[nodiscard]] std::vector<CostLine> lines(const Dimension& dimension) const {
    std::map<Key, Part> parts = parts_of(dimension);
    Part unallocated;
    for (std::size_t tranche = 0; tranche < outcome_.tranches.size(); ++tranche) {
      if (outcome_.balances[tranche].expired > Tokens{}) {
        write_off(TrancheId(static_cast<std::uint32_t>(tranche)), dimension, parts, unallocated);
      }
    }
    return rounded(parts, unallocated);
  }

 private:
  [[nodiscard]] Money price(TrancheId tranche) const {
    return tranche == no_tranche ? unpaid_price_ : outcome_.tranches[tranche.value].unit_price.value_or(Money{});
  }

  void sum_up() {
    whole_.kind = CostLine::Kind::all;
    for (const TrancheBalance& balance : outcome_.balances) {
      whole_.tokens += balance.consumed;
      whole_.expired += balance.expired;
    }
    for (const Tokens owed : outcome_.overdraft) {
      whole_.tokens += owed;
      whole_.owed += owed;
    }
    whole_.cost = consumed_cost(outcome_);
    for (std::size_t tranche = 0; tranche < outcome_.tranches.size(); ++tranche) {
      whole_.write_off +=
          cost(outcome_.balances[tranche].expired, price(TrancheId(static_cast<std::uint32_t>(tranche))));
    }
  }

  [[nodiscard]] Key key_of(const ChargeUnit& unit, const Dimension& dimension) const {
    switch (dimension.kind) {
      case Dimension::Kind::team:
        return {0, trace_.teams[unit.team]};
      case Dimension::Kind::user:
        return {0, trace_.users[unit.user]};
      case Dimension::Kind::product:
        return {unit.product.value, scenario_.products[unit.product.value].name};
      case Dimension::Kind::column:
        break;
    }
    const auto found = users_.find(trace_.users[unit.user]);
    const bool known = found != users_.end() && !found->second->values.empty();
    return {0, known ? found->second->values[dimension.column] : std::string()};
  }

  [[nodiscard]] std::map<Key, Part> parts_of(const Dimension& dimension) const {
    std::map<Key, Part> parts;
    for (std::size_t place = 0; place < uses_.size(); ++place) {
      if (uses_[place].draws().empty()) {
        continue;
      }
      const ChargeUnit& unit = trace_.units[place];
      Part& part = parts[key_of(unit, dimension)];
      for (const Draw& draw : uses_[place].draws()) {
        part.uses[draw.tranche] += draw.tokens;
        part.by_team[unit.team] += draw.tokens;
        part.cost += exact_cost(draw.tokens, price(draw.tranche));
      }
    }
    return parts;
  }

  [[nodiscard]] std::int64_t weight(const Part& part, TrancheId tranche, TeamId team) const {
    const auto tokens = [](const auto& map, auto key) {
      const auto found = map.find(key);
      // Who was given back more than they used bears nothing.
      return found == map.end() ? 0 : std::max<std::int64_t>(found->second.micro, 0);
    };
    switch (scenario_.charge_back->write_off) {
      case WriteOff::team:
        return tokens(part.by_team, team);
      case WriteOff::tranche:
        return tokens(part.uses, tranche);
      case WriteOff::equal:
        return 1;
      case WriteOff::none:
        break;
    }
    return 0;
  }

  // Shares out what expired of a tranche.
  void write_off(TrancheId tranche, const Dimension& dimension, std::map<Key, Part>& parts, Part& unallocated) const {
    const TrancheBalance& balance = outcome_.balances[tranche.value];
    const auto bear = [&](Part& part, Tokens tokens) {
      part.expired += tokens;
      part.write_off += exact_cost(tokens, price(tranche));
    };
    if (dimension.kind == Dimension::Kind::team && scenario_.charge_back->write_off == WriteOff::team) {
      bear(parts[{0, trace_.teams[balance.team]}], balance.expired);  // also if the team used nothing
      return;
    }
    std::vector<std::int64_t> weights;
    weights.reserve(parts.size());
    for (const auto& [key, part] : parts) {
      weights.push_back(weight(part, tranche, balance.team));
    }
    const std::vector<std::int64_t> tokens = shares(balance.expired.micro, weights);
    if (tokens.empty()) {
      bear(unallocated, balance.expired);
      return;
    }
    auto each = tokens.begin();
    for (auto& [key, part] : parts) {
      bear(part, {*each++});
    }
  }

  [[nodiscard]] std::vector<CostLine> rounded(const std::map<Key, Part>& parts, const Part& unallocated) const {
    std::vector<ExactCost> costs;
    std::vector<ExactCost> write_offs;
    std::vector<CostLine> lines;
    for (const auto& [key, part] : parts) {
      CostLine& line = lines.emplace_back();
      line.value = key.second;
      for (const auto& [tranche, tokens] : part.uses) {
        line.tokens += tokens;
        line.owed += tranche == no_tranche ? tokens : Tokens{};
      }
      line.expired = part.expired;
      costs.push_back(part.cost);
      write_offs.push_back(part.write_off);
    }
    if (unallocated.expired > Tokens{}) {
      CostLine& line = lines.emplace_back();
      line.kind = CostLine::Kind::unallocated;
      line.expired = unallocated.expired;
      write_offs.push_back(unallocated.write_off);
    }
    const std::vector<Money> cost = rounded_to(whole_.cost, costs);
    const std::vector<Money> write_off = rounded_to(whole_.write_off, write_offs);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i].cost = i < cost.size() ? cost[i] : Money{};
      lines[i].write_off = write_off[i];
    }
    check_sums(lines);
    return lines;
  }

  void check_sums(const std::vector<CostLine>& lines) const {
    CostLine sum;
    for (const CostLine& line : lines) {
      sum.tokens += line.tokens;
      sum.owed += line.owed;
      sum.cost += line.cost;
      sum.expired += line.expired;
      sum.write_off += line.write_off;
    }
    check(sum.tokens == whole_.tokens && sum.owed == whole_.owed && sum.expired == whole_.expired,
          "the tokens of all parts are all tokens");
    check(sum.cost == whole_.cost && sum.write_off == whole_.write_off, "the money of all parts is all money");
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  Money unpaid_price_;
  std::vector<Uses> uses_;  // by unit
  std::unordered_map<std::string_view, const ListedUser*> users_;
  CostLine whole_;
};

}  // namespace

ChargeBackReport charge_back_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  check(scenario.charge_back.has_value(), "the scenario says by what costs are charged back");
  const Split split(scenario, trace, outcome);
  ChargeBackReport report{split.whole(), {}};
  for (const Dimension& dimension : scenario.charge_back->by) {
    report.dimensions.push_back({dimension.name, split.lines(dimension)});
  }
  return report;
}

std::string_view write_off_name(WriteOff key) {
  constexpr std::array<std::string_view, 4> names{"team", "tranche", "equal", "none"};
  return names[static_cast<std::size_t>(key)];
}

Table charge_back_table(const Scenario& scenario, const ChargeBackReport& report) {
  using enum Cell::Kind;
  Table table({{"dimension", text},
               {"value", text},
               {"line", text},
               {"tokens", amount},
               {"owed", amount},
               {"cost", amount},
               {"expired", amount},
               {"write_off", amount},
               {"total", amount},
               {"write_off_by", text}});
  constexpr std::array<std::string_view, 3> kinds{"part", "unallocated", "all"};
  const auto add = [&](const std::string& dimension, const CostLine& line) {
    table.add({dimension, line.value, kinds[static_cast<std::size_t>(line.kind)], line.tokens, line.owed, line.cost,
               line.expired, line.write_off, line.total(), write_off_name(scenario.charge_back->write_off)});
  };
  add("all", report.whole);
  for (const ChargeBackReport::Dimension& dimension : report.dimensions) {
    for (const CostLine& line : dimension.lines) {
      add(dimension.name, line);
    }
  }
  return table;
}

}  // namespace drawdown
