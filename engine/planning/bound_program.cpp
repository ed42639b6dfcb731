#include "engine/planning/bound_program.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace drawdown {
namespace {

constexpr double near = 1e-9;      // how far a value may lie outside its bounds
constexpr double smallest = 1e-9;  // that is divided by
constexpr std::size_t none = static_cast<std::size_t>(-1);

}  // namespace

std::size_t BoundProgram::add_variable(double cost, double most) {
  check(basic_.empty(), "variables come before rows");
  check(cost >= 0 || most < unlimited, "a variable that pays has a bound");
  const std::size_t variable = most_.size();
  most_.push_back(most);
  values_.push_back(cost < 0 ? most : 0);
  resting_.push_back(variable);
  costs_.push_back(cost);
  at_most_.push_back(cost < 0 ? 1 : 0);
  return variable;
}

void BoundProgram::add_row(std::span<const double> coefficients, double at_least) {
  double surplus = -at_least;
  std::vector<double> row(resting_.size());
  for (std::size_t slot = 0; slot < resting_.size(); ++slot) {
    row[slot] = resting_[slot] < most_.size() ? coefficients[resting_[slot]] : 0;
  }
  for (std::size_t variable = 0; variable < most_.size(); ++variable) {
    surplus += coefficients[variable] * values_[variable];
  }
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    const double weight = basic_[i] < most_.size() ? coefficients[basic_[i]] : 0;
    if (weight != 0) {
      for (std::size_t slot = 0; slot < row.size(); ++slot) {
        row[slot] += weight * tableau_[i][slot];
      }
    }
  }
  basic_.push_back(values_.size());
  values_.push_back(surplus);
  tableau_.push_back(std::move(row));
}

std::size_t BoundProgram::worst_row() const {
  std::size_t worst = none;
  double most_outside = near;
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    const double outside = std::max(-values_[basic_[i]], values_[basic_[i]] - most(basic_[i]));
    if (outside > most_outside) {
      most_outside = outside;
      worst = i;
    }
  }
  return worst;
}

// Of the slots that can move the row's variable back, one whose reduced cost keeps its sign longest; of several the one
// with the largest coefficient.
std::size_t BoundProgram::entering(std::size_t row, bool rise) const {
  const std::vector<double>& line = tableau_[row];
  const auto strength = [&](std::size_t slot) {
    const double pull = (at_most_[slot] != 0) == rise ? -line[slot] : line[slot];
    return most(resting_[slot]) > 0 ? pull : 0;
  };
  double bound = BoundProgram::unlimited;
  for (std::size_t slot = 0; slot < line.size(); ++slot) {
    const double pull = strength(slot);
    if (pull > smallest) {
      bound = std::min(bound, (std::abs(costs_[slot]) + 1e-12) / pull);
    }
  }
  std::size_t best = none;
  double strongest = 0;
  for (std::size_t slot = 0; slot < line.size(); ++slot) {
    const double pull = strength(slot);
    if (pull > smallest && std::abs(costs_[slot]) / pull <= bound && pull > strongest) {
      strongest = pull;
      best = slot;
    }
  }
  return best;
}

void BoundProgram::pivot(std::size_t row, std::size_t slot, bool rise) {
  const std::size_t leaves = basic_[row];
  const std::size_t enters = resting_[slot];
  std::vector<double>& line = tableau_[row];
  const double step = ((rise ? 0 : most(leaves)) - values_[leaves]) / line[slot];
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    values_[basic_[i]] += tableau_[i][slot] * step;
  }
  values_[enters] += step;
  values_[leaves] = rise ? 0 : most(leaves);

  const double scale = 1 / line[slot];
  for (double& coefficient : line) {
    coefficient *= -scale;
  }
  line[slot] = scale;
  const auto replace = [&](std::vector<double>& other) {
    const double weight = other[slot];
    if (weight == 0) {
      return;
    }
    other[slot] = 0;
    for (std::size_t k = 0; k < other.size(); ++k) {
      other[k] += weight * line[k];
    }
  };
  for (std::size_t i = 0; i < tableau_.size(); ++i) {
    if (i != row) {
      replace(tableau_[i]);
    }
  }
  replace(costs_);
  basic_[row] = enters;
  resting_[slot] = leaves;
  at_most_[slot] = rise ? 0 : 1;
}

bool BoundProgram::solve(std::size_t pivots) {
  for (; pivots > 0; --pivots) {
    const std::size_t row = worst_row();
    if (row == none) {
      return true;
    }
    const bool rise = values_[basic_[row]] < 0;
    const std::size_t slot = entering(row, rise);
    if (slot == none) {
      return false;
    }
    pivot(row, slot, rise);
  }
  return false;
}

double BoundProgram::weight(std::size_t row) const {
  const auto at = std::find(resting_.begin(), resting_.end(), most_.size() + row);
  return at == resting_.end() ? 0 : std::max(costs_[static_cast<std::size_t>(at - resting_.begin())], 0.0);
}

}  // namespace drawdown
