#include "tools/drawdown/page/usage_page.h"

#include <fmt/core.h>

#include <string>
#include <utility>
#include <vector>

#include "tools/drawdown/page/made.h"
#include "tools/drawdown/terminal/amounts.h"

namespace drawdown::program {
namespace {

class UsagePage {
 public:
  UsagePage(const UsageResults& results, const Arguments& arguments)
      : results_(results), study_(results.study), arguments_(arguments), page_(page_of("usage", results.scenario)) {
    avoidable_ += study_.total.short_windows;
    avoidable_ += study_.total.tails;
  }

  Page made() {
    answer();
    page_.figures = {{"Users", text_of(study_.users)},
                     {"Access days", text_of(study_.total.access_days)},
                     {"Charged", text_of(study_.total.all.tokens), "tokens"},
                     {"Cost", text_of(study_.total.all.cost), currency()},
                     {"Avoidable charges", text_of(avoidable_.charges), {}, avoidable_.charges > 0},
                     {"Avoidable", text_of(avoidable_.tokens), "tokens", avoidable_.charges > 0},
                     {"Avoidable", text_of(avoidable_.cost), currency(), avoidable_.charges > 0},
                     {"Cheaper on a subscription", text_of(std::uint64_t{study_.heavy.size()}), "users, by product"}};
    add_histogram();
    add_products();
    add_users();
    Record more{{"An open is avoidable", fmt::format("if its window was used for less than {} minutes",
                                                     study_.report.limits.short_use.seconds / 60)},
                {"A renewal is avoidable", fmt::format("if its window was used for less than {} minutes",
                                                       study_.report.limits.tail.seconds / 60)}};
    page_.sections.push_back(made_section("usage", arguments_, results_.scenario, std::move(more)));
    add_findings(page_, results_.scenario, arguments_);
    return std::move(page_);
  }

 private:
  [[nodiscard]] const std::string& currency() const { return results_.scenario.currency; }

  void answer() {
    const UsageSums& all = study_.total;
    page_.answer.push_back(fmt::format(
        "{} were charged {} tokens ({} {}) on {}; {} of these tokens ({} {}) could have been avoided.",
        count_of(study_.users, "user"), text_of(all.all.tokens), text_of(all.all.cost), currency(),
        count_of(all.access_days, "access day"), text_of(avoidable_.tokens), text_of(avoidable_.cost), currency()));
    page_.answer.push_back(
        fmt::format("{} for windows that were used for a few minutes, {} that paid for the first minutes of a window.",
                    count_of(all.short_windows.charges, "charge"), count_of(all.tails.charges, "renewal")));
    for (const UsageLine& line : study_.lines) {
      std::uint64_t heavy = 0;
      for (const std::uint32_t row : study_.heavy) {
        heavy += study_.report.rows[row].product == line.product.product ? 1U : 0U;
      }
      if (line.at.kind == BreakEven::Kind::at) {
        page_.answer.push_back(fmt::format(
            "{}: from more than {} {} of a user in a year on, a subscription is cheaper; "
            "that is so for {}.",
            name_of(line), rounded(line.at.at, 1), counted_word(line.product.counted), count_of(heavy, "user")));
      }
    }
  }

  [[nodiscard]] const std::string& name_of(const UsageLine& line) const {
    return results_.scenario.products[line.product.product.value].name;
  }

  // With the break-even where use is counted in days, as the histogram is.
  void add_histogram() {
    Table histogram = histogram_table(results_);
    if (histogram.rows().empty()) {
      return;
    }
    Chart chart{.kind = Chart::Kind::columns,
                .id = "histogram",
                .title = "Users by their access days in a year",
                .note = "The last column is of all above 260.",
                .table = "usage_histogram.csv",
                .x = "middle",
                .unit = "users",
                .x_unit = "access days in a year",
                .choose = "product",
                .chosen = histogram.rows().front()[0].to_text(),
                .layers = {{.shape = Layer::Shape::bar, .label = "users", .value = "users"}}};
    for (const UsageLine& line : study_.lines) {
      if (line.at.kind == BreakEven::Kind::at && line.product.counted == Counted::days) {
        chart.marks.push_back({.kind = Mark::Kind::line,
                               .at = rounded(line.at.at, 3),
                               .label = "break-even: " + rounded(line.at.at, 1),
                               .of = name_of(line)});
      }
    }
    if (!chart.marks.empty()) {
      chart.note += " Right of the break-even a subscription is cheaper.";
    }
    page_.tables.push_back({"usage_histogram.csv", "Users by access days in a year", std::move(histogram)});
    page_.charts.push_back(std::move(chart));
    page_.sections.push_back({.heading = "How use is distributed", .charts = {"histogram"}});
  }

  void add_products() {
    page_.tables.push_back({"usage_products.csv", "Products", usage_product_table(results_)});
    const auto bars = [](const char* id, const char* title, const std::string& unit, std::vector<Layer> layers) {
      return Chart{.kind = Chart::Kind::bars,
                   .id = id,
                   .title = title,
                   .table = "usage_products.csv",
                   .x = "product",
                   .unit = unit,
                   .layers = std::move(layers)};
    };
    page_.charts.push_back(bars("product_tokens", "Tokens charged", "tokens",
                                {{.shape = Layer::Shape::bar, .label = "tokens", .value = "tokens"}}));
    page_.charts.push_back(bars(
        "avoidable", "Tokens that could have been avoided", "tokens",
        {{.shape = Layer::Shape::bar, .label = "short windows", .value = "short_window_tokens", .hue = Hue::orange},
         {.shape = Layer::Shape::bar, .label = "first minutes of renewals", .value = "tail_tokens", .hue = Hue::red}}));
    page_.sections.push_back({.heading = "Products", .charts = {"product_tokens", "avoidable"}});
  }

  void add_users() {
    PageSection section{.heading = "Users and days"};
    const auto add = [&](const char* name, const char* title, Table table) {
      if (!table.rows().empty()) {
        page_.tables.push_back({name, title, std::move(table)});
        section.tables.emplace_back(name);
      }
    };
    add("usage_largest.csv", "Users that have most of a product", largest_users_table(results_));
    add("usage_pairs.csv", "Products that one user was charged for on the same day", product_pair_table(results_));
    if (!section.tables.empty()) {
      page_.sections.push_back(std::move(section));
    }
  }

  const UsageResults& results_;
  const UsageStudy& study_;
  const Arguments& arguments_;
  Page page_;
  ChargeSum avoidable_;
};

}  // namespace

Page usage_page(const UsageResults& results, const Arguments& arguments) {
  return UsagePage(results, arguments).made();
}

}  // namespace drawdown::program
