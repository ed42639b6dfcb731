#include "tools/drawdown/page/compare_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "engine/ensemble/compare_tables.h"
#include "engine/ensemble/replicated_tables.h"
#include "tools/drawdown/page/ensemble_charts.h"
#include "tools/drawdown/page/made.h"
#include "tools/drawdown/terminal/amounts.h"

namespace drawdown::program {
namespace {

using enum Cell::Kind;

// Every variant's way from the baseline: its total, the steps, and the variant's own.
Table waterfall_table(const Comparison& comparison) {
  Table table({{"variant", text}, {"change", text}, {"total", text}, {"tokens", amount}, {"cost", amount}});
  const VariantEffect& base = comparison.baseline;
  for (const VariantEffect& variant : comparison.variants) {
    table.add({variant.name, base.name, "yes", base.effect.summary.consumed, base.effect.cost});
    if (variant.bridge.empty()) {
      table.add({variant.name, "all changes", "no", variant.effect.summary.consumed - base.effect.summary.consumed,
                 variant.effect.cost - base.effect.cost});
    }
    for (const StepEffect& step : variant.bridge) {
      table.add({variant.name, step.label, "no", step.tokens, step.cost});
    }
    table.add({variant.name, variant.name, "yes", variant.effect.summary.consumed, variant.effect.cost});
  }
  return table;
}

// For every variant the users whose tokens differ most from the baseline's; a log may have very many others.
Table user_differences(const Comparison& comparison) {
  constexpr std::size_t most = 15;
  Table table({{"variant", text}, {"user", text}, {"tokens", amount}, {"tokens_difference", amount}});
  for (const VariantEffect& variant : comparison.variants) {
    const auto difference = [&](std::size_t i) {
      return (variant.effect.by_user[i].tokens - comparison.baseline.effect.by_user[i].tokens).micro;
    };
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < variant.effect.by_user.size(); ++i) {
      if (difference(i) != 0) {
        order.push_back(i);
      }
    }
    const std::size_t shown = std::min(most, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                      [&](std::size_t a, std::size_t b) {
                        return std::pair(std::abs(difference(b)), a) < std::pair(std::abs(difference(a)), b);
                      });
    for (std::size_t i = 0; i < shown; ++i) {
      table.add({variant.name, comparison.users[UserId(static_cast<std::uint32_t>(order[i]))],
                 variant.effect.by_user[order[i]].tokens, Tokens{difference(order[i])}});
    }
  }
  return table;
}

Chart by_variant(const char* id, const char* title, const char* column, const std::string& unit, Hue hue) {
  return {.kind = Chart::Kind::bars,
          .id = id,
          .title = title,
          .table = "variants.csv",
          .x = "variant",
          .unit = unit,
          .layers = {{.shape = Layer::Shape::bar, .label = title, .value = column, .hue = hue}}};
}

Chart bridge(const char* id, const char* title, const char* column, const std::string& unit,
             const std::string& chosen) {
  return {.kind = Chart::Kind::bridge,
          .id = id,
          .title = title,
          .note = "From the baseline to the variant, one change after the other. The axis need not begin at 0.",
          .table = "waterfall.csv",
          .x = "change",
          .total = "total",
          .unit = unit,
          .choose = "variant",
          .chosen = chosen,
          .layers = {{.shape = Layer::Shape::bar, .label = title, .value = column, .hue = Hue::grey}}};
}

Chart differences(const char* what, const char* file, const std::string& chosen) {
  return {.kind = Chart::Kind::bars,
          .id = std::string("difference_by_") + what,
          .title = std::string("Tokens more or less than the baseline, by ") + what,
          .table = file,
          .x = what,
          .unit = "tokens",
          .choose = "variant",
          .chosen = chosen,
          .layers = {
              {.shape = Layer::Shape::bar, .label = "difference", .value = "tokens_difference", .hue = Hue::purple}}};
}

std::vector<std::string> answer_of(const Scenario& scenario, const Comparison& comparison) {
  const VariantEffect& base = comparison.baseline;
  const auto cheaper = [](const VariantEffect& a, const VariantEffect& b) { return a.effect.cost < b.effect.cost; };
  const auto [least, most] = std::minmax_element(comparison.variants.begin(), comparison.variants.end(), cheaper);
  const auto sentence = [&](const VariantEffect& variant) {
    return fmt::format("{} uses {} tokens ({}) for {} {} ({}), and refuses {}.", variant.name,
                       text_of(variant.effect.summary.consumed),
                       with_sign(text_of(variant.effect.summary.consumed - base.effect.summary.consumed)),
                       text_of(variant.effect.cost), scenario.currency,
                       with_sign(text_of(variant.effect.cost - base.effect.cost)),
                       count_of(variant.effect.summary.denied_sessions, "session"));
  };
  std::vector<std::string> answer{fmt::format(
      "{} uses {} tokens for {} {}, and refuses {}.", base.name, text_of(base.effect.summary.consumed),
      text_of(base.effect.cost), scenario.currency, count_of(base.effect.summary.denied_sessions, "session"))};
  answer.push_back("The least: " + sentence(*least));
  if (most->effect.cost != least->effect.cost) {
    answer.push_back("The most: " + sentence(*most));
  }
  return answer;
}

}  // namespace

