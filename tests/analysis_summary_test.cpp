#include "engine/analysis/summary.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/base/version.h"
#include "tests/analysis_world.h"

using namespace drawdown;
using tests::World;

namespace {

Summary summary_of(const World& world) {
  return summarise(world.scenario, world.trace, world.outcome,
                   burn_curve(world.scenario, world.trace, world.outcome).counts);
}

}  // namespace

TEST_CASE("a summary counts and sums what followed") {
  World world;
  Journal& journal = world.outcome.charges;
  Journal::Row free = journal.opens.rows[0];
  free.state = RowState::free;
  journal.add(journal.opens, free, free.at);
  Journal::Row renewal = journal.opens.rows[2];
  renewal.amount = static_cast<std::uint32_t>(journal.amounts.size());
  journal.amounts.push_back(0);
  journal.add(journal.renewals, renewal, renewal.at);
  const Summary summary = summary_of(world);
  CHECK(summary.sessions == 3);
  CHECK(summary.sessions_outside == 4);
  CHECK(summary.charges == 4);
  CHECK(summary.renewals == 1);
  CHECK(summary.bought == Tokens::whole(170));
  CHECK(summary.consumed == Tokens::whole(95));
  CHECK(summary.expired == Tokens::whole(40));
  CHECK(summary.remaining == Tokens::whole(40));
  CHECK(summary.overdraft == Tokens::whole(5));
}

TEST_CASE("a tranche without a unit price counts as free") {
  const World world;
  const Summary summary = summary_of(world);
  CHECK(summary.spent == Money::whole(210));
  CHECK(summary.written_off == Money::whole(80));
  CHECK(format(*summary.price_per_token_bought) == "1.235294");
  CHECK(format(*summary.price_per_token_consumed) == "2.210526");
}

TEST_CASE("the published example: 10,000 tokens at 2.40, of which 8,000 are used") {
  World world;
  world.outcome.tranches = {
      tests::tranche(world.scenario.server(), "jan", "", "2025-03-04", "2026-03-04", 10'000, parse_money("2.40"))};
  world.outcome.overdraft.clear();
  world.outcome.balances = {{false, Tokens::whole(10'000), Tokens::whole(8'000), Tokens::whole(2'000), Tokens{}}};
  const Summary summary = summarise(world.scenario, world.trace, world.outcome, ChargeCounts{});
  CHECK(summary.written_off == Money::whole(4'800));
  CHECK(*summary.price_per_token_consumed == Money::whole(3));
}

TEST_CASE("prices that are not defined and a denial that never came are null") {
  World world;
  world.outcome.balances.assign(3, {});
  world.outcome.overdraft.clear();
  world.outcome.denials.clear();
  const Summary summary = summarise(world.scenario, world.trace, world.outcome, ChargeCounts{});
  CHECK_FALSE(summary.price_per_token_bought.has_value());
  CHECK_FALSE(summary.price_per_token_consumed.has_value());
  CHECK_FALSE(summary.first_denial.has_value());
  for (const auto& [key, cell] : summary_record(summary)) {
    if (key.starts_with("price") || key == "first_denial") {
      CHECK(cell.kind() == Cell::Kind::nothing);
    }
  }
}

TEST_CASE("the first denial is the first refused open, not an earlier cut-off") {
  const World world;
  const Summary summary = summary_of(world);
  CHECK(*summary.first_denial == world.at(2, 10));
}

TEST_CASE("summary.json has its keys in a fixed order, and the program's version") {
  const World world;
  std::vector<std::string> keys;
  const Record record = summary_record(summary_of(world));
  for (const auto& [key, cell] : record) {
    keys.push_back(key);
  }
  CHECK(keys == std::vector<std::string>{"scenario",
                                         "from",
                                         "until",
                                         "sessions",
                                         "visits",
                                         "graced_visits",
                                         "charges",
                                         "renewals",
                                         "denied_sessions",
                                         "cut_offs",
                                         "bought",
                                         "consumed",
                                         "expired",
                                         "remaining",
                                         "overdraft",
                                         "spent",
                                         "written_off",
                                         "price_per_token_bought",
                                         "price_per_token_consumed",
                                         "first_denial",
                                         "sessions_outside",
                                         "rejected_rows",
                                         "results",
                                         "refunds",
                                         "denied_results",
                                         "unmatched_refunds",
                                         "adjusted",
                                         "covered_sessions",
                                         "results_outside",
                                         "version"});
  CHECK(record.back().second.to_text() == version());
  CHECK(record[19].second.to_text() == "2026-03-04T15:00:00Z");
}
