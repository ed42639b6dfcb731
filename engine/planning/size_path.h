// What one purchase, of any size, makes of one course of demand.
//
//   const OnePurchase purchase(days, others, {.arrives = 0, .expires = 365}, 1);     // drawn after the first of others
//   const SizePath path = purchase.path(demand);
//   path.at(Tokens::whole(4'000)).refused;       // exact for every size
//   path.enough();                               // the least size at which nothing is refused
//
// A pool on day totals, as engine/planning/purchase_problem.h has it, with any draw order that does not depend on the
// size. Each further token of the purchase has one fate: it serves somebody who would be refused, or some token, it or
// another that it spares, expires unused or is left at the end. So what is refused, expires and is left are lines
// between a few sizes, which are found exactly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

struct SizeOutcome {
  Tokens refused;
  Tokens expired;  // before the end, of all tranches
  Tokens left;     // at the end
  friend bool operator==(const SizeOutcome&, const SizeOutcome&) = default;
};

class SizePath {
 public:
  enum class Fate : std::uint8_t { serves, expires, is_left };
  struct Piece {
    Tokens from;  // each token beyond it
    Fate fate;    // comes to this
  };

  // `none`: the outcome of size 0. The pieces ascend, and the first is from 0.
  SizePath(SizeOutcome none, std::vector<Piece> pieces) : none_(none), pieces_(std::move(pieces)) {}

  [[nodiscard]] SizeOutcome at(Tokens size) const;
  // Empty if something is refused at any size.
  [[nodiscard]] std::optional<Tokens> enough() const;
  [[nodiscard]] const SizeOutcome& none() const { return none_; }
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  SizeOutcome none_;
  std::vector<Piece> pieces_;
};

class OnePurchase {
 public:
  struct Span {
    std::size_t arrives = 0;
    std::size_t expires = 0;  // after it arrives
  };
  // `others`: what is there besides, in the order in which it is drawn; the purchase is drawn after so many of them. It
  // arrives before the horizon ends.
  OnePurchase(std::size_t days, std::vector<Stock> others, Span purchase, std::size_t drawn_after);

  [[nodiscard]] SizeOutcome outcome(const DayDemand& demand, Tokens size) const;
  [[nodiscard]] SizePath path(const DayDemand& demand) const;

 private:
  // Between two days on which tranches come or go only sums matter.
  [[nodiscard]] std::vector<Tokens> by_span(const DayDemand& demand) const;
  [[nodiscard]] SizeOutcome outcome_of(const std::vector<Tokens>& spans, Tokens size) const;

  std::size_t days_;
  std::vector<Stock> lots_;  // in draw order, the purchase among them
  std::size_t own_;          // its place
  std::vector<std::size_t> begins_;
  std::vector<std::vector<std::size_t>> present_;  // by span: lots, in draw order
};

}  // namespace drawdown
