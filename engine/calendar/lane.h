// Lanes: queues whose times never decrease, so that the next event is at a head, and no heap is needed.
//
//   Lane<Retry> retries;
//   retries.push(now + delay, {session});     // a constant delay: pushed in order, popped in order
//   while (retries.time() <= now) { handle(retries.pop()); }
//
// A lane set is several lanes whose heads compete: the earliest time wins, then the smallest sequence number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/check.h"

namespace drawdown {

using Seconds = std::int64_t;                  // since 1970
inline constexpr Seconds no_time = INT64_MAX;  // the time of an empty lane

template <class T>
class Lane {
 public:
  [[nodiscard]] Seconds time() const { return head_ < entries_.size() ? entries_[head_].time : no_time; }
  [[nodiscard]] const T& front() const { return entries_[head_].item; }

  void push(Seconds time, T item) {
    check(time >= last_, "the times of a lane never decrease");
    last_ = time;
    entries_.push_back({time, item});
  }

  T pop() {
    T item = entries_[head_++].item;
    if (head_ == entries_.size()) {
      entries_.clear();
      head_ = 0;
    } else if (head_ >= 1024 && head_ * 2 >= entries_.size()) {  // keeps the cost of a pop constant on average
      entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
    return item;
  }

 private:
  struct Entry {
    Seconds time;
    T item;
  };
  std::vector<Entry> entries_;
  std::size_t head_ = 0;
  Seconds last_ = -no_time;
};

// `T` has a member `sequence`.
template <class T>
class LaneSet {
 public:
  explicit LaneSet(std::size_t lanes) : lanes_(lanes) {}

  [[nodiscard]] Seconds time() const { return time_; }

  void push(std::size_t lane, Seconds time, T item) {
    lanes_[lane].push(time, item);
    choose_if_earlier(lane);
  }

  T pop() {
    T item = lanes_[earliest_].pop();
    time_ = no_time;
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
      choose_if_earlier(lane);
    }
    return item;
  }

 private:
  void choose_if_earlier(std::size_t lane) {
    const Seconds time = lanes_[lane].time();
    if (time < time_ ||
        (time == time_ && time != no_time && lanes_[lane].front().sequence < lanes_[earliest_].front().sequence)) {
      time_ = time;
      earliest_ = lane;
    }
  }

  std::vector<Lane<T>> lanes_;
  std::size_t earliest_ = 0;
  Seconds time_ = no_time;
};

}  // namespace drawdown
