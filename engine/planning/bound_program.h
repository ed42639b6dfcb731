// A small linear programme whose rows come one by one: the dual simplex method with bounded variables, on a dense
// tableau.
//
//   BoundProgram program;
//   const std::size_t x = program.add_variable(2.0, 10.0);      // costs 2, lies between 0 and 10
//   program.add_row(std::vector<double>{1.0}, 4.0);             // 1 x ≥ 4
//   program.solve(1'000);
//   program.value(x);                                           // 4
//   program.weight(0);                                          // 2: what 4 costs the more for each unit
//
// Plain sums in a fixed order: the same bits everywhere. What it returns is used as weights of a bound that is right
// for any weights, so it needs no proof of being exact. Coefficients are best of about the size of 1.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace drawdown {

class BoundProgram {
 public:
  static constexpr double unlimited = std::numeric_limits<double>::infinity();

  // Between 0 and `most`; unlimited only at a cost of at least 0. All variables come before the first row.
  std::size_t add_variable(double cost, double most);
  // Coefficients by variable. Begins where the last solution left off.
  void add_row(std::span<const double> coefficients, double at_least);

  // Whether it ended with a solution, and not for want of pivots or because there is none.
  bool solve(std::size_t pivots);

  [[nodiscard]] double value(std::size_t variable) const { return values_[variable]; }
  [[nodiscard]] double weight(std::size_t row) const;  // at least 0
  [[nodiscard]] std::size_t rows() const { return basic_.size(); }

 private:
  [[nodiscard]] double most(std::size_t variable) const {
    return variable < most_.size() ? most_[variable] : unlimited;
  }
  [[nodiscard]] std::size_t worst_row() const;
  [[nodiscard]] std::size_t entering(std::size_t row, bool rise) const;
  void pivot(std::size_t row, std::size_t slot, bool rise);

  // Variables, then the surplus of each row.
  std::vector<double> most_;
  std::vector<double> values_;
  // What is basic is a sum of what is not, slot by slot.
  std::vector<std::size_t> basic_;    // by row of the tableau
  std::vector<std::size_t> resting_;  // by slot: at one of its bounds
  std::vector<double> costs_;         // by slot: reduced
  std::vector<char> at_most_;         // by slot
  std::vector<std::vector<double>> tableau_;
};

}  // namespace drawdown
