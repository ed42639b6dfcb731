// Seats that serve one stay after the other, against every choice of stays.
#include "engine/planning/seat_flow.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "tests/dice.h"

using namespace drawdown;

namespace {

std::size_t needed_at_once(const std::vector<Stay>& stays) {
  std::size_t most = 0;
  for (const Stay& one : stays) {
    most = std::max(most, static_cast<std::size_t>(std::count_if(stays.begin(), stays.end(), [&](const Stay& other) {
                      return other.from <= one.from && one.from < other.until;
                    })));
  }
  return most;
}

Wide worth(const std::vector<Stay>& stays, Wide price) {
  Wide sum = -price * static_cast<Wide>(needed_at_once(stays));
  for (const Stay& stay : stays) {
    sum += stay.gain;
  }
  return sum;
}

}  // namespace

TEST_CASE("stays on seats gain as much as the best of all choices, and the prices of days prove it") {
  std::size_t shared = 0;
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const auto days = static_cast<std::size_t>(dice.between(1, 12));
    const Wide price = dice.between(0, 40);
    std::vector<Stay> stays(static_cast<std::size_t>(dice.between(0, 10)));
    for (Stay& stay : stays) {
      stay.from = static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(days)));
      stay.until = stay.from + static_cast<std::size_t>(dice.between(1, static_cast<std::int64_t>(days - stay.from)));
      stay.gain = dice.between(1, 30);
    }
    const SeatFlow flow(days, stays, price);
    std::vector<Stay> chosen;
    for (const std::size_t place : flow.chosen()) {
      chosen.push_back(stays[place]);
    }
    Wide best = 0;
    for (std::size_t set = 0; set < (std::size_t{1} << stays.size()); ++set) {
      std::vector<Stay> some;
      for (std::size_t i = 0; i < stays.size(); ++i) {
        if ((set >> i & 1U) != 0) {
          some.push_back(stays[i]);
        }
      }
      best = std::max(best, worth(some, price));
    }
    REQUIRE(worth(chosen, price) == best);
    Wide bound = 0;  // what stays gain over the prices of their days
    for (const Stay& stay : stays) {
      bound += std::max<Wide>(0, stay.gain - flow.price(stay.from, stay.until));
    }
    CHECK(flow.price(0, days) <= price);
    CHECK(bound == best);
    const std::vector<std::size_t> seats = seat_numbers(chosen);
    std::size_t number = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      number = std::max(number, seats[i] + 1);
      for (std::size_t j = 0; j < i; ++j) {
        const bool overlap = chosen[i].from < chosen[j].until && chosen[j].from < chosen[i].until;
        CHECK((seats[i] != seats[j] || !overlap));
      }
    }
    CHECK(number == needed_at_once(chosen));
    shared += number < chosen.size() ? 1U : 0U;
  }
  CHECK(shared > 300);
}
