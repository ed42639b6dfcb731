#include "tools/drawdown/terminal/usage_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "engine/time/instant.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_products = 3;  // a screen has no room for more; the file has all
constexpr std::size_t most_users = 3;
constexpr std::size_t longest_name = 14;

// The micro-units as people read them: with one decimal, halves up.
std::string tenths_of(std::int64_t micro) {
  constexpr std::int64_t tenth = micro_per_unit / 10;
  const std::int64_t tenths = (micro + tenth / 2) / tenth;
  return grouped(fmt::format("{}.{}", tenths / 10, tenths % 10));
}

std::string hours_of(std::uint64_t seconds) {
  constexpr std::uint64_t hour = 3600;
  return text_of((seconds + hour / 2) / hour);
}

std::string minutes_of(std::optional<std::uint32_t> seconds) {
  constexpr std::uint32_t minute = 60;
  return text_of(std::uint64_t{seconds.value_or(0) / minute});
}

class View {
 public:
  View(const UsageResults& results, const Screen& screen)
      : scenario_(results.scenario), trace_(results.trace), study_(results.study), screen_(screen) {
    for (const ProductUsage& usage : study_.products) {
      shown_.push_back(&usage);
    }
    std::stable_sort(shown_.begin(), shown_.end(), [](const ProductUsage* a, const ProductUsage* b) {
      return a->sums.all.tokens > b->sums.all.tokens;
    });
    shown_.resize(std::min(shown_.size(), most_products));
  }

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(scenario_, screen_) + "\n";
    out += table_lines(products(), screen_) + "\n";
    if (const Rows rows = distributions(); rows.size() > 1) {
      out += table_lines(rows, screen_) + note(legend()) + "\n";
    }
    out += table_lines(avoidable(), screen_);
    out += note(launches()) + note(renewals()) + note(several()) + note(heavy());
    return out;
  }

 private:
  // A line of its own, or none.
  [[nodiscard]] std::string note(const std::string& words) const {
    return words.empty() ? "" : " " + shortened(words, screen_.width - 2, !screen_.pictures) + "\n";
  }

  [[nodiscard]] std::string short_name(const std::string& name) const {
    return shortened(printable(name), longest_name, !screen_.pictures);
  }
  [[nodiscard]] std::string name_of(ProductId product) const {
    return short_name(scenario_.products[product.value].name);
  }

  [[nodiscard]] Rows products() const {
    Rows rows{{"Product", "Users", "Days", "Hours", "Charges", "Tokens", "Cost, " + printable(scenario_.currency)}};
    const bool wide = study_.total.all.cost >= Money::whole(1'000'000);  // cents would not fit
    const auto add = [&](const std::string& name, std::uint64_t users, const UsageSums& sums) {
      rows.push_back({name, text_of(users), text_of(sums.access_days), hours_of(sums.seconds),
                      text_of(sums.all.charges), text_of(sums.all.tokens),
                      wide ? whole_text_of(sums.all.cost) : text_of(sums.all.cost)});
    };
    for (const ProductUsage* usage : shown_) {
      // Who is charged for sessions has access days, and results have none.
      add(name_of(usage->product), std::max(usage->users, usage->charged_users), usage->sums);
    }
    add(study_.products.size() > shown_.size() ? fmt::format("all {}", study_.products.size()) : "all", study_.users,
        study_.total);
    return rows;
  }

  [[nodiscard]] Rows distributions() const {
    const bool priced = !study_.lines.empty();
    Rows rows{{"Days in a year", "P10", "P50", "P90", "Most", "Histogram"}};
    if (priced) {
      rows[0].insert(rows[0].end(), {"Break-even", "Heavy"});
    }
    for (const ProductUsage* usage : shown_) {
      if (usage->users == 0) {
        continue;
      }
      const UsageLine* line = study_.line_of(usage->product);
      const auto quantile = [&](unsigned percent) { return tenths_of(usage->days_quantile(percent)->micro); };
      std::uint64_t heavy = 0;
      for (const std::uint32_t row : study_.heavy) {
        heavy += study_.report.rows[row].product == usage->product ? 1U : 0U;
      }
      rows.push_back(
          {name_of(usage->product), quantile(10), quantile(50), quantile(90), quantile(100), histogram(*usage, line)});
      if (priced) {
        rows.back().insert(rows.back().end(), {break_even_of(line), line == nullptr ? "-" : text_of(heavy)});
      }
    }
    return rows;
  }

  // A sign for each class, and | where the break-even lies.
  [[nodiscard]] std::string histogram(const ProductUsage& usage, const UsageLine* line) const {
    constexpr std::array<std::string_view, 9> blocks{"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    constexpr std::array<std::string_view, 9> letters{"_", ".", ":", "-", "=", "+", "*", "%", "#"};
    const auto& signs = screen_.pictures ? blocks : letters;
    const auto classes = usage.histogram();
    const std::uint64_t most = *std::max_element(classes.begin(), classes.end());
    const bool marked =
        line != nullptr && line->at.kind == BreakEven::Kind::at && line->product.counted == Counted::days;
    const Wide mark = marked ? std::min(line->at.at.floor() / Wide{days_class}, Wide{days_classes - 1}) : -1;
    std::string out;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      out += mark == static_cast<Wide>(i) ? "|" : "";
      out += signs[(classes[i] * (signs.size() - 1) + most - 1) / most];
    }
    return out;
  }

  [[nodiscard]] static std::string break_even_of(const UsageLine* line) {
    if (line == nullptr) {
      return "-";
    }
    if (line->at.kind != BreakEven::Kind::at) {
      return line->at.kind == BreakEven::Kind::tokens_free ? "never" : "always";
    }
    const std::string unit = line->product.counted == Counted::days ? "" : " " + counted_word(line->product.counted);
    return grouped(rounded(line->at.at, 1)) + unit;
  }

  [[nodiscard]] std::string legend() const {
    std::string words =
        fmt::format("Users by steps of {} days, to {} and above", days_class, (days_classes - 1) * days_class);
    if (!study_.lines.empty()) {
      const TokenPrice& price = study_.lines.front().price;
      words +=
          fmt::format("; | break-even at {} {} a token",
                      decimal(price.price).value_or("about " + rounded(price.price, 4)), printable(scenario_.currency));
    }
    return words;
  }

  [[nodiscard]] Rows avoidable() const {
    Rows rows{{"Avoidable", "Charges", "Tokens", "Cost", "Of all tokens"}};
    const auto add = [&](const std::string& what, const ChargeSum& sum) {
      rows.push_back({what, text_of(sum.charges), text_of(sum.tokens), text_of(sum.cost),
                      text_of(percent(sum.tokens, study_.total.all.tokens))});
    };
    add("opened for under " + format(study_.report.limits.short_use), study_.total.short_windows);
    add("renewed for under " + format(study_.report.limits.tail), study_.total.tails);
    return rows;
  }

  [[nodiscard]] std::string launches() const {
    const std::string free = fmt::format("{} shorter than {} were free, ", text_of(study_.total.free_launches),
                                         format(scenario_.rules.grace));
    return fmt::format("Launches: {}{} shorter than {} were charged.", scenario_.rules.grace > Duration{} ? free : "",
                       text_of(study_.total.short_launches), format(study_.report.limits.short_use));
  }

  [[nodiscard]] std::string renewals() const {
    ProductUsage all;
    for (const ProductUsage& usage : study_.products) {
      all.renewals_used.insert(all.renewals_used.end(), usage.renewals_used.begin(), usage.renewals_used.end());
    }
    if (all.renewals_used.empty()) {
      return "";
    }
    std::sort(all.renewals_used.begin(), all.renewals_used.end());
    return fmt::format("Renewals: {}; minutes used: P10 {}, P50 {}, P90 {}.", text_of(study_.total.renewals),
                       minutes_of(all.renewal_quantile(10)), minutes_of(all.renewal_quantile(50)),
                       minutes_of(all.renewal_quantile(90)));
  }

  [[nodiscard]] std::string several() const {
    if (study_.pairs.empty()) {
      return "";
    }
    const ProductPair& first = study_.pairs.front();
    return fmt::format("Several products on a user's day: {}; most often {} and {}: {}.",
                       text_of(std::uint64_t{study_.report.days.size()}), name_of(first.one), name_of(first.other),
                       text_of(first.days));
  }

  [[nodiscard]] std::string heavy() const {
    const bool priced = !study_.lines.empty();
    const std::vector<std::uint32_t>& rows = priced ? study_.heavy : study_.largest;
    if (rows.empty()) {
      return "";
    }
    std::string words =
        priced ? fmt::format("Heavy, by tokens: {} in all; ", text_of(std::uint64_t{rows.size()})) : "Most tokens: ";
    for (std::size_t i = 0; i < std::min(rows.size(), most_users); ++i) {
      const UserProduct& row = study_.report.rows[rows[i]];
      words += fmt::format("{}{}, {} ({})", i == 0 ? "" : "; ", short_name(trace_.users[row.user]),
                           name_of(row.product), text_of(row.sums.all.tokens));
    }
    return words;
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const UsageStudy& study_;
  const Screen& screen_;
  std::vector<const ProductUsage*> shown_;  // the most tokens first
};

}  // namespace

std::string show(const UsageResults& results, const Screen& screen) { return View(results, screen).text(); }

}  // namespace drawdown::program
