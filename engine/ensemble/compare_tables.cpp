#include "engine/ensemble/compare_tables.h"

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/report/csv.h"

namespace drawdown {
namespace {

// A difference of two counts, which may be negative.
struct CountTag {
  static constexpr const char* name = "counts";
};
using Count = Amount<CountTag>;

Cell more(std::uint64_t count, std::uint64_t than) {
  return Count::whole(static_cast<std::int64_t>(count)) - Count::whole(static_cast<std::int64_t>(than));
}

std::vector<Cell> variant_row(const VariantEffect& variant, const VariantEffect& baseline) {
  const Summary& s = variant.effect.summary;
  const Summary& b = baseline.effect.summary;
  const Tokens tokens = s.consumed - b.consumed;
  const Money cost = variant.effect.cost - baseline.effect.cost;
  return {variant.name,
          s.sessions,
          s.visits,
          s.graced_visits,
          s.charges,
          s.renewals,
          s.denied_sessions,
          s.cut_offs,
          s.consumed,
          s.expired,
          s.remaining,
          s.overdraft,
          variant.effect.cost,
          s.written_off,
          more(s.charges, b.charges),
          more(s.denied_sessions, b.denied_sessions),
          more(s.cut_offs, b.cut_offs),
          tokens,
          percent(tokens, b.consumed),
          cost,
          percent(cost, baseline.effect.cost),
          s.written_off - b.written_off,
          percent(s.written_off - b.written_off, b.written_off)};
}

bool anything(const Tally& tally) { return tally.charges > 0 || tally.denied > 0 || tally.cut_offs > 0; }

// One table of sums: `what` they are by, where a variant has them, and the name of each.
Table tally_table(const Comparison& comparison, const char* what, std::vector<Tally> Effect::*tallies,
                  const std::function<std::string(std::size_t)>& name_of) {
  using enum Cell::Kind;
  Table table({{"variant", text},
               {what, text},
               {"charges", count},
               {"denied", count},
               {"cut_offs", count},
               {"tokens", amount},
               {"tokens_difference", amount}});
  const auto add = [&](const VariantEffect& variant) {
    const std::vector<Tally>& baseline = comparison.baseline.effect.*tallies;
    const std::vector<Tally>& own = variant.effect.*tallies;
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (anything(own[i]) || anything(baseline[i])) {
        table.add({variant.name, name_of(i), own[i].charges, own[i].denied, own[i].cut_offs, own[i].tokens,
                   own[i].tokens - baseline[i].tokens});
      }
    }
  };
  add(comparison.baseline);
  for (const VariantEffect& variant : comparison.variants) {
    add(variant);
  }
  return table;
}

}  // namespace

Table variant_table(const Comparison& comparison) {
  using enum Cell::Kind;
  Table table({{"variant", text},
               {"sessions", count},
               {"visits", count},
               {"graced_visits", count},
               {"charges", count},
               {"renewals", count},
               {"denied_sessions", count},
               {"cut_offs", count},
               {"tokens", amount},
               {"expired", amount},
               {"remaining", amount},
               {"overdraft", amount},
               {"cost", amount},
               {"written_off", amount},
               {"charges_difference", amount},
               {"denied_difference", amount},
               {"cut_offs_difference", amount},
               {"tokens_difference", amount},
               {"tokens_percent", amount},
               {"cost_difference", amount},
               {"cost_percent", amount},
               {"written_off_difference", amount},
               {"written_off_percent", amount}});
  table.add(variant_row(comparison.baseline, comparison.baseline));
  for (const VariantEffect& variant : comparison.variants) {
    table.add(variant_row(variant, comparison.baseline));
  }
  return table;
}

Table user_table(const Comparison& comparison) {
  return tally_table(comparison, "user", &Effect::by_user,
                     [&](std::size_t i) { return comparison.users[UserId(static_cast<std::uint32_t>(i))]; });
}

Table product_table(const Comparison& comparison) {
  return tally_table(comparison, "product", &Effect::by_product, [&](std::size_t i) { return comparison.products[i]; });
}

Table day_table(const Comparison& comparison) {
  return tally_table(comparison, "date", &Effect::by_day,
                     [&](std::size_t i) { return format(comparison.from + static_cast<std::int32_t>(i)); });
}

Table bridge_table(const Comparison& comparison) {
  using enum Cell::Kind;
  Table table({{"variant", text},
               {"step", count},
               {"change", text},
               {"tokens", amount},
               {"cost", amount},
               {"written_off", amount}});
  for (const VariantEffect& variant : comparison.variants) {
    std::uint64_t number = 0;
    for (const StepEffect& step : variant.bridge) {
      table.add({variant.name, ++number, step.label, step.tokens, step.cost, step.written_off});
    }
  }
  return table;
}

void write_differences(OutputFile& file, const Comparison& comparison) {
  std::string rows;
  CsvWriter csv(rows);
  for (const char* name :
       {"variant", "user", "product", "date", "baseline", "tokens", "difference", "reason", "root"}) {
    csv.plain(name);
  }
  csv.end_row();
  for (const VariantEffect& variant : comparison.variants) {
    for (const Difference& one : variant.differences) {
      csv.text(variant.name)
          .text(comparison.users[one.user])
          .text(comparison.products[one.product.value])
          .plain(format(comparison.from + one.day))
          .amount(one.baseline.micro)
          .amount(one.variant.micro)
          .amount((one.variant - one.baseline).micro)
          .plain(reason_name(one.reason))
          .plain(one.reason == Reason::moved ? reason_name(one.root) : "")
          .end_row();
      csv.spill(file);
    }
  }
  file.write(rows);
}

}  // namespace drawdown
