#include "tools/drawdown/terminal/size_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/planning/size_tables.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_rows = 18;
constexpr std::size_t bar_width = 12;

// The first decimal of few tokens may matter.
std::string mean_text(const Estimate& mean) {
  constexpr std::int64_t few = 100 * micro_per_unit;
  const std::int64_t step = mean.value < few ? micro_per_unit / 10 : micro_per_unit;
  return text_of(Tokens{(mean.value + step / 2) / step * step});
}

std::string money_text(std::int64_t micro) { return whole_text_of(Money{micro}); }

class View {
 public:
  View(const SizeView& view, const Screen& screen)
      : scenario_(view.scenario), study_(view.study), screen_(screen), currency_(printable(scenario_.currency)) {}

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(scenario_, screen_) + "\n" + note(purchase()) + note(made()) + "\n";
    out += note(by_risk()) + note(by_cost());
    if (study_.question.left_value == Money{} && tranche().expires > scenario_.until) {
      out += note(fmt::format("What is left on {} counts for nothing, though it expires later (--left-value).",
                              format(scenario_.until)));
    }
    out += "\n" + table_lines(replayed(), screen_) + "\n" + table_lines(curve(), screen_);
    return out + note(legend());
  }

 private:
  [[nodiscard]] std::string note(const std::string& words) const {
    return words.empty() ? "" : hanging("", 1, words, screen_.width - 1);
  }

  [[nodiscard]] const Tranche& tranche() const { return scenario_.tranches[study_.question.tranche]; }

  [[nodiscard]] bool is_log() const { return !scenario_.demand; }
  // Of one course alone it is sure, either way.
  [[nodiscard]] std::string dry_text(const Estimate& p_dry) const {
    return !is_log() ? percent_text(p_dry.value) : p_dry.value > 0 ? "yes" : "no";
  }
  [[nodiscard]] std::string dry_word() const { return is_log() ? "Dry" : "Dry, %"; }

  [[nodiscard]] std::string purchase() const {
    return fmt::format("How large should the purchase '{}' be? Bought {}, expires {}; as it is {} tokens.",
                       printable(tranche().id), format(tranche().bought), format(tranche().expires),
                       text_of(study_.as_is));
  }

  [[nodiscard]] std::string made() const {
    const std::string tokens = mean_text(study_.demand);
    if (is_log()) {
      return fmt::format("The log is one course, of {} tokens: the sizes suit it, and say nothing of other courses.",
                         tokens);
    }
    return fmt::format("{}, seed {}, which ask for {} tokens on average; ± is half a 95 % interval.",
                       count_of(study_.question.replications, "replication"), scenario_.demand->seed, tokens);
  }

  [[nodiscard]] std::string by_risk() const {
    const std::string risk = percent_text(study_.question.risk);
    if (!study_.by_risk) {
      return is_log() ? "By risk: none. Something is refused at any size."
                      : fmt::format("By risk: none. In {} % of the replications something is refused at any size.",
                                    percent_text(study_.p_dry_at_all.value));
    }
    const RiskSize& size = *study_.by_risk;
    std::string text = fmt::format("By risk: {} tokens is the smallest size that ", text_of(size.size));
    if (is_log()) {
      return text + "refuses nothing.";
    }
    text += fmt::format("runs dry in at most {} % of the replications; 95 % interval {} to {}.", risk,
                        text_of(size.low), size.high ? text_of(*size.high) : "no bound, of so few replications");
    return text;
  }

  [[nodiscard]] std::string by_cost() const {
    if (!study_.priced) {
      return "By cost: a token has no price; add pool.price_list, or a unit_price.";
    }
    if (!study_.by_cost) {
      return "By cost: a refusal costs nothing, so nothing is cheapest (--penalty).";
    }
    const std::string what = study_.by_day
                                 ? fmt::format("access day costs {} {}, {} a token", text_of(study_.question.penalty),
                                               currency_, text_of(std::optional(study_.costs.penalty)))
                                 : fmt::format("token costs {} {}", text_of(study_.question.penalty), currency_);
    std::string text = fmt::format("By cost: {} tokens cost least, if a refused {}.", text_of(*study_.by_cost), what);
    if (study_.searched > 0) {
      text += fmt::format(" The least of {} sizes in replays of {}.", study_.searched,
                          is_log() ? "the log" : count_of(study_.search_replications, "replication"));
    }
    if (study_.cheap && study_.question.replications > 1) {
      text += fmt::format(" From {} to {} no size is surely dearer.", text_of(study_.cheap->first),
                          text_of(study_.cheap->second));
    }
    return text;
  }

  [[nodiscard]] std::string marked(Tokens size) const {
    const std::string word = answer_word(study_, size);
    return (word.find("cost") != std::string::npos ? "*" : " ") +
           std::string(word.find("risk") != std::string::npos ? "!" : " ") + " " + text_of(size);
  }

  [[nodiscard]] Rows replayed() const {
    Rows rows{{"   Replayed", dry_word(), is_log() ? "" : "±", study_.by_day ? "Days refused" : "Refused", "Expired",
               "Left"}};
    if (study_.priced) {
      rows[0].insert(rows[0].end(), {"Cost, " + currency_, "+/-", is_log() ? "" : "±"});
    }
    rows[0].emplace_back();
    for (const ReplayedSize& each : study_.replayed) {
      auto& row = rows.emplace_back();
      row = {marked(each.size),
             dry_text(each.p_dry),
             is_log() ? "" : percent_text((each.p_dry.high - each.p_dry.low) / 2),
             mean_text(study_.by_day ? each.refused_days : each.refused),
             mean_text(each.expired),
             mean_text(each.left)};
      if (study_.priced) {
        const bool own = each.size == study_.as_is;
        const Estimate& more = each.cost_difference;
        row.insert(row.end(), {money_text(each.cost.value), own ? "" : with_sign(money_text(more.value)),
                               own || is_log() ? "" : money_text((more.high - more.low) / 2)});
      }
      row.emplace_back();
    }
    align_points(rows);
    return rows;
  }

  // All answers, and as many of the others as there is room for, evenly.
  [[nodiscard]] std::vector<std::size_t> shown() const {
    std::vector<std::size_t> places;
    const std::size_t all = study_.curve.size();
    const std::size_t step = (all + most_rows - 1) / most_rows;
    for (std::size_t i = 0; i < all; ++i) {
      if (i % step == 0 || !answer_word(study_, study_.curve[i].size).empty()) {
        places.push_back(i);
      }
    }
    return places;
  }

  // What the bars are of: cost, or where there is none the risk.
  [[nodiscard]] std::int64_t height(const SizeEstimates& estimates) const {
    return study_.by_cost ? estimates.cost.value : estimates.p_dry.value;
  }

  [[nodiscard]] std::string bar(std::int64_t value, std::int64_t least, std::int64_t most) const {
    constexpr std::array<std::string_view, 8> eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const double share = most > least ? static_cast<double>(value - least) / static_cast<double>(most - least) : 0;
    const auto parts = static_cast<std::size_t>(std::lround(share * static_cast<double>(8 * bar_width)));
    std::string text;
    for (std::size_t i = 0; i < parts / 8; ++i) {
      text += screen_.pictures ? "█" : "#";
    }
    text += screen_.pictures ? eighths[parts % 8] : "";
    return padded(text, bar_width);
  }

  [[nodiscard]] Rows curve() const {
    const std::vector<std::size_t> places = shown();
    std::int64_t least = height(study_.curve[places.front()].estimates);
    std::int64_t most = least;
    for (const std::size_t place : places) {
      least = std::min(least, height(study_.curve[place].estimates));
      most = std::max(most, height(study_.curve[place].estimates));
    }
    Rows rows{{"   Size", dry_word(), "Refused", "Expired", "Left"}};
    if (study_.priced) {
      rows[0].insert(rows[0].end(), {"Cost, " + currency_, is_log() ? "" : "±"});
    }
    rows[0].push_back(padded(study_.by_cost ? "Cost" : "Dry", bar_width));
    for (const std::size_t place : places) {
      const SizeEstimates& each = study_.curve[place].estimates;
      auto& row = rows.emplace_back();
      row = {marked(study_.curve[place].size), dry_text(each.p_dry), mean_text(each.refused), mean_text(each.expired),
             mean_text(each.left)};
      if (study_.priced) {
        row.insert(row.end(),
                   {money_text(each.cost.value), is_log() ? "" : money_text((each.cost.high - each.cost.low) / 2)});
      }
      row.push_back(bar(height(each), least, most));
    }
    align_points(rows);
    return rows;
  }

  [[nodiscard]] std::string legend() const {
    std::string text = study_.by_cost ? "* costs least" : "";
    text += study_.by_risk ? (text.empty() ? "! keeps the risk" : ", ! keeps the risk") : "";
    text += text.empty() ? "" : ". ";
    text +=
        "The curve is of day totals, tokens refused in parts; above it the same charge by charge, compared with "
        "the size as it is. A bar is what is above the least.";
    return text;
  }

  const Scenario& scenario_;
  const SizeStudy& study_;
  const Screen& screen_;
  std::string currency_;
};

}  // namespace

std::string show(const SizeView& view, const Screen& screen) { return View(view, screen).text(); }

}  // namespace drawdown::program
