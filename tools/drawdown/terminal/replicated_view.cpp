#include "tools/drawdown/terminal/replicated_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::int64_t half_of(const Estimate& estimate) { return (estimate.high - estimate.low) / 2; }

// A column of means or differences, in millionths.
struct Numbers {
  const char* head;
  std::vector<std::optional<std::int64_t>> values;  // empty: nothing stands there
  bool with_signs = false;
};

// The column's texts below its head: rounded to tenths where all are small, else to whole ones.
std::vector<std::string> texts_of(const Numbers& column) {
  constexpr std::int64_t small = 1000 * micro_per_unit;
  const bool tenths = std::all_of(column.values.begin(), column.values.end(),
                                  [](const auto& each) { return !each || (*each<small&& * each> - small); });
  const std::int64_t step = tenths ? micro_per_unit / 10 : micro_per_unit;
  std::vector<std::string> texts{column.head};
  for (const std::optional<std::int64_t>& each : column.values) {
    if (!each) {
      texts.emplace_back();
      continue;
    }
    const std::string text = text_of(Tokens{(*each + (*each < 0 ? -step / 2 : step / 2)) / step * step});
    texts.push_back(column.with_signs ? with_sign(text) : text);
  }
  return texts;
}

// Adds the column to the right of a table.
void append(Rows& rows, const Numbers& column) {
  const std::vector<std::string> texts = texts_of(column);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].push_back(texts[i]);
  }
}

std::string share_text(std::uint64_t some, std::uint64_t all) { return percent_text(estimate_share(some, all).value); }

