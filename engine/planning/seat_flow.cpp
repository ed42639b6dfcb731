#include "engine/planning/seat_flow.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// How a path comes to a day: idle from the day before, or back from the day after; or twice the number of a lane, and
// one more if it goes backwards there.
constexpr std::size_t idle_forth = static_cast<std::size_t>(-2);
constexpr std::size_t idle_back = static_cast<std::size_t>(-1);

}  // namespace

// The shortest paths of Dijkstra, where a step's length is how much less it gains than the values promise; -1: not
// reached.
std::vector<Wide> SeatFlow::losses_from(std::size_t source, std::vector<std::size_t>& before) const {
  std::vector<Wide> loss(days_ + 1, -1);
  std::vector<bool> done(days_ + 1);
  loss[source] = 0;
  const auto relax = [&](std::size_t from, std::size_t to, Wide gain, std::size_t step) {
    const Wide length = loss[from] + value_[to] - value_[from] - gain;
    if (!done[to] && (loss[to] < 0 || length < loss[to])) {
      loss[to] = length;
      before[to] = step;
    }
  };
  for (;;) {
    std::size_t at = days_ + 1;
    for (std::size_t day = 0; day <= days_; ++day) {
      at = !done[day] && loss[day] >= 0 && (at > days_ || loss[day] < loss[at]) ? day : at;
    }
    if (at > days_) {
      return loss;
    }
    done[at] = true;
    if (at < days_) {
      relax(at, at + 1, 0, idle_forth);
    }
    if (at > 0 && idle_[at - 1] > 0) {
      relax(at, at - 1, 0, idle_back);
    }
    for (const std::size_t i : lanes_from_[at]) {
      if (const Lane& lane = lanes_[i]; lane.taken < lane.stays.size()) {
        relax(at, lane.until, stays_[lane.stays[lane.taken]].gain, 2 * i);
      }
    }
    for (const std::size_t i : lanes_until_[at]) {
      if (const Lane& lane = lanes_[i]; lane.taken > 0) {
        relax(at, lane.from, -stays_[lane.stays[lane.taken - 1]].gain, 2 * i + 1);
      }
    }
  }
}

// A seat that is there gains its price by not being there: a path may go from the first day to the last by it.
void SeatFlow::count_seats_that_go(Wide price) {
  std::vector<std::size_t> before(days_ + 1);
  const Wide more = price - value_[days_];
  const std::vector<Wide> loss = losses_from(days_, before);
  for (std::size_t day = 0; day <= days_; ++day) {
    value_[day] += loss[day] < 0 ? 0 : std::max<Wide>(0, more - loss[day]);
  }
}

SeatFlow::SeatFlow(std::size_t days, std::vector<Stay> stays, Wide price)
    : days_(days),
      stays_(std::move(stays)),
      lanes_from_(days + 1),
      lanes_until_(days + 1),
      idle_(days),
      value_(days + 1) {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> by_days;
  for (std::size_t i = 0; i < stays_.size(); ++i) {
    check(stays_[i].from < stays_[i].until && stays_[i].until <= days, "a stay lies within the days");
    by_days[{stays_[i].from, stays_[i].until}].push_back(i);
  }
  for (auto& [span, members] : by_days) {
    std::stable_sort(members.begin(), members.end(),
                     [this](std::size_t a, std::size_t b) { return stays_[a].gain > stays_[b].gain; });
    lanes_from_[span.first].push_back(lanes_.size());
    lanes_until_[span.second].push_back(lanes_.size());
    lanes_.push_back({span.first, span.second, std::move(members), 0});
  }
  for (std::size_t day = 0; day < days_; ++day) {  // nothing goes backwards yet
    value_[day + 1] = std::max(value_[day + 1], value_[day]);
    for (const std::size_t i : lanes_from_[day]) {
      const Lane& lane = lanes_[i];
      value_[lane.until] = std::max(value_[lane.until], value_[day] + stays_[lane.stays.front()].gain);
    }
  }
  std::vector<std::size_t> before(days_ + 1);
  for (std::size_t seats = 0;; ++seats) {
    const std::vector<Wide> loss = losses_from(0, before);
    for (std::size_t day = 0; day <= days_; ++day) {
      value_[day] -= loss[day];
    }
    if (value_[days_] <= price) {
      if (seats > 0) {
        count_seats_that_go(price);
      }
      break;
    }
    for (std::size_t day = days_; day > 0;) {
      const std::size_t step = before[day];
      if (step == idle_forth) {
        ++idle_[--day];
      } else if (step == idle_back) {
        --idle_[day++];
      } else {
        Lane& lane = lanes_[step / 2];
        lane.taken += step % 2 == 0 ? 1U : 0U;
        lane.taken -= step % 2 == 0 ? 0U : 1U;
        day = step % 2 == 0 ? lane.from : lane.until;
      }
    }
  }
  for (const Lane& lane : lanes_) {
    chosen_.insert(chosen_.end(), lane.stays.begin(), lane.stays.begin() + static_cast<std::ptrdiff_t>(lane.taken));
  }
  std::sort(chosen_.begin(), chosen_.end());
}

std::vector<std::size_t> seat_numbers(std::span<const Stay> stays) {
  std::vector<std::size_t> order(stays.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return stays[a].from < stays[b].from; });
  std::vector<std::size_t> seats(stays.size());
  std::set<std::pair<std::size_t, std::size_t>> busy;  // until when, and the seat's number
  std::set<std::size_t> free;
  std::size_t number = 0;
  for (const std::size_t i : order) {
    while (!busy.empty() && busy.begin()->first <= stays[i].from) {
      free.insert(busy.begin()->second);
      busy.erase(busy.begin());
    }
    const std::size_t seat = free.empty() ? number++ : *free.begin();
    free.erase(seat);
    busy.emplace(stays[i].until, seat);
    seats[i] = seat;
  }
  return seats;
}

}  // namespace drawdown
