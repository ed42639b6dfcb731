#include "engine/calendar/lane.h"

#include <doctest/doctest.h>

#include <cstdint>

using namespace drawdown;

namespace {

struct Item {
  int name = 0;
  std::uint64_t sequence = 0;
};

}  // namespace

TEST_CASE("a lane gives back what was pushed, in order, however long it grows") {
  Lane<int> lane;
  CHECK(lane.time() == no_time);
  int pushed = 0;
  int popped = 0;
  for (int round = 0; round < 200; ++round) {
    for (int i = 0; i < 37; ++i, ++pushed) {
      lane.push(pushed / 3, pushed);
    }
    for (int i = 0; i < 31; ++i, ++popped) {
      REQUIRE(lane.time() == popped / 3);
      REQUIRE(lane.pop() == popped);
    }
  }
  while (popped < pushed) {
    REQUIRE(lane.pop() == popped++);
  }
  CHECK(lane.time() == no_time);
}

TEST_CASE("a lane set pops the earliest head, and at one time the smallest sequence number") {
  LaneSet<Item> lanes(3);
  lanes.push(2, 10, {1, 5});
  lanes.push(0, 10, {2, 7});
  lanes.push(1, 10, {3, 6});
  lanes.push(1, 11, {4, 8});
  lanes.push(0, 10, {5, 9});
  CHECK(lanes.time() == 10);
  for (const int expected : {1, 3, 2, 5, 4}) {
    CHECK(lanes.pop().name == expected);
  }
  CHECK(lanes.time() == no_time);
  lanes.push(1, 12, {6, 10});
  CHECK(lanes.pop().name == 6);
}
