#include "engine/analysis/effect.h"

#include <cstddef>

#include "engine/analysis/day_cursor.h"
#include "engine/pool/journal.h"

namespace drawdown {
namespace {

// A unit's or a day's charges: what is looked up once for every charge is kept small.
struct Charges {
  Tokens tokens;
  std::uint64_t number = 0;
};

// Adds a sheet's charges to the sums of units and days, and to the sum of all. That one is checked for overflow; with
// amounts that are never negative it bounds every unit's and day's sum, which need not be.
void add_charges(const Journal& journal, const Journal::Sheet& sheet, const DayTable& days,
                 std::vector<Charges>& by_unit, std::vector<Charges>& by_day, Charges& all) {
  DayCursor day_of(days);
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    const Journal::Row& row = sheet.rows[i];
    if (row.state != RowState::charged) {
      continue;
    }

    const std::int64_t micro = journal.tokens(row);
    all.tokens += Tokens{micro};
    for (Charges* sum : {&by_unit[row.unit], &by_day[day_of(Instant{row.at})]}) {
      sum->tokens.micro += micro;
      ++sum->number;
    }
    ++all.number;
  }
}

// Results and refunds. These may be less than 0, so the sum of all is no bound, and each sum is checked.
void add_results(const Journal& journal, const DayTable& days, std::vector<Charges>& by_unit,
                 std::vector<Charges>& by_day, ChargeCounts& counts) {
  DayCursor day_of(days);
  for (const Journal::ResultRow& row : journal.results) {
    const bool charge = row.kind == ChargeKind::result;
    for (Charges* sum : {&by_unit[row.unit.value], &by_day[day_of(row.at)]}) {
      sum->tokens += row.tokens;
      sum->number += charge ? 1U : 0U;
    }
    counts.charges += charge ? 1U : 0U;
    ++(charge ? counts.results : counts.refunds);
  }
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  tokens += other.tokens;
  charges += other.charges;
  denied += other.denied;
  cut_offs += other.cut_offs;
  return *this;
}

Effect effect_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const DayTable& days) {
  Effect effect;
  std::vector<Charges> by_unit(trace.units.size());
  std::vector<Charges> by_day(static_cast<std::size_t>(days.size()));
  Charges all;
  add_charges(outcome.charges, outcome.charges.renewals, days, by_unit, by_day, all);
  ChargeCounts counts;
  counts.renewals = all.number;
  add_charges(outcome.charges, outcome.charges.opens, days, by_unit, by_day, all);
  counts.charges = all.number;
  add_results(outcome.charges, days, by_unit, by_day, counts);
  effect.by_user.resize(trace.users.size());
  effect.by_product.resize(scenario.products.size());
  for (std::size_t unit = 0; unit < by_unit.size(); ++unit) {
    const Tally tally{by_unit[unit].tokens, by_unit[unit].number, 0, 0};
    effect.by_user[trace.units[unit].user.value] += tally;
    effect.by_product[trace.units[unit].product.value] += tally;
  }
  for (const Charges& day : by_day) {
    effect.by_day.push_back({day.tokens, day.number, 0, 0});
  }
  DayCursor day_of(days);
  for (const Denial& denial : outcome.denials) {
    const ChargeUnit& unit = trace.units[denial.unit.value];
    for (Tally* tally : {&effect.by_user[unit.user.value], &effect.by_product[unit.product.value],
                         &effect.by_day[day_of(denial.at)]}) {
      ++(denial.kind == DenialKind::denied ? tally->denied : tally->cut_offs);
    }
  }
  effect.summary = summarise(scenario, trace, outcome, counts);
  effect.cost = consumed_cost(outcome);
  return effect;
}

Money latest_unit_price(const Outcome& outcome) {
  const Tranche* latest = nullptr;
  for (const Tranche& tranche : outcome.tranches) {
    if (tranche.unit_price && (latest == nullptr || latest->bought <= tranche.bought)) {
      latest = &tranche;
    }
  }
  return latest == nullptr ? Money{} : *latest->unit_price;
}

Money consumed_cost(const Outcome& outcome) {
  Money sum;
  for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
    sum += cost(outcome.balances[i].consumed, outcome.tranches[i].unit_price.value_or(Money{}));
  }
  const Money price = latest_unit_price(outcome);
  for (const Tokens owed : outcome.overdraft) {
    sum += cost(owed, price);
  }
  return sum;
}

}  // namespace drawdown
