// Distributions of use, and use beside break-evens.
#include "engine/planning/usage_study.h"

#include <doctest/doctest.h>

#include <numeric>
#include <string>
#include <vector>

#include "engine/replay/replay.h"
#include "tests/smallest_scenario.h"
#include "tests/worlds.h"

using namespace drawdown;

namespace {

// So many days of an hour each from the first of January on, one after the other.
World days_of(const std::vector<std::pair<std::string, int>>& users, const std::string& more,
              const char* until = "2027-01-01") {
  World world;
  std::string yaml = replaced(replaced(with(": 7", ": 7\n  Revit: 10"), "America/New_York", "UTC"), "[]",
                              "[{bought: 2026-01-01, tokens: 100000, unit_price: 3}]");
  world.scenario = load(replaced(yaml, "until: 2027-01-01", std::string("until: ") + until) + more);
  for (int day = 0; day < 365; ++day) {
    for (const auto& [user, days] : users) {
      if (day < days) {
        const std::int64_t open = world.scenario.begin.seconds + day * 86'400LL + 9 * 3600LL;
        world.sessions.push_back({user, 0, "", "", "", open, open + 3600});
      }
    }
  }
  rebuild(world);
  return world;
}

UsageStudy study_of(const World& world, std::optional<Money> price = {}) {
  return study_usage(world.scenario, world.trace, replay(world.scenario, world.trace), {}, world.scenario.from, price);
}

const char* const subscriptions = "subscription_prices: {AutoCAD: 2310}\n";

}  // namespace

TEST_CASE("a year's days are rounded to the millionth, halves up") {
  CHECK(format(yearly(40, 84)) == "173.809524");
  CHECK(format(yearly(260, 365)) == "260");
  CHECK(format(yearly(1, 730)) == "0.5");
  CHECK(format(yearly(0, 1)) == "0");
}

TEST_CASE("a product's users are distributed by their days: quantiles, classes, and who has half of the tokens") {
  const UsageStudy study =
      study_of(days_of({{"a", 1}, {"b", 20}, {"c", 21}, {"d", 110}, {"e", 260}, {"f", 261}, {"g", 300}}, ""));
  REQUIRE(study.products.size() == 1);
  const ProductUsage& usage = study.products[0];
  CHECK(usage.users == 7);
  CHECK(format(*usage.days_quantile(0)) == "1");
  CHECK(format(*usage.days_quantile(10)) == "1");
  CHECK(format(*usage.days_quantile(50)) == "110");
  CHECK(format(*usage.days_quantile(86)) == "300");
  CHECK(format(*usage.days_quantile(85)) == "261");
  CHECK(format(*usage.days_quantile(100)) == "300");
  // (0, 20] has two, (20, 40] one, (100, 120] one, (240, 260] one, above two.
  CHECK(usage.histogram() == std::array<std::uint64_t, days_classes>{2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 2});
  CHECK(usage.half_users == 2);  // 561 of 973 days
  CHECK(study.lines.empty());
  CHECK(study.heavy.empty());
  CHECK(study.largest == std::vector<std::uint32_t>{6, 5, 4, 3, 2, 1, 0});
}

TEST_CASE("a tie is a tie: 110 days of AutoCAD cost what a subscription costs, 111 more and 109 less") {
  const World world = days_of({{"a", 109}, {"b", 110}, {"c", 111}}, subscriptions);
  const UsageStudy study = study_of(world);
  REQUIRE(study.lines.size() == 1);
  CHECK(decimal(study.lines[0].at.at) == "110");
  std::vector<std::string> words;
  for (const UserProduct& row : study.report.rows) {
    words.emplace_back(cheaper_word(*study.cheaper(row)));
  }
  CHECK(words == std::vector<std::string>{"tokens", "either", "subscription"});
  CHECK(study.heavy == std::vector<std::uint32_t>{2});
}

TEST_CASE("days of a part of a year are scaled to a year, and prices can be given") {
  // 73 days are a fifth of a year: 22 days are 110.
  const World world = days_of({{"a", 21}, {"b", 22}, {"c", 23}}, subscriptions, "2026-03-15");
  CHECK(study_of(world).heavy == std::vector<std::uint32_t>{2});
  CHECK(study_of(world).days_of_years == 73);
  CHECK(study_of(world, parse_money("3.1")).heavy == std::vector<std::uint32_t>{2, 1});
  CHECK(study_of(world, Money{}).heavy.empty());
  const UsageStudy free = study_of(world, Money{});
  CHECK(cheaper_of(free.lines[0], Tokens::whole(1'000'000)) == Cheaper::tokens);
}

TEST_CASE("where neither costs anything both are alike, and a product without a price on the day has no line") {
  const World free = days_of({{"a", 3}}, "subscription_prices: {AutoCAD: 0}\n");
  CHECK(cheaper_of(study_of(free, Money{}).lines[0], Tokens::whole(21)) == Cheaper::either);
  CHECK(cheaper_of(study_of(free).lines[0], Tokens::whole(21)) == Cheaper::subscription);
  CHECK(cheaper_of(study_of(free).lines[0], Tokens{}) == Cheaper::either);
  const World later = days_of({{"a", 3}}, "subscription_prices: {AutoCAD: [{from: 2026-02-01, price: 2310}]}\n");
  CHECK(study_of(later).lines.empty());
  CHECK(study_usage(later.scenario, later.trace, replay(later.scenario, later.trace), {}, *parse_day("2026-02-01"), {})
            .lines.size() == 1);
}

TEST_CASE("classes of renewals and of users have every renewal and every user once, in random worlds") {
  std::uint64_t pairs = 0;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    CAPTURE(seed);
    const World world = random_world(seed);
    const UsageStudy study = study_of(world);
    UsageSums sum;
    for (const ProductUsage& usage : study.products) {
      const auto users = usage.histogram();
      CHECK(std::accumulate(users.begin(), users.end(), std::uint64_t{0}) == usage.users);
      const auto renewals = usage.renewal_histogram();
      CHECK(std::accumulate(renewals.begin(), renewals.end(), std::uint64_t{0}) == usage.renewals_used.size());
      CHECK(usage.renewals_used.size() <= usage.sums.renewals);
      CHECK(usage.half_users <= usage.charged_users);
      sum += usage.sums;
    }
    CHECK(sum == study.total);
    for (const ProductPair& pair : study.pairs) {
      CHECK(pair.one < pair.other);
      CHECK(pair.users >= 1);
      CHECK(pair.users <= pair.days);
      ++pairs;
    }
  }
  CHECK(pairs > 100);
}

TEST_CASE("a renewal of exactly five minutes is not below five") {
  ProductUsage usage;
  usage.renewals_used = {0, 299, 300, 599, 600, 28'799, 28'800};
  CHECK(usage.renewal_histogram() == std::array<std::uint64_t, 9>{2, 2, 1, 0, 0, 0, 0, 1, 1});
  CHECK(usage.renewal_quantile(50) == 599);
  CHECK(ProductUsage().renewal_quantile(50) == std::nullopt);
  CHECK(ProductUsage().days_quantile(50) == std::nullopt);
}
