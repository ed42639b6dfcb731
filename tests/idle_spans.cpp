#include "tests/idle_spans.h"

#include <algorithm>
#include <optional>

#include "tests/dice.h"

namespace drawdown {
namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 3600;

class SpanMaker {
 public:
  SpanMaker(World& world, std::uint64_t seed) : world_(world), dice_(seed ^ 0x1d1e5U) {}

  void make() {
    Scenario& scenario = world_.scenario;
    IdleRule rule;
    rule.after = {dice_.pick({15 * minute, 15 * minute, hour, std::int64_t{1}, 5 * minute})};
    if (dice_.one_in(6)) {
      rule.except.emplace_back(
          static_cast<std::uint32_t>(dice_.below(static_cast<std::int64_t>(scenario.products.size()))));
    }
    scenario.rules.idle = rule;
    scenario.usage.idle = "idle.csv";
    after_ = rule.after.seconds;
    with_machines_ = dice_.one_in(3);
    if (world_.sessions.empty()) {
      return;
    }
    lengthen_sessions();
    for (std::int64_t spans = dice_.between(1, 40); spans > 0; --spans) {
      add_span();
    }
  }

 private:
  // Most sessions of random worlds are too short to be idle in.
  void lengthen_sessions() {
    for (WorldSession& session : world_.sessions) {
      if (dice_.one_in(2)) {
        session.close += dice_.between(1, 20) * hour;
      }
    }
  }

  void add_span() {
    const WorldSession& session = dice_.pick(world_.sessions);
    WorldIdle idle;
    idle.user = dice_.one_in(20) ? "nobody" : session.user;
    idle.product = session.product;
    idle.machine = with_machines_ ? dice_.pick({"", "m1", "m2"}) : "";
    const std::int64_t length = session.close - session.open;
    idle.from = session.open + dice_.pick({length * dice_.below(9) / 8, -after_, std::int64_t{0}, after_, 30 * minute});
    idle.to = idle.from + dice_.pick({after_, after_ + 1, after_ * 2, hour, 2 * hour, length / 2, std::int64_t{0}});
    if (dice_.one_in(8)) {
      idle.to = dice_.pick({session.close, session.close - 1, session.close + 1, world_.scenario.end.seconds});
    }
    if (!world_.idle.empty() && dice_.one_in(6)) {  // spans that meet
      idle = world_.idle.back();
      idle.to += hour;
      idle.from = world_.idle.back().to;
    }
    idle.from = std::max<std::int64_t>(idle.from, 0);
    idle.to = std::max(idle.to, idle.from);
    world_.idle.push_back(idle);
    if (dice_.one_in(15)) {
      world_.idle.back().to = IdleSpan::endless;
    }
  }

  World& world_;
  Dice dice_;
  std::int64_t after_ = 0;
  bool with_machines_ = false;
};

}  // namespace

void add_idle_spans(World& world, std::uint64_t seed) { SpanMaker(world, seed).make(); }

IdleSpans spans_of(const World& world) {
  IdleSpans spans;
  spans.machines.intern("");
  for (const WorldIdle& idle : world.idle) {
    spans.spans.push_back({spans.users.intern(idle.user), ProductId(static_cast<std::uint32_t>(idle.product)),
                           spans.machines.intern(idle.machine), static_cast<std::uint32_t>(idle.from),
                           static_cast<std::uint32_t>(idle.to)});
  }
  return spans;
}

}  // namespace drawdown
