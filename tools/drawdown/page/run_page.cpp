#include "tools/drawdown/page/run_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/analysis/tranche_days.h"
#include "engine/analysis/tranches.h"
#include "engine/analysis/use_tables.h"
#include "tools/drawdown/page/live.h"
#include "tools/drawdown/page/made.h"
#include "tools/drawdown/page/run_answer.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

constexpr std::size_t most_days = 1100;  // three years by day; longer horizons by week or month
constexpr std::size_t most_names = 20;   // of users, products, teams: then a row for all others

class RunPage {
 public:
  RunPage(const RunResults& run, const Arguments& arguments)
      : run_(run), arguments_(arguments), page_(page_of("run", run.scenario)), all_(total(run.curve)) {}

  Page made() {
    page_.answer = run_answer(run_);
    page_.figures = run_figures(run_);
    page_.live = live_json(run_, arguments_);
    add_balances();
    page_.sections.push_back({.heading = "What if", .live = true});
    add_use();
    add_days();
    add_tranches();
    add_further();
    add_made();
    return std::move(page_);
  }

 private:
  [[nodiscard]] std::size_t every() const { return (all_.days() + most_days - 1) / most_days; }

  void add_table(PageSection& section, const char* name, const char* title, Table table) {
    if (!table.rows().empty()) {
      page_.tables.push_back({name, title, std::move(table)});
      section.tables.emplace_back(name);
    }
  }

