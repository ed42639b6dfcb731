// The calendar by hand. A session of the managed world is a charge of 7 tokens of AutoCAD.
#include "engine/analysis/diary.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "tests/managed_world.h"

using namespace drawdown;
using tests::ManagedWorld;
using Lines = std::vector<std::string>;

namespace {

struct DiaryWorld : ManagedWorld {
  DiaryWorld() {
    scenario.currency = "USD";
    scenario.name = "Small";
    scenario.reminders = Reminders{3, 2};
  }
  // One on each of these days of January.
  void sessions(int first, int last) {
    for (int day = first; day <= last; ++day) {
      session("mary", "2026-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T15:00:00Z", 60);
    }
  }
  // "01-07 decision -1"
  Lines days() {
    run();
    entries = diary_of(scenario, trace, outcome, burn_curve(scenario, trace, outcome));
    Lines lines;
    for (const DiaryEntry& entry : entries) {
      constexpr const char* kinds[] = {"expiry", "decision", "order", "arrival"};
      lines.push_back(format(entry.day).substr(2) + ' ' + kinds[static_cast<std::size_t>(entry.kind)] + ' ' +
                      entry.about);
    }
    return lines;
  }
  std::vector<DiaryEntry> entries;
};

}  // namespace

TEST_CASE("a decision is due so many days before the projected stock-out, once until tokens come") {
  DiaryWorld world;
  world.tranche("jan", "2026-01-01", 70);
  world.tranche("next", "2026-01-12", 7'000);
  world.sessions(1, 31);
  // 7 a day. At the end of the 7th 21 are left, for three days: empty on the 11th, and the order should go out on the
  // 8th. At the end of the year the rest expires; in the last two days nothing was consumed, so there is no decision.
  CHECK(world.days() ==
        Lines{"26-01-01 arrival jan", "26-01-08 decision -1", "26-01-12 arrival next", "27-01-01 expiry next"});
  CHECK(world.entries[1].title == "Decide on a purchase of tokens");
  CHECK(
      world.entries[1].text ==
      "At 7 tokens a day, the average of 2 days, the pool is empty on 2026-01-11, as known on 2026-01-07. Lead time: 3 "
      "days.");
  CHECK(world.entries[3].title == "Tokens expire: 6860 of next");
  CHECK(world.entries[3].text ==
        "next: 6860 of 7000 tokens are left on 2026-03-01. At 0 tokens a day, the average of 2 days, 6860 expire "
        "unused.");
}

TEST_CASE("behind the horizon: the decision lies before the stock-out, and what expires is projected") {
  DiaryWorld world;
  world.scenario.until = *parse_day("2026-01-11");
  set_horizon(world.scenario);
  world.tranche("jan", "2026-01-01", 100, "", "2026-01-13");
  world.tranche("UK, too", "2026-01-01", 700, "UK", "2026-02-01");
  world.scenario.tranches[0].unit_price = Money::whole(2);
  world.tranche("more", "2026-01-01", 70, "", "2026-06-01");
  world.sessions(1, 10);
  // 30 and 70 are left. 14 go until the 13th, and 70 last for ten days more: empty on the 23rd.
  CHECK(world.days() == Lines{"26-01-01 arrival jan", "26-01-01 arrival UK, too", "26-01-01 arrival more",
                              "26-01-13 expiry jan", "26-01-20 decision -1", "26-02-01 expiry UK, too",
                              "26-06-01 expiry more"});
  CHECK(
      world.entries[3].text ==
      "jan: 30 of 100 tokens are left on 2026-01-11, worth 60 USD. At 7 tokens a day, the average of 2 days, 16 expire "
      "unused.");
  CHECK(world.entries[5].title == "Tokens expire: 700 of UK, too (UK)");
  CHECK(world.entries[6].text.ends_with("0 expire unused."));
  const std::vector<CalendarEvent> events = calendar_events(world.scenario, world.entries);
  CHECK(events[5].uid == "expiry-UK=2C=20too.Small@drawdown");
  CHECK(events[5].date == "20260201");
  CHECK(events[4].uid == "decision--1.Small@drawdown");
  CHECK(events[4].category == "decision");
  CHECK(diary_head(world.scenario).stamp == "20260111T050000Z");
  CHECK(diary_head(world.scenario).name == "Small");
}

TEST_CASE(
    "orders and arrivals are put down, also of what arrives behind the horizon, and policies know their lead time") {
  DiaryWorld world;
  world.scenario.until = *parse_day("2026-01-11");
  set_horizon(world.scenario);
  world.tranche("jan", "2026-01-01", 70);
  PurchasePolicy policy;
  policy.name = "buy";
  policy.at = Tokens::whole(14);
  policy.quantity = Tokens::whole(50);
  policy.lead_days = 5;
  policy.lifetime = {10, 0};
  policy.orders = 1;
  world.scenario.policies.push_back(policy);
  world.sessions(1, 10);
  // On the 8th 14 are left. With five days of lead time the decision is due at the end of the 5th, for the 6th.
  CHECK(world.days() ==
        Lines{"26-01-01 arrival jan", "26-01-06 decision -1", "26-01-08 order buy-1", "26-01-13 arrival buy-1"});
  CHECK(world.entries[1].text.ends_with("the pool is empty on 2026-01-11, as known on 2026-01-05. Lead time: 5 days."));
  CHECK(world.entries[2].title == "Order 50 tokens");
  CHECK(world.entries[2].text == "buy-1: 50 tokens, ordered by buy, to arrive on 2026-01-13.");
  CHECK(world.entries[3].text == "buy-1: 50 tokens; they expire on 2026-01-23.");
}

TEST_CASE("what expired within the horizon is in the calendar if anything was lost") {
  DiaryWorld world;
  world.tranche("all used", "2026-01-01", 14, "", "2026-01-05");
  world.tranche("lost", "2026-01-01", 10, "", "2026-01-08");
  world.scenario.tranches[1].unit_price = Money::whole(3);
  world.sessions(1, 2);
  const Lines lines = world.days();
  CHECK(std::find(lines.begin(), lines.end(), "26-01-08 expiry lost") != lines.end());
  CHECK(std::find(lines.begin(), lines.end(), "26-01-05 expiry all used") == lines.end());
  CHECK(world.entries.back().text == "lost: 10 of 10 tokens expire unused, worth 30 USD.");
}