class View {
 public:
  View(const ReplicatedView& view, const Screen& screen) : view_(view), all_(view.comparison), screen_(screen) {
    for (const ReplicatedVariant& variant : all_.variants) {
      labels_.push_back(printable(variant.name));
    }
    numbered_ = std::any_of(labels_.begin() + 1, labels_.end(),
                            [](const std::string& label) { return display_width(label) > room_for_names; });
    for (std::size_t i = 1; numbered_ && i < labels_.size(); ++i) {
      labels_[i] = fmt::format("{}", i);
    }
    labels_[0] = shortened(labels_[0], room_for_names, !screen_.pictures);
  }

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(view_.baseline, screen_) + "\n";
    out += hanging("", 1,
                   fmt::format("{}, seed {}; ± is half a 95 % interval, of differences replication by replication",
                               count_of(all_.study.replications, "replication"), view_.baseline.demand->seed),
                   screen_.width - 1);
    return out + "\n" + (numbered_ ? names() + "\n" : "") + table_lines(use(), screen_) + "\n" +
           table_lines(money(), screen_) + "\n" + table_lines(odds(), screen_) + bridges();
  }

 private:
  static constexpr std::size_t room_for_names = 20;
  static constexpr std::size_t most_rows = 40;

  // What the numbers stand for, where names are too long for the tables.
  [[nodiscard]] std::string names() const {
    std::string out;
    const std::size_t width = labels_.back().size();
    for (std::size_t i = 1; i < std::min(labels_.size(), most_rows); ++i) {
      out += hanging(" " + right_aligned(labels_[i], width), width + 3, printable(all_.variants[i].name),
                     screen_.width - 1);
    }
    return out;
  }

  [[nodiscard]] std::size_t shown() const { return std::min(labels_.size(), most_rows); }

  // With points below each other, and a word on variants that are left out.
  [[nodiscard]] Rows finished(Rows rows) const {
    for (std::vector<std::string>& row : rows) {
      row.emplace_back();
    }
    align_points(rows);
    if (labels_.size() > shown()) {
      rows.push_back({fmt::format("{} more, in the file", labels_.size() - shown())});
      rows.back().resize(rows.front().size());
    }
    return rows;
  }

  [[nodiscard]] Rows use() const {
    Rows rows{{"Use, on average"}};
    Numbers charges{"Charges", {}};
    Numbers refused{"Refused", {}};
    Numbers days{"Refused days", {}};
    Numbers tokens{"Tokens", {}};
    Numbers more{"+/-", {}, true};
    Numbers half{"±", {}};
    for (std::size_t i = 0; i < shown(); ++i) {
      const CandidateTally& own = all_.tally(all_.variants[i]);
      const auto mean = [&own](ReplicaMeasure measure) { return own.of(measure).mean.estimate().value; };
      rows.push_back({labels_[i]});
      charges.values.emplace_back(mean(ReplicaMeasure::charges));
      refused.values.emplace_back(mean(ReplicaMeasure::denied_sessions) + mean(ReplicaMeasure::denied_results));
      days.values.emplace_back(mean(ReplicaMeasure::refused_days));
      tokens.values.emplace_back(mean(ReplicaMeasure::consumed));
      const Estimate than = all_.difference(all_.variants[i]).difference(ReplicaMeasure::consumed).estimate();
      more.values.push_back(i == 0 ? std::nullopt : std::optional(than.value));
      half.values.push_back(i == 0 ? std::nullopt : std::optional(half_of(than)));
    }
    for (const Numbers* column : {&charges, &refused, &days, &tokens, &more, &half}) {
      append(rows, *column);
    }
    return finished(std::move(rows));
  }

  // In whole units, where thousands of them make decimals a nuisance.
  [[nodiscard]] std::string money_text(std::int64_t micro) const {
    constexpr std::int64_t large = 10'000 * micro_per_unit;
    const Estimate cost = all_.tally(all_.variants[0]).of(ReplicaMeasure::consumed_cost).mean.estimate();
    return cost.value < large ? text_of(Money{micro}) : whole_text_of(Money{micro});
  }

  [[nodiscard]] Rows money() const {
    const std::string currency = printable(view_.baseline.currency);
    Rows rows{{currency.empty() ? "Money" : fmt::format("Money, {}", currency), "Written off", "+/-", "±", "Cost",
               "+/-", "±"}};
    for (std::size_t i = 0; i < shown(); ++i) {
      const CandidateTally& own = all_.tally(all_.variants[i]);
      const PairTally& than = all_.difference(all_.variants[i]);
      std::vector<std::string> row{labels_[i]};
      for (const ReplicaMeasure measure : {ReplicaMeasure::written_off, ReplicaMeasure::consumed_cost}) {
        const Estimate more = than.difference(measure).estimate();
        row.push_back(money_text(own.of(measure).mean.estimate().value));
        row.push_back(i == 0 ? "" : with_sign(money_text(more.value)));
        row.push_back(i == 0 ? "" : money_text(half_of(more)));
      }
      rows.push_back(std::move(row));
    }
    return finished(std::move(rows));
  }

  [[nodiscard]] Rows odds() const {
    Rows rows{{"Of replications, %", "Dry", "±", "More tokens", "Fewer", "Dearer", "Cheaper"}};
    for (std::size_t i = 0; i < shown(); ++i) {
      const CandidateTally& own = all_.tally(all_.variants[i]);
      const PairTally& than = all_.difference(all_.variants[i]);
      std::vector<std::string> row{labels_[i], percent_text(own.p_dry().value), percent_text(half_of(own.p_dry()))};
      for (const ReplicaMeasure measure : {ReplicaMeasure::consumed, ReplicaMeasure::consumed_cost}) {
        row.push_back(i == 0 ? "" : share_text(than.more(measure), all_.study.replications));
        row.push_back(i == 0 ? "" : share_text(than.less(measure), all_.study.replications));
      }
      rows.push_back(std::move(row));
    }
    return finished(std::move(rows));
  }

  // The steps to each variant that has several, unless they are many.
  [[nodiscard]] std::string bridges() const {
    constexpr std::size_t most_lines = 24;
    Rows rows{{"How, step by step"}};
    Numbers tokens{"Tokens", {}, true};
    Numbers half{"±", {}};
    std::vector<std::vector<std::string>> money{{"Cost", "±", ""}};
    std::size_t count = 0;
    for (std::size_t i = 1; i < labels_.size(); ++i) {
      const ReplicatedVariant& variant = all_.variants[i];
      if (variant.bridge.size() < 2) {
        continue;
      }
      ++count;
      rows.push_back({labels_[i]});
      tokens.values.emplace_back();
      half.values.emplace_back();
      money.push_back({"", "", ""});
      for (const ReplicatedVariant::Step& step : variant.bridge) {
        const PairTally& effect = all_.study.pairs[step.pair];
        const Estimate used = effect.difference(ReplicaMeasure::consumed).estimate();
        const Estimate cost = effect.difference(ReplicaMeasure::consumed_cost).estimate();
        rows.push_back({"  " + shortened(printable(step.label), room_for_steps, !screen_.pictures)});
        tokens.values.emplace_back(used.value);
        half.values.emplace_back(half_of(used));
        money.push_back({with_sign(money_text(cost.value)), money_text(half_of(cost)), ""});
      }
    }
    if (count == 0) {
      return "";
    }
    if (rows.size() > most_lines) {
      return "\n" + hanging("", 1,
                            fmt::format("The steps to {} are in bridge_replicated.csv (-o DIR); --only NAME shows "
                                        "them.",
                                        count_of(count, "variant")),
                            screen_.width - 1);
    }
    append(rows, tokens);
    append(rows, half);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i].insert(rows[i].end(), money[i].begin(), money[i].end());
    }
    align_points(rows);
    return "\n" + lines_of_steps(rows);
  }

  // With more room for the first column than other tables have.
  [[nodiscard]] std::string lines_of_steps(const Rows& rows) const {
    std::vector<std::size_t> widths(rows.front().size());
    for (const std::vector<std::string>& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], display_width(row[i]));
      }
    }
    std::string out;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::string line = " " + padded(rows[r][0], widths[0]);
      for (std::size_t i = 1; i < widths.size(); ++i) {
        line += widths[i] > 0 ? right_aligned(rows[r][i], widths[i] + 2) : "";
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += r == 0 ? std::string(screen_.palette.title).append(line).append(screen_.palette.reset) : line;
      out += "\n";
    }
    return out;
  }

  static constexpr std::size_t room_for_steps = 32;

  const ReplicatedView& view_;
  const ReplicatedComparison& all_;
  const Screen& screen_;
  std::vector<std::string> labels_;  // of the variants: their names, or numbers
  bool numbered_ = false;
};

}  // namespace

std::string show(const ReplicatedView& view, const Screen& screen) { return View(view, screen).text(); }

}  // namespace drawdown::program
