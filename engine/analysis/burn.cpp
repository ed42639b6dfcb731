#include "engine/analysis/burn.h"

#include <Eigen/Core>
#include <algorithm>
#include <numeric>

#include "engine/analysis/day_cursor.h"
#include "engine/base/check.h"
#include "engine/replay/tranche_teams.h"
#include "engine/report/csv.h"

namespace drawdown {
namespace {

// Micro-tokens or counts, a row per day and a column per team.
using Grid = Eigen::Array<std::int64_t, Eigen::Dynamic, Eigen::Dynamic>;

// Sums by day and team. The total of the sizes of all that was ever added is kept with a check for overflow; it bounds
// every entry and every partial sum, so that whole columns can be summed without one.
class Sums {
 public:
  Sums(Eigen::Index days, std::size_t teams) : grid_(Grid::Zero(days, static_cast<Eigen::Index>(teams))) {}
  void add(Eigen::Index day, Eigen::Index team, Tokens tokens) {
    total_ += tokens < Tokens{} ? Tokens{} - tokens : tokens;
    grid_(day, team) += tokens.micro;
  }
  [[nodiscard]] const Grid& grid() const { return grid_; }
  [[nodiscard]] Tokens total() const { return total_; }

 private:
  Grid grid_;
  Tokens total_;
};

std::vector<Tokens> tokens_of(const Grid& grid, Eigen::Index team) {
  std::vector<Tokens> column;
  column.reserve(static_cast<std::size_t>(grid.rows()));
  for (const std::int64_t micro : grid.col(team)) {
    column.push_back({micro});
  }
  return column;
}

std::vector<std::uint64_t> counts_of(const Grid& grid, Eigen::Index team) {
  return {grid.col(team).begin(), grid.col(team).end()};
}

// What each team has at the end, less what it owes: what its curve must arrive at.
Tokens left(const Outcome& outcome, TeamId team) {
  Tokens left;
  for (const TrancheBalance& balance : outcome.balances) {
    left += balance.team == team ? balance.remaining : Tokens{};
  }
  for (const std::vector<Tokens>* owed : {&outcome.overdraft, &outcome.owed_for_adjustments}) {
    left -= team.value < owed->size() ? (*owed)[team.value] : Tokens{};
  }
  return left;
}

}  // namespace

std::vector<TeamId> teams_of(const Scenario& scenario, const Trace& trace) {
  std::vector<TeamId> teams;
  for (const std::string& name : scenario.pool_teams()) {
    teams.push_back(team_called(trace, name));
  }
  std::vector<bool> seen(trace.teams.size());
  for (const ChargeUnit& unit : trace.units) {
    if (!seen[unit.team.value]) {
      seen[unit.team.value] = true;
      teams.push_back(unit.team);
    }
  }
  std::sort(teams.begin(), teams.end());
  teams.erase(std::unique(teams.begin(), teams.end()), teams.end());
  return teams.empty() ? std::vector<TeamId>{TeamId(0)} : teams;
}

BurnCurve burn_curve(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  const std::vector<TeamId> teams = teams_of(scenario, trace);
  std::vector<Eigen::Index> column(trace.teams.size());
  for (std::size_t i = 0; i < teams.size(); ++i) {
    column[teams[i].value] = static_cast<Eigen::Index>(i);
  }
  const auto column_of = [&](UnitId unit) { return column[trace.units[unit.value].team.value]; };
  const Eigen::Index days = scenario.days.size();
  Sums carried(1, teams.size());  // into the first day
  Sums bought(days, teams.size());
  Sums consumed(days, teams.size());
  Sums expired(days, teams.size());
  Sums moved(days, teams.size());
  Sums adjusted(days, teams.size());
  Grid denied = Grid::Zero(days, static_cast<Eigen::Index>(teams.size()));

  DayCursor event_day(scenario.days);
  for (const PoolEvent& event : outcome.events) {
    const Eigen::Index team = column[event.team.value];
    const auto day = static_cast<Eigen::Index>(event_day(event.at));
    using Kind = PoolEvent::Kind;
    switch (event.kind) {
      case Kind::expired:
        expired.add(day, team, event.tokens);
        break;
      case Kind::arrived:
        if (outcome.tranches[event.tranche.value].bought < scenario.from) {
          carried.add(0, team, event.tokens);
        } else {
          bought.add(day, team, event.tokens);
        }
        break;
      case Kind::moved:
        moved.add(day, team, Tokens{} - event.tokens);
        moved.add(day, column[event.to.value], event.tokens);
        break;
      case Kind::adjusted:
        adjusted.add(day, team, event.tokens);
        break;
      case Kind::debt_paid:  // was consumed, or adjusted, when it arose
      case Kind::adjustment_paid:
      case Kind::ordered:  // is bought when it arrives
      case Kind::not_ordered:
        break;
    }
  }
  DayCursor charge_day(scenario.days);
  BurnCurve curve{scenario.from, {}, {}};
  for (const Charge& charge : outcome.charges) {
    consumed.add(static_cast<Eigen::Index>(charge_day(charge.at)), column_of(charge.unit), charge.tokens);
    curve.counts.charges += charge.kind == ChargeKind::refund ? 0U : 1U;
    curve.counts.renewals += charge.kind == ChargeKind::renewal ? 1U : 0U;
    curve.counts.results += charge.kind == ChargeKind::result ? 1U : 0U;
    curve.counts.refunds += charge.kind == ChargeKind::refund ? 1U : 0U;
  }
  DayCursor denial_day(scenario.days);
  for (const Denial& denial : outcome.denials) {
    if (denial.kind == DenialKind::denied) {
      ++denied(static_cast<Eigen::Index>(denial_day(denial.at)), column_of(denial.unit));
    }
  }

  // Each partial sum of the changes lies between these two, and so both must fit.
  static_cast<void>(carried.total() + bought.total() + moved.total() + adjusted.total());
  static_cast<void>(Tokens{} - consumed.total() - expired.total() - moved.total() - adjusted.total());
  const Grid change = bought.grid() + moved.grid() + adjusted.grid() - consumed.grid() - expired.grid();
  Grid closing = change;
  closing.row(0) += carried.grid().row(0);
  for (Eigen::Index team = 0; team < closing.cols(); ++team) {
    std::partial_sum(closing.col(team).begin(), closing.col(team).end(), closing.col(team).begin());
  }
  const Grid opening = closing - change;
  for (std::size_t i = 0; i < teams.size(); ++i) {
    const auto team = static_cast<Eigen::Index>(i);
    check(days == 0 || Tokens{closing(days - 1, team)} == left(outcome, teams[i]),
          "a burn curve ends with what is left, less what is owed");
    curve.teams.push_back({teams[i], tokens_of(opening, team), tokens_of(bought.grid(), team),
                           tokens_of(consumed.grid(), team), tokens_of(expired.grid(), team), tokens_of(closing, team),
                           counts_of(denied, team), tokens_of(moved.grid(), team), tokens_of(adjusted.grid(), team)});
  }
  return curve;
}

TeamBurn total(const BurnCurve& curve) {
  TeamBurn sum = curve.teams.front();
  sum.team = TeamId(0);
  for (std::size_t team = 1; team < curve.teams.size(); ++team) {
    const TeamBurn& other = curve.teams[team];
    for (std::size_t day = 0; day < sum.days(); ++day) {
      sum.opening[day] += other.opening[day];
      sum.bought[day] += other.bought[day];
      sum.consumed[day] += other.consumed[day];
      sum.expired[day] += other.expired[day];
      sum.closing[day] += other.closing[day];
      sum.denied[day] += other.denied[day];
      sum.moved[day] += other.moved[day];
      sum.adjusted[day] += other.adjusted[day];
    }
  }
  return sum;
}

CoarseBurn coarsen(const TeamBurn& daily, Day from, Period period) {
  const auto start_of_period = [&](Day day) {
    return period == Period::month ? first_of_month(day) : period == Period::week ? first_of_week(day) : day;
  };
  CoarseBurn coarse;
  coarse.burn.team = daily.team;
  TeamBurn& burn = coarse.burn;
  for (std::size_t i = 0; i < daily.days(); ++i) {
    const Day day = from + static_cast<std::int32_t>(i);
    if (i == 0 || start_of_period(day) == day) {
      coarse.starts.push_back(day);
      burn.opening.push_back(daily.opening[i]);
      burn.bought.emplace_back();
      burn.consumed.emplace_back();
      burn.expired.emplace_back();
      burn.closing.emplace_back();
      burn.denied.emplace_back();
      burn.moved.emplace_back();
      burn.adjusted.emplace_back();
    }
    burn.bought.back() += daily.bought[i];
    burn.consumed.back() += daily.consumed[i];
    burn.expired.back() += daily.expired[i];
    burn.closing.back() = daily.closing[i];
    burn.denied.back() += daily.denied[i];
    burn.moved.back() += daily.moved[i];
    burn.adjusted.back() += daily.adjusted[i];
  }
  return coarse;
}

void write_burn(OutputFile& file, const Trace& trace, const BurnCurve& curve) {
  std::string rows;
  CsvWriter csv(rows);
  for (const char* name :
       {"date", "team", "opening", "bought", "consumed", "expired", "closing", "denied", "moved", "adjusted"}) {
    csv.plain(name);
  }
  csv.end_row();
  for (std::size_t day = 0; day < curve.teams.front().days(); ++day) {
    const std::string date = format(curve.from + static_cast<std::int32_t>(day));
    for (const TeamBurn& team : curve.teams) {
      csv.plain(date).text(trace.teams[team.team]);
      csv.amount(team.opening[day].micro).amount(team.bought[day].micro).amount(team.consumed[day].micro);
      csv.amount(team.expired[day].micro).amount(team.closing[day].micro).count(team.denied[day]);
      csv.amount(team.moved[day].micro).amount(team.adjusted[day].micro).end_row();
    }
    csv.spill(file);
  }
  file.write(rows);
}

}  // namespace drawdown
