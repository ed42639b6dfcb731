#include "engine/analysis/projection.h"

#include <algorithm>
#include <cstddef>

#include "engine/base/wide.h"

namespace drawdown {
namespace {

// All amounts are multiplied by the pace's days, so that a day's consumption is a whole number of micro-tokens.
class Tank {
 public:
  Tank(const std::vector<Supply>& supplies, const Pace& pace)
      : supplies_(supplies),
        pace_(pace),
        per_day_(std::max<Wide>(pace.consumed.micro, 0)),
        owed_(Wide{pace.owed.micro} * pace.days),
        amounts_(supplies.size()) {
    come(0);
  }

  Projection run() {
    Projection ahead;
    ahead.left.resize(supplies_.size());
    std::optional<std::int32_t> empty;
    const std::vector<std::int32_t> borders = borders_of();
    for (std::size_t i = 0; i < borders.size(); ++i) {
      const std::int32_t day = borders[i];
      expire(day, ahead.left);
      if (std::find(pace_.true_ups.begin(), pace_.true_ups.end(), day) != pace_.true_ups.end()) {
        owed_ = 0;
      }
      arrive(day);
      const Wide there = available();
      if (there == 0 && !empty) {
        empty = day;
      }
      if (i + 1 == borders.size()) {
        break;
      }
      const Wide wanted = per_day_ * (borders[i + 1] - day);
      if (there < wanted && !empty) {
        empty = day + static_cast<std::int32_t>(there / per_day_);
      }
      draw(std::min(there, wanted));
      owed_ += pace_.overdraft ? std::max<Wide>(wanted - there, 0) : 0;
    }
    ahead.empty = empty.value_or(0);
    return ahead;
  }

 private:
  // Days at whose start something happens; the first is 0. After the last there is nothing left.
  [[nodiscard]] std::vector<std::int32_t> borders_of() const {
    std::vector<std::int32_t> days{0};
    for (const Supply& supply : supplies_) {
      days.push_back(supply.arrives);
      days.push_back(supply.expires);
    }
    const std::int32_t last = *std::max_element(days.begin(), days.end());
    for (const std::int32_t day : pace_.true_ups) {
      if (0 < day && day < last) {
        days.push_back(day);
      }
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
  }

  void expire(std::int32_t day, std::vector<Tokens>& left) {
    for (std::size_t i = 0; i < supplies_.size(); ++i) {
      if (supplies_[i].expires == day) {
        left[i] = {narrow(divide_up(amounts_[i], pace_.days), "tokens")};
        amounts_[i] = 0;
      }
    }
  }

  void come(std::int32_t day) {
    for (std::size_t i = 0; i < supplies_.size(); ++i) {
      if (supplies_[i].arrives == day) {
        amounts_[i] = Wide{supplies_[i].tokens.micro} * pace_.days;
      }
    }
  }

  // What comes pays what is owed, in the pool's order.
  void arrive(std::int32_t day) {
    if (day > 0) {
      come(day);
    }
    const Wide paid = std::min(owed_, available());
    draw(paid);
    owed_ -= paid;
  }

  [[nodiscard]] Wide available() const {
    Wide sum = 0;
    for (const Wide amount : amounts_) {
      sum += amount;
    }
    return sum;
  }

  void draw(Wide wanted) {
    for (Wide& amount : amounts_) {
      const Wide part = std::min(amount, wanted);
      amount -= part;
      wanted -= part;
    }
  }

  const std::vector<Supply>& supplies_;
  const Pace& pace_;
  Wide per_day_;
  Wide owed_;
  std::vector<Wide> amounts_;  // by supply: what is there of it
};

}  // namespace

Projection project(const std::vector<Supply>& supplies, const Pace& pace) { return Tank(supplies, pace).run(); }

}  // namespace drawdown