  void add_balances() {
    Table days =
        tranche_days_table(run_.scenario, run_.trace, run_.outcome, run_.curve, std::max<std::size_t>(1, every()));
    Chart chart{.kind = Chart::Kind::days,
                .id = "balance",
                .title = "Tokens left at the end of each day",
                .note = "By tranche, the one that expires first below; a charge counts on the day on which it is made.",
                .table = "balances.csv",
                .x = "date",
                .unit = "tokens"};
    const std::vector<TrancheId> shown = tranches_shown(run_.outcome);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      chart.layers.push_back({.shape = Layer::Shape::area,
                              .label = run_.outcome.tranches[shown[i].value].id,
                              .value = tranche_column(run_.outcome, shown[i]),
                              .hue = hue_of(i)});
    }
    if (days.columns().size() > shown.size() + 2) {
      chart.layers.push_back({.shape = Layer::Shape::area, .label = "others", .value = "others", .hue = Hue::grey});
    }
    if (run_.summary.overdraft > Tokens{} ||
        std::any_of(all_.closing.begin(), all_.closing.end(), [](Tokens t) { return t < Tokens{}; })) {
      chart.layers.push_back(
          {.shape = Layer::Shape::step, .label = "balance, less what is owed", .value = "balance", .hue = Hue::red});
    }
    chart.marks = marks();
    page_.tables.push_back({"balances.csv", "Tokens left by tranche", std::move(days)});
    page_.charts.push_back(std::move(chart));
    page_.sections.push_back({.heading = "Tokens left", .charts = {"balance"}});
  }

  // Purchases and expiries within the days, and runs of days with refusals.
  [[nodiscard]] std::vector<Mark> marks() const {
    std::vector<Mark> marks;
    const Scenario& scenario = run_.scenario;
    for (const PoolEvent& event : run_.outcome.events) {
      const Tranche& tranche = run_.outcome.tranches[event.tranche.value];
      if (event.kind == PoolEvent::Kind::arrived && tranche.bought >= scenario.from && event.tokens > Tokens{}) {
        marks.push_back({Mark::Kind::arrival,
                         format(tranche.bought),
                         {},
                         fmt::format("{}: +{}", tranche.id, text_of(event.tokens))});
      } else if (event.kind == PoolEvent::Kind::expired && event.tokens > Tokens{}) {
        marks.push_back({Mark::Kind::expiry,
                         format(tranche.expires),
                         {},
                         fmt::format("{}: {} lost", tranche.id, text_of(event.tokens))});
      }
    }
    constexpr std::size_t most_marks = 60;
    if (marks.size() > most_marks) {
      marks.resize(most_marks);
    }
    constexpr std::size_t gap = 7;  // days without refusals that are still one bad time, such as weekends
    for (std::size_t i = 0; i < all_.days(); ++i) {
      if (all_.denied[i] == 0) {
        continue;
      }
      std::size_t last = i;
      std::uint64_t denied = 0;
      for (std::size_t j = i; j < all_.days() && j - last <= gap; ++j) {
        denied += all_.denied[j];
        last = all_.denied[j] > 0 ? j : last;
      }
      const auto day = [&](std::size_t n) { return format(scenario.from + static_cast<std::int32_t>(n)); };
      marks.push_back(
          {Mark::Kind::refusal, day(i), day(last + 1), fmt::format("{} refused attempts", text_of(denied))});
      i = last;
    }
    return marks;
  }

  // The tail is a row of the table, and a sentence below the chart, where it would dwarf all others.
  void add_bars(PageSection& section, const char* what, const char* name, Table table) {
    if (table.rows().empty()) {
      return;
    }
    const std::string file = std::string("by_") + what + ".csv";
    const bool tail = table.rows().size() > most_names;
    std::string note = tail ? fmt::format("{} used {} tokens together.", table.rows().back()[0].to_text(),
                                          grouped(table.rows().back()[1].to_text()))
                            : "";
    page_.tables.push_back({file, name, std::move(table)});
    page_.charts.push_back({.kind = Chart::Kind::bars,
                            .id = std::string("by_") + what,
                            .title = std::string("Tokens by ") + what,
                            .note = std::move(note),
                            .table = file,
                            .x = what,
                            .unit = "tokens",
                            .most = tail ? most_names : 0,
                            .layers = {{.shape = Layer::Shape::bar, .label = "tokens", .value = "tokens"}}});
    section.charts.push_back(std::string("by_") + what);
  }

  void add_use() {
    const Effect effect = effect_of(run_.scenario, run_.trace, run_.outcome, run_.scenario.days);
    PageSection section{.heading = "Who uses what"};
    add_bars(section, "product", "Use by product", product_use_table(run_.scenario, effect, most_names));
    if (run_.curve.teams.size() > 1) {
      add_bars(section, "team", "Use by team", team_use_table(run_.trace, run_.curve, most_names));
    }
    add_bars(section, "user", "Use by user", user_use_table(run_.trace, effect, most_names));
    page_.sections.push_back(std::move(section));
  }

  void add_days() {
    const std::size_t days = all_.days();
    const Period period = days <= most_days ? Period::day : days <= 7 * most_days ? Period::week : Period::month;
    page_.tables.push_back({"burn.csv", "Burn curve of all teams", burn_table(coarsen(all_, run_.curve.from, period))});
    PageSection section{.heading = "Day by day", .tables = {"burn.csv"}};
    if (period == Period::day) {
      page_.charts.push_back({.kind = Chart::Kind::calendar,
                              .id = "calendar",
                              .title = "Tokens consumed on each day",
                              .table = "burn.csv",
                              .x = "date",
                              .unit = "tokens",
                              .layers = {{.shape = Layer::Shape::bar, .label = "consumed", .value = "consumed"}}});
      section.charts.emplace_back("calendar");
      section.tables.clear();  // it stands behind the chart
    }
    page_.sections.push_back(std::move(section));
  }

  void add_tranches() {
    Table table = tranche_table(run_.scenario, run_.trace, run_.outcome);
    if (table.rows().empty()) {
      return;
    }
    page_.tables.push_back({"tranches.csv", "Tranches", std::move(table)});
    page_.charts.push_back(
        {.kind = Chart::Kind::bars,
         .id = "tranches",
         .title = "What became of each purchase",
         .table = "tranches.csv",
         .x = "id",
         .unit = "tokens",
         .layers = {{.shape = Layer::Shape::bar, .label = "consumed", .value = "consumed", .hue = Hue::blue},
                    {.shape = Layer::Shape::bar, .label = "left", .value = "remaining", .hue = Hue::sky},
                    {.shape = Layer::Shape::bar, .label = "expired", .value = "expired", .hue = Hue::red}}});
    page_.sections.push_back({.heading = "Purchases", .charts = {"tranches"}});
  }

  // Whatever else the scenario asks for.
  void add_further() {
    const Scenario& scenario = run_.scenario;
    PageSection section{.heading = "Contracts, limits and costs"};
    add_table(section, "contracts.csv", "Contracts by year", contract_table(scenario, run_.contracts));
    if (run_.charge_back) {
      add_table(section, "charge_back.csv", "Charge-back", charge_back_table(scenario, *run_.charge_back));
    }
    if (run_.coverage) {
      add_table(section, "coverage.csv", "What needed no tokens", coverage_table(scenario, run_.trace, *run_.coverage));
      add_table(section, "seats.csv", "Floating seats", seat_table(scenario, run_.trace));
    }
    if (!section.tables.empty()) {
      page_.sections.push_back(std::move(section));
    }
    PageSection told{.heading = "Alerts and expectations"};
    add_table(told, "alerts.csv", "Alerts", alert_table(scenario, run_.trace, run_.outcome, run_.alerts));
    add_table(told, "expectations.csv", "Expectations", verdict_table(run_.verdicts));
    if (!told.tables.empty()) {
      page_.sections.push_back(std::move(told));
    }
  }

  void add_made() {
    const Summary& s = run_.summary;
    Record more{{"Totals", fmt::format("{} bought + {} adjusted + {} owed = {} consumed + {} expired + {} left",
                                       text_of(s.bought), text_of(s.adjusted), text_of(s.overdraft),
                                       text_of(s.consumed), text_of(s.expired), text_of(s.remaining))},
                {"Sessions", fmt::format("{}, {}, {}", count_of(s.sessions, "session"), count_of(s.visits, "visit"),
                                         count_of(s.charges, "charge"))}};
    if (s.sessions_outside + s.results_outside + s.rejected_rows > 0) {
      more.emplace_back("Left out",
                        fmt::format("{} and {} outside the days, {}", count_of(s.sessions_outside, "session"),
                                    count_of(s.results_outside, "result"), count_of(s.rejected_rows, "bad row")));
    }
    page_.sections.push_back(made_section("run", arguments_, run_.scenario, std::move(more)));
    constexpr std::uint64_t many = 2'000'000;  // about a second
    add_findings(page_, run_.scenario, arguments_, s.sessions > many);
  }

  const RunResults& run_;
  const Arguments& arguments_;
  Page page_;
  TeamBurn all_;
};

}  // namespace

Page run_page(const RunResults& results, const Arguments& arguments) { return RunPage(results, arguments).made(); }

}  // namespace drawdown::program