Page compare_page(const Scenario& baseline, const Comparison& comparison, const Arguments& arguments) {
  Page page = page_of("compare", baseline);
  page.answer = answer_of(baseline, comparison);
  const Summary& own = comparison.baseline.effect.summary;
  page.figures = {{"Variants", text_of(std::uint64_t{comparison.variants.size()})},
                  {"Tokens of the baseline", text_of(own.consumed)},
                  {"Cost of the baseline", text_of(comparison.baseline.effect.cost), baseline.currency},
                  {"Refused in the baseline", text_of(own.denied_sessions), "sessions", own.denied_sessions > 0}};
  const std::string& first = comparison.variants.front().name;
  page.tables.push_back({"variants.csv", "Variants", variant_table(comparison)});
  page.tables.push_back({"waterfall.csv", "From the baseline to each variant", waterfall_table(comparison)});
  page.tables.push_back({"by_product.csv", "Use by variant and product", product_table(comparison)});
  page.charts = {by_variant("variant_tokens", "Tokens consumed", "tokens", "tokens", Hue::blue),
                 by_variant("variant_cost", "Cost of the tokens consumed", "cost", baseline.currency, Hue::green),
                 bridge("bridge_tokens", "How the difference in tokens comes about", "tokens", "tokens", first),
                 bridge("bridge_cost", "How the difference in cost comes about", "cost", baseline.currency, first),
                 differences("product", "by_product.csv", first)};
  page.sections.push_back({.heading = "Variants", .charts = {"variant_tokens", "variant_cost"}});
  page.sections.push_back({.heading = "Step by step", .charts = {"bridge_tokens", "bridge_cost"}});
  PageSection who{.heading = "Where it differs", .charts = {"difference_by_product"}};
  if (Table users = user_differences(comparison); !users.rows().empty()) {
    page.tables.push_back({"user_differences.csv", "Users whose tokens differ most", std::move(users)});
    page.charts.push_back(differences("user", "user_differences.csv", first));
    who.charts.emplace_back("difference_by_user");
  }
  page.sections.push_back(std::move(who));
  page.sections.push_back(made_section("compare", arguments, baseline, {{"Baseline", comparison.baseline.name}}));
  add_findings(page, baseline, arguments);
  return page;
}

Page replicated_page(const Scenario& baseline, const ReplicatedComparison& comparison, const Arguments& arguments) {
  Page page = page_of("compare", baseline);
  const auto cost = [&](const ReplicatedVariant& variant) {
    return comparison.tally(variant).of(ReplicaMeasure::cost).mean.estimate();
  };
  const auto& variants = comparison.variants;
  const auto best = std::min_element(variants.begin(), variants.end(),
                                     [&](const auto& a, const auto& b) { return cost(a).value < cost(b).value; });
  const Estimate own = cost(variants.front());
  page.answer.push_back(fmt::format("{} costs {} {} on average (95 % interval {} to {}).", variants.front().name,
                                    mean_of(own), baseline.currency, whole_text_of(Money{own.low}),
                                    whole_text_of(Money{own.high})));
  if (best == variants.begin()) {
    page.answer.emplace_back("No variant costs less.");
  } else {
    const Estimate less = comparison.difference(*best).difference(ReplicaMeasure::cost).estimate();
    page.answer.push_back(fmt::format("{} costs least: {} {} on average, a difference of {} (95 % interval {} to {}).",
                                      best->name, mean_of(cost(*best)), baseline.currency, mean_of(less),
                                      whole_text_of(Money{less.low}), whole_text_of(Money{less.high})));
  }
  page.figures = {{"Replications", text_of(comparison.study.replications)},
                  {"Variants", text_of(std::uint64_t{variants.size() - 1})}};
  page.tables.push_back({"variants_replicated.csv", "Variants, on average", replicated_table(comparison)});
  const auto chart = [](const char* id, const char* title, const std::string& column) {
    return Chart{.kind = Chart::Kind::bars,
                 .id = id,
                 .title = title,
                 .note = "With 95 % intervals; all variants meet the same demand in each replication.",
                 .table = "variants_replicated.csv",
                 .x = "variant",
                 .choose = "measure",
                 .chosen = "total_cost",
                 .layers = {{.shape = Layer::Shape::bar, .label = "mean", .value = column, .hue = Hue::blue},
                            {.shape = Layer::Shape::whisker,
                             .label = "95 % interval",
                             .value = {},
                             .low = column + "_low",
                             .high = column + "_high",
                             .hue = Hue::grey}}};
  };
  page.charts = {chart("mean", "Each variant, on average", "mean"),
                 chart("difference", "More or less than the baseline", "difference")};
  page.sections.push_back({.heading = "Variants", .charts = {"mean", "difference"}});
  if (Table steps = replicated_bridge_table(comparison); !steps.rows().empty()) {
    const std::string chosen = steps.rows().front()[0].to_text();
    page.tables.push_back({"bridge_replicated.csv", "Step by step, on average", std::move(steps)});
    page.charts.push_back(
        {.kind = Chart::Kind::bars,
         .id = "steps",
         .title = "What each change adds to the cost of tokens",
         .note = "With 95 % intervals.",
         .table = "bridge_replicated.csv",
         .x = "change",
         .unit = baseline.currency,
         .choose = "variant",
         .chosen = chosen,
         .layers = {{.shape = Layer::Shape::bar, .label = "cost", .value = "cost", .hue = Hue::purple},
                    {.shape = Layer::Shape::whisker,
                     .label = "95 % interval",
                     .value = {},
                     .low = "cost_low",
                     .high = "cost_high",
                     .hue = Hue::grey}}});
    page.sections.push_back({.heading = "Step by step", .charts = {"steps"}});
  }
  page.sections.push_back(
      made_section("compare", arguments, baseline,
                   {{"Replications", comparison.study.replications},
                    {"Baseline", variants.front().name},
                    {"Intervals", "95 %, Student's t, of differences replication by replication"}}));
  add_findings(page, baseline, arguments);
  return page;
}

}  // namespace drawdown::program
