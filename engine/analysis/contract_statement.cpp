#include "engine/analysis/contract_statement.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// A contract's rows while they are made.
class Statement {
 public:
  Statement(const Scenario& scenario, const Outcome& outcome, std::uint32_t contract)
      : contract_(scenario.contracts[contract]), outcome_(outcome) {
    for (std::uint32_t i = 0; i < contract_.years.size(); ++i) {
      const ContractYear& year = contract_.years[i];
      YearStatement row;
      row.contract = contract;
      row.year = i;
      row.simulated = year.from < scenario.until && scenario.from < year.until;
      row.provisioned = year.provisioned;
      if (row.simulated && year.tranche) {
        add_annual(row, *year.tranche);
      }
      rows_.push_back(row);
    }
  }

  // What a tranche brought cost.
  [[nodiscard]] Money price_of(TrancheId tranche) const {
    return cost(outcome_.balances[tranche.value].bought, outcome_.tranches[tranche.value].unit_price.value_or(Money{}));
  }

  void add_true_up(TrancheId tranche) {
    YearStatement& row = rows_[outcome_.tranches[tranche.value].origin.year - 1];
    row.trued_up += outcome_.balances[tranche.value].bought;
    row.true_up_cost += price_of(tranche);
    row.spent += price_of(tranche);
  }

  // The year in which multi-year tokens count at an instant; holds that are settled after the simulation's end count
  // in the last year that it has.
  [[nodiscard]] YearStatement& at(Instant instant) {
    std::size_t year = 0;
    while (year + 1 < rows_.size() && contract_.years[year].ends <= instant &&
           (rows_[year + 1].simulated || !rows_[year].simulated)) {
      ++year;
    }
    return rows_[year];
  }

  // Once all that counts at an instant is in.
  [[nodiscard]] std::span<const YearStatement> finish() {
    if (contract_.multi_year_tranche) {
      carry_multi_year(*contract_.multi_year_tranche);
    }
    return rows_;
  }

 private:
  void add_annual(YearStatement& row, TrancheId tranche) const {
    const TrancheBalance& balance = outcome_.balances[tranche.value];
    row.used_before = row.provisioned - balance.bought;
    row.consumed = balance.consumed;
    row.adjusted = balance.adjusted;
    row.expired = balance.expired;
    row.remaining = balance.expired + balance.remaining;
    row.spent = price_of(tranche);
  }

  void carry_multi_year(TrancheId tranche) {
    const TrancheBalance& balance = outcome_.balances[tranche.value];
    std::optional<Tokens> left;
    Tokens consumed;
    Tokens adjusted;
    Tokens expired;
    for (YearStatement& row : rows_) {
      consumed += row.multi_year_consumed;
      adjusted += row.multi_year_adjusted;
      expired += row.multi_year_expired;
      if (row.simulated) {
        row.spent += left ? Money{} : price_of(tranche);
        row.multi_year_at_start = left.value_or(balance.bought);
        left = row.multi_year_at_start + row.multi_year_adjusted - row.multi_year_consumed;
        row.multi_year_remaining = *left;
      }
    }
    check(consumed == balance.consumed && adjusted == balance.adjusted && expired == balance.expired,
          "a contract's years sum to its multi-year tokens");
    check(left.value_or(Tokens{}) == balance.expired + balance.remaining,
          "a contract's years end with what is left of its multi-year tokens");
  }

  const Contract& contract_;
  const Outcome& outcome_;
  std::vector<YearStatement> rows_;
};

// All contracts' statements, and whose multi-year tokens a tranche is.
class Statements {
 public:
  Statements(const Scenario& scenario, const Outcome& outcome) : outcome_(outcome), of_(outcome.tranches.size()) {
    for (std::uint32_t i = 0; i < scenario.contracts.size(); ++i) {
      all_.emplace_back(scenario, outcome, i);
      if (const auto tranche = scenario.contracts[i].multi_year_tranche) {
        of_[tranche->value] = i;
      }
    }
  }

  std::vector<YearStatement> run() {
    for (std::uint32_t i = 0; i < outcome_.tranches.size(); ++i) {
      if (const TrancheOrigin& origin = outcome_.tranches[i].origin; origin.kind == TrancheOrigin::Kind::true_up) {
        all_[origin.source].add_true_up(TrancheId(i));
      }
    }
    for (const Charge& charge : outcome_.charges) {
      for (const Draw& draw : charge.draws()) {
        if (of_[draw.tranche.value]) {
          all_[*of_[draw.tranche.value]].at(charge.at).multi_year_consumed += draw.tokens;
        }
      }
    }
    for (const PoolEvent& event : outcome_.events) {
      if (event.tranche != no_tranche && of_[event.tranche.value]) {
        add(event, all_[*of_[event.tranche.value]].at(event.at));
      }
    }
    std::vector<YearStatement> rows;
    for (Statement& statement : all_) {
      const std::span<const YearStatement> own = statement.finish();
      rows.insert(rows.end(), own.begin(), own.end());
    }
    return rows;
  }

 private:
  static void add(const PoolEvent& event, YearStatement& year) {
    using Kind = PoolEvent::Kind;
    switch (event.kind) {
      case Kind::debt_paid:
        year.multi_year_consumed += event.tokens;
        break;
      case Kind::adjusted:
        year.multi_year_adjusted += event.tokens;
        break;
      case Kind::adjustment_paid:
        year.multi_year_adjusted -= event.tokens;
        break;
      case Kind::expired:
        year.multi_year_expired += event.tokens;
        break;
      case Kind::arrived:
      case Kind::moved:
      case Kind::ordered:
      case Kind::not_ordered:
        break;
    }
  }

  const Outcome& outcome_;
  std::vector<Statement> all_;
  std::vector<std::optional<std::uint32_t>> of_;  // by TrancheId: the contract
};

}  // namespace

std::vector<YearStatement> contract_statement(const Scenario& scenario, const Outcome& outcome) {
  return scenario.contracts.empty() ? std::vector<YearStatement>{} : Statements(scenario, outcome).run();
}

Table contract_table(const Scenario& scenario, const std::vector<YearStatement>& statement) {
  using enum Cell::Kind;
  Table table({{"contract", text},
               {"team", text},
               {"year", count},
               {"from", text},
               {"until", text},
               {"provisioned", amount},
               {"used_before", amount},
               {"consumed", amount},
               {"adjusted", amount},
               {"expired", amount},
               {"remaining", amount},
               {"multi_year_at_start", amount},
               {"multi_year_consumed", amount},
               {"multi_year_adjusted", amount},
               {"multi_year_expired", amount},
               {"multi_year_remaining", amount},
               {"trued_up", amount},
               {"true_up_cost", amount},
               {"spent", amount}});
  for (const YearStatement& row : statement) {
    const Contract& contract = scenario.contracts[row.contract];
    const ContractYear& year = contract.years[row.year];
    const auto known = [&](auto amount) { return row.simulated ? Cell(amount) : Cell(); };
    table.add({contract.id, contract.team, std::uint64_t{row.year} + 1, format(year.from), format(year.until),
               row.provisioned, known(row.used_before), known(row.consumed), known(row.adjusted), known(row.expired),
               known(row.remaining), known(row.multi_year_at_start), known(row.multi_year_consumed),
               known(row.multi_year_adjusted), known(row.multi_year_expired), known(row.multi_year_remaining),
               known(row.trued_up), known(row.true_up_cost), known(row.spent)});
  }
  return table;
}

}  // namespace drawdown
